#include "analysis/replicates/split_half.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/analysis_error.h"
#include "analysis/replicates/defined_values.h"
#include "analysis/replicates/mean_interval.h"

namespace enclosure {

namespace {

constexpr std::size_t fewest_to_split = 4;

int verdict_on_zero(Interval interval) {
    return interval.low > 0 ? 1 : interval.high < 0 ? -1 : 0;
}

int sign_of_mean(double mean) {
    return mean > 0 ? 1 : mean < 0 ? -1 : 0;
}

// Ranks from 1; ties share their mean.
std::vector<double> ranks_of_means(const std::vector<double>& values) {
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        double below = 0, equal = 0;
        for (const double v : values) {
            below += v < values[i] ? 1 : 0;
            equal += v == values[i] ? 1 : 0;
        }
        ranks[i] = below + (equal + 1) / 2;
    }
    return ranks;
}

// Pearson's correlation; not defined if one side has no spread.
double correlation_of_means(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<double>(a.size());
    const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
    const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double aa = 0, ab = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        ab += (a[i] - mean_a) * (b[i] - mean_b);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : not_defined;
}

using HalfMeans = std::array<std::vector<double>, 2>;  // half × column

HalfMeans means_of_halves(const std::vector<std::vector<double>>& columns, const std::vector<bool>& half) {
    HalfMeans means;
    for (const std::vector<double>& column : columns) {
        std::array<double, 2> sum{}, count{};
        for (std::size_t i = 0; i < column.size(); ++i) {
            sum[half[i] ? 0 : 1] += column[i];
            count[half[i] ? 0 : 1] += 1;
        }
        for (std::size_t h = 0; h < 2; ++h) means[h].push_back(sum[h] / count[h]);
    }
    return means;
}

// Worlds in which every column is finite; all columns are as long as the first.
std::vector<std::vector<double>> worlds_with_all_columns(std::span<const std::vector<double>> columns) {
    std::vector<std::vector<double>> out(columns.size());
    for (std::size_t i = 0; i < columns.front().size(); ++i) {
        if (!std::all_of(columns.begin(), columns.end(), [i](const std::vector<double>& c) { return std::isfinite(c[i]); })) continue;
        for (std::size_t k = 0; k < columns.size(); ++k) out[k].push_back(columns[k][i]);
    }
    return out;
}

// The mean over defined values of a sum that counts them.
struct DefinedMean {
    double sum = 0, count = 0;
    void add(double value) {
        if (std::isnan(value)) return;
        sum += value;
        ++count;
    }
    double mean() const { return count > 0 ? sum / count : not_defined; }
};

}  // namespace

std::vector<bool> random_half(std::size_t n, std::uint64_t seed, std::uint64_t split) {
    std::vector<std::pair<std::uint64_t, std::size_t>> order(n);
    for (std::size_t i = 0; i < n; ++i) {
        order[i] = {analysis_draws(seed, AnalysisDraw::permutation, split, static_cast<std::uint32_t>(i)).bits(), i};
    }
    std::sort(order.begin(), order.end());
    std::vector<bool> half(n, false);
    for (std::size_t i = 0; i < n / 2; ++i) half[order[i].second] = true;
    return half;
}

SplitHalf split_half(std::span<const double> values, std::uint64_t seed, std::size_t splits, double confidence) {
    check_interval_confidence(confidence);
    const DefinedValues defined = defined_values(values);
    SplitHalf out{.n = defined.values.size(), .dropped = defined.dropped, .splits = splits};
    if (out.n < fewest_to_split || splits == 0) return out;
    std::vector<double> gaps;
    double same_sign = 0, same_verdict = 0;
    for (std::size_t s = 0; s < splits; ++s) {
        const std::vector<bool> half = random_half(out.n, seed, s);
        std::vector<double> first, second;
        for (std::size_t i = 0; i < out.n; ++i) (half[i] ? first : second).push_back(defined.values[i]);
        const MeanInterval a = mean_interval(first, confidence), b = mean_interval(second, confidence);
        gaps.push_back(std::fabs(a.mean - b.mean));
        same_sign += sign_of_mean(a.mean) == sign_of_mean(b.mean) ? 1 : 0;
        same_verdict += verdict_on_zero(a.interval) == verdict_on_zero(b.interval) ? 1 : 0;
    }
    out.gap = quantile(gaps, 0.5);
    out.wide_gap = quantile(gaps, 0.95);
    out.same_sign = same_sign / static_cast<double>(splits);
    out.same_verdict = same_verdict / static_cast<double>(splits);
    return out;
}

SplitHalfRanking split_half_ranking(std::span<const std::vector<double>> columns, bool higher, std::uint64_t seed, std::size_t splits) {
    SplitHalfRanking out{.splits = splits};
    if (columns.empty()) return out;
    for (const std::vector<double>& column : columns) {
        if (column.size() != columns.front().size()) {
            throw AnalysisError(fmt::format("A ranking needs every arm in the same worlds: one has {}, another {}.", columns.front().size(),
                                            column.size()));
        }
    }
    std::vector<std::vector<double>> kept = worlds_with_all_columns(columns);
    out.worlds = kept.front().size();
    out.dropped = columns.front().size() - out.worlds;
    if (columns.size() < 2 || out.worlds < fewest_to_split || splits == 0) return out;
    out.first.assign(columns.size(), 0);
    DefinedMean rank_correlation, correlation;
    double same_first = 0;
    for (std::size_t s = 0; s < splits; ++s) {
        const HalfMeans means = means_of_halves(kept, random_half(out.worlds, seed, s));
        std::array<std::vector<std::size_t>, 2> best;
        for (std::size_t h = 0; h < 2; ++h) {
            const double top =
                higher ? *std::max_element(means[h].begin(), means[h].end()) : *std::min_element(means[h].begin(), means[h].end());
            for (std::size_t k = 0; k < columns.size(); ++k) {
                if (means[h][k] == top) best[h].push_back(k);
            }
            for (const std::size_t k : best[h]) out.first[k] += 1 / static_cast<double>(best[h].size());
        }
        same_first += best[0] == best[1] ? 1 : 0;
        rank_correlation.add(correlation_of_means(ranks_of_means(means[0]), ranks_of_means(means[1])));
        correlation.add(correlation_of_means(means[0], means[1]));
    }
    for (double& share : out.first) share /= 2 * static_cast<double>(splits);
    out.same_first = same_first / static_cast<double>(splits);
    out.rank_correlation = rank_correlation.mean();
    out.reliability = 2 * correlation.mean() / (1 + correlation.mean());
    return out;
}

}  // namespace enclosure
