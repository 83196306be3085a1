// Indices of each factor side by side, such as first-order and total: bars with whiskers, the strongest factor at the top.
// Invariant: rows fall by the last index (the total one); what is not defined has a dash and no bar. The first index is filled, the second
// outlined, so that they differ without colour.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/axes.h"
#include "analysis/chart/estimate.h"

namespace enclosure {

struct IndexRow {
    std::string name = {};
    std::vector<DotEstimate> indices = {};  ///< one for each series
};

struct IndexChart : Picture {
    ChartAxis x = {.form = {.digits = 2, .most_decimals = 2}, .from_zero = true};
    std::vector<EstimateSeries> series = {{"First order", 0}, {"Total", 1}};  ///< at most three
    std::vector<IndexRow> rows = {};
    bool sorted = true;              ///< false: as given
    double threshold = not_defined;  ///< below which an index says nothing, such as that of a dummy factor: a dashed upright
    std::string threshold_name = {};
    std::size_t most_rows = 20;  ///< the caption says how many there are besides
};

/// The chart as an `<svg>` element, as high as its rows need.
std::string index_chart(const IndexChart& chart);

/// Its data: factor, then value, low and high of each series; all rows in the order given.
std::string csv_of(const IndexChart& chart);

}  // namespace enclosure
