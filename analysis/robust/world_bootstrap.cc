#include "analysis/robust/world_bootstrap.h"

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_draws.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

std::vector<std::uint32_t> world_counts(std::uint64_t seed, std::uint64_t b, std::size_t n) {
    std::vector<std::uint32_t> counts(n, 0);
    for (std::size_t i = 0; i < n; i += 4) {
        const Draws draws = analysis_draws(seed, AnalysisDraw::bootstrap, b, static_cast<std::uint32_t>(i / 4));
        for (std::size_t k = 0; k < std::min<std::size_t>(4, n - i); ++k) ++counts[whole_below(n, draws.word(k))];
    }
    return counts;
}

std::vector<std::uint32_t> replicate_picks(std::uint64_t seed, std::uint64_t b, std::uint64_t world, std::size_t n) {
    std::vector<std::uint32_t> picks(n);
    const std::uint64_t serial = (world + 1) << 32 | b;  // resamples of worlds have serials below 2^32
    for (std::size_t i = 0; i < n; i += 4) {
        const Draws draws = analysis_draws(seed, AnalysisDraw::bootstrap, serial, static_cast<std::uint32_t>(i / 4));
        for (std::size_t k = 0; k < std::min<std::size_t>(4, n - i); ++k)
            picks[i + k] = static_cast<std::uint32_t>(whole_below(n, draws.word(k)));
    }
    return picks;
}

std::vector<double> resampled_cells(const WorldStatistic& statistic, std::size_t cells, std::size_t worlds, std::size_t resamples,
                                    std::uint64_t seed, const Threads& threads) {
    std::vector<double> out(resamples * cells);
    threads.for_each(resamples, [&](std::size_t b) {
        const std::vector<double> values = statistic(world_counts(seed, b, worlds));
        std::copy(values.begin(), values.end(), out.begin() + static_cast<std::ptrdiff_t>(b * cells));
    });
    return out;
}

std::vector<double> bca_accelerations(const WorldStatistic& statistic, std::size_t cells, std::size_t worlds, const Threads& threads) {
    const std::size_t groups = std::min<std::size_t>(worlds, 1000);
    std::vector<double> without(groups * cells);
    threads.for_each(groups, [&](std::size_t g) {
        std::vector<std::uint32_t> counts(worlds, 1);
        for (std::size_t w = g * worlds / groups; w < (g + 1) * worlds / groups; ++w) counts[w] = 0;
        const std::vector<double> values = statistic(counts);
        std::copy(values.begin(), values.end(), without.begin() + static_cast<std::ptrdiff_t>(g * cells));
    });
    std::vector<double> out(cells);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        double mean = 0;
        for (std::size_t g = 0; g < groups; ++g) mean += without[g * cells + cell];
        mean /= static_cast<double>(groups);
        double square = 0;
        double cube = 0;
        for (std::size_t g = 0; g < groups; ++g) {
            const double d = mean - without[g * cells + cell];
            square += d * d;
            cube += d * d * d;
        }
        out[cell] = square == 0 ? 0 : cube / (6 * square * std::sqrt(square));
    }
    return out;
}

Interval bootstrap_limits(double value, std::vector<double> resampled, double confidence, double acceleration) {
    const std::size_t all = resampled.size();
    std::erase_if(resampled, [](double v) { return std::isnan(v); });
    if (std::isnan(value) || resampled.empty() || 2 * resampled.size() < all) return {};
    const double tail = (1 - confidence) / 2;
    if (std::isnan(acceleration)) return {quantile(resampled, tail), quantile(resampled, 1 - tail)};
    double below_value = 0;
    for (const double v : resampled) below_value += v < value ? 1 : v == value ? 0.5 : 0;  // half of those that tie count as below
    const auto n = static_cast<double>(resampled.size());
    const double bias = math::normal_quantile(std::clamp(below_value / n, 0.5 / n, 1 - 0.5 / n));
    const auto limit = [&](double z) {
        return quantile(resampled, normal_probability(bias + (bias + z) / (1 - acceleration * (bias + z))));
    };
    return {limit(math::normal_quantile(tail)), limit(math::normal_quantile(1 - tail))};
}

std::vector<double> best_shares(std::span<const double> resampled, std::size_t rivals, bool higher_is_better, std::size_t& counted) {
    std::vector<double> shares(rivals, 0.0);
    counted = 0;
    for (std::size_t at = 0; at < resampled.size(); at += rivals) {
        double best = not_defined;
        double ties = 0;
        for (std::size_t i = 0; i < rivals; ++i) {
            const double v = resampled[at + i];
            if (std::isnan(v)) continue;
            if (ties == 0 || (higher_is_better ? v > best : v < best)) {
                best = v;
                ties = 1;
            } else if (v == best) {
                ties += 1;
            }
        }
        if (ties == 0) continue;
        ++counted;
        for (std::size_t i = 0; i < rivals; ++i) shares[i] += resampled[at + i] == best ? 1 / ties : 0;
    }
    for (double& share : shares) share = counted == 0 ? not_defined : share / static_cast<double>(counted);
    return shares;
}

}  // namespace enclosure
