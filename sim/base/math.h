// The transcendental functions of the model, made of + - * / sqrt and bit operations alone.
//
// Invariant: a result is a function of the argument's bits: the same for every compiler, optimisation level and processor, as long as
// -ffp-contract=off. That is why libm's functions are not used under sim/: glibc picks variants by processor.
// Everything is inline, and free of branches where a loop over columns calls it, so that such loops are vectorised.
//
// The largest errors stated below were measured against long double (tests/unit/math_test.cc repeats the measurement); 1 ulp is the
// distance of doubles at the result. NaN gives NaN.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace enclosure::math {

namespace detail {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Adding 1.5 * 2^52 rounds to a whole number, which then stands in the low bits of the sum: no conversion instruction is needed, which
// AVX2 lacks for 64-bit integers.
inline constexpr double rounder = 6755399441055744.0;
inline constexpr std::uint64_t rounder_bits = 0x4338000000000000u;

// ln 2 in two parts; the first has 32 significant bits, so that its product with an exponent is exact.
inline constexpr double ln2_hi = 0x1.62e42fee00000p-1;
inline constexpr double ln2_lo = 0x1.a39ef35793c76p-33;
inline constexpr double log2_e = 0x1.71547652b82fep+0;
inline constexpr double log10_2_hi = 0x1.34413509f6000p-2;  // 40 bits, for the same reason
inline constexpr double log10_2_lo = 0x1.9fef311f12b36p-42;

/// A number as an unevaluated sum hi + lo with |lo| of the order of the rounding error of hi.
struct Double2 {
    double hi = 0;
    double lo = 0;
};

/// a + b without error; needs |a| >= |b| or a == 0.
constexpr Double2 add_exactly(double a, double b) {
    const double sum = a + b;
    return {sum, b - (sum - a)};
}

/// a * b without error by Dekker's splitting (Numer. Math. 18, 1971): no fused multiply-add, which not every processor has.
constexpr Double2 multiply_exactly(double a, double b) {
    constexpr double splitter = 134217729.0;  // 2^27 + 1
    const double a_scaled = splitter * a;
    const double b_scaled = splitter * b;
    const double a_hi = a_scaled - (a_scaled - a);
    const double b_hi = b_scaled - (b_scaled - b);
    const double a_lo = a - a_hi;
    const double b_lo = b - b_hi;
    const double product = a * b;
    return {product, ((a_hi * b_hi - product) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo};
}

/// (exp(r) - 1 - r) / r^2 for |r| <= ln(2)/2: a polynomial fitted at Chebyshev's nodes, within 2^-61 of exp(r).
constexpr double exp_tail(double r) {
    const double r2 = r * r;
    const double r4 = r2 * r2;
    const double a = 0x1.0000000000000p-1 + r * 0x1.5555555555557p-3;
    const double b = 0x1.5555555555556p-5 + r * 0x1.11111111100dcp-7;
    const double c = 0x1.6c16c16c162d4p-10 + r * 0x1.a01a01abe7fe1p-13;
    const double d = 0x1.a01a01a6d889cp-16 + r * 0x1.71de0231960ebp-19;
    const double e = 0x1.27e4db646b17ep-22 + r * 0x1.af4de97ca4194p-26;
    const double f = 0x1.1f730349868cep-29;
    return (a + r2 * b) + r4 * ((c + r2 * d) + r4 * (e + r2 * f));
}

/// A whole number k in [-2000, 2000] as it leaves `x + rounder`.
struct Whole {
    double value = 0;
    std::uint64_t offset = 0;  ///< k as a two's complement number
};

constexpr Whole round_to_whole(double x) {
    const double shifted = x + rounder;
    return {shifted - rounder, std::bit_cast<std::uint64_t>(shifted) - rounder_bits};
}

/// y * 2^k for |k| < 2000, to zero or infinity by way of two factors; rounds at most twice, and that only if the result is subnormal.
constexpr double scale(double y, std::uint64_t k) {
    const std::uint64_t half = ((k + 2048) >> 1) - 1024;
    const double first = std::bit_cast<double>((half + 1023) << 52);
    const double second = std::bit_cast<double>((k - half + 1023) << 52);
    return y * first * second;
}

constexpr double clamp(double x, double lo, double hi) {
    const double above = x < lo ? lo : x;
    return above > hi ? hi : above;
}

/// exp(x + correction) for a correction that is small beside x, and at most 1.
constexpr double exp_of_sum(double x, double correction) {
    const double inside = clamp(x, -760.0, 720.0);
    const Whole k = round_to_whole(inside * log2_e);
    const double hi = inside - k.value * ln2_hi;
    const double lo = correction - k.value * ln2_lo;
    const double r = hi + lo;
    const double rest = lo - (r - hi);
    return scale(1.0 + (r + (rest + r * r * exp_tail(r))), k.offset);
}

/// 2 (atanh(s) - s) / s = 2 (s^2/3 + s^4/5 + ...) for z = s^2 <= 0.0295: fitted as above, within 2^-60 of 1.
constexpr double atanh_tail(double z) {
    const double z2 = z * z;
    const double z4 = z2 * z2;
    const double a = 0x1.5555555555555p-1 + z * 0x1.9999999999a39p-2;
    const double b = 0x1.2492492476a1ap-2 + z * 0x1.c71c7201a55d7p-3;
    const double c = 0x1.745cf8e4bba1bp-3 + z * 0x1.3b1c3c1c81c8fp-3;
    const double d = 0x1.0fbde0f4ad17bp-3 + z * 0x1.0c0aff044a970p-3;
    return z * ((a + z2 * b) + z4 * (c + z2 * d));
}

/// x = 2^exponent * (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), for finite x > 0.
struct Split {
    double exponent = 0;
    double f = 0;
};

constexpr Split split(double x) {
    const bool subnormal = x < std::numeric_limits<double>::min();
    const double normal = subnormal ? x * 0x1p54 : x;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(normal);
    constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcdu;
    constexpr std::uint64_t bias = std::uint64_t{2048} << 52;  // keeps the shift's operand positive
    const std::uint64_t exponent = ((bits - sqrt_half + bias) >> 52) - 2048;
    const double mantissa = std::bit_cast<double>(bits - (exponent << 52));
    const double whole = std::bit_cast<double>(rounder_bits + exponent) - rounder;
    return {subnormal ? whole - 54.0 : whole, mantissa - 1.0};
}

/// log(1 + f) as a sum of two, with an error below 2^-58 of it.
constexpr Double2 log1p_exactly(double f) {
    const double divisor = 2.0 + f;
    const double divisor_lo = f - (divisor - 2.0);
    const double s = f / divisor;
    const Double2 back = multiply_exactly(s, divisor);
    const double s_lo = (((f - back.hi) - back.lo) - s * divisor_lo) / divisor;
    return add_exactly(2.0 * s, 2.0 * s_lo + s * atanh_tail(s * s));
}

/// c[0] + c[1] x + c[2] x^2 + ...
template <std::size_t count>
constexpr double horner(const std::array<double, count>& c, double x) {
    double value = c[count - 1];
    for (std::size_t k = count - 1; k-- > 0;) value = value * x + c[k];
    return value;
}

// Taylor's series of (sin(a) - a) / a^3 and (1 - cos(a)) / a^2 in a^2, for a <= pi/4.
inline constexpr std::array sine_tail = {
    -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800, 1.0 / 6227020800.0, -1.0 / 1307674368000.0, 1.0 / 355687428096000.0};
inline constexpr std::array cosine_tail = {1.0 / 2,       -1.0 / 24,        1.0 / 720,           -1.0 / 40320,
                                           1.0 / 3628800, -1.0 / 479001600, 1.0 / 87178291200.0, -1.0 / 20922789888000.0};

/// The values of a logarithm where it is no finite number: -inf at 0, NaN below, inf at inf.
constexpr double log_at_edges(double x, double inside) {
    const double finite = x == infinity ? infinity : inside;
    const double positive = x == 0.0 ? -infinity : finite;
    return x >= 0.0 ? positive : not_a_number;
}

}  // namespace detail

/// e^x; infinity above 709.78, 0 below -745.13. Cody and Waite's reduction. Error at most 0.9 ulp.
constexpr double exp(double x) {
    return detail::exp_of_sum(x, 0.0);
}

/// e^x - 1, with full relative accuracy near 0. Error at most 1.7 ulp.
constexpr double expm1(double x) {
    const double inside = detail::clamp(x, -60.0, 60.0);
    const detail::Whole k = detail::round_to_whole(inside * detail::log2_e);
    const double hi = inside - k.value * detail::ln2_hi;
    const double lo = -k.value * detail::ln2_lo;
    const double r = hi + lo;
    const double rest = lo - (r - hi);
    const double two_k = std::bit_cast<double>((k.offset + 1023) << 52);
    const double near = two_k * (r + (rest + r * r * detail::exp_tail(r))) + (two_k - 1.0);
    return x > 60.0 ? exp(x) : near;  // beyond 2^54 the 1 does not count
}

/// 2^x, exact for whole x. Error at most 1.1 ulp.
constexpr double exp2(double x) {
    const double inside = detail::clamp(x, -1100.0, 1030.0);
    const detail::Whole k = detail::round_to_whole(inside);
    const double r = (inside - k.value) * 0x1.62e42fefa39efp-1;
    return detail::scale(1.0 + (r + r * r * detail::exp_tail(r)), k.offset);
}

/// 10^x, exact for whole x from 0 to 22. Error at most 0.9 ulp.
constexpr double exp10(double x) {
    const double inside = detail::clamp(x, -330.0, 312.0);
    const detail::Whole k = detail::round_to_whole(inside * 0x1.a934f0979a371p+1);  // log2(10)
    const double hi = inside - k.value * detail::log10_2_hi;
    const double lo = -k.value * detail::log10_2_lo;
    const detail::Double2 natural = detail::multiply_exactly(hi, 0x1.26bb1bbb55516p+1);  // ln(10)
    const double correction = natural.lo + (lo * 0x1.26bb1bbb55516p+1 - hi * 0x1.f48ad494ea3e9p-53);
    const double r = natural.hi + correction;
    const double rest = correction - (r - natural.hi);
    return detail::scale(1.0 + (r + (rest + r * r * detail::exp_tail(r))), k.offset);
}

/// Natural logarithm; -infinity at 0, NaN below. Error at most 0.9 ulp.
constexpr double log(double x) {
    const detail::Split parts = detail::split(x);
    const double f = parts.f;
    const double s = f / (2.0 + f);
    const double half_square = 0.5 * f * f;
    const double tail = s * (half_square + detail::atanh_tail(s * s)) + parts.exponent * detail::ln2_lo;
    return detail::log_at_edges(x, parts.exponent * detail::ln2_hi - ((half_square - tail) - f));
}

/// log(1 + x), with full relative accuracy near 0; -infinity at -1, NaN below. Error at most 1.3 ulp.
constexpr double log1p(double x) {
    const double sum = 1.0 + x;
    const double lost = x - (sum - 1.0);  // for large x the loss is below half an ulp of the result
    const double near = sum > 0.0 ? log(sum) + lost / sum : log(sum);
    return sum == 1.0 || x == detail::infinity ? x : near;
}

/// Logarithm to base 2, exact for powers of 2; -infinity at 0, NaN below. Error at most 0.6 ulp.
constexpr double log2(double x) {
    const detail::Split parts = detail::split(x);
    const detail::Double2 l = detail::log1p_exactly(parts.f);
    const detail::Double2 scaled = detail::multiply_exactly(l.hi, detail::log2_e);
    const double lo = scaled.lo + (l.lo * detail::log2_e + l.hi * 0x1.777d0ffda0d24p-56);
    const detail::Double2 sum = detail::add_exactly(parts.exponent, scaled.hi);
    const double inside = parts.exponent == 0.0 ? scaled.hi + lo : sum.hi + (sum.lo + lo);
    return detail::log_at_edges(x, inside);
}

/// Logarithm to base 10, exact for the powers 1 to 1e22; -infinity at 0, NaN below. Error at most 0.6 ulp.
constexpr double log10(double x) {
    constexpr double log10_e = 0x1.bcb7b1526e50ep-2;
    constexpr double log10_e_lo = 0x1.95355baaafad3p-57;
    const detail::Split parts = detail::split(x);
    const detail::Double2 l = detail::log1p_exactly(parts.f);
    const detail::Double2 scaled = detail::multiply_exactly(l.hi, log10_e);
    const double lo = scaled.lo + (l.lo * log10_e + l.hi * log10_e_lo) + parts.exponent * detail::log10_2_lo;
    const detail::Double2 sum = detail::add_exactly(parts.exponent * detail::log10_2_hi, scaled.hi);
    const double inside = parts.exponent == 0.0 ? scaled.hi + lo : sum.hi + (sum.lo + lo);
    return detail::log_at_edges(x, inside);
}

/// x^y for x >= 0; NaN for x < 0. 1 if y = 0 or x = 1. Error at most 1.1 ulp while |y log x| < 10, 4 ulp below 50,
/// 45 ulp elsewhere.
constexpr double pow(double x, double y) {
    const detail::Split parts = detail::split(x);
    const detail::Double2 l = detail::log1p_exactly(parts.f);
    const detail::Double2 sum = detail::add_exactly(parts.exponent * detail::ln2_hi, l.hi);
    const bool whole = parts.exponent == 0.0;
    const double log_hi = whole ? l.hi : sum.hi;
    const double log_lo = whole ? l.lo : sum.lo + (l.lo + parts.exponent * detail::ln2_lo);
    const double bounded = detail::clamp(y, -0x1p80, 0x1p80);  // beyond, only x = 1 gives neither 0 nor infinity
    const detail::Double2 product = detail::multiply_exactly(bounded, log_hi);
    const double correction = detail::clamp(product.lo + bounded * log_lo, -1.0, 1.0);  // larger only far beyond exp's range
    const double inside = detail::exp_of_sum(product.hi, correction);
    const double at_zero = y > 0.0 ? 0.0 : detail::infinity;
    const double at_infinity = y > 0.0 ? detail::infinity : 0.0;
    const double finite = x == detail::infinity ? at_infinity : inside;
    const double positive = x == 0.0 ? at_zero : finite;
    const double legal = x >= 0.0 && y == y ? positive : detail::not_a_number;
    return y == 0.0 || x == 1.0 ? 1.0 : legal;
}

/// Hyperbolic tangent, with full relative accuracy near 0. Error at most 2.6 ulp.
constexpr double tanh(double x) {
    const double size = x < 0.0 ? -x : x;
    const double e = expm1(-2.0 * size);
    const double value = -e / (2.0 + e);
    return x < 0.0 ? -value : value;
}

/// sin(pi x) for x in [0, 1]; exactly 0 at both ends and 1 in the middle. Error at most 2 ulp.
constexpr double sin_pi(double x) {
    constexpr double pi = 0x1.921fb54442d18p+1;
    const double y = x <= 0.5 ? x : 1.0 - x;
    const double a = pi * y;
    const double sine = a + a * (a * a) * detail::horner(detail::sine_tail, a * a);
    const double b = pi * (0.5 - y);
    const double cosine = 1.0 - (b * b) * detail::horner(detail::cosine_tail, b * b);
    return y <= 0.25 ? sine : cosine;
}

/// The z below which a standard normal variable lies with probability u in (0, 1); NaN outside. Wichura's algorithm AS 241, PPND16
/// (Applied Statistics 37, 1988). Relative error at most 1e-15.
double normal_quantile(double u);

/// Probability that an event of hazard `rate` (1/yr) occurs within `dt` (yr): 1 - exp(-rate dt).
constexpr double fires(double rate, double dt) {
    return -expm1(-rate * dt);
}

}  // namespace enclosure::math
