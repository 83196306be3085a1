// What a run prints: a table for a reader, or one object for a program. docs/cli.md names the object's keys; a test holds them to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/patterns/patterns.h"
#include "sim/output/recorder.h"
#include "sim/output/run_file.h"
#include "sim/scenario/scenario.h"

namespace enclosure {
class Simulation;
}

namespace enclosure::cli {

/// An event that waits for a condition, and when it began.
struct ConditionCourse {
    std::string event;  ///< "policy.antitrust.event.1"
    std::string title;  ///< of its policy
    std::string when;
    std::vector<std::string> begun = {};  ///< dates
};

/// What the repetition of a live session has shown.
struct ReplayOutcome {
    std::string session;                     ///< the log
    std::size_t changes = 0;                 ///< of rules
    std::size_t steps = 0;                   ///< of the log
    std::optional<std::size_t> parted = {};  ///< steps after which the state first was another than the log's
    std::string date = {};                   ///< of that state
    std::string build = {};                  ///< in what the programs differ, if they parted
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
    std::optional<ReplayOutcome> replay = {};  ///< if it is the repetition of a session
};

/// Bands of the evidence to hold a run against; none if the data folder has no such table.
std::vector<PatternBand> evidence_bands();

/// When each condition of the run has begun its event.
std::vector<ConditionCourse> condition_courses(const World& world, const RunRecorder& recorder);

/// What a run that has come so far shows, whole or not; the time, the file and the patterns are the caller's to add.
RunResult result_of(const Scenario& scenario, const RunFile& results, const Simulation& simulation, const RunRecorder& recorder,
                    bool complete);

/// A line, or three where the runs part; and the member `replay` of the object.
std::string replay_text(const ReplayOutcome& replay);
std::string replay_member(const ReplayOutcome& replay);

std::string result_text(const RunResult& result);
std::string result_json(const RunResult& result);

}  // namespace enclosure::cli
