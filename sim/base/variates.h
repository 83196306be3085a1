// Random variates in single precision, each of a word of 32 uniform bits: one at a time, which is the statement of what is computed; in
// variates-inl.h a vector at a time, the same bits (vector_math.h says how).
//
// A word w stands for the uniform (w + 1/2)/2^32. Near 1 a float cannot hold that, so what depends on how far it is from 1 is computed from
// the word's complement: an exponential variate has 24 significant bits wherever it lies, and a Gumbel variate reaches 22.9.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <limits>

#include "sim/base/vector_math.h"

namespace enclosure::single {

namespace detail {

inline constexpr float sqrt_half_value = 0x1.6a09e6p-1F;

/// sin(pi x)/x in x^2 on [0, 1/2]: minimax, within 5.4e-9 of it.
inline constexpr std::array sine_tail = {0x1.921fb6p+1F, -0x1.4abbc2p+2F, 0x1.4668b0p+1F, -0x1.324ccap-1F, 0x1.3daff6p-4F};

// Of gumbel_bounds: ln 2 by a float's bits; 158 ln 2, and 1e-4 for what is rounded; Mitchell's 0.0861 by ln 2, and 4e-4 for that room, for
// what is rounded, and for the bit that a half may lose.
inline constexpr float mitchell_scale = 0x1.62e43p-24F;
inline constexpr float mitchell_offset = 109.51735F + 1e-4F;
inline constexpr float gumbel_gap = 0.05967F + 4e-4F;
inline constexpr float gumbel_gap_slope = 0.654F * 0x1p-31F;
inline constexpr std::int32_t near_end = -0x4000;

/// w as a float, of both halves: a conversion of 32 unsigned bits that every set of instructions has.
constexpr float as_float(std::uint32_t w) {
    return static_cast<float>(static_cast<std::int32_t>(w >> 16)) * 0x1p16F + static_cast<float>(static_cast<std::int32_t>(w & 0xFFFFu));
}

}  // namespace detail

/// (w + 1/2)/2^32, rounded; 1 for the largest words.
constexpr float uniform(std::uint32_t w) {
    return (detail::as_float(w) + 0.5F) * 0x1p-32F;
}

/// Exponential variate with mean 1: -ln of the uniform. From 1.2e-10 to 22.9, with relative error at most 4e-7.
constexpr float exponential(std::uint32_t w) {
    const float u = uniform(w);
    const bool near_one = u >= detail::sqrt_half_value;
    const detail::Parts parts = detail::split(u);
    const float exponent = near_one ? 0.0F : parts.exponent;
    const float f = near_one ? 0.0F - uniform(~w) : parts.f;
    const float s = f / (f + 2.0F);
    const float z = s * s;
    const float inside = (s + s) + s * (z * detail::horner(detail::log_tail, z));
    return 0.0F - (exponent * detail::ln2_hi + (exponent * detail::ln2_lo + inside));
}

/// Standard Gumbel variate (mode 0): -ln of an exponential one. Large words have large ones.
constexpr float gumbel(std::uint32_t w) {
    return 0.0F - log_bounded(exponential(w));
}

/// Whether a word's distance from 1 lies in [4e-6, 1/2]: as signed numbers such words lie together.
constexpr bool is_near(std::uint32_t w) {
    return static_cast<std::int32_t>(w) < detail::near_end;
}

/// What a Gumbel variate certainly lies between.
struct GumbelBounds {
    float low = 0;
    float high = 0;
};

/// Bounds of gumbel(w) without a logarithm. With y = 1 - u: y <= -ln(1 - y), and -ln(1 - y) <= y exp(0.654 y) for y <= 1/2; a float's bits,
/// read as a number, are its log2 less at most 0.0861 (Mitchell 1962). Where is_near(w) the bounds lie 0.0601 + 0.654 y apart; elsewhere
/// low is -infinity.
constexpr GumbelBounds gumbel_bounds(std::uint32_t w) {
    const float half = static_cast<float>(static_cast<std::int32_t>(~w >> 1));  // y * 2^31, from below
    const float log = static_cast<float>(std::bit_cast<std::int32_t>(half)) * detail::mitchell_scale;
    const float high = detail::mitchell_offset - log;
    const float gap = half * detail::gumbel_gap_slope + detail::gumbel_gap;
    return {is_near(w) ? high - gap : -std::numeric_limits<float>::infinity(), high};
}

/// ln of the sine of pi x for x in (0, 1/2].
constexpr float log_sin_pi(float x) {
    return log_bounded(x * detail::horner(detail::sine_tail, x * x));
}

/// ln of a positive stable variate of index lambda in (0, 1), Kanter's formula (1975), of the words of a uniform u and an exponential e:
/// ln sin(pi lambda u) - ln sin(pi u)/lambda + (1 - lambda)/lambda (ln sin(pi (1 - lambda) u) - ln e). 0 for lambda = 1. Off by at most
/// 6e-6 times 1 + its size from lambda = 0.2 on.
constexpr float log_positive_stable(float lambda, std::uint32_t u_word, std::uint32_t e_word) {
    if (lambda >= 1.0F) return 0.0F;
    const float u = uniform(u_word);
    const float beyond = uniform(~u_word);  // 1 - u
    const float scaled = lambda * u;
    const float rest = (1.0F - lambda) * u;
    const auto fold = [](float x) { return x <= 0.5F ? x : 1.0F - x; };
    const float first = log_sin_pi(fold(scaled));
    const float second = log_sin_pi(u <= 0.5F ? u : beyond);
    const float third = log_sin_pi(fold(rest));
    const float weight = (1.0F - lambda) / lambda;
    return (first - second / lambda) + weight * (third - log_bounded(exponential(e_word)));
}

}  // namespace enclosure::single
