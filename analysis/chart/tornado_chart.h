// How far an outcome moves from its base value when one factor at a time goes to its low and to its high end.
// Invariant: the factor that moves it most is at the top; equal ones keep their order. A value that is not finite has no bar.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/axes.h"

namespace enclosure {

struct TornadoRow {
    std::string name = {};
    double low = 0;             ///< the outcome with the factor at its low end
    double high = 0;            ///< and at its high end
    std::string low_text = {};  ///< what the low end is: "3 months"; written at the end of the bar if there is room
    std::string high_text = {};
};

struct TornadoChart : Picture {
    ChartAxis x = {};
    double base = 0;  ///< the outcome with all factors at their base values
    std::string base_name = "base";
    std::vector<TornadoRow> rows = {};
    std::string low_name = "Factor at its low end";
    std::string high_name = "Factor at its high end";
    std::size_t most_rows = 20;  ///< the caption says how many there are besides
};

/// The chart as an `<svg>` element, as high as its rows need. Low ends are filled, high ends are outlined.
std::string tornado_chart(const TornadoChart& chart);

/// Its data: factor, low, high, what the ends are, swing; all rows in the order given, the base as the first.
std::string csv_of(const TornadoChart& chart);

}  // namespace enclosure
