// Which charts a page of a run shows, and from which series. Invariant: a figure is there if at least one of its series is in the file
// with a finite value; every series that was looked for in vain is named in `missing`.
#pragma once

#include <string>
#include <vector>

#include "analysis/chart/chart.h"
#include "sim/output/run_file.h"

namespace enclosure {

struct Figure {
    std::string section = {};
    Chart chart = {};
    bool stacked = false;
};

struct Figures {
    std::vector<Figure> figures = {};
    std::vector<std::string> missing = {};  ///< "series/hhi", in the order looked for
};

/// Charts of the main series: capability, use of open models, adoption, market, prices, money, harm, welfare, developers. Policies and
/// shocks among the events become marks.
Figures figures_of(const RunFile& run);

/// The figure as an `<svg>` element.
std::string draw(const Figure& figure);

/// Means of the year up to each row; NaN where the series is younger than that. For counts of rare things.
std::vector<double> yearly_means(const std::vector<double>& values, const std::vector<double>& days);

}  // namespace enclosure
