#include "sim/study/designs/sobol.h"

#include <fmt/format.h>

#include <boost/random/sobol.hpp>  // 230 kB of tables: in this file alone
#include <stdexcept>

#include "sim/study/designs/design_draws.h"

namespace enclosure {

namespace {

constexpr int sobol_bits = 32;
using BoostSobol = boost::random::sobol_engine<std::uint_least32_t, sobol_bits>;

std::uint64_t low_bits_of(std::uint64_t bits) {
    return bits >> 44;  // 20 of them
}

// 32 scrambled bits, 20 more and a last 1.
double open_unit(std::uint32_t high, std::uint64_t low) {
    return static_cast<double>(std::uint64_t{high} << 21 | low << 1 | 1) * 0x1p-53;
}

// A node of the binary tree of prefixes is 1 followed by the prefix: 1 to 2^32 - 1 for those of 0 to 31 bits. The bits below all 32 are
// drawn for the whole word, which no two points share.
double nested_scramble(std::uint32_t x, std::uint64_t seed, std::size_t factor) {
    std::uint32_t flips = 0;
    for (int depth = 0; depth < sobol_bits; ++depth) {
        const auto node = static_cast<std::uint32_t>(std::uint64_t{1} << depth | std::uint64_t{x} >> (sobol_bits - depth));
        flips = flips << 1 | (design_draws(seed, DesignDraw::owen, 2 * factor, node).word(0) & 1);
    }
    return open_unit(x ^ flips, low_bits_of(design_draws(seed, DesignDraw::owen, 2 * factor + 1, x).bits()));
}

double digitally_shifted(std::uint32_t x, std::uint64_t shift) {
    return open_unit(x ^ static_cast<std::uint32_t>(shift), low_bits_of(shift));
}

double scrambled(std::uint32_t x, const SobolSequence& how, std::size_t factor) {
    switch (how.scrambling) {
        case Scrambling::none:
            break;
        case Scrambling::digital_shift:
            return digitally_shifted(x, design_draws(how.seed, DesignDraw::digital_shift, factor, 0).bits());
        case Scrambling::owen:
            return nested_scramble(x, how.seed, factor);
    }
    return static_cast<double>(x) * 0x1p-32;
}

void check_sobol(const SobolSequence& how) {
    check_design_size(how.points, how.factors);
    if (how.factors > most_sobol_factors()) {
        throw std::invalid_argument(
            fmt::format("Sobol's sequence is known for at most {} factors here, not {}.", most_sobol_factors(), how.factors));
    }
    if (how.first > most_design_points - how.points) {
        throw std::invalid_argument(
            fmt::format("Sobol's sequence ends at point {}, before point {} + {}.", most_design_points, how.first, how.points));
    }
}

}  // namespace

std::size_t most_sobol_factors() {
    return boost::random::default_sobol_table::max_dimension;
}

DesignPoints sobol_points(const SobolSequence& how) {
    check_sobol(how);
    DesignPoints sample = unset_points(how.points, how.factors);
    BoostSobol engine(how.factors);
    if (how.first > 0) engine.seed(static_cast<std::uint32_t>(how.first - 1));
    for (std::size_t i = 0; i < how.points; ++i) {
        const std::uint64_t index = how.first + i;
        for (std::size_t k = 0; k < how.factors; ++k) {
            const std::uint32_t x = index == 0 ? 0 : engine();
            sample.u[i * how.factors + k] = scrambled(x, how, k);
        }
        sample.worlds[i] = index + 1;
    }
    return sample;
}

}  // namespace enclosure
