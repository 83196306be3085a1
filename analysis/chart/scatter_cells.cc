#include "analysis/chart/scatter_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/svg.h"

namespace enclosure {
namespace {

constexpr double least_side = 7;
constexpr double most_scatter_cells = 3600;  // at about 45 bytes each

std::size_t cell_at(double from, double each, std::size_t cells, double where) {
    const double k = std::floor((where - from) / each);
    if (!(k > 0)) return 0;
    return k >= static_cast<double>(cells - 1) ? cells - 1 : static_cast<std::size_t>(k);
}

/// One path for each step of the scale.
std::string step_paths(const ColourScale& scale, const std::vector<std::string>& paths, std::string_view classes) {
    std::string out;
    for (std::size_t s = 0; s < paths.size(); ++s) out += path_of(paths[s], fmt::format("{} {}", classes, step_class(scale, s)));
    return out;
}

}  // namespace

ScatterCells count_cells(const Frame& frame, std::span<const Point> places, std::span<const char> of_shown) {
    ScatterCells cells;
    cells.frame = frame;
    const double side = std::max(least_side, std::sqrt((frame.right - frame.left) * (frame.bottom - frame.top) / most_scatter_cells));
    cells.columns = std::max<std::size_t>(1, static_cast<std::size_t>((frame.right - frame.left) / side));
    cells.rows = std::max<std::size_t>(1, static_cast<std::size_t>((frame.bottom - frame.top) / side));
    cells.wide = (frame.right - frame.left) / static_cast<double>(cells.columns);
    cells.high = (frame.bottom - frame.top) / static_cast<double>(cells.rows);
    cells.count.assign(cells.columns * cells.rows, 0);
    cells.shown = cells.count;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::size_t c = cell_at(frame.left, cells.wide, cells.columns, places[i].x);
        const std::size_t r = cell_at(frame.top, cells.high, cells.rows, places[i].y);
        ++cells.count[r * cells.columns + c];
        if (of_shown[i] != 0) ++cells.shown[r * cells.columns + c];
    }
    cells.most = *std::max_element(cells.count.begin(), cells.count.end());
    return cells;
}

std::string density_cells(const ScatterCells& cells, const ColourScale& scale) {
    std::vector<std::string> paths(colour_steps);
    for (std::size_t r = 0; r < cells.rows; ++r)
        for (std::size_t c = 0; c < cells.columns; ++c) {
            const std::size_t n = cells.count[r * cells.columns + c];
            if (n == 0) continue;
            const std::size_t step = colour_step(scale, static_cast<double>(n));
            const double x = cells.frame.left + cells.wide * static_cast<double>(c),
                         y = cells.frame.top + cells.high * static_cast<double>(r);
            paths[step] += fmt::format("M{} {}H{}V{}H{}z", coordinate(x), coordinate(y), coordinate(x + cells.wide),
                                       coordinate(y + cells.high), coordinate(x));
        }
    return step_paths(scale, paths, "cell");
}

std::string share_cells(const ScatterCells& cells, const ColourScale& scale) {
    constexpr double least = 1.6;  // a single point among cells of thousands is still seen
    std::vector<std::string> paths(colour_steps);
    for (std::size_t r = 0; r < cells.rows; ++r)
        for (std::size_t c = 0; c < cells.columns; ++c) {
            const std::size_t i = r * cells.columns + c;
            if (cells.count[i] == 0) continue;
            const double part = std::sqrt(static_cast<double>(cells.count[i]) / static_cast<double>(cells.most));
            const double wide = std::max(least, cells.wide * part), high = std::max(least, cells.high * part);
            const double x = cells.frame.left + cells.wide * (static_cast<double>(c) + 0.5) - wide / 2;
            const double y = cells.frame.top + cells.high * (static_cast<double>(r) + 0.5) - high / 2;
            const double share = static_cast<double>(cells.shown[i]) / static_cast<double>(cells.count[i]);
            paths[colour_step(scale, share)] +=
                fmt::format("M{} {}h{}v{}h{}z", coordinate(x), coordinate(y), coordinate(wide), coordinate(high), coordinate(-wide));
        }
    return step_paths(scale, paths, "dot");
}

}  // namespace enclosure
