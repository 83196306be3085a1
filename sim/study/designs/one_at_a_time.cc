#include "sim/study/designs/one_at_a_time.h"

#include <fmt/format.h>

#include <stdexcept>

namespace enclosure {

DesignPoints one_at_a_time(std::span<const GridAxis> axes) {
    std::size_t count = 1;
    for (std::size_t k = 0; k < axes.size(); ++k) {
        if (axes[k].levels == 0) throw std::invalid_argument(fmt::format("Factor {} of the design has no level (the first is 0).", k));
        if (axes[k].levels > most_design_points)
            throw std::invalid_argument(fmt::format("Factor {} has too many levels (the first is 0).", k));
        count += axes[k].levels;
    }
    DesignPoints points = unset_points(count, axes.size());
    std::size_t at = 1;
    for (std::size_t k = 0; k < axes.size(); ++k) {
        for (std::size_t i = 0; i < axes[k].levels; ++i) points.u[at++ * axes.size() + k] = level_of(axes[k], i);
    }
    return points;
}

}  // namespace enclosure
