#include "sim/study/designs/grid.h"

#include <fmt/format.h>

#include <stdexcept>

namespace enclosure {

double level_of(const GridAxis& axis, std::size_t i) {
    if (axis.levels == 1) return 0.5;
    const auto level = static_cast<double>(i);
    const auto count = static_cast<double>(axis.levels);
    return axis.spacing == Spacing::ends ? level / (count - 1) : (2 * level + 1) / (2 * count);
}

DesignPoints grid_points(std::span<const GridAxis> axes) {
    std::size_t points = 1;
    for (std::size_t k = 0; k < axes.size(); ++k) {
        if (axes[k].levels == 0) throw std::invalid_argument(fmt::format("Factor {} of the grid has no level (the first is 0).", k));
        if (axes[k].levels > most_design_points / points) {
            throw std::invalid_argument(fmt::format("The grid has more than {} points.", most_design_points));
        }
        points *= axes[k].levels;
    }
    DesignPoints grid = unset_points(points, axes.size());
    std::size_t repeats = 1;  // of each level in a row, for the factor at hand
    for (std::size_t k = axes.size(); k-- > 0; repeats *= axes[k].levels) {
        for (std::size_t i = 0; i < points; ++i) grid.u[i * axes.size() + k] = level_of(axes[k], i / repeats % axes[k].levels);
    }
    return grid;
}

}  // namespace enclosure
