#include "analysis/tipping/lock_in.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/mean_interval.h"
#include "analysis/replicates/proportion.h"

namespace enclosure {

namespace {

void check_run_times(std::span<const double> times, std::size_t values) {
    if (times.size() != values) {
        throw AnalysisError(fmt::format("A run with {} times has {} values: it needs one at each time.", times.size(), values));
    }
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (!std::isfinite(times[i]) || (i > 0 && !(times[i - 1] < times[i]))) {
            throw AnalysisError("Times of a run must rise: give each once, in order.");
        }
    }
}

}  // namespace

EventTime lock_in_time(std::span<const double> times, std::span<const double> values, const LockInRegion& region, double least_stay) {
    check_run_times(times, values.size());
    if (!(least_stay >= 0)) throw AnalysisError(fmt::format("A stay of {} cannot be asked for: state a time of 0 or more.", least_stay));
    double came_in = not_defined;  // since when it has been inside
    double last = not_defined;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (!std::isfinite(values[i])) continue;
        last = times[i];
        if (!region.holds(values[i])) {
            came_in = not_defined;
        } else if (std::isnan(came_in)) {
            came_in = times[i];
        }
    }
    if (std::isnan(last)) return {};
    if (std::isnan(came_in)) return {.time = last - times.front(), .observed = false};
    return {.time = came_in - times.front(), .observed = last - came_in >= least_stay};
}

Passage first_passage(std::span<const double> times, std::span<const double> values, double low, double high) {
    check_run_times(times, values.size());
    if (!(low < high))
        throw AnalysisError(fmt::format("Barriers at {} and {} leave no room between them: the lower one must be below.", low, high));
    Passage out;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (!std::isfinite(values[i])) continue;
        out.when.time = times[i] - times.front();
        out.side = values[i] >= high ? 1 : values[i] <= low ? -1 : 0;
        out.when.observed = out.side != 0;
        if (out.when.observed) break;
    }
    return out;
}

LockIn lock_in(std::span<const double> times, std::span<const std::vector<double>> runs, const LockInRegion& region, double least_stay,
               double confidence, SurvivalScale scale) {
    if (runs.empty()) throw AnalysisError("There is no run that could lock in: keep the series of at least one.");
    LockIn out;
    for (const std::vector<double>& run : runs) out.times.push_back(lock_in_time(times, run, region, least_stay));
    out.curve = kaplan_meier(out.times, confidence, scale);
    if (out.curve.n > 0) {
        out.locked_in = static_cast<double>(out.curve.events) / static_cast<double>(out.curve.n);
        out.locked_in_interval = wilson_interval(out.curve.events, out.curve.n, confidence);
    }
    if (out.curve.dropped > 0)
        out.warnings.push_back(fmt::format("{} runs have no value at any time; they are left out.", out.curve.dropped));
    if (out.curve.n > 0 && out.curve.events == 0) {
        out.warnings.push_back("No run has locked in: the times say only that it takes longer than the runs are.");
    }
    return out;
}

}  // namespace enclosure
