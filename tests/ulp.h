// Errors of a float or double in units of its last place.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace enclosure::test {

/// Distance from the true value in units of the last place of its nearest Real.
template <class Real>
double error_ulp(Real value, long double truth) {
    using Limits = std::numeric_limits<Real>;
    int exponent = Limits::min_exponent;  // of zero: the least ulp
    if (truth != 0) std::frexp(static_cast<double>(truth), &exponent);
    const long double ulp = std::ldexp(1.0L, std::max(exponent, Limits::min_exponent) - Limits::digits);
    return static_cast<double>(std::fabs(static_cast<long double>(value) - truth) / ulp);
}

}  // namespace enclosure::test
