// Shocks that happen once, by what the parameter rises (sim/policy/impulse.h).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct DisruptionParams {
    double vendor_failure = 0;
    double capability_leap = 0;
    double major_incident = 0;
    double weights_leak = 0;

    static constexpr std::string_view section = "disruption";
    template <class P = DisruptionParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::vendor_failure,
                  {.name = "vendor_failure", .unit = "1", .legal = {0, 20}, .usual = {0, 3},
                   .doc = "Number of vendors of interfaces that fail at once, those with the largest revenue first, rounded up.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::capability_leap,
                  {.name = "capability_leap", .unit = "OOM", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Private lead that the firm with the best closed model gains at once.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::major_incident,
                  {.name = "major_incident", .unit = "1", .legal = {0, 1e5}, .usual = {0, 2000},
                   .doc = "Ordinary incidents that a major one with the most used model amounts to, in cost and in what people think, rounded.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::weights_leak,
                  {.name = "weights_leak", .unit = "1", .legal = {0, 20}, .usual = {0, 3},
                   .doc = "Number of closed models whose weights get out at once, the most capable first, rounded up.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
        };
    }
};

}  // namespace enclosure
