// Bars to both sides of zero with an interval on each: what gained, what lost, and how sure that is.
// Invariant: every row has its name at the left and its number at the right; what is not finite has a dash and no bar.
#pragma once

#include <string>
#include <vector>

#include "analysis/chart/number.h"

namespace enclosure {

struct IntervalRow {
    std::string name = {};
    double value = 0;
    double low = 0;  ///< of the interval; NaN for none
    double high = 0;
    int colour = -1;        ///< index into the palette, or rest_colour
    std::string note = {};  ///< shown when pointed at
};

struct IntervalChart {
    std::string id = "bars";  ///< unique on a page
    std::string title = {};
    std::string unit = {};
    std::string source = {};  ///< caption
    std::vector<IntervalRow> rows = {};
    Form form = {};
    double width = 420;
};

/// The chart as an `<svg>` element, as high as its rows need.
std::string interval_chart(const IntervalChart& chart);

}  // namespace enclosure
