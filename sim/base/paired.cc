#include "sim/base/paired.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <stdexcept>

#include "sim/base/draws.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

double mean_of(std::span<const double> values) {
    double sum = 0;
    for (const double v : values) sum += v;
    return sum / static_cast<double>(values.size());
}

double variance_of(std::span<const double> values, double mean) {
    double sum = 0;
    for (const double v : values) sum += (v - mean) * (v - mean);
    return sum / static_cast<double>(values.size() - 1);
}

bool all_equal(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); });
}

double spread_of(std::span<const double> values, double mean) {
    return all_equal(values) ? 0 : variance_of(values, mean);
}

Interval around(double mean, double half) {
    return {mean - half, mean + half};
}

}  // namespace

std::vector<double> paired_differences(std::span<const double> baseline, std::span<const double> treated) {
    if (baseline.size() != treated.size()) throw std::invalid_argument("pairs need as many values on both sides");
    std::vector<double> differences;
    for (std::size_t i = 0; i < baseline.size(); ++i) {
        // Equal values have difference 0, infinities too.
        const double d = baseline[i] == treated[i] ? 0 : treated[i] - baseline[i];
        if (!std::isnan(d)) differences.push_back(d);
    }
    return differences;
}

PairedStatistics paired_statistics(std::span<const double> baseline, std::span<const double> treated) {
    const std::vector<double> differences = paired_differences(baseline, treated);
    PairedStatistics out;
    out.n = differences.size();
    if (out.n == 0) return out;
    std::vector<double> before, after;
    for (std::size_t i = 0; i < baseline.size(); ++i) {
        if (std::isnan(baseline[i]) || std::isnan(treated[i])) continue;
        before.push_back(baseline[i]);
        after.push_back(treated[i]);
        out.higher += treated[i] > baseline[i] ? 1 : 0;
        out.lower += treated[i] < baseline[i] ? 1 : 0;
    }
    const auto n = static_cast<double>(out.n);
    out.baseline = mean_of(before);
    out.treated = mean_of(after);
    out.difference = all_equal(differences) ? differences.front() : mean_of(differences);
    if (out.n < 2) return out;
    const double variance = spread_of(differences, out.difference);
    out.sd = std::sqrt(variance);
    const double error = out.sd / std::sqrt(n);
    out.interval = around(out.difference, student_quantile(0.975, n - 1) * error);
    out.inner = around(out.difference, student_quantile(0.95, n - 1) * error);
    const double independent = spread_of(before, out.baseline) + spread_of(after, out.treated);
    if (variance > 0) {
        out.t = out.difference / error;
        out.p = 2 * student_probability(-std::fabs(out.t), n - 1);
        out.effect_size = out.difference / out.sd;
        out.variance_reduction = independent / variance;
    } else {
        if (out.difference == 0) out.effect_size = 0;
        if (independent > 0) out.variance_reduction = std::numeric_limits<double>::infinity();
    }
    return out;
}

Equivalence equivalence(const PairedStatistics& pairs, double margin) {
    Equivalence out;
    if (pairs.n < 2 || !(margin >= 0)) return out;
    if (pairs.sd == 0) {  // nothing is uncertain
        out.p_low = pairs.difference > -margin || pairs.difference == 0 ? 0 : 1;
        out.p_high = pairs.difference < margin || pairs.difference == 0 ? 0 : 1;
    } else {
        const auto n = static_cast<double>(pairs.n);
        const double error = pairs.sd / std::sqrt(n);
        out.p_low = student_probability(-(pairs.difference + margin) / error, n - 1);
        out.p_high = student_probability((pairs.difference - margin) / error, n - 1);
    }
    out.holds = out.p_low < 0.05 && out.p_high < 0.05;
    return out;
}

Resampling::Resampling(std::uint64_t seed, std::size_t n, std::size_t resamples) : n_(n), rows_(n * resamples) {
    const auto chosen = [n](std::uint64_t bits) { return static_cast<std::uint32_t>(((bits >> 32) * n) >> 32); };  // n below 2^32
    for (std::size_t b = 0; b < resamples && n > 0; ++b) {
        std::uint32_t* row = rows_.data() + b * n;
        for (std::size_t i = 0; i < n; i += 2) {
            Draws draws(seed, Purpose::study_bootstrap, b, 0, static_cast<std::uint32_t>(i / 2));
            row[i] = chosen(draws.bits());
            if (i + 1 < n) row[i + 1] = chosen(draws.bits());
        }
    }
}

Interval bootstrap_interval(std::span<const double> values, const Resampling& how) {
    assert(how.size() == values.size());
    if (values.size() < 5 || how.resamples() == 0) return {};
    if (all_equal(values)) return {values.front(), values.front()};
    const double mean = mean_of(values);
    std::vector<double> means(how.resamples());
    for (std::size_t b = 0; b < means.size(); ++b) {
        double sum = 0;
        for (const std::uint32_t i : how.row(b)) sum += values[i];
        means[b] = sum / static_cast<double>(values.size());
    }
    std::sort(means.begin(), means.end());
    // Half of those that tie with the mean count as below.
    const auto [first, last] = std::equal_range(means.begin(), means.end(), mean);
    const double below = 0.5 * static_cast<double>((first - means.begin()) + (last - means.begin()));
    const auto b = static_cast<double>(means.size());
    const double bias = math::normal_quantile(std::clamp(below / b, 0.5 / b, 1 - 0.5 / b));
    // Of a mean, the jackknife's acceleration is a sixth of the skewness over √n.
    double square = 0;
    double cube = 0;
    for (const double v : values) {
        square += (v - mean) * (v - mean);
        cube += (v - mean) * (v - mean) * (v - mean);
    }
    const double acceleration = cube / (6 * square * std::sqrt(square));
    const auto limit = [&](double z) {
        const double shifted = bias + (bias + z) / (1 - acceleration * (bias + z));
        return quantile(means, normal_probability(shifted));
    };
    constexpr double z975 = 1.959963984540054;
    return {limit(-z975), limit(z975)};
}

double quantile(std::vector<double> values, double q) {
    std::erase_if(values, [](double v) { return std::isnan(v); });
    if (values.empty()) return not_defined;
    std::sort(values.begin(), values.end());
    const double at = q * static_cast<double>(values.size() - 1);
    const auto i = static_cast<std::size_t>(std::floor(at));
    if (i + 1 >= values.size()) return values.back();
    const double part = at - static_cast<double>(i);
    return part == 0 ? values[i] : values[i] + part * (values[i + 1] - values[i]);
}

}  // namespace enclosure
