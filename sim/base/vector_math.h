// Transcendental functions in single precision, for code that works on many rows at once: here one number at a time, which is the statement
// of what is computed, in vector_math-inl.h a vector at a time.
//
// Invariant: both give the same bits on every set of vector instructions (tests/unit/vector_math_test.cc), as they are made of + - * / sqrt
// and operations on bits, in one order. Compilers may not fuse a product with a sum: not every set can, and it rounds otherwise. Where that
// pays, in powers of 2, it is said with fused_times_plus(), which has the same bits everywhere.
//
// Each function has a `bounded` form for arguments known to lie in a range, which saves the handling of edges and has the same bits there.
// Largest errors were measured against long double over all binades (the test repeats it); 1 ulp is the distance of floats at the result.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace enclosure::single {

/// x·y + z rounded once, as the processors' fused multiply-add does it; of numbers whose result is no infinity.
/// The product is exact in double precision. The sum is rounded there to the neighbour whose last bit is 1 unless it is exact ("to odd"),
/// after which rounding to a float is as good as rounding at once (Boldo & Melquiond, IEEE Transactions on Computers 57, 2008).
constexpr float fused_times_plus(float x, float y, float z) {
    const double product = static_cast<double>(x) * static_cast<double>(y);
    const double sum = product + static_cast<double>(z);
    const double taken = sum - product;
    const double error = (product - (sum - taken)) + (static_cast<double>(z) - taken);
    auto bits = std::bit_cast<std::uint64_t>(sum);
    if ((bits & 1) == 0 && (error < 0 || error > 0)) bits += (error > 0) == (sum > 0) ? 1 : ~std::uint64_t{0};
    return static_cast<float>(std::bit_cast<double>(bits));
}

namespace detail {

// Adding 1.5 * 2^23 rounds to a whole number, which then stands in the low bits of the sum.
inline constexpr float rounder = 12582912.0F;

/// (2^r - 1) / r on [-1/2, 1/2] from its constant term up: 1 + r times it is within 1.1e-7 of 2^r, minimax, and exactly 1 at 0.
inline constexpr std::array exp2_tail = {0x1.62e42ap-1F, 0x1.ebf9bcp-3F, 0x1.c6b752p-5F, 0x1.3cea88p-7F, 0x1.5bba0ep-10F};

/// (log(1 + f) - 2s) / s^3 in s^2, s = f / (2 + f), for 1 + f in [sqrt(1/2), sqrt(2)): the logarithm is within 3e-9.
inline constexpr std::array log_tail = {0x1.55555cp-1F, 0x1.997c30p-2F, 0x1.2ee610p-2F};

/// The same by ln 2, for logarithms to base 2.
inline constexpr std::array log2_tail = {0x1.ec70a6p-1F, 0x1.27618ep-1F, 0x1.b4fd8cp-2F};

inline constexpr float ln2_hi = 0x1.62e4p-1F;  // 15 bits: its product with an exponent is exact
inline constexpr float ln2_lo = 0x1.7f7d1cp-20F;
inline constexpr float two_by_ln2 = 0x1.715476p+1F;
inline constexpr std::int32_t sqrt_half = 0x3f3504f3;  // bits of the least mantissa
inline constexpr float least_normal = std::numeric_limits<float>::min();

// Wichura's PPND7 (algorithm AS 241, Applied Statistics 37, 1988): numerators and denominators in the middle, in the tails, far out.
inline constexpr std::array middle_above = {3.3871327179e0F, 5.0434271938e1F, 1.5929113202e2F, 5.9109374720e1F};
inline constexpr std::array middle_below = {1.0F, 1.7895169469e1F, 7.8757757664e1F, 6.7187563600e1F};
inline constexpr std::array tail_above = {1.4234372777e0F, 2.7568153900e0F, 1.3067284816e0F, 1.7023821103e-1F};
inline constexpr std::array tail_below = {1.0F, 7.3700164250e-1F, 1.2021132975e-1F};
inline constexpr std::array far_above = {6.6579051150e0F, 3.0812263860e0F, 4.2868294337e-1F, 1.7337203997e-2F};
inline constexpr std::array far_below = {1.0F, 2.4197894225e-1F, 1.2258202635e-2F};

/// c[0] + c[1] x + c[2] x^2 + ... with fused steps.
template <std::size_t count>
constexpr float fused_horner(const std::array<float, count>& c, float x) {
    float value = c[count - 1];
    for (std::size_t k = count - 1; k-- > 0;) value = fused_times_plus(value, x, c[k]);
    return value;
}

/// c[0] + c[1] x + c[2] x^2 + ...
template <std::size_t count>
constexpr float horner(const std::array<float, count>& c, float x) {
    float value = c[count - 1];
    for (std::size_t k = count - 1; k-- > 0;) value = value * x + c[k];
    return value;
}

/// x = 2^exponent * (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), for normal x > 0.
struct Parts {
    float exponent = 0;
    float f = 0;
};

constexpr Parts split(float x) {
    const auto bits = std::bit_cast<std::uint32_t>(x);
    const auto exponent = static_cast<std::int32_t>(bits - static_cast<std::uint32_t>(sqrt_half)) >> 23;
    const float mantissa = std::bit_cast<float>(bits - (static_cast<std::uint32_t>(exponent) << 23));
    return {static_cast<float>(exponent), mantissa - 1.0F};
}

/// The values of a logarithm where it is no finite number: -inf at 0, NaN below, inf at inf.
constexpr float log_at_edges(float x, float inside) {
    constexpr float infinity = std::numeric_limits<float>::infinity();
    const float finite = x == infinity ? infinity : inside;
    const float positive = x == 0.0F ? -infinity : finite;
    return x >= 0.0F ? positive : std::numeric_limits<float>::quiet_NaN();
}

}  // namespace detail

/// 2^x for x in [-126, 128]; exact for whole x, infinity at 128. Error at most 2.4 ulp.
constexpr float exp2_bounded(float x) {
    const float shifted = x + detail::rounder;
    const float r = x - (shifted - detail::rounder);
    const float mantissa = fused_times_plus(detail::fused_horner(detail::exp2_tail, r), r, 1.0F);
    // The rounder's own bits leave the word with the shift.
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(mantissa) + (std::bit_cast<std::uint32_t>(shifted) << 23));
}

/// 2^x; infinity from 128 on, 0 below -150. NaN gives NaN. Error at most 2.4 ulp.
constexpr float exp2(float x) {
    if (!(x == x)) return x;
    const float inside = x > 128.0F ? 128.0F : (x < -151.0F ? -151.0F : x);
    return inside < -126.0F ? exp2_bounded(inside + 64.0F) * 0x1p-64F : exp2_bounded(inside);
}

/// Natural logarithm of a normal x > 0. Error at most 2 ulp.
constexpr float log_bounded(float x) {
    const detail::Parts parts = detail::split(x);
    const float s = parts.f / (parts.f + 2.0F);
    const float z = s * s;
    const float inside = (s + s) + s * (z * detail::horner(detail::log_tail, z));
    return parts.exponent * detail::ln2_hi + (parts.exponent * detail::ln2_lo + inside);
}

/// Natural logarithm; -infinity at 0, NaN below. Error at most 2 ulp.
constexpr float log(float x) {
    const bool subnormal = x < detail::least_normal;
    const float inside = log_bounded(subnormal ? x * 0x1p23F : x);
    return detail::log_at_edges(x, subnormal ? inside - 0x1.fe2804p+3F : inside);  // 23 ln 2
}

/// Logarithm to base 2 of a normal x > 0; exact for powers of 2. Error at most 2.8 ulp.
constexpr float log2_bounded(float x) {
    const detail::Parts parts = detail::split(x);
    const float s = parts.f / (parts.f + 2.0F);
    const float z = s * s;
    return parts.exponent + (s * detail::two_by_ln2 + s * (z * detail::horner(detail::log2_tail, z)));
}

/// Logarithm to base 2; exact for powers of 2, -infinity at 0, NaN below. Error at most 2.8 ulp.
constexpr float log2(float x) {
    const bool subnormal = x < detail::least_normal;
    const float inside = log2_bounded(subnormal ? x * 0x1p23F : x);
    return detail::log_at_edges(x, subnormal ? inside - 23.0F : inside);
}

/// The z below which a standard normal variable lies with probability u; NaN outside (0, 1), and for subnormal u. Error at most 6.5 ulp,
/// near u = 1/2, where z is 0, as well.
inline float normal_quantile(float u) {
    const float q = u - 0.5F;
    const float side = u < 0.5F ? u : 1.0F - u;
    const float middle = 0.180625F - q * q;
    const float near = q * (detail::horner(detail::middle_above, middle) / detail::horner(detail::middle_below, middle));
    const float r = std::sqrt(0.0F - log_bounded(side));
    const float tail = detail::horner(detail::tail_above, r - 1.6F) / detail::horner(detail::tail_below, r - 1.6F);
    const float far = detail::horner(detail::far_above, r - 5.0F) / detail::horner(detail::far_below, r - 5.0F);
    const float size = r < 5.0F ? tail : far;
    const float outside = q < 0.0F ? 0.0F - size : size;
    const float value = middle < 0.0F ? outside : near;
    return side >= detail::least_normal ? value : std::numeric_limits<float>::quiet_NaN();
}

}  // namespace enclosure::single
