// Power of t tests: the probability that they find an effect that is there. It says how many runs a question needs before they are made.
// Effects are in units of a standard deviation: of paired differences (Cohen's d_z) for pairs, of values within an arm (Cohen's d) for arms
// with worlds of their own. Invariant: power rises with the number of runs and with the effect.
#pragma once

#include <cstdint>
#include <optional>

#include "analysis/replicates/mean_interval.h"

namespace enclosure {

/// Probability that the two-sided t test of n >= 2 paired differences at level alpha rejects "no difference", if their mean is `effect`
/// standard deviations: noncentral t with n - 1 degrees of freedom and shift effect √n (Cohen, Statistical Power Analysis for the
/// Behavioral Sciences, 1988; the normal approximation is not used). Both tails count. NaN below two pairs. Throws AnalysisError unless 0 <
/// alpha < 1.
double paired_power(double effect, std::uint64_t n, double alpha = 0.05);

/// The same for two arms of n independent runs each and Student's test with 2n - 2 degrees of freedom: what it costs not to pair.
double two_arm_power(double effect, std::uint64_t n, double alpha = 0.05);

/// Smallest number of pairs with at least that power; none if it is above most_advised_runs or the effect is 0 or NaN. Throws AnalysisError
/// unless alpha < power < 1.
std::optional<std::uint64_t> pairs_for_power(double effect, double power = 0.8, double alpha = 0.05);

/// Smallest number of runs in each of two independent arms with at least that power.
std::optional<std::uint64_t> runs_per_arm_for_power(double effect, double power = 0.8, double alpha = 0.05);

/// Smallest effect that n pairs find with that power, in standard deviations of the differences; NaN below two pairs.
double detectable_effect(std::uint64_t n, double power = 0.8, double alpha = 0.05);

}  // namespace enclosure
