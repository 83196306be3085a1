// Statistics of paired differences: the same worlds with and without a policy. docs/compare.md has the formulae and their sources.
// Invariant: a result is a function of the values and their order alone; pairs of which one value is NaN do not count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace enclosure {

/// What is not defined: too few pairs, or no spread.
inline constexpr double not_defined = std::numeric_limits<double>::quiet_NaN();

struct Interval {
    double low = not_defined;
    double high = not_defined;
};

struct PairedStatistics {
    std::size_t n = 0;              ///< pairs of which both values are defined
    double baseline = not_defined;  ///< means over these pairs
    double treated = not_defined;
    double difference = not_defined;   ///< mean of treated - baseline; exactly 0 if each is
    double sd = not_defined;           ///< of the differences
    Interval interval = {};            ///< 95 % for the mean difference, by Student's t; needs two pairs
    Interval inner = {};               ///< 90 %, the one that two one-sided tests at 5 % compare with the margins
    double t = not_defined;            ///< difference / (sd / √n)
    double p = not_defined;            ///< two-sided
    double effect_size = not_defined;  ///< Cohen's d_z = difference / sd; 0 if every difference is 0
    double variance_reduction =
        not_defined;         ///< (var baseline + var treated) / var of differences; infinite if they have no spread but the arms have
    std::size_t higher = 0;  ///< pairs in which the treated value is the higher one
    std::size_t lower = 0;
};

/// Throws std::invalid_argument if the lengths differ.
PairedStatistics paired_statistics(std::span<const double> baseline, std::span<const double> treated);

/// Two one-sided t tests of |mean difference| < margin (Schuirmann 1987).
struct Equivalence {
    double p_low = not_defined;   ///< of: the difference is -margin or less
    double p_high = not_defined;  ///< of: the difference is margin or more
    bool holds = false;           ///< both below 0.05
};
Equivalence equivalence(const PairedStatistics& pairs, double margin);

/// Differences of the pairs that are defined, in order.
std::vector<double> paired_differences(std::span<const double> baseline, std::span<const double> treated);

/// Rows of `resamples` × n: which of n items a bootstrap resample takes, with repetition. Keyed by (seed, resample, place), so the first
/// resamples of many are those of few.
class Resampling {
  public:
    Resampling(std::uint64_t seed, std::size_t n, std::size_t resamples);
    std::span<const std::uint32_t> row(std::size_t resample) const { return {rows_.data() + resample * n_, n_}; }
    std::size_t size() const { return n_; }
    std::size_t resamples() const { return n_ == 0 ? 0 : rows_.size() / n_; }

  private:
    std::size_t n_;
    std::vector<std::uint32_t> rows_;
};

/// 95 % interval for the mean by the bootstrap, bias-corrected and accelerated (BCa; Efron 1987). Not defined below five values; a point if
/// they are all equal. `how` must have been made for as many.
Interval bootstrap_interval(std::span<const double> values, const Resampling& how);

/// Quantile by linear interpolation of order statistics (type 7 of Hyndman and Fan 1996); values that are NaN do not count.
double quantile(std::vector<double> values, double q);

}  // namespace enclosure
