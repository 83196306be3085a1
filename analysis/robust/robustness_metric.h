// Robustness metrics: how a policy's performance in many worlds becomes one number.
// Invariant: a metric is what is looked at (the outcome itself, or regret) and how it is summed up over worlds, the split of McPhail,
// Maier, Kwakkel, Giuliani, Castelletti and Westra (Earth's Future 6, 2018). Values are in natural units; regret is signed and absolute,
// never relative.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "sim/base/paired.h"

namespace enclosure {

/// What is summed up over worlds. `x` below is the outcome, better where it is lower; where higher is better, of -x.
enum class RobustnessOf : std::uint8_t {
    outcome,           ///< x
    regret,            ///< x - the best policy's x in that world (Savage, J. Am. Stat. Assoc. 46, 1951); never negative
    reference_regret,  ///< x - the reference policy's x in that world; negative where the policy is better
};

/// How. "Worse" and "better" go by the outcome's direction; regret is worse where it is larger. Sums and shares take weights of worlds;
/// extremes, quantiles and what is made of them do not. Quantiles are of type 7 (Hyndman and Fan 1996).
enum class RobustnessSummary : std::uint8_t {
    worst,       ///< maximin (Wald 1950); of regret, minimax regret (Savage 1951)
    best,        ///< maximax
    hurwicz,     ///< a worst + (1 - a) best; parameter a = weight of the worst, as McPhail et al. (2018) (Hurwicz 1951: pessimism)
    mean,        ///< principle of insufficient reason (Laplace); with weights, the expected value
    percentile,  ///< the value than which a share q of worlds is no worse; parameter q (of regret: Herman, Reed, Zeff and Characklis, J.
                 ///< Water Resour. Plan. Manag. 141, 2015)
    tail_mean,   ///< CVaR: mean over the worst 1 - q of worlds, the world at the border by the part that belongs to it (Rockafellar and
                 ///< Uryasev, J. Bank. Finance 26, 2002); parameter q: 0 is the mean, 1 the worst
    mean_less_deviation,  ///< mean made worse by b standard deviations; parameter b; in the outcome's unit. Standard deviations are by
                          ///< n - 1; with weights √(Σ w (x - mean)² / Σ w · n / (n - 1))
    signal_to_noise,  ///< (mean + 1) / (sd + 1) where higher is better, (mean + 1)(sd + 1) where lower is (Kwakkel, Eker and Pruyt 2016);
                      ///< depends on the unit, as does the next
    mean_over_deviation,     ///< (mean + 1) / (sd + 1) of what is better where higher, -x where lower is better (McPhail et al. 2018)
    undesirable_deviations,  ///< mean distance from the median over the worse half of worlds, rounded up (McPhail et al. 2018)
    undesirable_squares,     ///< sum of squared distances from the median over worlds no better than it (Kwakkel et al. 2016)
    skewness,     ///< ((q90 + q10)/2 - q50) / ((q90 - q10)/2) (Voudouris et al. 2014; Kwakkel et al. 2016). Parameter 1: the bulk of worlds
                  ///< had better lie towards better values (McPhail et al. 2018); -1: the long tail
    peakedness,   ///< (q90 - q10) / (q75 - q25) (Voudouris et al. 2014); the higher the better
    satisficing,  ///< share of worlds at least as good as a level: domain criterion (Starr 1963; Schneller and Sphicas, Theory Decis. 15,
                  ///< 1983). Parameter: the level, in the unit; NaN: the outcome's own
};

struct RobustnessMetric {
    RobustnessOf of = RobustnessOf::outcome;
    RobustnessSummary summary = RobustnessSummary::worst;
    double parameter = not_defined;  ///< NaN: the usual one: a 0.5, q 0.9, b 1, skewness 1
    bool operator==(const RobustnessMetric&) const = default;
};

/// The parameter, or the usual one in place of NaN.
double parameter_of(const RobustnessMetric& metric);

/// What it is called: "maximin", "90 % regret", "satisficing share".
std::string metric_name(const RobustnessMetric& metric);

/// Its unit, of an outcome with `unit`.
std::string metric_unit(const RobustnessMetric& metric, const std::string& unit);

/// Whether a higher value of the metric is better; nothing if that cannot be said of an outcome without direction.
std::optional<bool> higher_is_better(const RobustnessMetric& metric, Better better);

/// Whether the metric is defined of an outcome without direction: its mean and its peakedness are.
bool needs_direction(const RobustnessMetric& metric);

/// Why a parameter makes no sense; empty if it does.
std::string metric_trouble(const RobustnessMetric& metric);

/// Losses of one policy in all worlds, sorted once, to be summed up over many resamples of worlds.
struct SortedLosses {
    std::vector<double> loss = {};          ///< ascending
    std::vector<std::uint32_t> world = {};  ///< that each is of; equal losses in the order of worlds
};
SortedLosses sorted_losses(std::span<const double> losses);

/// The metric in natural units: of losses = sign × outcome, or of regrets (sign 1). `counts`: how often each world is in the sample;
/// `weights` of worlds, or empty. For `satisficing` the parameter must be a number. NaN where it is not defined: a spread of one world, a
/// ratio with nothing below.
double summed_up(const RobustnessMetric& metric, const SortedLosses& losses, double sign, std::span<const std::uint32_t> counts,
                 std::span<const double> weights);

}  // namespace enclosure
