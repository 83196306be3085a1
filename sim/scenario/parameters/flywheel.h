// Capability from usage data (phases/flywheel.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct FlywheelParams {
    double gain = 0.02;
    double reference_use = 1e7;
    double flow_back = 0.05;

    static constexpr std::string_view section = "flywheel";
    template <class P = FlywheelParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::gain,
                  {.name = "gain", .unit = "OOM/yr", .legal = {0, 1}, .usual = {0, 0.1},
                   .doc = "Growth of capability per factor of ten in use over the reference that the owner can see.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::reference_use,
                  {.name = "reference_use", .unit = "person", .legal = {1, 1e10}, .usual = {1e6, 1e9},
                   .doc = "Use at which the flywheel turns at log10(2) of its gain.",
                   .source = "assumption", .effect = Effect::live, .needs = "gain"}),
            field(&P::flow_back,
                  {.name = "flow_back", .unit = "1", .legal = {0, 1}, .usual = {0, 0.3},
                   .doc = "Share of the use of released weights at other hosts that comes back to their maker as data.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "gain"}),
        };
    }
};

}  // namespace enclosure
