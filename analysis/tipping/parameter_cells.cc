#include "analysis/tipping/parameter_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "analysis/data/analysis_error.h"

namespace enclosure {

namespace {

// Marks of an axis, and for each row which of them it belongs to.
struct CellAxis {
    std::vector<double> marks = {};
    std::vector<std::size_t> of_row = {};
};

CellAxis cell_axis(const InputColumn& input, std::size_t bins) {
    CellAxis axis;
    if (bins == 0 || input.categorical()) {
        axis.marks = input.values;
        std::sort(axis.marks.begin(), axis.marks.end());
        axis.marks.erase(std::unique(axis.marks.begin(), axis.marks.end()), axis.marks.end());
        for (const double v : input.values) {
            axis.of_row.push_back(static_cast<std::size_t>(std::lower_bound(axis.marks.begin(), axis.marks.end(), v) - axis.marks.begin()));
        }
        return axis;
    }
    const auto [low, high] = std::minmax_element(input.values.begin(), input.values.end());
    const std::size_t count = *low < *high ? bins : 1;
    const double width = (*high - *low) / static_cast<double>(count);
    for (std::size_t k = 0; k < count; ++k) axis.marks.push_back(*low + (static_cast<double>(k) + 0.5) * width);
    for (const double v : input.values) {
        const double bin = width > 0 ? (v - *low) / width : 0;
        axis.of_row.push_back(std::min(count - 1, static_cast<std::size_t>(bin)));
    }
    return axis;
}

}  // namespace

ParameterCells parameter_cells(const InputColumn& x, const InputColumn& y, CellBins bins) {
    if (x.values.empty()) throw AnalysisError(fmt::format("There is no run at which {} and {} have values.", x.id, y.id));
    if (x.values.size() != y.values.size()) {
        throw AnalysisError(fmt::format("Inputs {} and {} do not belong together: one has {} values, the other {}.", x.id, y.id,
                                        x.values.size(), y.values.size()));
    }
    const CellAxis across = cell_axis(x, bins.x), along = cell_axis(y, bins.y);
    if (across.marks.size() > most_parameter_cells / along.marks.size()) {
        throw AnalysisError(
            fmt::format("{} has {} values and {} has {}, which are too many cells for a map: cut them into bins, such as 20.", x.id,
                        across.marks.size(), y.id, along.marks.size()));
    }
    ParameterCells cells{.x = across.marks, .y = along.marks, .rows = {}};
    cells.rows.resize(cells.x.size() * cells.y.size());
    for (std::size_t row = 0; row < x.values.size(); ++row) cells.rows[cells.cell(across.of_row[row], along.of_row[row])].push_back(row);
    return cells;
}

}  // namespace enclosure
