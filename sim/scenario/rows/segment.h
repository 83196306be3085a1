// A segment of users: consumer, builder, enterprise, … Rates are per year.
#pragma once

#include <string>

#include "sim/base/describe.h"

namespace enclosure {

struct Segment {
    std::string id = {};
    std::string title = {};
    double seats = 1e6;
    double records = 0.2;
    double workloads = 1;
    double likeness = 0.5;
    double technical = 0.25;
    double spend_start = 30;
    double spend_max = 500;
    double spend_rate = 0.6;
    double use_elasticity = 1;
    double innovation = 0.03;
    double contagion = 0.5;
    double ceiling = 0.8;
    double aware_start = 0.01;
    double quality_weight = 1.2;
    double price_weight = 0.5;
    double open_friction_start = 1;
    double open_friction_end = 0.5;
    double learning = 0.3;
    double learning_use = 3;
    double tooling = 0;
    double integration = 1;
    double review_hazard = 0.7;
    double switching = 1;
    double switching_tenure = 0.5;
    double peer_weight = 0.6;
    double outside = 1;
    double data_sensitivity = 0.3;
    double customisation = 0.3;
    double security = 0.3;
    double entrant_brand = -0.3;
    double brand_decay = 0;
    double initial_open_technical = 0.05;
    double initial_open_other = 0.01;
    double exposure = 0.15;
    double public_share = 0.2;

    template <class R = Segment>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id,
                  {.name = "id", .unit = "1",
                   .doc = "Name by which other tables and files refer to it.",
                   .source = "identity"}),
            field(&R::title,
                  {.name = "title", .unit = "1",
                   .doc = "What it is called in tables and pictures.",
                   .source = "identity"}),
            field(&R::seats,
                  {.name = "seats", .unit = "person", .legal = {1, 1e11}, .usual = {1e6, 1e10},
                   .doc = "Seats in the world.",
                   .source = "calibrated"}),
            field(&R::records,
                  {.name = "records", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the simulated users that belong to the segment; each stands for seats over records.",
                   .source = "assumption"}),
            field(&R::workloads,
                  {.name = "workloads", .unit = "1", .legal = {1, 100}, .usual = {1, 6},
                   .doc = "Workloads, each one record, that an organisation of the segment has; one where a record is a person\'s seat.",
                   .source = "review", .off = 1}),
            field(&R::likeness,
                  {.name = "likeness", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Correlation of needs (data, customisation, security) between two workloads of one organisation.",
                   .source = "assumption", .needs = "workloads"}),
            field(&R::technical,
                  {.name = "technical", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of users who can run released weights themselves.",
                   .source = "calibrated"}),
            field(&R::spend_start,
                  {.name = "spend_start", .unit = "USD/person/yr", .legal = {0.001, 1e6}, .usual = {1, 1000},
                   .doc = "Spending per seat at the start of 2023.",
                   .source = "calibrated"}),
            field(&R::spend_max,
                  {.name = "spend_max", .unit = "USD/person/yr", .legal = {0.001, 1e7}, .usual = {10, 10000},
                   .doc = "Spending per seat at saturation.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&R::spend_rate,
                  {.name = "spend_rate", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 1.5},
                   .doc = "Rate of the logistic growth of spending.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&R::use_elasticity,
                  {.name = "use_elasticity", .unit = "1", .legal = {0, 3}, .usual = {0.1, 2},
                   .doc = "Elasticity of use per seat with respect to price.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&R::innovation,
                  {.name = "innovation", .unit = "1/yr", .legal = {0, 10}, .usual = {0, 0.2},
                   .doc = "Bass coefficient p: awareness without peers.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&R::contagion,
                  {.name = "contagion", .unit = "1/yr", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Bass coefficient q: awareness through adopters.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&R::ceiling,
                  {.name = "ceiling", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of users that can become aware.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&R::aware_start,
                  {.name = "aware_start", .unit = "1", .legal = {0, 1}, .usual = {0, 0.2},
                   .doc = "Share of users aware at the start.",
                   .source = "calibrated"}),
            field(&R::quality_weight,
                  {.name = "quality_weight", .unit = "1/OOM", .legal = {0, 20}, .usual = {0.5, 3},
                   .doc = "Weight alpha of capability in utility.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&R::price_weight,
                  {.name = "price_weight", .unit = "1", .legal = {0, 10}, .usual = {0.1, 1.4},
                   .doc = "Weight beta of log price in utility.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&R::open_friction_start,
                  {.name = "open_friction_start", .unit = "1", .legal = {0, 20}, .usual = {0, 8},
                   .doc = "Utility that open models lack at the start, for want of experience.",
                   .source = "calibrated"}),
            field(&R::open_friction_end,
                  {.name = "open_friction_end", .unit = "1", .legal = {0, 20}, .usual = {0, 4},
                   .doc = "Utility that open models lack after all learning.",
                   .source = "calibrated", .effect = Effect::live, .needs = "learning"}),
            field(&R::learning,
                  {.name = "learning", .unit = "1/yr", .legal = {0, 50}, .usual = {0, 5},
                   .doc = "Rate of learning about open models at the frontier.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "learning.pace"}),
            field(&R::learning_use,
                  {.name = "learning_use", .unit = "1", .legal = {0, 100}, .usual = {0, 10},
                   .doc = "Increase of that rate when all use is open.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "learning"}),
            field(&R::tooling,
                  {.name = "tooling", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Largest utility of tooling common to closed interfaces; above zero only where organisations decide.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&R::integration,
                  {.name = "integration", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Cost of integrating released weights, for users who are not technical.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&R::review_hazard,
                  {.name = "review_hazard", .unit = "1/yr", .legal = {0, 100}, .usual = {0.3, 10},
                   .doc = "Hazard at which an aware user reconsiders the choice.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&R::switching,
                  {.name = "switching", .unit = "1", .legal = {0, 10}, .usual = {0, 4},
                   .doc = "Cost of leaving a vendor.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "adoption.switching_weight"}),
            field(&R::switching_tenure,
                  {.name = "switching_tenure", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Further cost of leaving a vendor after long tenure.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "adoption.switching_weight"}),
            field(&R::peer_weight,
                  {.name = "peer_weight", .unit = "1", .legal = {0, 10}, .usual = {0, 2.5},
                   .doc = "Weight of the share of peers who use the vendor.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "adoption.peer_weight"}),
            field(&R::outside,
                  {.name = "outside", .unit = "1", .legal = {-10, 10}, .usual = {-2, 4},
                   .doc = "Utility that no model has less than a model of average quality.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&R::data_sensitivity,
                  {.name = "data_sensitivity", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Mean sensitivity of users\' data.",
                   .source = "assumption"}),
            field(&R::customisation,
                  {.name = "customisation", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Mean need to adapt a model.",
                   .source = "assumption"}),
            field(&R::security,
                  {.name = "security", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Mean need for security.",
                   .source = "assumption"}),
            field(&R::entrant_brand,
                  {.name = "entrant_brand", .unit = "1", .legal = {-10, 10}, .usual = {-1, 0},
                   .doc = "Utility of the name of a firm that entered during the run.",
                   .source = "calibrated", .needs = "entry.rate"}),
            field(&R::brand_decay,
                  {.name = "brand_decay", .unit = "1/yr", .legal = {0, 10}, .usual = {0, 1},
                   .doc = "Rate at which the segment forgets brands.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "learning.brand_floor"}),
            field(&R::initial_open_technical,
                  {.name = "initial_open_technical", .unit = "1", .legal = {0, 1}, .usual = {0, 0.5},
                   .doc = "Share of aware technical users on released weights at the start.",
                   .source = "calibrated"}),
            field(&R::initial_open_other,
                  {.name = "initial_open_other", .unit = "1", .legal = {0, 1}, .usual = {0, 0.2},
                   .doc = "Share of other aware users on released weights at the start.",
                   .source = "calibrated"}),
            field(&R::exposure,
                  {.name = "exposure", .unit = "1", .legal = {0, 1}, .usual = {0, 0.6},
                   .doc = "Share of the tasks of the segment's work that models can do much faster; 0 if it does not work with them.",
                   .source = "eloundou2023", .needs = "labour.displaced"}),
            field(&R::public_share,
                  {.name = "public_share", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the segment\'s seats that public bodies buy for.",
                   .source = "assumption", .effect = Effect::live, .needs = "region.procurement"}),
        };
    }
};

}  // namespace enclosure
