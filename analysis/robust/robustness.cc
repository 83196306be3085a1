#include "analysis/robust/robustness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/robust/regret.h"

namespace enclosure {

namespace {

constexpr std::size_t noise_resamples = 500;  // enough for a standard deviation: its own error is 3 %

// What is needed to make all scores from a sample of worlds: cells are metric × policy.
struct RobustnessScorer {
    std::vector<RobustnessMetric> metrics;
    std::size_t policies = 0;
    double sign = 1;
    std::optional<std::size_t> reference;
    double scale = 1;
    std::vector<double> weights;

    std::size_t cells() const { return metrics.size() * policies; }

    // Losses of each policy, and regrets, sorted; `means` is policy × world.
    std::vector<SortedLosses> sorted(std::span<const double> means) const {
        std::vector<SortedLosses> out;
        const std::size_t worlds = means.size() / policies;
        std::vector<double> losses(means.begin(), means.end());
        for (double& x : losses) x *= sign;
        const auto append = [&](const std::vector<double>& table) {
            for (std::size_t p = 0; p < policies; ++p) out.push_back(sorted_losses(std::span(table).subspan(p * worlds, worlds)));
        };
        append(losses);
        append(regrets_of(losses, policies, {}, scale));
        if (reference) append(regrets_of(losses, policies, reference, scale));
        return out;
    }

    std::vector<double> scores(const std::vector<SortedLosses>& sorted_of, std::span<const std::uint32_t> counts) const {
        std::vector<double> out;
        out.reserve(cells());
        for (const RobustnessMetric& metric : metrics) {
            const auto first = static_cast<std::size_t>(metric.of) * policies;
            const double by = metric.of == RobustnessOf::outcome ? sign : 1;
            for (std::size_t p = 0; p < policies; ++p) out.push_back(summed_up(metric, sorted_of[first + p], by, counts, weights));
        }
        return out;
    }
};

std::vector<RobustnessMetric> metrics_asked(const PolicyWorlds& table, const RobustnessOptions& options) {
    std::vector<RobustnessMetric> metrics = options.metrics.empty() ? usual_metrics(table, options.reference.has_value()) : options.metrics;
    for (RobustnessMetric& metric : metrics) {
        metric.parameter = parameter_of(metric);
        const bool own_level = metric.summary == RobustnessSummary::satisficing && metric.of == RobustnessOf::outcome;
        if (own_level && std::isnan(metric.parameter) && table.satisficing) metric.parameter = *table.satisficing;
    }
    return metrics;
}

void check_robustness(const PolicyWorlds& table, const RobustnessOptions& options, const std::vector<RobustnessMetric>& metrics) {
    std::vector<std::string> reasons = policy_worlds_trouble(table);
    const auto expect = [&](bool holds, std::string reason) {
        if (!holds && std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(std::move(reason));
    };
    for (const RobustnessMetric& metric : metrics) {
        const std::string name = metric_name(metric);
        expect(
            !needs_direction(metric) || table.better != Better::unstated,
            fmt::format("{} of {} needs to know which way is better: give the metric a direction, higher or lower.", name, table.outcome));
        expect(metric.of != RobustnessOf::reference_regret || options.reference, fmt::format("{} needs a policy of reference.", name));
        expect(metric.summary != RobustnessSummary::satisficing || std::isfinite(metric.parameter),
               fmt::format("{} of {} needs a level that is good enough: give the metric one.", name, table.outcome));
        const std::string trouble = metric_trouble(metric);
        expect(trouble.empty(), trouble);
    }
    expect(!options.reference || *options.reference < table.policies.size(),
           fmt::format("The policy of reference is number {}, but there are {}.", options.reference.value_or(0), table.policies.size()));
    expect(options.scale > 0 && std::isfinite(options.scale),
           fmt::format("Regret is scaled by a number above 0, not by {}.", options.scale));
    expect(options.confidence > 0 && options.confidence < 1,
           fmt::format("A level of confidence lies between 0 and 1; {} does not.", options.confidence));
    expect(options.resamples > 0 && options.resamples < (std::size_t{1} << 32), "The bootstrap needs at least one resample.");
    if (options.resampled == RobustnessResampled::replicates) {
        expect(table.replicates > 1, "Replicates can be drawn again only where worlds have several.");
        expect(options.interval == RobustnessInterval::percentile, "Where replicates are drawn again, intervals are percentile ones.");
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
}

// Means of each (policy, world) over replicates drawn again.
std::vector<double> means_of_resample(const PolicyWorlds& table, const CompleteWorlds& kept, std::uint64_t seed, std::uint64_t b) {
    std::vector<double> means(kept.means.size());
    for (std::size_t p = 0; p < table.policies.size(); ++p) {
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const std::size_t cell = p * kept.size() + i;
            const std::vector<std::size_t>& replicates = kept.replicates[cell];
            double sum = 0;
            for (const std::uint32_t pick : replicate_picks(seed, b, table.paired ? i : cell, replicates.size())) {
                sum += table.value(p, kept.worlds[i], replicates[pick]);
            }
            means[cell] = sum / static_cast<double>(replicates.size());
        }
    }
    return means;
}

std::vector<double> cells_by_replicates(const PolicyWorlds& table, const CompleteWorlds& kept, const RobustnessScorer& scorer,
                                        std::size_t resamples, std::uint64_t seed, const Threads& threads) {
    const std::vector<std::uint32_t> once(kept.size(), 1);
    std::vector<double> out(resamples * scorer.cells());
    threads.for_each(resamples, [&](std::size_t b) {
        const std::vector<double> values = scorer.scores(scorer.sorted(means_of_resample(table, kept, seed, b)), once);
        std::copy(values.begin(), values.end(), out.begin() + static_cast<std::ptrdiff_t>(b * values.size()));
    });
    return out;
}

// The numbers of one metric: resample × policy.
std::vector<double> resampled_metric(const std::vector<double>& cells, std::size_t metric, std::size_t policies, std::size_t all) {
    std::vector<double> out;
    for (std::size_t at = 0; at < cells.size(); at += all) {
        for (std::size_t p = 0; p < policies; ++p) out.push_back(cells[at + metric * policies + p]);
    }
    return out;
}

std::vector<double> resampled_policy(const std::vector<double>& row, std::size_t policy, std::size_t policies) {
    std::vector<double> out;
    for (std::size_t at = policy; at < row.size(); at += policies) out.push_back(row[at]);
    return out;
}

void rank_scores(RobustnessRow& row) {
    if (!row.higher_is_better) return;
    const bool higher = *row.higher_is_better;
    for (RobustnessScore& score : row.scores) {
        if (std::isnan(score.value)) continue;
        score.rank = 1;
        for (const RobustnessScore& other : row.scores)
            score.rank += (higher ? other.value > score.value : other.value < score.value) ? 1 : 0;
    }
}

void tell_noise(const std::vector<double>& resampled, RobustnessScore& score) {
    double mean = 0;
    for (const double v : resampled) mean += v;
    mean /= static_cast<double>(resampled.size());
    double square = 0;
    for (const double v : resampled) square += (v - mean) * (v - mean);
    score.noise = std::sqrt(square / static_cast<double>(resampled.size() - 1));
    score.noise_bias = mean - score.value;
}

void warn_of_robustness(const PolicyWorlds& table, const CompleteWorlds& kept, bool resampling, Robustness& out) {
    if (!kept.dropped.empty()) {
        out.warnings.push_back(fmt::format("{} of {} worlds are left out for all policies: in each some policy has no {}.",
                                           kept.dropped.size(), table.worlds, table.outcome));
    }
    if (kept.dropped_replicates > 0) {
        out.warnings.push_back(
            fmt::format("{} values are left out: the same replicate is not defined for another policy.", kept.dropped_replicates));
    }
    if (!resampling) {
        out.warnings.push_back(
            fmt::format("{} worlds are too few to say how sure a rank is; {} are needed.", kept.size(), fewest_resampled_worlds));
    }
}

// Scores made again: resample × cell.
struct ResampledScores {
    std::vector<double> cells = {};         // for intervals and probabilities; empty where there are too few worlds
    std::vector<double> noisy = {};         // from replicates alone; empty without them
    std::vector<double> acceleration = {};  // of each cell; NaN for percentile intervals
};

ResampledScores resampled_scores(const PolicyWorlds& table, const CompleteWorlds& kept, const RobustnessScorer& scorer,
                                 const std::vector<SortedLosses>& sorted, const RobustnessOptions& options, const Threads& threads) {
    ResampledScores out{.acceleration = std::vector<double>(scorer.cells(), not_defined)};
    const bool by_worlds = options.resampled == RobustnessResampled::worlds;
    if (table.replicates > 1) {
        const std::size_t resamples = by_worlds ? noise_resamples : std::max(options.resamples, noise_resamples);
        out.noisy = cells_by_replicates(table, kept, scorer, resamples, options.seed, threads);
    }
    if (!by_worlds) {
        out.cells.assign(out.noisy.begin(), out.noisy.begin() + static_cast<std::ptrdiff_t>(options.resamples * scorer.cells()));
        return out;
    }
    if (kept.size() < fewest_resampled_worlds) return out;
    const WorldStatistic statistic = [&](std::span<const std::uint32_t> counts) { return scorer.scores(sorted, counts); };
    out.cells = resampled_cells(statistic, scorer.cells(), kept.size(), options.resamples, options.seed, threads);
    if (options.interval == RobustnessInterval::bca) {
        out.acceleration = bca_accelerations(statistic, scorer.cells(), kept.size(), threads);
    }
    return out;
}

RobustnessRow scored_row(const PolicyWorlds& table, const RobustnessOptions& options, const RobustnessScorer& scorer,
                         const std::vector<double>& values, const ResampledScores& resampled, std::size_t m) {
    const RobustnessMetric& metric = scorer.metrics[m];
    RobustnessRow row{.metric = metric,
                      .name = metric_name(metric),
                      .unit = metric_unit(metric, table.unit),
                      .higher_is_better = higher_is_better(metric, table.better),
                      .scores = std::vector<RobustnessScore>(scorer.policies)};
    const std::vector<double> again = resampled_metric(resampled.cells, m, scorer.policies, scorer.cells());
    const std::vector<double> noise = resampled_metric(resampled.noisy, m, scorer.policies, scorer.cells());
    std::vector<double> shares(scorer.policies, not_defined);
    if (row.higher_is_better && !again.empty()) shares = best_shares(again, scorer.policies, *row.higher_is_better, row.resamples);
    for (std::size_t p = 0; p < scorer.policies; ++p) {
        RobustnessScore& score = row.scores[p];
        const std::size_t cell = m * scorer.policies + p;
        score.value = values[cell];
        score.best_probability = shares[p];
        // Without an acceleration there is no BCa interval; a percentile one is no substitute for what was asked for.
        const bool lacks_acceleration = options.interval == RobustnessInterval::bca && std::isnan(resampled.acceleration[cell]);
        if (!again.empty() && !lacks_acceleration) {
            score.interval = bootstrap_limits(score.value, resampled_policy(again, p, scorer.policies), options.confidence,
                                              resampled.acceleration[cell]);
        }
        if (!noise.empty()) tell_noise(resampled_policy(noise, p, scorer.policies), score);
    }
    rank_scores(row);
    return row;
}

}  // namespace

std::vector<RobustnessMetric> usual_metrics(const PolicyWorlds& table, bool with_reference) {
    using Of = RobustnessOf;
    using By = RobustnessSummary;
    if (table.better == Better::unstated) return {{.of = Of::outcome, .summary = By::mean}};
    std::vector<RobustnessMetric> metrics;
    for (const By by : {By::worst, By::best, By::hurwicz, By::mean, By::percentile, By::tail_mean, By::undesirable_deviations}) {
        metrics.push_back({.of = Of::outcome, .summary = by});
    }
    for (const By by : {By::worst, By::percentile, By::mean}) metrics.push_back({.of = Of::regret, .summary = by});
    if (with_reference) {
        for (const By by : {By::worst, By::mean}) metrics.push_back({.of = Of::reference_regret, .summary = by});
    }
    if (table.satisficing) metrics.push_back({.of = Of::outcome, .summary = By::satisficing, .parameter = *table.satisficing});
    return metrics;
}

Robustness robustness(const PolicyWorlds& table, const RobustnessOptions& options, const Threads& threads) {
    const std::vector<RobustnessMetric> metrics = metrics_asked(table, options);
    check_robustness(table, options, metrics);
    const CompleteWorlds kept = complete_worlds(table);
    const RobustnessScorer scorer{.metrics = metrics,
                                  .policies = table.policies.size(),
                                  .sign = policy_loss_sign(table.better),
                                  .reference = options.reference,
                                  .scale = options.scale,
                                  .weights = kept.weights};
    const std::vector<SortedLosses> sorted = scorer.sorted(kept.means);
    const std::vector<double> values = scorer.scores(sorted, std::vector<std::uint32_t>(kept.size(), 1));
    const ResampledScores resampled = resampled_scores(table, kept, scorer, sorted, options, threads);
    Robustness out{.worlds = kept.worlds, .dropped = kept.dropped};
    warn_of_robustness(table, kept, !resampled.cells.empty(), out);
    for (std::size_t m = 0; m < metrics.size(); ++m) out.rows.push_back(scored_row(table, options, scorer, values, resampled, m));
    return out;
}

}  // namespace enclosure
