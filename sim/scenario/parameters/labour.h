// Tasks displaced and created (phases/employment.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct LabourParams {
    double displaced = 0.25;
    double capability_half = 2;
    double displacement_lag = 1;
    double created = 0.8;
    double creation_lag = 5;

    static constexpr std::string_view section = "labour";
    template <class P = LabourParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::displaced,
                  {.name = "displaced", .unit = "1", .legal = {0, 1}, .usual = {0, 0.6},
                   .doc = "Share of the exposed tasks of users that models of boundless capability take over.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::capability_half,
                  {.name = "capability_half", .unit = "OOM", .legal = {0.01, 20}, .usual = {0.5, 5},
                   .doc = "Capability at which half of these tasks are in reach.",
                   .source = "assumption", .effect = Effect::live, .needs = "displaced"}),
            field(&P::displacement_lag,
                  {.name = "displacement_lag", .unit = "yr", .legal = {0.05, 50}, .usual = {0.5, 5},
                   .doc = "Time over which work follows what is in reach.",
                   .source = "assumption", .effect = Effect::live, .needs = "displaced"}),
            field(&P::created,
                  {.name = "created", .unit = "1", .legal = {0, 5}, .usual = {0.4, 1.2},
                   .doc = "New tasks that in the end arise for each one displaced; no evidence for models, sweep it across one.",
                   .source = "acemoglu2019", .effect = Effect::live, .off = 0, .needs = "displaced"}),
            field(&P::creation_lag,
                  {.name = "creation_lag", .unit = "yr", .legal = {0.05, 50}, .usual = {1, 20},
                   .doc = "Time over which new tasks follow displacement.",
                   .source = "assumption", .effect = Effect::live, .needs = "created"}),
        };
    }
};

}  // namespace enclosure
