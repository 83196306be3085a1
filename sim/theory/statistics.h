// Moments and bounds for comparisons of counts and means.
// All bounds are those of four standard deviations of a normal variable, which chance passes with probability 6.3e-5 (two-sided). Seeds are
// fixed: a comparison holds always or never.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace enclosure::theory {

inline constexpr double deviations = 4;

struct Moments {
    double mean = 0;
    double variance = 0;  ///< unbiased
    double n = 0;

    double deviation() const { return std::sqrt(variance); }
    double standard_error() const { return std::sqrt(variance / n); }
};

inline Moments moments(std::span<const double> sample) {
    Moments m;
    m.n = static_cast<double>(sample.size());
    for (const double x : sample) m.mean += x / m.n;
    for (const double x : sample) m.variance += (x - m.mean) * (x - m.mean) / (m.n - 1);
    return m;
}

/// Sum of (observed - expected)^2 / expected over cells, those of small expectation joined to their neighbours, and what is left.
struct ChiSquare {
    double statistic = 0;
    double freedom = -1;
};

inline ChiSquare chi_square(std::span<const double> observed, std::span<const double> expected) {
    constexpr double least = 8;  // expected in a cell: below, the statistic is not distributed as chi-square
    ChiSquare result;
    double seen = 0;
    double due = 0;
    double left = 0;
    for (const double e : expected) left += e;
    for (std::size_t k = 0; k < expected.size(); ++k) {
        seen += observed[k];
        due += expected[k];
        left -= expected[k];
        if (due < least || (left < least && k + 1 < expected.size())) continue;
        result.statistic += (seen - due) * (seen - due) / due;
        result.freedom += 1;
        seen = due = 0;
    }
    return result;
}

/// The value that chi-square passes with probability 3.2e-5, by Wilson and Hilferty's cube root.
inline double chi_square_bound(double freedom) {
    const double spread = 2 / (9 * freedom);
    const double root = 1 - spread + deviations * std::sqrt(spread);
    return freedom * root * root * root;
}

/// A number computed with steps h, h/2 and h/4: its order in h, and its limit by extrapolation of the finer two.
struct Extrapolation {
    double order = 0;
    double limit = 0;
    double error = 0;  ///< change of the extrapolated limit when all steps are halved; what is left of the error is a third of it
};

template <class Value>
Extrapolation extrapolate(double h, Value value) {
    const double coarse = value(h);
    const double middle = value(h / 2);
    const double fine = value(h / 4);
    return {std::log2((coarse - middle) / (middle - fine)), 2 * fine - middle, std::fabs((2 * fine - middle) - (2 * middle - coarse))};
}

/// P(k of n) of the binomial law, k = 0 .. n.
inline std::vector<double> binomial_law(int n, double p) {
    std::vector<double> law(static_cast<std::size_t>(n) + 1, 0.0);
    for (int k = 0; k <= n; ++k) {
        double log_p = std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
        if (k > 0) log_p += k * std::log(p);  // -inf for p = 0: impossible
        if (k < n) log_p += (n - k) * std::log1p(-p);
        law[static_cast<std::size_t>(k)] = std::exp(log_p);
    }
    return law;
}

}  // namespace enclosure::theory
