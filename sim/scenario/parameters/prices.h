// Prices of closed interfaces (phases/prices.cc) and spending per seat (phases/adoption.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct PriceParams {
    bool linear = false;
    double adjustment = 3;
    double markup_min = 1.02;
    double markup_max = 5;
    double markup_start = 2;
    double reference = 18;
    double spend_cap = 3;
    double average_lag = 1;

    static constexpr std::string_view section = "prices";
    template <class P = PriceParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::linear,
                  {.name = "linear", .unit = "1",
                   .doc = "Whether users weigh the price itself, over the reference, and not its logarithm.",
                   .source = "anderson1992", .effect = Effect::live, .off = 0}),
            field(&P::adjustment,
                  {.name = "adjustment", .unit = "1/yr", .legal = {0, 100}, .usual = {1, 12},
                   .doc = "Speed at which a markup approaches its target, in logs.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::markup_min,
                  {.name = "markup_min", .unit = "1", .legal = {1, 10}, .usual = {1, 1.5},
                   .doc = "Smallest price over cost.",
                   .source = "assumption", .effect = Effect::live, .needs = "adjustment"}),
            field(&P::markup_max,
                  {.name = "markup_max", .unit = "1", .legal = {1, 100}, .usual = {2, 10},
                   .doc = "Largest price over cost.",
                   .source = "assumption", .effect = Effect::live, .needs = "adjustment"}),
            field(&P::markup_start,
                  {.name = "markup_start", .unit = "1", .legal = {1, 100}, .usual = {1.2, 5},
                   .doc = "Price over cost at the start and of a new firm.",
                   .source = "assumption"}),
            field(&P::reference,
                  {.name = "reference", .unit = "USD/Mtok", .legal = {0.01, 10000.0}, .usual = {5, 50},
                   .doc = "Price at which the price term of utility is zero; a constant, see docs/ODD.md.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::spend_cap,
                  {.name = "spend_cap", .unit = "1", .legal = {1, 100}, .usual = {2, 5},
                   .doc = "Largest spending per seat over the segment's budget.",
                   .source = "assumption", .effect = Effect::live}),
            field(&P::average_lag,
                  {.name = "average_lag", .unit = "yr", .legal = {0.01, 20}, .usual = {0.5, 2},
                   .doc = "Smoothing time of the average price that budgets refer to.",
                   .source = "calibrated", .effect = Effect::live}),
        };
    }
};

}  // namespace enclosure
