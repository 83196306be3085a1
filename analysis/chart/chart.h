// What a chart shows, before it is drawn: values, names, units, marks. line_chart.h and stacked_chart.h turn it into SVG.
// Invariant: every line has one value for each x; a value that is not finite is a gap.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/colour.h"
#include "analysis/chart/number.h"
#include "analysis/chart/scale.h"

namespace enclosure {

struct Line {
    std::string name = {};  ///< written at the end of the line; an empty one is not
    std::vector<double> values = {};
    int colour = 0;  ///< index into the palette, or rest_colour
    bool dashed = false;
    bool faint = false;            ///< thin background line, such as monthly values behind their yearly mean
    std::vector<double> low = {};  ///< band around the line; empty for none
    std::vector<double> high = {};
};

/// Something that happened at `at` (in units of x): a dashed upright with a name, if there is room for it.
struct EventMark {
    double at = 0;
    std::string label = {};
};

struct Chart {
    std::string id = "chart";  ///< prefix of element ids: unique on a page; letters, digits and hyphens
    std::string title = {};
    std::string unit = {};         ///< what the y axis measures, in words
    std::string description = {};  ///< for readers who do not see it; if empty, made from the first and last values
    std::string source = {};       ///< caption under the chart
    std::vector<double> x = {};    ///< days since 1970-01-01 if x_kind is time
    ScaleKind x_kind = ScaleKind::time;
    std::string x_title = {};  ///< what the x axis measures, where that is not time
    std::vector<Line> lines = {};
    ScaleKind y_kind = ScaleKind::linear;
    Form form = {};
    Extent y_range = {};     ///< of the y axis; empty: from the values
    bool from_zero = false;  ///< a linear y axis that contains zero
    std::vector<EventMark> events = {};
    double width = 420;
    double height = 310;
    bool standalone = false;  ///< with its own style sheet, as a file of its own
};

/// Whether there is anything to draw: a finite value (a positive one on a logarithmic axis).
bool has_values(const Chart& chart);

/// Index of the last value that an axis of that kind can show; the size if there is none.
std::size_t last_shown(const std::vector<double>& values, ScaleKind kind);

/// The description a reader hears: each line with its first and its last value.
std::string describe(const Chart& chart);

}  // namespace enclosure
