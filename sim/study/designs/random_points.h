// Plain Monte Carlo: what other samples are measured against.
#pragma once

#include "sim/study/design_points.h"

namespace enclosure {

/// Independent uniform points `first`, first + 1, …: a point depends on seed and index alone, so that a sample extends. Point i runs in
/// worlds of its own, stream i + 1, so that noise is independent between points.
DesignPoints random_points(std::size_t points, std::size_t factors, std::uint64_t seed, std::uint64_t first = 0);

}  // namespace enclosure
