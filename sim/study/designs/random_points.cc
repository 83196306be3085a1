#include "sim/study/designs/random_points.h"

#include "sim/study/designs/design_draws.h"

namespace enclosure {

DesignPoints random_points(std::size_t points, std::size_t factors, std::uint64_t seed, std::uint64_t first) {
    DesignPoints sample = unset_points(points, factors);
    for (std::size_t i = 0; i < points; ++i) {
        for (std::size_t k = 0; k < factors; ++k) {
            sample.u[i * factors + k] = design_draws(seed, DesignDraw::random_point, first + i, static_cast<std::uint32_t>(k)).uniform();
        }
        sample.worlds[i] = first + i + 1;
    }
    return sample;
}

}  // namespace enclosure
