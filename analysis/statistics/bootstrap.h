// The bootstrap (Efron, Annals of Statistics 7, 1979): how far a number would be off if the sample were another one of the same law.
// Items are what is drawn anew: rows, or blocks of rows that depend on each other.
// Invariant: which items resample b takes is a function of (seed, b, number of items) alone, so the first resamples of many are those of
// few, on any number of threads. Every confidence level reaches every formula.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "sim/base/paired.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// Kinds of intervals, with α = 1 - confidence. normal: estimate ± z sd of the resampled values. percentile: their α/2 and 1 - α/2
/// quantiles. basic: these, reflected at the estimate (Davison and Hinkley 1997, 5.2.1), which allows for the bias that the bootstrap sees.
/// bca: percentiles moved for bias and skewness (Efron, J. American Stat. Assoc. 82, 1987); with an acceleration of 0 it is Efron's BC.
enum class IntervalKind : std::uint8_t { normal, percentile, basic, bca };

struct BootstrapOptions {
    std::size_t resamples = 100;  ///< below 2 there are no intervals
    double confidence = 0.95;     ///< in (0, 1)
    IntervalKind kind = IntervalKind::normal;
    std::uint64_t seed = 0;  ///< every integer is a seed
};

/// Sentences about options that make no sense; none if they do.
std::vector<std::string> faults_of(const BootstrapOptions& options);

/// The items, of n <= 2^32, that a resample takes, with repetition: n of them.
std::vector<std::uint32_t> resampled_items(std::uint64_t seed, std::size_t resample, std::size_t n);

/// The same resample as how often each item is taken; `times` has a number for each item.
void count_resampled(std::uint64_t seed, std::size_t resample, std::span<std::uint32_t> times);

/// Interval from the values of a number on resamples. Values that are NaN do not count; not defined if fewer than two, or fewer than half,
/// remain, or if the estimate is NaN. A point if they are all equal to the estimate. Quantiles are of type 7 (Hyndman and Fan 1996).
Interval resampled_interval(IntervalKind kind, double estimate, std::span<const double> resampled, double confidence,
                            double acceleration = 0);

/// Standard deviation (over n - 1) of the values that are not NaN.
double resampled_sd(std::span<const double> resampled);

/// BCa's acceleration from the n values of a number without one item each: Σ (mean - v)³ / (6 (Σ (mean - v)²)^(3/2)); 0 if all are equal.
double jackknife_acceleration(std::span<const double> left_out);

struct Bootstrapped {
    double estimate = not_defined;
    double sd = not_defined;    ///< standard error
    double bias = not_defined;  ///< mean of the resampled values - estimate
    Interval interval = {};
};

/// Bootstraps `statistic`, a function of a span of item numbers (std::span<const std::uint32_t>) to double, over items 0 to n - 1. `bca`
/// calls it once without each item.
template <class Statistic>
Bootstrapped bootstrap(std::size_t n, const BootstrapOptions& how, const Threads& threads, Statistic statistic) {
    std::vector<std::uint32_t> all(n);
    std::iota(all.begin(), all.end(), 0u);
    Bootstrapped out;
    out.estimate = statistic(std::span<const std::uint32_t>(all));
    std::vector<double> resampled(how.resamples);
    threads.for_each(how.resamples, [&](std::size_t b) {
        const std::vector<std::uint32_t> items = resampled_items(how.seed, b, n);
        resampled[b] = statistic(std::span<const std::uint32_t>(items));
    });
    double acceleration = 0;
    if (how.kind == IntervalKind::bca && n > 1) {
        std::vector<double> left_out(n);
        threads.for_each(n, [&](std::size_t i) {
            std::vector<std::uint32_t> items = all;
            items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
            left_out[i] = statistic(std::span<const std::uint32_t>(items));
        });
        acceleration = jackknife_acceleration(left_out);
    }
    double sum = 0;
    std::size_t defined = 0;
    for (const double v : resampled) {
        if (v != v) continue;
        sum += v - out.estimate;
        ++defined;
    }
    if (defined > 0) out.bias = sum / static_cast<double>(defined);
    out.sd = resampled_sd(resampled);
    out.interval = resampled_interval(how.kind, out.estimate, resampled, how.confidence, acceleration);
    return out;
}

}  // namespace enclosure
