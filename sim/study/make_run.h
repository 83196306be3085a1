// Makes one run of a study and its record.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "sim/scenario/scenario.h"
#include "sim/study/plan.h"

namespace enclosure {

/// Makes runs one after the other, on one thread each unless told otherwise. What the factors set is set and checked once for all worlds of
/// a point, so runs are best asked for point by point.
class RunMaker {
  public:
    explicit RunMaker(const Study& study, int threads = 1) : study_(study), threads_(threads) {}

    /// The record, also of a run that failed by what the model says. Nothing if `keep_going`, asked after each step, says no. Throws
    /// std::bad_alloc and std::system_error: those are no facts about the run.
    std::optional<Record> make(const Plan& plan, const PlannedRun& run, const std::function<bool()>& keep_going);

    /// The scenario of that run, with its seed; checked only when the run is made.
    Scenario scenario_of(const Plan& plan, const PlannedRun& run);

  private:
    void prepare(const Plan& plan, const PlannedRun& run);

    const Study& study_;
    int threads_;
    std::optional<PlannedRun> prepared_;  ///< whose point and arm scenario_ has
    Scenario scenario_;
    std::optional<RunFailure> wrong_;
};

}  // namespace enclosure
