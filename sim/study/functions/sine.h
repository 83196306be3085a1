// Sine and cosine in radians, of + - * / and bit operations alone, as the rest of sim/base/math.h, so that test functions give the same
// bits on every machine.
#pragma once

#include <cstdint>

#include "sim/base/math.h"

namespace enclosure {

namespace sine_detail {

inline constexpr double pi = 0x1.921fb54442d18p+1;

// π in three parts; the first two have 40 significant bits, so that their products with whole numbers below 2^13 are exact.
inline constexpr double pi_high = 0x1.921fb54442000p+1;
inline constexpr double pi_middle = 0x1.a308d31318000p-40;
inline constexpr double pi_low = 0x1.8a2e03707344ap-80;

/// x less the nearest multiple of π, and whether that multiple is odd (Cody and Waite's reduction).
struct Reduced {
    double rest = 0;  ///< in [-π/2, π/2]
    bool odd = false;
};

constexpr Reduced reduce(double x) {
    const math::detail::Whole k = math::detail::round_to_whole(x * 0x1.45f306dc9c883p-2);
    return {((x - k.value * pi_high) - k.value * pi_middle) - k.value * pi_low, (k.offset & 1) != 0};
}

}  // namespace sine_detail

/// sin(x) for |x| < 1000. Error at most 3 ulp of the result while |x| < 100.
constexpr double sine(double x) {
    const sine_detail::Reduced r = sine_detail::reduce(x);
    const double size = math::sin_pi((r.rest < 0 ? -r.rest : r.rest) / sine_detail::pi);
    return (r.rest < 0) != r.odd ? -size : size;
}

/// cos(x) for |x| < 1000. Absolute error below 4e-16 while |x| < 100.
constexpr double cosine(double x) {
    const sine_detail::Reduced r = sine_detail::reduce(x);
    const double half_turns = (r.rest < 0 ? -r.rest : r.rest) / sine_detail::pi;
    const double size = math::sin_pi(math::detail::clamp(0.5 - half_turns, 0.0, 0.5));
    return r.odd ? -size : size;
}

}  // namespace enclosure
