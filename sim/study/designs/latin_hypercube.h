// Latin hypercubes: with n points, each factor has one in each of n equal strata (McKay, Beckman and Conover, Technometrics 21, 1979), so
// that main effects are estimated with an error of order n^(-3/2). A Latin hypercube has no longer one that begins with it: who may want
// more points takes Sobol's.
#pragma once

#include "sim/study/design_points.h"

namespace enclosure {

struct LatinHypercube {
    std::size_t points = 0;  ///< at most 2^27
    std::size_t factors = 0;
    std::uint64_t seed = 0;
    bool centred = false;  ///< in the middle of its stratum, (2i-1)/(2n), which estimates sums without error; else anywhere in it
    /// How many times it is tried to swap a coordinate of two points. A swap stays if the two then lie less close to the others by the sum
    /// of distance^-16, Morris and Mitchell's criterion that comes close to the largest least distance (J. Stat. Plan. Inference 43, 1995).
    /// A trial takes time ~ points × factors.
    std::size_t exchanges = 0;
};

/// Point i runs in worlds of its own, stream i + 1.
DesignPoints latin_hypercube(const LatinHypercube& how);

/// The least distance between two of the points; infinite for one. NaN coordinates count as equal.
double least_distance(const DesignPoints& points);

}  // namespace enclosure
