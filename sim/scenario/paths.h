// Access to single values of a scenario by path: "group.name", "time.step", "segment.ID.name", "firm.ID.name",
// "policy.ID.event.1.name" (rows without id count from 1). For events, sweep axes, sliders.
// Invariant: a pointer stays valid until the scenario is assigned to, or a row is added or removed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.h"
#include "sim/scenario/leaves.h"
#include "sim/scenario/scenario.h"

namespace enclosure {

/// The number at that path; nullptr if there is none. An optional number that is absent is NaN.
double* find_parameter(Scenario& scenario, std::string_view path);
const double* find_parameter(const Scenario& scenario, std::string_view path);

/// The bool at that path; nullptr if there is none.
bool* find_switch(Scenario& scenario, std::string_view path);

/// What is known about the value at that path, whatever its type; nullptr if there is none. Lives for ever.
const Facts* find_facts(const Scenario& scenario, std::string_view path);

/// The value at that path, of any type, without a list of all; or the numbers by id of which it names one, whose id is then the LeafRef's
/// path, otherwise empty. Nothing if there is none.
std::optional<LeafRef> find_leaf(Scenario& scenario, std::string_view path);

/// The path of every number (type double) of the scenario, in the order of the resolved file.
std::vector<std::string> parameter_paths(const Scenario& scenario);

}  // namespace enclosure
