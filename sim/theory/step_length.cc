// A first-order scheme: the error of a smooth quantity falls in proportion to the length of a step. The sub-model has no closed solution:
// knowledge that gets harder to find and leaks, imitation of the better model, tooling around interfaces; nothing in it is random.
#include <fmt/format.h>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

constexpr double years_compared = 3;
constexpr std::string_view progress_phases[] = {"advance knowledge", "imitate", "learn"};

template <class Read>
Comparison order(const std::string& what, Read read) {
    const Extrapolation e = extrapolate(1.0 / 12, [&](double dt) {
        Rig rig(scenario("step_length", {fmt::format("time.step={}", dt)}), progress_phases);
        while (rig.time() < years_compared - dt / 2) rig.step();
        return read(rig.world);
    });
    return {"order of convergence of " + what, e.order, 1, 0.2,
            "log2 of the ratio of differences between steps of 1/12, 1/24 and 1/48 year; first order within .2."};
}

}  // namespace

std::vector<Comparison> step_length(int) {
    return {order("public knowledge", [](const World& w) { return w.commons.knowledge[0]; }),
            order("the leader's lead", [](const World& w) { return w.firms.lead[0]; }),
            order("the follower's imitation", [](const World& w) { return w.firms.imitation[1]; }),
            order("common tooling", [](const World& w) { return w.commons.common_tooling; })};
}

}  // namespace enclosure::theory
