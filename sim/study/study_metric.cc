#include "sim/study/study_metric.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string_view>

#include "sim/run/simulation.h"
#include "sim/scenario/read_leaf.h"
#include "sim/scenario/toml_text.h"
#include "sim/study/study_function.h"

namespace enclosure {

namespace {

constexpr double undefined_value = std::numeric_limits<double>::quiet_NaN();

bool asks_about_threshold(Aggregate aggregate) {
    return aggregate == Aggregate::time_to || aggregate == Aggregate::share_above;
}

// "GUSD/yr" summed over years is "GUSD".
std::string unit_of_sum(std::string_view unit) {
    constexpr std::string_view rate = "/yr";
    if (unit.ends_with(rate)) return std::string(unit.substr(0, unit.size() - rate.size()));
    return unit == "1" ? "yr" : std::string(unit) + "*yr";
}

std::string unit_of(Aggregate aggregate, std::string_view unit) {
    if (aggregate == Aggregate::sum) return unit_of_sum(unit);
    if (aggregate == Aggregate::time_to) return "yr";
    if (aggregate == Aggregate::share_above) return "1";
    return std::string(unit);
}

std::vector<Metric> all_metrics_of(const Scenario& scenario) {
    std::vector<Metric> all = metrics_of(scenario);
    const std::vector<Metric> firms = firm_metrics_of(scenario);
    all.insert(all.end(), firms.begin(), firms.end());
    return all;
}

/// Ties names to columns, each series once.
class Columns {
  public:
    Columns(std::vector<Metric> all, StudyMeasures& measures) : all_(std::move(all)), measures_(measures) {
        for (const Metric& m : all_) names_.push_back(metric_path(m));
    }

    std::optional<std::size_t> find(const std::string& name, const Place& place, const std::string& path, Report& report) {
        const auto there = std::find(names_.begin(), names_.end(), name);
        if (there == names_.end()) {
            report.add(place,
                       path + " = " + toml_text(name) + " names no indicator" + did_you_mean(name, names_) +
                           "; enclosure indicators lists them, segment.ID.NAME, region.ID.NAME and firm.ID.NAME are those of one of them");
            return std::nullopt;
        }
        const Metric& metric = all_[static_cast<std::size_t>(there - names_.begin())];
        auto& columns = measures_.columns;
        const auto known = std::find_if(columns.begin(), columns.end(), [&](const Metric& m) { return metric_path(m) == name; });
        if (known != columns.end()) return static_cast<std::size_t>(known - columns.begin());
        columns.push_back(metric);
        return columns.size() - 1;
    }

  private:
    std::vector<Metric> all_;
    std::vector<std::string> names_;
    StudyMeasures& measures_;
};

// A level that the file gives, in that unit.
std::optional<double> level(const std::optional<Literal>& literal, std::string_view unit, const std::string& path, Report& report) {
    if (!literal) return std::nullopt;
    const Facts facts{.name = "level", .unit = unit, .doc = "A level of the metric.", .source = "identity"};
    double value = 0;
    if (!read_leaf(literal->node, value, facts, path, report)) return std::nullopt;
    return value;
}

/// Steps that count.
struct StepRange {
    std::size_t first = 0;
    std::size_t end = 0;  ///< behind the last one
};

// First step that begins on the date or later.
std::size_t step_from(const TimeSpan& time, Date date, std::size_t steps) {
    std::size_t k = 0;
    while (k < steps && date_after(time.start, static_cast<double>(k) * time.step) < date) ++k;
    return k;
}

StepRange steps_of(const StudyMetric& metric, const TimeSpan& time, std::size_t steps) {
    return {metric.from ? step_from(time, *metric.from, steps) : 0, metric.until ? step_from(time, *metric.until, steps) : steps};
}

StudyMetric tie(const MetricRow& row, Columns& columns, const StudyMeasures& measures, const Scenario& scenario, const Places& places,
                Report& report) {
    const std::string path = "metric." + row.id;
    StudyMetric metric{.id = row.id, .title = row.title.empty() ? row.id : row.title, .unit = "1", .aggregate = row.aggregate};
    metric.direction = row.direction;
    const std::string series = row.series.empty() ? row.id : row.series;
    const std::string series_path = path + (row.series.empty() ? ".id" : ".series");
    const auto column = columns.find(series, places.nearest(series_path), series_path, report);
    if (!column) return metric;
    metric.column = *column;
    const std::string_view series_unit = measures.columns[*column].unit;
    metric.unit = unit_of(row.aggregate, series_unit);
    metric.from = row.from;
    metric.until = row.until;
    const StepRange steps = steps_of(metric, scenario.time, measures.steps);
    if (steps.first >= steps.end) report.add(places.nearest(path), path + ": no step of the run begins within from and until");
    metric.threshold = level(row.threshold, series_unit, path + ".threshold", report);
    metric.smallest_effect = level(row.smallest_effect, metric.unit, path + ".smallest_effect", report);
    metric.satisficing = level(row.satisficing, metric.unit, path + ".satisficing", report);
    if (asks_about_threshold(row.aggregate) && !row.threshold) {
        report.add(places.nearest(path), fmt::format("{}.threshold is missing; {} asks about it", path,
                                                     names_of(row.aggregate)[static_cast<std::size_t>(row.aggregate)]));
    }
    if (metric.smallest_effect && !(*metric.smallest_effect > 0)) {
        report.add(places.nearest(path + ".smallest_effect"), path + ".smallest_effect must be above 0");
    }
    return metric;
}

/// Folds the defined values of one column.
template <class Fold>
void fold_defined(std::span<const double> path, std::size_t columns, std::size_t column, StepRange steps, Fold fold) {
    for (std::size_t k = steps.first; k < steps.end; ++k) {
        const double value = path[k * columns + column];
        if (!std::isnan(value)) fold(k, value);
    }
}

}  // namespace

StudyMeasures measures_of(const StudyKeys& keys, const Scenario& scenario, const std::optional<StudyFunction>& function,
                          const Places& places, Report& report) {
    StudyMeasures measures;
    measures.steps = function ? 1 : step_count(scenario.time);
    measures.stride = static_cast<std::size_t>(scenario.output.stride);
    measures.doubles = keys.records.precision == Precision::float64;
    Columns columns(function ? function->columns() : all_metrics_of(scenario), measures);
    std::set<std::string> ids;
    for (const MetricRow& row : keys.metric) {
        if (!ids.insert(row.id).second) report.add(places.nearest("metric." + row.id), "metric has two rows with the id " + row.id);
        measures.metrics.push_back(tie(row, columns, measures, scenario, places, report));
    }
    for (const std::string& name : keys.records.series) {
        const auto column = columns.find(name, places.nearest("records.series"), "records.series", report);
        if (column) measures.series.push_back(*column);
    }
    if (measures.metrics.empty() && measures.series.empty()) {
        report.add(places.nearest(""), "the study measures nothing: it has neither a [[metric]] nor a series in [records]");
    }
    return measures;
}

double aggregate(const StudyMetric& metric, std::span<const double> path, std::size_t columns, const TimeSpan& time) {
    const double years = time.step;
    StepRange steps = steps_of(metric, time, path.size() / columns);
    if (metric.aggregate == Aggregate::last_year) {
        const auto year = static_cast<std::size_t>(std::floor(1 / years + 0.5));
        steps.first = std::max(steps.first, steps.end - std::min(steps.end, year));
    }
    std::size_t n = 0;
    double sum = 0;
    double smallest = std::numeric_limits<double>::infinity();
    double largest = -smallest;
    double first_value = undefined_value;
    double last_value = undefined_value;
    std::size_t above = 0;
    double reached = undefined_value;
    fold_defined(path, columns, metric.column, steps, [&](std::size_t k, double value) {
        if (n++ == 0) first_value = value;
        last_value = value;
        sum += value;
        smallest = std::min(smallest, value);
        largest = std::max(largest, value);
        if (!metric.threshold || value < *metric.threshold) return;
        ++above;
        if (std::isnan(reached)) reached = static_cast<double>(k) * years;
    });
    if (n == 0) return undefined_value;
    const auto count = static_cast<double>(n);
    switch (metric.aggregate) {
        case Aggregate::last_year:
        case Aggregate::mean:
            return sum / count;
        case Aggregate::final:
            return last_value;
        case Aggregate::min:
            return smallest;
        case Aggregate::max:
            return largest;
        case Aggregate::sum:
            return sum * years;
        case Aggregate::change:
            return last_value - first_value;
        case Aggregate::time_to:
            return reached;
        case Aggregate::share_above:
            return static_cast<double>(above) / count;
    }
    return undefined_value;
}

std::string describe(const StudyMetric& metric, const StudyMeasures& measures) {
    std::string text = fmt::format("{} of {}", names_of(metric.aggregate)[static_cast<std::size_t>(metric.aggregate)],
                                   metric_path(measures.columns[metric.column]));
    if (metric.from) text += " from " + to_string(*metric.from);
    if (metric.until) text += " until " + to_string(*metric.until);
    if (metric.threshold) text += " at " + toml_text(*metric.threshold);
    return text;
}

}  // namespace enclosure
