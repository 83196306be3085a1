// The numbers that a run of a study is reduced to: a metric of the study file, tied to its series and to the steps that count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/scenario/places.h"
#include "sim/scenario/scenario.h"
#include "sim/study/keys/study_keys.h"
#include "sim/study/metric.h"

namespace enclosure {

struct StudyFunction;

struct StudyMetric {
    std::string id;
    std::string title;
    std::string unit;        ///< of the number, not always that of the series
    std::size_t column = 0;  ///< among the columns that are measured
    Aggregate aggregate = Aggregate::last_year;
    std::optional<Date> from = {};   ///< first day that counts; none: the run's start
    std::optional<Date> until = {};  ///< day from which on nothing counts; none: the run's end
    std::optional<double> threshold = {};
    MetricDirection direction = MetricDirection::none;
    std::optional<double> smallest_effect = {};
    std::optional<double> satisficing = {};
};

/// What is measured at each step of each run of a study, and what is made of it.
struct StudyMeasures {
    std::vector<Metric> columns;  ///< each series once
    std::vector<StudyMetric> metrics;
    std::vector<std::size_t> series;  ///< columns that are kept over time
    std::size_t stride = 1;           ///< steps between two values that are kept
    bool doubles = false;             ///< how they are kept
    std::size_t steps = 0;            ///< of a run
    std::size_t rows() const { return steps == 0 ? 0 : (steps - 1) / stride + 1; }
};

/// Ties the study's metrics and series to the scenario's, or to the outputs of a function that runs in place of the model. Reports unknown
/// series, dates outside the run, levels in a wrong unit, a missing threshold, metrics of one id.
StudyMeasures measures_of(const StudyKeys& keys, const Scenario& scenario, const std::optional<StudyFunction>& function,
                          const Places& places, Report& report);

/// The metric of a run: path is step × columns, `time` the run's own. A step counts by the day on which it begins. NaN where nothing is
/// defined.
double aggregate(const StudyMetric& metric, std::span<const double> path, std::size_t columns, const TimeSpan& time);

/// Its text in words, for keys of runs and for readers: "sum of revenue from 2024-01-01".
std::string describe(const StudyMetric& metric, const StudyMeasures& measures);

}  // namespace enclosure
