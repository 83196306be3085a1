// A run that goes on from a checkpoint under other policies or parameters.
//
// What changes is written into the scenario as what it is: policies, and one more policy that sets each parameter from the date of the
// branch on. So the scenario of a branch, run from its start, gives the same run, step by step; and a branch differs from the run that it
// left by what the change causes and by nothing else.
#pragma once

#include <filesystem>
#include <span>

#include "sim/base/calendar.h"
#include "sim/scenario/load.h"
#include "sim/world/world.h"

namespace enclosure {

/// The scenario `given`, branched at `date`: with the policies laid on it and a policy `branch_DATE` that makes the settings. `time.end`,
/// `title` and `question` are set as they are. Throws ScenarioError with every mistake: what the loader finds, a setting of what cannot
/// change during a run, a policy with an event before `date`.
LoadedScenario branch_scenario(const LoadedScenario& given, Date date, std::span<const Override> settings,
                               std::span<const std::filesystem::path> policies);

/// Puts the branched scenario into a world that has run so far under the one that it was branched from.
void rebase(World& world, const Scenario& branched);

}  // namespace enclosure
