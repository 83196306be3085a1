// The law of one tick of the adoption kernel in double precision, and how far counts of a simulation are from it.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "bench/adoption_kernel/kernel.h"

namespace enclosure::test {

/// Numbers of users: with each model, with the model they had, with the model that their first neighbour had.
inline constexpr std::size_t kernel_counts = adoption_kernel::models + 2;
using KernelCounts = std::array<double, kernel_counts>;

/// Expected counts after the first tick, and their variances: users choose independently, so both are sums.
struct FirstTick {
    KernelCounts mean{};
    KernelCounts variance{};
};

inline FirstTick first_tick_law(std::size_t users, double switching_cost = adoption_kernel::switching_cost) {
    namespace k = adoption_kernel;
    const k::Market market(k::Counts{1});  // prices and qualities at the start do not depend on shares
    FirstTick law;
    for (std::size_t i = 0; i < users; ++i) {
        const k::Tastes taste = k::tastes(i);
        std::array<double, k::models> company{};
        for (std::size_t j = 0; j < k::slots; ++j) company[k::start(k::neighbour(i, j, users))] += 1.0 / k::slots;
        std::array<double, k::models> weight{};
        double total = 0;
        for (std::size_t m = 0; m < k::models; ++m) {
            const double stay = m == k::start(i) ? 0.0 : switching_cost;
            weight[m] = std::exp(taste.quality * market.quality[m] - taste.price * market.price[m] + taste.company * company[m] - stay);
            total += weight[m];
        }
        const auto add = [&law, total](std::size_t count, double of) {
            const double p = of / total;
            law.mean[count] += p;
            law.variance[count] += p * (1 - p);
        };
        for (std::size_t m = 0; m < k::models; ++m) add(m, weight[m]);
        add(k::models, weight[k::start(i)]);
        add(k::models + 1, weight[k::start(k::neighbour(i, 0, users))]);
    }
    return law;
}

inline KernelCounts count_first_tick(std::span<const std::uint8_t> states) {
    namespace k = adoption_kernel;
    KernelCounts counts{};
    for (std::size_t i = 0; i < states.size(); ++i) {
        ++counts[states[i]];
        if (states[i] == k::start(i)) ++counts[k::models];
        if (states[i] == k::start(k::neighbour(i, 0, states.size()))) ++counts[k::models + 1];
    }
    return counts;
}

/// Largest distance of the counts, summed over `seeds` simulations, from the law, in standard deviations.
inline double largest_z(const KernelCounts& sums, std::size_t seeds, const FirstTick& law) {
    double largest = 0;
    const auto n = static_cast<double>(seeds);
    for (std::size_t c = 0; c < kernel_counts; ++c) {
        largest = std::max(largest, std::fabs(sums[c] - n * law.mean[c]) / std::sqrt(n * law.variance[c]));
    }
    return largest;
}

/// Sums of the counts after the first tick over seeds 1 to `seeds` of simulations that `make(seed)` returns.
template <class Make>
KernelCounts first_ticks(std::size_t seeds, Make make) {
    KernelCounts sums{};
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        auto simulation = make(seed);
        simulation.tick();
        const auto states = simulation.states();
        const KernelCounts counts = count_first_tick(states);
        for (std::size_t c = 0; c < kernel_counts; ++c) sums[c] += counts[c];
    }
    return sums;
}

/// Shares after `ticks` of simulations with seeds 1 to `seeds`.
template <class Make>
std::vector<adoption_kernel::Shares> late_shares(std::size_t seeds, int ticks, Make make) {
    std::vector<adoption_kernel::Shares> found;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        auto simulation = make(seed);
        for (int k = 0; k < ticks; ++k) simulation.tick();
        found.push_back(simulation.market().share);
    }
    return found;
}

/// Largest of Student's t of the models' mean shares, variances pooled.
inline double largest_t(const std::vector<adoption_kernel::Shares>& a, const std::vector<adoption_kernel::Shares>& b) {
    const auto na = static_cast<double>(a.size());
    const auto nb = static_cast<double>(b.size());
    double largest = 0;
    for (std::size_t m = 0; m < adoption_kernel::models; ++m) {
        double mean_a = 0;
        double mean_b = 0;
        for (const auto& share : a) mean_a += share[m] / na;
        for (const auto& share : b) mean_b += share[m] / nb;
        double squares = 0;
        for (const auto& share : a) squares += (share[m] - mean_a) * (share[m] - mean_a);
        for (const auto& share : b) squares += (share[m] - mean_b) * (share[m] - mean_b);
        largest = std::max(largest, std::fabs(mean_a - mean_b) / std::sqrt(squares / (na + nb - 2) * (1 / na + 1 / nb)));
    }
    return largest;
}

}  // namespace enclosure::test
