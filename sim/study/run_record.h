// One run of a study: which world under which arm, and the few numbers that it is reduced to as soon as it ends.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.h"
#include "sim/study/metric.h"

namespace enclosure {

/// How a series over time becomes one number; means over the steps at which it is defined.
enum class Average : std::uint8_t {
    last_year,  ///< the steps of the last twelve months; all of a shorter run
    whole_run,
};
inline constexpr std::array<Average, 2> averages{Average::last_year, Average::whole_run};
inline constexpr std::array<std::string_view, 2> average_names{"last_year", "whole_run"};

/// A run that a design asks for. World 0 is the scenario's own; arm 0 is the baseline.
struct StudyRun {
    std::size_t world = 0;
    std::size_t arm = 0;
    bool operator==(const StudyRun&) const = default;
};

struct RunRecord {
    StudyRun run = {};
    std::int64_t seed = 0;
    std::uint64_t state_hash = 0;            ///< after the last step
    std::vector<double> values = {};         ///< average × metric
    std::vector<std::uint32_t> begins = {};  ///< how often each event of conditional_events() has begun
    bool operator==(const RunRecord&) const = default;
};

/// Value of a metric in a record.
inline double value_of(const RunRecord& record, Average average, std::size_t metric) {
    const std::size_t metrics = record.values.size() / averages.size();
    return record.values[static_cast<std::size_t>(average) * metrics + metric];
}

/// Step × metric: every value of one run, dropped once it is folded into sums.
using RunPath = std::vector<double>;

struct MeasuredRun {
    RunRecord record;
    RunPath path;
    bool whole = true;  ///< false: after_step ended it, and the rest means nothing
};

/// Seed of a world of a study: of world 0 the study's own, of the others the first keyed draw of (study seed, world), in the range of
/// seeds.
std::int64_t world_seed(std::int64_t study_seed, std::size_t world);

/// Runs the scenario with the seed given on `threads` threads and reduces it. `after_step` is called after each step; if it returns false
/// the run ends there.
MeasuredRun measure_run(Scenario scenario, std::int64_t seed, StudyRun run, const std::vector<Metric>& metrics,
                        const std::function<bool()>& after_step, int threads = 1);

}  // namespace enclosure
