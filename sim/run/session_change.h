// A change that somebody makes to the rules of a run while it runs, as in the viewer: parameters, and policies as texts.
// Invariant: the scenario with the change on it, run from its start, is the run that went on under it from its step (sim/run/branch.h).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/diagnostics.h"
#include "sim/scenario/load.h"

namespace enclosure {

/// What a user did to the rules of a run.
struct SessionChange {
    std::size_t step = 0;                    ///< steps made when it took effect
    std::string title = {};                  ///< in words
    std::vector<Override> settings = {};     ///< parameters from then on
    std::vector<std::string> policies = {};  ///< texts of policy files
};

/// The scenario with the change laid on it from its step on. A policy whose id is taken gets another. Of a parameter that an earlier change
/// has set, the later setting holds, also if it sets what the scenario has. Throws ScenarioError with every mistake, as branch_scenario()
/// does.
LoadedScenario apply_change(const LoadedScenario& given, const SessionChange& change);

/// The text of a policy with all dates as far from `to` as they were from `from`.
std::string shifted_policy(std::string_view text, Date from, Date to);

/// The text of a policy file; "lib:NAME" too. Throws ScenarioError.
std::string policy_text(const std::filesystem::path& file);

/// An error of one mistake, in a file or in what stands for one.
ScenarioError one_mistake(std::string file, std::string what);

}  // namespace enclosure
