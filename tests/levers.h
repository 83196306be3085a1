// A lever pulled as a policy pulls it: by an event, from the run's first step on.
#pragma once

#include <cstdint>
#include <string>

#include "sim/policy/lever.h"
#include "sim/scenario/scenario.h"

namespace enclosure::test {

/// Lays a policy on the scenario that moves the lever everywhere. Policies laid on later have the last word.
inline void apply_lever(Scenario& scenario, const Lever& lever, double strength) {
    PolicyRow policy;
    policy.id = "pulls_" + std::string(lever.name);
    policy.event.resize(1);
    policy.event[0].lever = lever.name;
    policy.event[0].strength = strength;
    policy.event[0].at = scenario.time.start;
    policy.event[0].priority = static_cast<std::int64_t>(scenario.policy.size());
    scenario.policy.push_back(policy);
}

}  // namespace enclosure::test
