// Elementary effects (Morris, Technometrics 33, 1991; Campolongo, Cariboni and Saltelli, Environ. Model. Softw. 22, 2007): how far an
// outcome moves when one factor does, over the distance it moved, to sort factors into those without effect, those with a linear one, and
// those with a curved one or interactions.
//
// Invariant: results are functions of points, outcomes and seed alone. A trajectory of which one run failed is left out whole. A resample
// takes the same trajectories for all factors that have one effect in each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/sensitivity/morris_steps.h"
#include "analysis/sensitivity/resample_interval.h"

namespace enclosure {

/// Where the interval of mu_star comes from: mu_star ± t · sd of |effects| / √n; or effects drawn anew with repetition: mu_star ± z · sd of
/// resamples (as SALib), or their quantiles, of type 7.
enum class MorrisInterval : std::uint8_t { none, student, normal, percentile };

constexpr std::array<std::string_view, 4> names_of(MorrisInterval) {
    return {"none", "student", "normal", "percentile"};
}

struct MorrisOptions {
    MorrisInterval interval = MorrisInterval::normal;
    std::size_t resamples = 1000;
    double confidence = 0.95;
    std::uint64_t seed = 0;  ///< of the resamples; 0 is a seed like any other
};

/// What the effects of one factor or group say, in units of the outcome for the whole range. mu, its interval, sigma and distance from the
/// origin are not defined for a group of several factors.
struct MorrisEffect {
    std::string id = {};
    std::vector<double> effects = {};  ///< trajectory after trajectory; sizes only, for a group of several
    double mu = not_defined;
    Interval mu_interval = {};           ///< mu ± t · sigma / √n, whatever the kind of mu_star's
    double mu_star = not_defined;        ///< mean of |effects|
    double mu_star_error = not_defined;  ///< standard error: sd of |effects| / √n, or sd of resamples
    Interval mu_star_interval = {};
    double sigma = not_defined;             ///< standard deviation, divisor n - 1, as SALib
    double sigma_population = not_defined;  ///< divisor n
    double median = not_defined;            ///< of |effects| (Menberg, Heo and Choudhary, Energy Build. 133, 2016)
    double from_origin = not_defined;       ///< √(mu_star² + sigma²), the distance in the plane that effects are drawn in
};

struct MorrisEffects {
    std::string id = {};                     ///< of the outcome
    std::size_t trajectories = 0;            ///< that count
    std::size_t dropped = 0;                 ///< left out, for a run that failed
    std::vector<MorrisEffect> effects = {};  ///< by factor or group
    std::vector<std::string> warnings = {};
};

/// The effects on one outcome, a value for each point, not finite where a run failed. Throws AnalysisError: another number of values than
/// points, no whole trajectory, a confidence outside (0, 1), fewer than two resamples. A factor without effects has NaN and a warning, a
/// constant outcome effects of 0 and a warning.
MorrisEffects morris_effects(const MorrisPoints& design, const MorrisSteps& steps, const std::string& outcome,
                             std::span<const double> values, const MorrisOptions& options);

/// mu, mu_star and sigma (divisor n) of every effect that a grid has, without chance: by factor.
struct ExactEffects {
    std::vector<double> mu;
    std::vector<double> mu_star;
    std::vector<double> sigma;
};

/// All elementary effects of `response` on the grid of `levels` values i / (levels - 1) of each of `factors` inputs in [0, 1], with the
/// step Δ = levels / (2 (levels - 1)) of Morris 1991: of each factor those from a lower to a higher point, levels^factors / 2. The response
/// is evaluated once at each point of the grid, in order. Throws AnalysisError for an odd number of levels, or more than 2^26 points.
ExactEffects enumerated_effects(const std::function<double(std::span<const double>)>& response, std::size_t factors,
                                std::size_t levels = 4);

}  // namespace enclosure
