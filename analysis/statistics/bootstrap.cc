#include "analysis/statistics/bootstrap.h"

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_draws.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

/// Calls take(item) for each place of a resample, four places a draw.
template <class Take>
void for_resampled(std::uint64_t seed, std::size_t resample, std::size_t n, Take take) {
    for (std::size_t place = 0; place < n; place += 4) {
        const Draws draws = analysis_draws(seed, AnalysisDraw::bootstrap, resample, static_cast<std::uint32_t>(place / 4));
        for (std::size_t k = 0; k < 4 && place + k < n; ++k) take(place + k, static_cast<std::uint32_t>(whole_below(n, draws.word(k))));
    }
}

/// Quantile of type 7 of values that are sorted.
double resampled_quantile(std::span<const double> sorted, double q) {
    const double at = std::clamp(q, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
    const auto i = static_cast<std::size_t>(std::floor(at));
    if (i + 1 >= sorted.size()) return sorted.back();
    const double part = at - static_cast<double>(i);
    return part == 0 ? sorted[i] : sorted[i] + part * (sorted[i + 1] - sorted[i]);
}

}  // namespace

std::vector<std::string> faults_of(const BootstrapOptions& options) {
    std::vector<std::string> faults;
    if (!(options.confidence > 0 && options.confidence < 1))
        faults.push_back("the confidence of an interval must lie between 0 and 1, such as 0.95");
    if (options.resamples > 10'000'000)
        faults.push_back("more than ten million resamples are never needed: take some hundreds or thousands");
    return faults;
}

std::vector<std::uint32_t> resampled_items(std::uint64_t seed, std::size_t resample, std::size_t n) {
    std::vector<std::uint32_t> items(n);
    for_resampled(seed, resample, n, [&](std::size_t place, std::uint32_t item) { items[place] = item; });
    return items;
}

void count_resampled(std::uint64_t seed, std::size_t resample, std::span<std::uint32_t> times) {
    std::fill(times.begin(), times.end(), 0u);
    for_resampled(seed, resample, times.size(), [&](std::size_t, std::uint32_t item) { ++times[item]; });
}

double resampled_sd(std::span<const double> resampled) {
    double sum = 0;
    double n = 0;
    for (const double v : resampled) {
        if (std::isnan(v)) continue;
        sum += v;
        n += 1;
    }
    if (n < 2) return not_defined;
    const double mean = sum / n;
    double square = 0;
    for (const double v : resampled) square += std::isnan(v) ? 0 : (v - mean) * (v - mean);
    return std::sqrt(square / (n - 1));
}

Interval resampled_interval(IntervalKind kind, double estimate, std::span<const double> resampled, double confidence, double acceleration) {
    std::vector<double> sorted;
    sorted.reserve(resampled.size());
    std::copy_if(resampled.begin(), resampled.end(), std::back_inserter(sorted), [](double v) { return !std::isnan(v); });
    if (sorted.size() < 2 || 2 * sorted.size() < resampled.size() || std::isnan(estimate)) return {};
    std::sort(sorted.begin(), sorted.end());
    if (sorted.front() == estimate && sorted.back() == estimate) return {estimate, estimate};
    const double tail = (1 - confidence) / 2;
    const double z = -math::normal_quantile(tail);
    if (kind == IntervalKind::normal) {
        const double half = z * resampled_sd(sorted);
        return {estimate - half, estimate + half};
    }
    if (kind == IntervalKind::bca) {
        // Half of those that tie with the estimate count as below.
        const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), estimate);
        const auto b = static_cast<double>(sorted.size());
        const double below = 0.5 * static_cast<double>((first - sorted.begin()) + (last - sorted.begin()));
        const double bias = math::normal_quantile(std::clamp(below / b, 0.5 / b, 1 - 0.5 / b));
        const auto limit = [&](double normal) {
            const double moved = bias + (bias + normal) / (1 - acceleration * (bias + normal));
            return resampled_quantile(sorted, normal_probability(moved));
        };
        return {limit(-z), limit(z)};
    }
    const double low = resampled_quantile(sorted, tail);
    const double high = resampled_quantile(sorted, 1 - tail);
    if (kind == IntervalKind::percentile) return {low, high};
    return {2 * estimate - high, 2 * estimate - low};
}

double jackknife_acceleration(std::span<const double> left_out) {
    double mean = 0;
    for (const double v : left_out) mean += v / static_cast<double>(left_out.size());
    double square = 0;
    double cube = 0;
    for (const double v : left_out) {
        const double off = mean - v;
        square += off * off;
        cube += off * off * off;
    }
    return square > 0 ? cube / (6 * square * std::sqrt(square)) : 0;
}

}  // namespace enclosure
