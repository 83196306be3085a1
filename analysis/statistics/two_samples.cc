#include "analysis/statistics/two_samples.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "analysis/statistics/kolmogorov.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

constexpr double most_exact_pairs = 1e8;        // of values of both samples
constexpr double most_conditional_pairs = 1e7;  // each of which is a step

std::vector<double> sorted_sample(std::span<const double> values) {
    std::vector<double> sorted;
    sorted.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double v) { return !std::isnan(v); });
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

/// Steps of two distribution functions, in whole numbers: i m - j n after i values of one and j of the other.
struct StepDistance {
    std::int64_t lower = 0;
    std::int64_t higher = 0;
    double lower_at = not_defined;
    double higher_at = not_defined;
    std::vector<std::uint8_t> group_ends = {};
    bool tied = false;
};

StepDistance step_distance(std::span<const double> a, std::span<const double> b) {
    StepDistance out;
    const auto n = static_cast<std::int64_t>(a.size());
    const auto m = static_cast<std::int64_t>(b.size());
    out.group_ends.resize(a.size() + b.size());
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() || j < b.size()) {
        const double at = j == b.size() || (i < a.size() && a[i] <= b[j]) ? a[i] : b[j];
        const std::size_t before = i + j;
        while (i < a.size() && a[i] == at) ++i;
        while (j < b.size() && b[j] == at) ++j;
        out.tied = out.tied || i + j > before + 1;
        out.group_ends[i + j - 1] = 1;
        const std::int64_t difference = static_cast<std::int64_t>(i) * m - static_cast<std::int64_t>(j) * n;
        if (difference > out.lower) {
            out.lower = difference;
            out.lower_at = at;
        }
        if (-difference > out.higher) {
            out.higher = -difference;
            out.higher_at = at;
        }
    }
    return out;
}

struct SmirnovP {
    double p = not_defined;
    bool exact = false;
};

SmirnovP smirnov_p(std::uint64_t h, std::size_t n, std::size_t m, PValue how, std::span<const std::uint8_t> group_ends) {
    const auto size_a = static_cast<double>(n);
    const auto size_b = static_cast<double>(m);
    const double d = static_cast<double>(h) / (size_a * size_b);
    const double lambda = d * std::sqrt(size_a * (size_b / (size_a + size_b)));
    const bool small = size_a * size_b <= (group_ends.empty() ? most_exact_pairs : most_conditional_pairs);
    const bool vanishes = 2 * lambda * lambda > 691;  // ln 1e300: the exact one is no larger than e times the limit (Wei and Dudley 2012)
    if (how == PValue::asymptotic || (how == PValue::automatic && !small) || vanishes) return {kolmogorov_above(lambda), false};
    return {smirnov_at_least(n, m, h, group_ends), true};
}

}  // namespace

KolmogorovSmirnov kolmogorov_smirnov(std::span<const double> a, std::span<const double> b, PValue how, Ties ties) {
    const std::vector<double> first = sorted_sample(a);
    const std::vector<double> second = sorted_sample(b);
    KolmogorovSmirnov out;
    if (first.empty() || second.empty()) return out;
    const StepDistance steps = step_distance(first, second);
    const double pairs = static_cast<double>(first.size()) * static_cast<double>(second.size());
    out.lower = static_cast<double>(steps.lower) / pairs;
    out.higher = static_cast<double>(steps.higher) / pairs;
    out.lower_at = steps.lower_at;
    out.higher_at = steps.higher_at;
    out.d = std::max(out.lower, out.higher);
    std::span<const std::uint8_t> group_ends;
    if (ties == Ties::conditional && steps.tied) group_ends = steps.group_ends;
    const auto h = static_cast<std::uint64_t>(std::max(steps.lower, steps.higher));
    const SmirnovP found = smirnov_p(h, first.size(), second.size(), how, group_ends);
    out.p = found.p;
    out.exact = found.exact;
    return out;
}

double kolmogorov_smirnov_p(double d, std::size_t n, std::size_t m, PValue how) {
    if (n == 0 || m == 0 || !(d >= 0 && d <= 1)) return not_defined;
    const auto h = static_cast<std::uint64_t>(std::llround(d * static_cast<double>(n) * static_cast<double>(m)));
    return smirnov_p(h, n, m, how, {}).p;
}

Kuiper kuiper(std::span<const double> a, std::span<const double> b) {
    const std::vector<double> first = sorted_sample(a);
    const std::vector<double> second = sorted_sample(b);
    Kuiper out;
    if (first.empty() || second.empty()) return out;
    const StepDistance steps = step_distance(first, second);
    const auto n = static_cast<double>(first.size());
    const auto m = static_cast<double>(second.size());
    out.v = static_cast<double>(steps.lower + steps.higher) / (n * m);
    const double root = std::sqrt(n * (m / (n + m)));
    out.p = kuiper_above(out.v * (root + 0.155 + 0.24 / root));
    return out;
}

CategoryDifference category_difference(std::span<const double> counts_a, std::span<const double> counts_b, bool yates) {
    if (counts_a.size() != counts_b.size()) throw std::invalid_argument("both samples need a count for each category");
    double n = 0;
    double m = 0;
    std::size_t occurring = 0;
    for (std::size_t k = 0; k < counts_a.size(); ++k) {
        n += counts_a[k];
        m += counts_b[k];
        occurring += counts_a[k] + counts_b[k] > 0 ? 1 : 0;
    }
    CategoryDifference out;
    if (!(n > 0 && m > 0)) return out;
    out.total_variation = 0;
    out.chi_square = 0;
    out.freedom = occurring - 1;
    for (std::size_t k = 0; k < counts_a.size(); ++k) {
        const double both = counts_a[k] + counts_b[k];
        if (!(both > 0)) continue;
        out.total_variation += 0.5 * std::fabs(counts_a[k] / n - counts_b[k] / m);
        const double expected_a = both * (n / (n + m));
        const double expected_b = both * (m / (n + m));
        const double least = std::min(expected_a, expected_b);
        if (!(least >= out.smallest_expected)) out.smallest_expected = least;
        const double off = std::fabs(counts_a[k] - expected_a);  // of both rows alike
        const double counted = yates && occurring == 2 ? std::max(0.0, off - 0.5) : off;
        out.chi_square += counted * counted * (1 / expected_a + 1 / expected_b);
    }
    if (out.freedom == 0) {
        out.chi_square = 0;
        out.p = 1;
    } else {
        out.p = incomplete_gamma_above(static_cast<double>(out.freedom) / 2, out.chi_square / 2);
    }
    return out;
}

}  // namespace enclosure
