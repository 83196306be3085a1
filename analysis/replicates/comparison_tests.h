// Tests of two arms at any confidence: paired, of independent worlds (Welch), and of equivalence. sim/base/paired.h has the numbers that
// every comparison shows, at 95 %; these are for who asks for another confidence, or wants to see what pairing bought. Invariant: at 95 %
// the paired numbers are those of paired_statistics.
#pragma once

#include <cstddef>
#include <span>

#include "sim/base/paired.h"

namespace enclosure {

/// An estimated difference, treated - baseline, and its t test.
struct DifferenceTest {
    double difference = not_defined;
    double error = not_defined;    ///< standard error
    double freedom = not_defined;  ///< degrees of freedom; not whole for Welch's test
    Interval interval = {};        ///< at the confidence asked for
    double t = not_defined;        ///< difference / error; not defined without spread
    double p = not_defined;        ///< two-sided
    double half_width() const { return (interval.high - interval.low) / 2; }
};

struct PairedTest : DifferenceTest {
    std::size_t n = 0;                        ///< pairs of which both values are finite
    std::size_t dropped = 0;                  ///< pairs of which one is not
    double sd = not_defined;                  ///< of the differences
    double effect_size = not_defined;         ///< Cohen's d_z, difference / sd; 0 if every difference is 0
    double correlation = not_defined;         ///< Pearson's, of the two arms over worlds
    double variance_reduction = not_defined;  ///< (var baseline + var treated) / var of differences; infinite without spread of differences
};

/// Paired t test: the same worlds in the same order. Throws AnalysisError if the lengths differ or the confidence is none.
PairedTest paired_test(std::span<const double> baseline, std::span<const double> treated, double confidence = 0.95);

struct WelchTest : DifferenceTest {
    std::size_t n_baseline = 0, n_treated = 0;              ///< finite values
    std::size_t dropped_baseline = 0, dropped_treated = 0;  ///< values that are not
};

/// t test of two independent samples without equal variances (Welch, Biometrika 34, 1947). Each needs two values.
WelchTest welch_test(std::span<const double> baseline, std::span<const double> treated, double confidence = 0.95);

struct EquivalenceTest {
    Interval margins = {};
    double p_low = not_defined;   ///< of: the difference is margins.low or less
    double p_high = not_defined;  ///< of: the difference is margins.high or more
    double p = not_defined;       ///< the larger of both
    Interval interval = {};       ///< at confidence 1 - 2 alpha: the test holds if it lies within the margins
    bool equivalent = false;      ///< p < alpha
};

/// Two one-sided t tests at level alpha < 1/2 of margins.low < difference < margins.high, for either test above (Schuirmann, Journal of
/// Pharmacokinetics and Biopharmaceutics 15, 1987). Without spread nothing is uncertain: p is 0 or 1. Throws AnalysisError if the margins
/// do not rise or alpha is none.
EquivalenceTest equivalence_test(const DifferenceTest& test, Interval margins, double alpha = 0.05);

}  // namespace enclosure
