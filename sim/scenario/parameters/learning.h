// Friction of open models, tooling of closed ones, brand (phases/learning.cc); support (phases/support.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct LearningParams {
    double pace = 1;
    double near = 0.26;
    double gap_lag = 0.25;
    double tooling = 1;
    double tooling_revenue = 5e9;
    double tooling_decay = 0.25;
    double tooling_own = 0.4;
    double tooling_common = 1;
    double brand_floor = 0.3;
    double support_effect = 1;
    double support_reference = 3e6;
    double support_half = 3;
    double closed_integration = 0.15;
    double vendor_support = 1;
    double vendor_support_revenue = 1e8;
    double vendor_support_lag = 1;
    double closed_community = 0;

    static constexpr std::string_view section = "learning";
    template <class P = LearningParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::pace,
                  {.name = "pace", .unit = "1", .legal = {0, 20}, .usual = {0, 3},
                   .doc = "Factor on every segment\'s rate of learning about open models.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::near,
                  {.name = "near", .unit = "OOM", .legal = {0.01, 5}, .usual = {0.1, 0.6},
                   .doc = "Gap to the closed frontier at which learning about open models falls to 1/e.",
                   .source = "calibrated", .effect = Effect::live, .needs = "pace"}),
            field(&P::gap_lag,
                  {.name = "gap_lag", .unit = "yr", .legal = {0.01, 5}, .usual = {0.1, 1},
                   .doc = "Smoothing time of the perceived gap.",
                   .source = "calibrated", .effect = Effect::live, .needs = "pace"}),
            field(&P::tooling,
                  {.name = "tooling", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Factor on the growth of tooling around closed interfaces.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::tooling_revenue,
                  {.name = "tooling_revenue", .unit = "USD/yr", .legal = {1e6, 1e13}, .usual = {1e9, 2e10},
                   .doc = "Closed revenue from organisations that yields one unit of tooling a year.",
                   .source = "calibrated", .effect = Effect::live, .needs = "tooling"}),
            field(&P::tooling_decay,
                  {.name = "tooling_decay", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 0.5},
                   .doc = "Decay of tooling.",
                   .source = "calibrated", .effect = Effect::live, .needs = "tooling"}),
            field(&P::tooling_own,
                  {.name = "tooling_own", .unit = "1", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Largest utility of a vendor's own tooling for organisations.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "tooling"}),
            field(&P::tooling_common,
                  {.name = "tooling_common", .unit = "1", .legal = {0, 5}, .usual = {0, 2},
                   .doc = "Factor on the utility of tooling common to closed interfaces.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "tooling"}),
            field(&P::brand_floor,
                  {.name = "brand_floor", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of initial brand that stays; at one, no brand is forgotten.",
                   .source = "calibrated", .effect = Effect::live, .off = 1}),
            field(&P::support_effect,
                  {.name = "support_effect", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Factor on the support that the community gives to users of released weights.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::support_reference,
                  {.name = "support_reference", .unit = "person", .legal = {1, 1e10}, .usual = {1e5, 1e8},
                   .doc = "Open seats at which community support has grown by log(2).",
                   .source = "calibrated", .effect = Effect::live, .needs = "support_effect"}),
            field(&P::support_half,
                  {.name = "support_half", .unit = "1", .legal = {0.01, 100}, .usual = {1, 10},
                   .doc = "Community support that halves integration cost.",
                   .source = "calibrated", .effect = Effect::live, .needs = "support_effect"}),
            field(&P::closed_integration,
                  {.name = "closed_integration", .unit = "1", .legal = {0, 5}, .usual = {0, 0.5},
                   .doc = "Cost of integrating a closed interface before its vendor gives support, relative to released weights without support.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::vendor_support,
                  {.name = "vendor_support", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Factor on the support that vendors give to users of their interfaces; support of one halves the cost of integration.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "closed_integration"}),
            field(&P::vendor_support_revenue,
                  {.name = "vendor_support_revenue", .unit = "USD/yr", .legal = {1000, 1e13}, .usual = {1e7, 1e9},
                   .doc = "Revenue of an interface at which its vendor\'s support has grown by log(2).",
                   .source = "assumption", .effect = Effect::live, .needs = "vendor_support"}),
            field(&P::vendor_support_lag,
                  {.name = "vendor_support_lag", .unit = "yr", .legal = {0.01, 20}, .usual = {0.25, 3},
                   .doc = "Time over which a vendor\'s support follows its revenue.",
                   .source = "assumption", .effect = Effect::live, .needs = "vendor_support"}),
            field(&P::closed_community,
                  {.name = "closed_community", .unit = "1", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Share of the community\'s support that helps users of closed interfaces too.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "closed_integration"}),
        };
    }
};

}  // namespace enclosure
