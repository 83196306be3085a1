// Cost of serving a model (phases/prices.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct CostParams {
    double reference_cost = 12;
    double capability_exponent = 0.6;
    double design_progress = 0.64;
    double serving_progress = 0.35;
    double closed_overhead = 1.7;
    double host_margin = 0.15;
    double compute_price = 1;

    static constexpr std::string_view section = "cost";
    template <class P = CostParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::reference_cost,
                  {.name = "reference_cost", .unit = "USD/Mtok", .legal = {0.001, 10000.0}, .usual = {5, 30},
                   .doc = "Cost of serving a model of capability .83 at the reference date.",
                   .source = "calibrated"}),
            field(&P::capability_exponent,
                  {.name = "capability_exponent", .unit = "1", .legal = {0, 2}, .usual = {0.3, 0.9},
                   .doc = "Elasticity zeta of serving cost with respect to effective compute.",
                   .source = "calibrated", .off = 0}),
            field(&P::design_progress,
                  {.name = "design_progress", .unit = "OOM/yr", .legal = {0, 3}, .usual = {0.3, 1},
                   .doc = "Yearly fall of the cost of serving newly designed models.",
                   .source = "calibrated", .off = 0}),
            field(&P::serving_progress,
                  {.name = "serving_progress", .unit = "OOM/yr", .legal = {0, 3}, .usual = {0.1, 0.6},
                   .doc = "Yearly fall of the cost of serving a given model.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::closed_overhead,
                  {.name = "closed_overhead", .unit = "1", .legal = {1, 10}, .usual = {1, 3},
                   .doc = "Full cost of a closed interface over the cost of serving.",
                   .source = "calibrated", .effect = Effect::live, .off = 1}),
            field(&P::host_margin,
                  {.name = "host_margin", .unit = "1", .legal = {0, 5}, .usual = {0, 0.3},
                   .doc = "Margin of hosts of released weights over the cost of serving; with competition, at the reference number of hosts.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::compute_price,
                  {.name = "compute_price", .unit = "1", .legal = {0.01, 100}, .usual = {0.5, 4},
                   .doc = "Price of compute, for research and for serving, relative to what it would be.",
                   .source = "assumption", .effect = Effect::live, .off = 1}),
        };
    }
};

}  // namespace enclosure
