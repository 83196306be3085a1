// What a run prints: a table for a reader, or one object for a program. docs/cli.md names the object's keys; a test holds them to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/patterns/patterns.h"
#include "sim/output/run_file.h"
#include "sim/scenario/scenario.h"

namespace enclosure::cli {

/// An event that waits for a condition, and when it began.
struct ConditionCourse {
    std::string event;  ///< "policy.antitrust.event.1"
    std::string title;  ///< of its policy
    std::string when;
    std::vector<std::string> begun = {};  ///< dates
};

struct RunResult {
    const Scenario& scenario;
    const RunFile& results;
    bool complete = false;
    std::size_t steps = 0;  ///< made
    std::size_t steps_total = 0;
    std::uint64_t state_hash = 0;  ///< after the last step made
    double seconds = 0;            ///< of wall time, without loading the scenario
    std::optional<std::string> file = {};
    std::vector<PatternRow> patterns = {};
    std::vector<ConditionCourse> conditions = {};
};

std::string result_text(const RunResult& result);
std::string result_json(const RunResult& result);

}  // namespace enclosure::cli
