// Friction of open models, tooling of closed ones, brand, support (phases/learning.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct LearningParams {
    double near = 0.26;
    double gap_lag = 0.25;
    double tooling_revenue = 5e9;
    double tooling_decay = 0.25;
    double tooling_own = 0.4;
    double tooling_common = 1;
    double brand_floor = 0.3;
    double support_reference = 3e6;
    double support_half = 3;

    static constexpr std::string_view section = "learning";
    template <int = 0>
    static constexpr auto fields() {
        using P = LearningParams;
        return std::tuple{
            field(&P::near,
                  {.name = "near", .unit = "OOM", .legal = {0.01, 5}, .usual = {0.1, 0.6},
                   .doc = "Gap to the closed frontier at which learning about open models falls to 1/e.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::gap_lag,
                  {.name = "gap_lag", .unit = "yr", .legal = {0.01, 5}, .usual = {0.1, 1},
                   .doc = "Smoothing time of the perceived gap.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::tooling_revenue,
                  {.name = "tooling_revenue", .unit = "USD/yr", .legal = {1e6, 1e13}, .usual = {1e9, 2e10},
                   .doc = "Closed revenue from organisations that yields one unit of tooling a year.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::tooling_decay,
                  {.name = "tooling_decay", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 0.5},
                   .doc = "Decay of tooling.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::tooling_own,
                  {.name = "tooling_own", .unit = "1", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Largest utility of a vendor's own tooling for organisations.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::tooling_common,
                  {.name = "tooling_common", .unit = "1", .legal = {0, 5}, .usual = {0, 2},
                   .doc = "Factor on the utility of tooling common to closed interfaces.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::brand_floor,
                  {.name = "brand_floor", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of initial brand that stays.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::support_reference,
                  {.name = "support_reference", .unit = "person", .legal = {1, 1e10}, .usual = {1e5, 1e8},
                   .doc = "Open seats at which community support has grown by log(2).",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::support_half,
                  {.name = "support_half", .unit = "1", .legal = {0.01, 100}, .usual = {1, 10},
                   .doc = "Community support that halves integration cost.",
                   .source = "calibrated", .effect = Effect::live}),
        };
    }
};

}  // namespace enclosure
