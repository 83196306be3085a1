// Results of sim/base that every compiler, optimisation level and processor must reproduce to the bit, folded into one number.
// The number changes only with a deliberate change of an algorithm; then every golden result of the project changes too.
#pragma once

#include <bit>
#include <cstdint>

#include "sim/base/draws.h"
#include "sim/base/hash.h"
#include "sim/base/math.h"

namespace enclosure::golden {

inline constexpr std::uint64_t expected = 0x298fc8bb0cdb7496u;

/// Number i of a fixed sequence in [lo, hi).
constexpr double argument(std::uint64_t i, double lo, double hi) {
    const double u = std::bit_cast<double>((mix(i + 1) >> 12) | 0x3ff0000000000000u) - 1.0;
    return lo + (hi - lo) * u;
}

/// Hash of the functions' values at 10^5 arguments each, and of 10^5 draws of each kind.
inline std::uint64_t hash() {
    std::uint64_t h = 0;
    const auto fold = [&h](double value) { h = combine(h, std::bit_cast<std::uint64_t>(value)); };
    for (std::uint64_t i = 0; i < 100000; ++i) {
        const double positive = argument(i, 1e-6, 4.0);
        fold(math::exp(argument(i, -750.0, 715.0)));
        fold(math::expm1(argument(i, -3.0, 3.0)));
        fold(math::exp2(argument(i, -1080.0, 1030.0)));
        fold(math::exp10(argument(i, -320.0, 309.0)));
        fold(math::log(positive));
        fold(math::log1p(argument(i, -0.999, 2.0)));
        fold(math::log2(positive));
        fold(math::log10(positive));
        fold(math::pow(positive, argument(i + 7, -60.0, 60.0)));
        fold(math::tanh(argument(i, -25.0, 25.0)));
        fold(math::sin_pi(argument(i, 0.0, 1.0)));
        fold(math::normal_quantile(argument(i, 1e-9, 1.0)));
        fold(math::fires(argument(i, 0.0, 5.0), 1.0 / 12));
        const auto step = static_cast<std::uint32_t>(i % 144);
        fold(Draws(42, Purpose::test, i, step).uniform());
        fold(Draws(42, Purpose::test, i, step, 1).normal());
        fold(Draws(42, Purpose::test, i, step, 2).exponential());
        fold(Draws(42, Purpose::test, i, step, 3).gumbel());
    }
    return h;
}

}  // namespace enclosure::golden
