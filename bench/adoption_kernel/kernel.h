// The adoption kernel: a small model of choice that every framework can express, so that speeds can be compared. N users, 16 models, 8
// observed neighbours each, synchronous ticks:
//   u_m = a·q[m] − b·p[m] + c·(share of the user's neighbours with m) − 0.5·(m is not his own) + Gumbel(0, 1);   he takes the best
//   share[m] = users of m / N;   p[m] ×= 1.01 if the share rose, 0.99 if it fell;   q[m] += 0.01·share[m]
// Invariant: population and network are functions of N alone; only the noise of the choices depends on the seed. This is the one statement
// of both, for all implementations.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/base/hash.h"

namespace enclosure::adoption_kernel {

inline constexpr std::size_t models = 16;
inline constexpr std::size_t slots = 8;  ///< observed neighbours of a user
inline constexpr std::uint64_t population_seed = 42;
inline constexpr double rewired = 0.1;           ///< probability that a neighbour is anyone instead of one near on the ring
inline constexpr double switching_cost = 0.5;    ///< of utility, for every model but one's own
inline constexpr std::size_t fewest_users = 16;  ///< so that the near ones on the ring are eight others

/// Streams of the hash below; those of choices begin where these end.
enum Stream : std::uint64_t { taste_of_quality = 1, taste_of_price, taste_of_company, first_model, is_rewired, rewired_to, choices = 16 };

/// Factors of the hash: z = seed·by_seed + stream·by_stream + i·by_item, then mix(z).
inline constexpr std::uint64_t by_seed = 0x9E3779B97F4A7C15u;
inline constexpr std::uint64_t by_stream = 0xD1B54A32D192ED03u;
inline constexpr std::uint64_t by_item = 0x8CB92BA72F3D8DD7u;

constexpr std::uint64_t hash(std::uint64_t seed, std::uint64_t stream, std::uint64_t i) {
    return mix(seed * by_seed + stream * by_stream + i * by_item);
}

/// Uniform in [0, 1), a multiple of 2^-24, so that a float holds it.
constexpr double uniform(std::uint64_t seed, std::uint64_t stream, std::uint64_t i) {
    return static_cast<double>(hash(seed, stream, i) >> 40) * 0x1p-24;
}

/// Tastes of user i; floats hold them without loss.
struct Tastes {
    double quality = 0;
    double price = 0;
    double company = 0;
};

constexpr Tastes tastes(std::uint64_t i) {
    return {0.5 + uniform(population_seed, taste_of_quality, i), 0.5 + uniform(population_seed, taste_of_price, i),
            2 * uniform(population_seed, taste_of_company, i)};
}

/// Model of user i before the first tick.
constexpr std::uint8_t start(std::uint64_t i) {
    return static_cast<std::uint8_t>(hash(population_seed, first_model, i) >> 60);
}

/// Where slot j looks on the ring, unless it is rewired.
inline constexpr std::array<std::int64_t, slots> offsets = {-4, -3, -2, -1, 1, 2, 3, 4};

constexpr bool slot_is_rewired(std::uint64_t i, std::size_t j) {
    return uniform(population_seed, is_rewired, slots * i + j) < rewired;
}

/// User in slot j of user i, among n.
constexpr std::uint64_t neighbour(std::uint64_t i, std::size_t j, std::uint64_t n) {
    if (slot_is_rewired(i, j)) return hash(population_seed, rewired_to, slots * i + j) % n;
    return (i + n + static_cast<std::uint64_t>(offsets[j])) % n;
}

using Counts = std::array<std::uint64_t, models>;
using Shares = std::array<double, models>;

/// Qualities and prices, and what users' choices make of them.
struct Market {
    Shares quality{};
    Shares price{};
    Shares share{};  ///< after the last tick

    explicit Market(const Counts& users) : share(shares(users)) {
        for (std::size_t m = 0; m < models; ++m) {
            quality[m] = 1 + static_cast<double>(m) / 15;
            price[m] = 0.5 + static_cast<double>((5 * m) % 16) / 15;
        }
    }

    /// The rule at the end of a tick.
    void update(const Counts& users) {
        const Shares now = shares(users);
        for (std::size_t m = 0; m < models; ++m) {
            if (now[m] > share[m]) price[m] *= 1.01;
            if (now[m] < share[m]) price[m] *= 0.99;
            quality[m] += 0.01 * now[m];
        }
        share = now;
    }

    static Shares shares(const Counts& users) {
        double all = 0;
        for (const std::uint64_t count : users) all += static_cast<double>(count);
        Shares found{};
        for (std::size_t m = 0; m < models; ++m) found[m] = static_cast<double>(users[m]) / all;
        return found;
    }
};

}  // namespace enclosure::adoption_kernel
