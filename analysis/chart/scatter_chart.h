// Points over two axes, in classes, with boxes, guides and a trend: where cases of interest lie, what goes with what.
// Invariant: a class has its shape and its colour. More points than `most_points` are drawn as cells of a grid, so that a file stays below
// 200 kB whatever their number; the caption says what was drawn and what was not.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/axes.h"
#include "analysis/chart/marks.h"
#include "sim/base/paired.h"

namespace enclosure {

/// A rectangle; a side that is not finite is open and ends at the edge of the plot.
struct ScatterBox {
    std::string name = {};
    Interval x = {};
    Interval y = {};
};

/// The line y = intercept + slope · x, dotted, with its name near its end.
struct ScatterGuide {
    std::string name = {};
    double intercept = 0;
    double slope = 1;
};

/// A curve through the points, with a band if `low` and `high` are not empty.
struct ScatterTrend {
    std::string name = {};
    std::vector<double> x = {};
    std::vector<double> y = {};
    std::vector<double> low = {};
    std::vector<double> high = {};
};

struct ScatterChart : Picture {
    ChartAxis x = {};
    ChartAxis y = {};
    std::vector<double> at_x = {};  ///< a point that is not finite, or not positive on a logarithmic axis, is left out and counted
    std::vector<double> at_y = {};
    std::vector<std::size_t> class_of = {};  ///< index into classes; empty: all 0
    std::vector<ChartClass> classes = {ChartClass{}};
    std::vector<std::string> labels = {};  ///< empty, or one for each point; written beside the points while there is room
    std::vector<ScatterBox> boxes = {};
    std::vector<ScatterGuide> guides = {};
    ScatterTrend trend = {};
    std::size_t most_points = 2000;  ///< drawn one by one
    std::size_t shown_class = 0;     ///< whose share colours the cells if there are several classes
    double height = 340;
};

/// The chart as an `<svg>` element. Many points of one class: colour is the number in a cell. Of several: colour is the share of the shown
/// class, the area of a square the number of points.
std::string scatter_chart(const ScatterChart& chart);

/// Its data: a row for each point, all of them: x, y, class, label.
std::string csv_of(const ScatterChart& chart);

}  // namespace enclosure
