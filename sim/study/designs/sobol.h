// Sobol's sequence: points that fill the cube more evenly than random ones, as many as one likes. Direction numbers of Joe and Kuo (SIAM J.
// Sci. Comput. 30, 2008; new-joe-kuo-6.21201) as Boost.Random has them, in Gray code order; Boost leaves out the origin, here it is point
// 0.
//
// Invariant: of points 0 to 2^m - 1, each factor has exactly one in each of 2^m equal intervals, however scrambled.
#pragma once

#include "sim/study/design_points.h"

namespace enclosure {

/// none: the points themselves, multiples of 2^-32 that begin at the origin, which most unbounded laws turn into infinity. The others are
/// inside (0, 1), odd multiples of 2^-53, each uniform over seeds. digital_shift: every factor's bits are flipped by one random number.
/// owen: a bit is flipped by a draw of its own for all the bits before it (Owen 1995), so that errors of means fall like n^(-3/2).
enum class Scrambling : std::uint8_t { none, digital_shift, owen };

struct SobolSequence {
    std::size_t points = 0;   ///< best a power of 2
    std::size_t factors = 0;  ///< at most most_sobol_factors()
    Scrambling scrambling = Scrambling::owen;
    std::uint64_t seed = 0;
    std::uint64_t first = 0;  ///< index of the first point: a sample extends from where it ended
};

std::size_t most_sobol_factors();

/// Point i of the sequence runs in worlds of its own, stream i + 1. Throws std::invalid_argument beyond 2^32 points or the table's factors.
DesignPoints sobol_points(const SobolSequence& how);

}  // namespace enclosure
