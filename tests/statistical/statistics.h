// Test statistics with their p-values. statistics_test.cc checks them against closed forms.
// Invariant: each p-value is that of the stated null distribution, so a test with level alpha fails by chance with probability alpha; seeds
// are fixed, so it does so always or never.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace enclosure::statistics {

/// Level of the tests of this folder: each fails by chance with this probability.
inline constexpr double alpha = 1e-4;

/// Largest distance between the sample's empirical distribution and `cdf` (Kolmogorov-Smirnov).
template <class Cdf>
double kolmogorov_distance(std::vector<double> sample, Cdf cdf) {
    std::sort(sample.begin(), sample.end());
    const auto n = static_cast<double>(sample.size());
    double distance = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const double p = cdf(sample[i]);
        distance = std::max({distance, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
    }
    return distance;
}

/// P(D > distance) for a sample of n: Kolmogorov's limit with Stephens's correction for finite n.
inline double kolmogorov_p(double distance, std::size_t n) {
    const double root = std::sqrt(static_cast<double>(n));
    const double t = (root + 0.12 + 0.11 / root) * distance;
    if (t < 0.2) return 1;  // the series needs many terms there; P > 1 - 1e-12
    double p = 0;
    for (int k = 1; k <= 100; ++k) p += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * t * t);
    return std::clamp(p, 0.0, 1.0);
}

/// Sum over cells of (observed - expected)^2 / expected, where all cells are equally likely.
inline double chi_square_of_equal_cells(std::span<const std::size_t> counts) {
    double total = 0;
    for (const std::size_t count : counts) total += static_cast<double>(count);
    const double expected = total / static_cast<double>(counts.size());
    double sum = 0;
    for (const std::size_t count : counts)
        sum += (static_cast<double>(count) - expected) * (static_cast<double>(count) - expected) / expected;
    return sum;
}

/// P(X > x) for a standard normal variable, twice, for |x|.
inline double two_sided_normal_p(double x) {
    return std::erfc(std::fabs(x) / std::sqrt(2.0));
}

/// Both tails of chi-square with many degrees of freedom (>= 30), by Wilson and Hilferty's cube root (PNAS 17, 1931).
inline double two_sided_chi_square_p(double chi_square, double freedom) {
    const double spread = 2.0 / (9.0 * freedom);
    return two_sided_normal_p((std::cbrt(chi_square / freedom) - (1.0 - spread)) / std::sqrt(spread));
}

/// Pearson's correlation of two samples of equal length.
inline double correlation(std::span<const double> a, std::span<const double> b) {
    const auto n = static_cast<double>(a.size());
    double mean_a = 0;
    double mean_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        mean_a += a[i] / n;
        mean_b += b[i] / n;
    }
    double aa = 0;
    double ab = 0;
    double bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        ab += (a[i] - mean_a) * (b[i] - mean_b);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
    }
    return ab / std::sqrt(aa * bb);
}

/// P of a correlation at least this far from 0 among n independent pairs (normal limit of r sqrt(n)).
inline double correlation_p(double r, std::size_t n) {
    return two_sided_normal_p(r * std::sqrt(static_cast<double>(n)));
}

}  // namespace enclosure::statistics
