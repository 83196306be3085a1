#include "analysis/claims/claim_outcomes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "sim/base/paired.h"
#include "sim/output/run_file.h"

namespace enclosure {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// The number of a run in its set: by point in worlds, by replicate otherwise.
std::size_t number_in_plan(const ClaimRunSet& set, std::size_t run) {
    return set.plan.points() > 1 ? run * set.replicates : run;
}

std::optional<Record> record_of(const ClaimRunSet& set, std::size_t run, const RecordIndex& index) {
    const StoredRecord* stored = index.find(key_of(set.study, set.plan, set.plan.runs[number_in_plan(set, run)]));
    if (!stored) return std::nullopt;
    return index.read(*stored, layout_of(set.study, 0));
}

/// Values of one run, from what it recorded: a measure may be made of others.
class Composition {
  public:
    Composition(const Claim& claim, std::vector<double> own) : claim_(claim), own_(std::move(own)) {}

    double of(std::size_t m) const {
        const ClaimMeasure& measure = claim_.measures[m];
        double value = own_[m];
        if (measure.max_of) {
            const double other = of(*measure.max_of);
            value = std::isnan(value) ? other : std::isnan(other) ? value : std::max(value, other);
        }
        if (measure.plus) value += of(*measure.plus);
        if (measure.minus) value -= of(*measure.minus);
        if (measure.per) value /= of(*measure.per);
        if (!std::isfinite(value)) value = claim_.keys.measure[m].otherwise;
        return value;
    }

  private:
    const Claim& claim_;
    std::vector<double> own_;
};

constexpr double path_quantiles[] = {0.05, 0.95};

}  // namespace

std::vector<double> ClaimOutcomes::column(std::size_t measure, std::size_t cell) const {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>((measure * cells + cell) * sample);
    return {begin, begin + static_cast<std::ptrdiff_t>(sample)};
}

ClaimOutcomes claim_outcomes(const Claim& claim, const ClaimRuns& runs, std::size_t i, const RecordIndex& index) {
    ClaimOutcomes outcomes;
    outcomes.sample = runs.samples[i];
    outcomes.cells = claim.cells.size();
    outcomes.values.assign(claim.measures.size() * outcomes.cells * outcomes.sample, no_value);
    for (std::size_t c = 0; c < outcomes.cells; ++c) {
        const ClaimCellRuns& cell = runs.cells[i][c];
        for (std::size_t r = 0; r < outcomes.sample; ++r) {
            const std::optional<Record> record = record_of(*runs.sets[cell.set], r, index);
            if (!record) {
                ++outcomes.missing;
                continue;
            }
            if (record->failure) {
                ++outcomes.failed;
                if (outcomes.reasons.size() < 3) outcomes.reasons.push_back(record->failure->stage + ": " + record->failure->message);
                continue;
            }
            std::vector<double> own;
            for (const std::size_t metric : cell.metrics) own.push_back(record->metrics[metric]);
            const Composition values(claim, std::move(own));
            for (std::size_t m = 0; m < claim.measures.size(); ++m) {
                outcomes.values[(m * outcomes.cells + c) * outcomes.sample + r] = values.of(m);
            }
        }
    }
    return outcomes;
}

ClaimPath claim_path(const Claim& claim, const ClaimRuns& runs, std::size_t i, std::size_t cell, std::size_t measure,
                     const RecordIndex& index) {
    ClaimPath path;
    const ClaimCellRuns& place = runs.cells[i][cell];
    const std::size_t column = place.series[measure];
    if (column == no_series) return path;
    const ClaimRunSet& set = *runs.sets[place.set];
    const StudyMeasures& measures = set.study.measures;
    std::vector<std::vector<double>> rows(measures.rows());
    for (std::size_t r = 0; r < runs.samples[i]; ++r) {
        const std::optional<Record> record = record_of(set, r, index);
        if (!record || record->failure) continue;
        for (std::size_t k = 0; k < rows.size(); ++k) {
            const double value = record->series[k * measures.series.size() + column];
            if (!std::isnan(value)) rows[k].push_back(value);
        }
    }
    const TimeSpan& time = claim.cells[cell].scenario.time;
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const Date day = date_after(time.start, static_cast<double>(k * measures.stride) * time.step);
        path.days.push_back(static_cast<double>(day.time_since_epoch().count()));
        double sum = 0;
        for (const double value : rows[k]) sum += value;
        path.mean.push_back(rows[k].empty() ? no_value : sum / static_cast<double>(rows[k].size()));
        path.low.push_back(quantile(rows[k], path_quantiles[0]));
        path.high.push_back(quantile(rows[k], path_quantiles[1]));
    }
    return path;
}

ClaimWorldTable claim_world_table(const ClaimRuns& runs, std::size_t i) {
    ClaimWorldTable table;
    const ClaimRunSet& set = *runs.sets[runs.cells[i].front().set];
    for (std::size_t k = 0; k < set.study.factors.size(); ++k) {
        if (!set.study.arms.front().sets[k]) continue;
        table.factors.push_back(set.study.factors[k]);
        table.values.emplace_back();
        for (std::size_t r = 0; r < runs.samples[i]; ++r) {
            const PlannedRun& run = set.plan.runs[number_in_plan(set, r)];
            table.values.back().push_back(set.plan.point(run.point)[k]);
        }
    }
    return table;
}

}  // namespace enclosure
