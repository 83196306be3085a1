// Weights that get out of a firm against its will (phases/leaks.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct LeakParams {
    double hazard = 0.04;
    double security = 0.8;
    double lead_share = 0.3;
    double unlicensed = 3;

    static constexpr std::string_view section = "leaks";
    template <class P = LeakParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::hazard,
                  {.name = "hazard", .unit = "1/yr", .legal = {0, 20}, .usual = {0, 0.2},
                   .doc = "Hazard at which the weights of a closed model get out if its maker makes no effort; about two known leaks in some tens of model-years.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::security,
                  {.name = "security", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of that hazard which full effort on quality assurance and safeguards prevents.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "hazard"}),
            field(&P::lead_share,
                  {.name = "lead_share", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the maker's private lead that becomes public knowledge with the weights.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "hazard"}),
            field(&P::unlicensed,
                  {.name = "unlicensed", .unit = "1", .legal = {0, 20}, .usual = {0, 6},
                   .doc = "Utility that weights without a licence lack: no contract, no support, legal risk.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "hazard"}),
        };
    }
};

}  // namespace enclosure
