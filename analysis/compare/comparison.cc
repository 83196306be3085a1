#include "analysis/compare/comparison.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/base/parallel.h"

namespace enclosure {

namespace {

double smallest_of(const Metric& metric, double baseline, std::span<const SmallestOverride> stated) {
    for (const SmallestOverride& one : stated) {
        if (one.name == metric.name || one.name == metric_path(metric)) return one.size;
    }
    const SmallestEffect rule = smallest_effect(metric.name, metric.unit);
    return rule.scale == EffectScale::absolute ? rule.size : rule.size * std::fabs(baseline);
}

EffectVerdict verdict_of(const PairedStatistics& pairs, double smallest, const Equivalence& equivalence) {
    if (pairs.n < 2) return EffectVerdict::unknown;
    if (pairs.higher + pairs.lower == 0) return EffectVerdict::none;
    if (equivalence.holds) return EffectVerdict::equivalent;
    if (pairs.interval.low > smallest || pairs.interval.high < -smallest) return EffectVerdict::relevant;
    return pairs.interval.low > 0 || pairs.interval.high < 0 ? EffectVerdict::detected : EffectVerdict::open;
}

double improved_share(const PairedStatistics& pairs, Direction good) {
    if (good == Direction::none || pairs.n == 0) return not_defined;
    return static_cast<double>(good == Direction::higher ? pairs.higher : pairs.lower) / static_cast<double>(pairs.n);
}

Difference difference_of(const Metric& metric, const std::vector<double>& baseline, const std::vector<double>& treated, std::int64_t seed,
                         const Resampling& all, std::span<const SmallestOverride> stated) {
    Difference out;
    out.pairs = paired_statistics(baseline, treated);
    const std::vector<double> differences = paired_differences(baseline, treated);
    // Where worlds are missing, resamples of what is there.
    out.bootstrap =
        differences.size() == all.size()
            ? bootstrap_interval(differences, all)
            : bootstrap_interval(differences, Resampling(static_cast<std::uint64_t>(seed), differences.size(), bootstrap_resamples));
    out.smallest = smallest_of(metric, out.pairs.baseline, stated);
    out.equivalence = equivalence(out.pairs, out.smallest);
    out.verdict = verdict_of(out.pairs, out.smallest, out.equivalence);
    out.improved = improved_share(out.pairs, good_direction(metric.name));
    return out;
}

}  // namespace

std::string_view verdict_name(EffectVerdict verdict) {
    switch (verdict) {
        case EffectVerdict::unknown:
            return "unknown";
        case EffectVerdict::none:
            return "none";
        case EffectVerdict::equivalent:
            return "equivalent";
        case EffectVerdict::relevant:
            return "relevant";
        case EffectVerdict::detected:
            return "detected";
        case EffectVerdict::open:
            return "open";
    }
    return "";
}

std::vector<double> world_values(std::span<const RunRecord> records, std::size_t arms, std::size_t arm, Average average,
                                 std::size_t metric) {
    std::vector<double> values;
    for (std::size_t first = 0; first + arms <= records.size(); first += arms)
        values.push_back(value_of(records[first + arm], average, metric));
    return values;
}

Comparison compare_arms(std::vector<Metric> metrics, std::vector<std::string> arms, std::span<const RunRecord> records, std::int64_t seed,
                        std::span<const SmallestOverride> smallest, int threads) {
    Comparison out{.metrics = std::move(metrics), .arms = std::move(arms), .worlds = 0, .differences = {}};
    const std::size_t count = out.arms.size();
    out.worlds = records.size() / count;
    out.differences.resize((count - 1) * averages.size() * out.metrics.size());
    const Resampling resampling(static_cast<std::uint64_t>(seed), out.worlds, bootstrap_resamples);
    // Each difference is computed on its own, so that any thread may take any.
    Threads(threads).for_each(out.differences.size(), [&](std::size_t i) {
        const std::size_t metric = i % out.metrics.size();
        const Average average = averages[i / out.metrics.size() % averages.size()];
        const std::size_t arm = 1 + i / (out.metrics.size() * averages.size());
        out.differences[i] = difference_of(out.metrics[metric], world_values(records, count, 0, average, metric),
                                           world_values(records, count, arm, average, metric), seed, resampling, smallest);
    });
    return out;
}

double median_variance_reduction(const Comparison& comparison, std::size_t arm, Average average) {
    std::vector<double> factors;
    for (std::size_t m = 0; m < comparison.metrics.size(); ++m) {
        const double factor = comparison.at(arm, average, m).pairs.variance_reduction;
        if (comparison.metrics[m].level == Level::world && std::isfinite(factor)) factors.push_back(factor);
    }
    return quantile(std::move(factors), 0.5);
}

}  // namespace enclosure
