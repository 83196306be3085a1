// Runs a study in this process: the runs of a design on several threads, one thread a run.
// Invariant: runs are begun and handed on in the order in which the design asks for them, whichever ends first, and no run is begun that is
// `ahead` or more before the next to be handed on; so results do not depend on threads, and memory holds few runs whatever their number.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <vector>

#include "sim/scenario/scenario.h"
#include "sim/study/design.h"

namespace enclosure {

struct Execution {
    int threads = 0;                        ///< runs at a time; 0: one per processor
    std::function<bool()> keep_going = {};  ///< asked after each step of each run, by one thread at a time; none: always
    std::function<void(std::size_t made, std::size_t asked)> planned =
        {};  ///< told before each round how many runs were made and are asked for
};

/// A run that threw.
struct FailedRun {
    StudyRun run = {};
    std::int64_t seed = 0;
    std::exception_ptr error = {};
};

/// What became of a study.
struct Executed {
    std::vector<RunRecord> records;         ///< in the order of the design, as many as were made without a gap
    bool whole = true;                      ///< false: keep_going said no, or a run failed
    std::optional<FailedRun> failure = {};  ///< the first run, in order, that failed; all before it are in records
};

/// Runs the design to its end. arms[0] is the baseline; all share the metrics. `fold` gets every run once, in order, one at a time, with
/// its path. A run that throws ends the study; those before it in order are made to their end.
/// Throws what `fold` throws.
Executed execute(const Design& design, const std::vector<Scenario>& arms, const std::vector<Metric>& metrics, const Execution& execution,
                 const std::function<void(const MeasuredRun&)>& fold);

}  // namespace enclosure
