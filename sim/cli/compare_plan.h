// What `enclosure compare` was asked for, checked: arms, metrics, design, what matters. Invariant: a plan can be carried out; every mistake
// of the command line and of the files has been reported before there is one.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analysis/compare/results.h"
#include "sim/base/diagnostics.h"
#include "sim/cli/compare.h"
#include "sim/study/design.h"

namespace enclosure::cli {

struct ComparePlan {
    std::vector<Scenario> scenarios = {};  ///< of each arm, the baseline first
    std::vector<Metric> metrics = {};
    Design design = {};
    std::optional<StoppingRule> rule = {};
    std::vector<SmallestOverride> smallest = {};
    std::set<std::string> used = {};                 ///< paths of --set that set something in some arm
    std::vector<std::filesystem::path> inputs = {};  ///< every file that is read
    std::vector<Diagnostic> warnings = {};           ///< of all arms
    CompareResults results = {};                     ///< what is known before the first run
};

/// Throws ScenarioError with every mistake of the command line and of the files.
ComparePlan plan_of(const CompareCommand& command);

}  // namespace enclosure::cli
