// The bootstrap over worlds: numbers of each policy, made again from worlds drawn with repetition.
// Invariant: resample b is a function of the seed and b, so that more resamples begin with the fewer ones; results do not depend on
// threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sim/base/paired.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// Fewest worlds from which intervals and probabilities are made, as for bootstrap_interval (sim/base/paired.h).
inline constexpr std::size_t fewest_resampled_worlds = 5;

/// How often each of n worlds is in resample b; n in all.
std::vector<std::uint32_t> world_counts(std::uint64_t seed, std::uint64_t b, std::size_t n);

/// Which of n replicates a resample takes in a world: n numbers, with repetition. `world` tells worlds apart, and policies that share none.
std::vector<std::uint32_t> replicate_picks(std::uint64_t seed, std::uint64_t b, std::uint64_t world, std::size_t n);

enum class RobustnessInterval : std::uint8_t {
    percentile,  ///< type 7 quantiles of the resampled numbers (Efron 1979)
    bca,         ///< bias-corrected and accelerated (Efron, J. Am. Stat. Assoc. 82, 1987)
};

/// Numbers of a sample of worlds, given how often each is in it: one for each cell of what is reported.
using WorldStatistic = std::function<std::vector<double>(std::span<const std::uint32_t> counts)>;

/// resample × cell: the statistic of each resample.
std::vector<double> resampled_cells(const WorldStatistic& statistic, std::size_t cells, std::size_t worlds, std::size_t resamples,
                                    std::uint64_t seed, const Threads& threads);

/// Of each cell the acceleration of the BCa interval, by the jackknife over worlds (Efron 1987): Σ d³ / (6 (Σ d²)^(3/2)) with d = mean -
/// value without the world. Above 1000 worlds, over 1000 groups of neighbouring ones. 0 where nothing changes; NaN where a value is not
/// defined.
std::vector<double> bca_accelerations(const WorldStatistic& statistic, std::size_t cells, std::size_t worlds, const Threads& threads);

/// The interval of a number, from its resampled values; those that are NaN do not count. Percentile limits if `acceleration` is NaN, BCa
/// limits otherwise. Not defined if the value is not, or fewer than half of the resamples are.
Interval bootstrap_limits(double value, std::vector<double> resampled, double confidence, double acceleration);

/// Of each of several rivals, the share of resamples in which it is the best, ties shared equally. `resampled` is resample × rival. A rival
/// that is not defined in a resample is not its best; resamples in which none is do not count. `counted` receives their number.
std::vector<double> best_shares(std::span<const double> resampled, std::size_t rivals, bool higher_is_better, std::size_t& counted);

}  // namespace enclosure
