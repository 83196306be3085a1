// Curves that jump and stay: distributions of values (empirical, rising) and of times (survival, falling).
// Invariant: between two places the curve keeps the value of the left one; series differ in dashes, not in colour alone.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/axes.h"
#include "sim/base/paired.h"

namespace enclosure {

struct StepSeries {
    std::string name = {};
    std::vector<double> at = {};     ///< rising
    std::vector<double> value = {};  ///< from that place on, the place included
    std::vector<double> low = {};    ///< of the band; empty for none
    std::vector<double> high = {};
    double before = 0;         ///< value at the left of the first place: 0 of a distribution, 1 of a survival curve, which begins at 0
    double end = not_defined;  ///< where observation ends, past the last jump; NaN: at the last place of any series
    std::vector<double> censored = {};  ///< places with a small upright on the curve
    int colour = 0;
};

struct StepChart : Picture {
    ChartAxis x = {.snug = true};
    ChartAxis y = {.form = {.factor = 100, .suffix = "%"}, .range = {0, 1}};
    std::vector<StepSeries> series = {};
    std::vector<EventMark> marks = {};  ///< uprights with names
    double height = 300;
};

/// The empirical distribution of the finite values: the share of them that is not above each (Kolmogorov 1933). With more than
/// `most_steps` values, only every so many-th jump is kept, and the last: the curve is then off by at most 1 / most_steps.
StepSeries distribution_of(const std::string& name, std::vector<double> values, int colour = 0, std::size_t most_steps = 1000);

/// Value of a series at a place.
double step_value(const StepSeries& series, double at);

/// The chart as an `<svg>` element.
std::string step_chart(const StepChart& chart);

/// Its data: a row for each jump of each series: series, place, value, low, high; and one for each censored place.
std::string csv_of(const StepChart& chart);

}  // namespace enclosure
