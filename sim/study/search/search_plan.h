// A study that searches: its plan grows generation by generation, from what the records say, until the last generation and the judgement of
// the best in fresh worlds are there (sim/study/search/nsga2.h).
// Invariant: as for every plan, what is asked for is a function of the study and the records alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "sim/study/plan.h"
#include "sim/study/study.h"

namespace enclosure {

/// The value of a metric in a run; NaN if it failed. Nothing is asked of runs that have no record.
using MetricOfRun = std::function<double(const PlannedRun& run, std::size_t metric)>;
using HasRecord = std::function<bool(const PlannedRun& run)>;

/// What the study searches with. The design's points are states of the world; a candidate is run in all of them. Reports levers without
/// ends, objectives without a direction, more than one arm.
SearchSettings search_settings(const Study& study, const Places& places, Report& report);

/// Adds the candidates' points to a plan that has none, as far as records go: of each candidate one for each state of the world.
void plan_search(const Study& study, Plan& plan, const HasRecord& has_record, const MetricOfRun& value);

/// Runs of the first generation, and of all, without further replicates.
std::size_t search_runs_at_first(const Study& study);
std::size_t search_runs_at_most(const Study& study);

}  // namespace enclosure
