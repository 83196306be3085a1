// A quasi-static sweep: in each run a parameter goes through its levels and back again. The state that a level ends with is the one that
// the next begins with, so that where the market has two states the way up and the way down differ (hysteresis).
// Invariant: a sweep is a policy like any other. It is laid on the scenario of every arm before the scenario is checked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/node.h"
#include "sim/scenario/places.h"
#include "sim/scenario/scenario.h"
#include "sim/study/keys/sweep_row.h"

namespace enclosure {

/// One level while it lasts.
struct Hold {
    double level = 0;
    bool up = true;  ///< on the way there; the level at which the sweep turns counts to it
    Date begin = {};
    Date end = {};  ///< first day after it
};

struct Sweep {
    std::string path;
    std::string unit = "1";
    std::vector<Hold> holds = {};  ///< 2 × levels − 1
};

/// The sweep from the scenario's first day on. Reports a path that is none or no number, ends that are missing, equal or illegal, and a run
/// that ends before the sweep does.
std::optional<Sweep> sweep_of(const SweepRow& row, const Scenario& scenario, const Places& places, Report& report);

/// Id of the policy that sweep_policy() makes.
inline constexpr const char* sweep_policy_id = "sweep";

/// The row of `policy` that makes the sweep.
Node sweep_policy(const Sweep& sweep, const Place& place);

}  // namespace enclosure
