// What governments do that has a mechanism of its own (sim/policy/); what they do by place stands on the rows of regions and segments,
// what is law on the accounts of firms in law.h. Everything is off by default.
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct GovernmentParams {
    double release_licence = 0;
    double licence_threshold = 1.5;
    double licence_delay = 0.5;
    double compulsory_opening = 0;
    double opening_age = 0.75;
    double share_cap = 1;
    double cap_speed = 10;
    double licence_rate = 4;
    double price_control = 0;
    double compute_match = 1;
    double education_cost = 50;
    double lab_gap = 0.1;
    double lab_safety = 0.7;

    static constexpr std::string_view section = "government";
    template <class P = GovernmentParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::release_licence,
                  {.name = "release_licence", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "How thoroughly the release of capable weights is examined before it is licensed; 0 no licence is needed.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::licence_threshold,
                  {.name = "licence_threshold", .unit = "OOM", .legal = {-5, 10}, .usual = {0.5, 3},
                   .doc = "Capability from which weights need a licence; 1.5 is about 1e25 operations, 2.5 about 1e26.",
                   .source = "euaiact2024", .effect = Effect::live, .needs = "release_licence"}),
            field(&P::licence_delay,
                  {.name = "licence_delay", .unit = "yr", .legal = {0, 10}, .usual = {0.1, 2},
                   .doc = "Time that a thorough examination takes.",
                   .source = "assumption", .effect = Effect::live, .needs = "release_licence"}),
            field(&P::compulsory_opening,
                  {.name = "compulsory_opening", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Whether the weights of closed models must be released when they are old; one half doubles that age, 0 means never.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::opening_age,
                  {.name = "opening_age", .unit = "yr", .legal = {0.05, 20}, .usual = {0.25, 3},
                   .doc = "Age at which the weights of a closed model must be released; voluntary delays are 3 to 15 months.",
                   .source = "review", .effect = Effect::live, .needs = "compulsory_opening"}),
            field(&P::share_cap,
                  {.name = "share_cap", .unit = "1", .legal = {0.05, 1}, .usual = {0.2, 1},
                   .doc = "Share of all spending that one vendor\'s interface may have; 1 no cap.",
                   .source = "assumption", .effect = Effect::live, .off = 1}),
            field(&P::cap_speed,
                  {.name = "cap_speed", .unit = "1/yr", .legal = {0, 1000}, .usual = {2, 50},
                   .doc = "Rate at which the virtual price of an interface rises per unit of share above the cap, in utility.",
                   .source = "assumption", .effect = Effect::live, .needs = "share_cap"}),
            field(&P::licence_rate,
                  {.name = "licence_rate", .unit = "1/yr", .legal = {0, 100}, .usual = {0, 12},
                   .doc = "Rate at which rivals take up what a vendor above the cap must license to them.",
                   .source = "assumption", .effect = Effect::live, .needs = "share_cap"}),
            field(&P::price_control,
                  {.name = "price_control", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "How far a cap on prices comes down from the largest to the smallest markup over cost; 0 no cap.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::compute_match,
                  {.name = "compute_match", .unit = "1", .legal = {0, 100}, .usual = {0.2, 5},
                   .doc = "Most public compute that a firm gets, over its own research spending.",
                   .source = "assumption", .effect = Effect::live, .needs = "region.open_compute"}),
            field(&P::education_cost,
                  {.name = "education_cost", .unit = "USD/person", .legal = {0, 1e5}, .usual = {10, 500},
                   .doc = "Public cost of reaching one person with a programme of education.",
                   .source = "assumption", .effect = Effect::live, .needs = "region.education"}),
            field(&P::lab_gap,
                  {.name = "lab_gap", .unit = "OOM", .legal = {0, 5}, .usual = {0, 0.5},
                   .doc = "Distance behind the best released weights at which a public lab starts.",
                   .source = "assumption", .effect = Effect::live, .needs = "region.public_lab"}),
            field(&P::lab_safety,
                  {.name = "lab_safety", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Effort of a public lab on safeguards and on quality assurance.",
                   .source = "assumption", .effect = Effect::live, .needs = "region.public_lab"}),
        };
    }
};

}  // namespace enclosure
