#include "analysis/sensitivity/morris_effects.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/analysis_error.h"
#include "analysis/replicates/mean_interval.h"

namespace enclosure {

namespace {

double effect_spread(std::span<const double> values, double mean, double divisor) {
    double square = 0;
    for (const double v : values) square += (v - mean) * (v - mean);
    return std::sqrt(square / divisor);
}

double mean_effect(std::span<const double> values) {
    double sum = 0;
    for (const double v : values) sum += v;
    return sum / static_cast<double>(values.size());
}

bool equal_effects(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); });
}

std::vector<double> resampled_mean_effects(std::span<const double> values, const MorrisOptions& options) {
    std::vector<double> means(options.resamples);
    for (std::size_t b = 0; b < means.size(); ++b) {
        double sum = 0;
        for (std::size_t i = 0; i < values.size(); i += 4) {
            const Draws draw = analysis_draws(options.seed, AnalysisDraw::bootstrap, b, static_cast<std::uint32_t>(i / 4));
            for (std::size_t w = 0; w < 4 && i + w < values.size(); ++w) sum += values[whole_below(values.size(), draw.word(w))];
        }
        means[b] = sum / static_cast<double>(values.size());
    }
    return means;
}

// Of two sizes or more.
void set_mu_star_interval(MorrisEffect& out, std::span<const double> sizes, const MorrisOptions& options) {
    const auto n = static_cast<double>(sizes.size());
    if (options.interval == MorrisInterval::none) return;
    if (equal_effects(sizes)) {
        out.mu_star_error = 0;
        out.mu_star_interval = {out.mu_star, out.mu_star};
        return;
    }
    if (options.interval == MorrisInterval::student) {
        out.mu_star_error = effect_spread(sizes, out.mu_star, n - 1) / std::sqrt(n);
        out.mu_star_interval = t_interval(out.mu_star, out.mu_star_error, n - 1, options.confidence);
        return;
    }
    const std::vector<double> means = resampled_mean_effects(sizes, options);
    out.mu_star_error = spread_of_estimates(means).sd;
    out.mu_star_interval = options.interval == MorrisInterval::normal ? normal_interval(out.mu_star, out.mu_star_error, options.confidence)
                                                                      : percentile_interval(means, options.confidence);
}

void summarise_effects(MorrisEffect& out, bool directed, const MorrisOptions& options) {
    if (out.effects.empty()) return;
    const auto n = static_cast<double>(out.effects.size());
    std::vector<double> sizes(out.effects);
    for (double& size : sizes) size = std::fabs(size);
    // Of equal effects the mean is the effect, to the bit, and there is no spread.
    out.mu_star = equal_effects(sizes) ? sizes.front() : mean_effect(sizes);
    out.median = quantile(sizes, 0.5);
    if (sizes.size() > 1) set_mu_star_interval(out, sizes, options);
    if (!directed) return;
    const bool same = equal_effects(out.effects);
    out.mu = same ? out.effects.front() : mean_effect(out.effects);
    out.sigma_population = same ? 0 : effect_spread(out.effects, out.mu, n);
    if (out.effects.size() < 2) return;
    out.sigma = same ? 0 : effect_spread(out.effects, out.mu, n - 1);
    out.mu_interval = t_interval(out.mu, out.sigma / std::sqrt(n), n - 1, options.confidence);
    out.from_origin = std::sqrt(out.mu_star * out.mu_star + out.sigma * out.sigma);
}

void warn_of_effects(MorrisEffects& out, std::size_t unmoved) {
    if (out.dropped > 0) {
        out.warnings.push_back(fmt::format(
            "Outcome \"{}\": {} of {} trajectories have a run that failed or is not defined and were left out whole; {} are left.", out.id,
            out.dropped, out.dropped + out.trajectories, out.trajectories));
    }
    if (unmoved > 0) {
        out.warnings.push_back(fmt::format(
            "In {} steps of the design no factor moved, as when values are rounded to whole numbers: they give no effect.", unmoved));
    }
    for (const MorrisEffect& effect : out.effects) {
        if (effect.effects.empty()) {
            out.warnings.push_back(
                fmt::format("Outcome \"{}\": \"{}\" never moves in a whole trajectory, so its effect is not known.", out.id, effect.id));
        } else if (effect.effects.size() == 1) {
            out.warnings.push_back(
                fmt::format("Outcome \"{}\": \"{}\" has a single effect, which has no spread and no interval.", out.id, effect.id));
        }
    }
}

}  // namespace

MorrisEffects morris_effects(const MorrisPoints& design, const MorrisSteps& steps, const std::string& outcome,
                             std::span<const double> values, const MorrisOptions& options) {
    std::vector<std::string> reasons;
    if (!(options.confidence > 0 && options.confidence < 1)) {
        reasons.push_back(fmt::format("The confidence of intervals lies between 0 and 1, not at {}.", options.confidence));
    }
    const bool bootstrap = options.interval == MorrisInterval::normal || options.interval == MorrisInterval::percentile;
    if (bootstrap && options.resamples < 2) {
        reasons.push_back(fmt::format("Intervals by the bootstrap need at least 2 resamples, not {}; 1000 are usual.", options.resamples));
    }
    MorrisEffects out{.id = outcome};
    std::vector<bool> whole(steps.trajectories, true);
    if (values.size() != design.block.size()) {
        reasons.push_back(
            fmt::format("Outcome \"{}\" has {} values for {} points of the design.", outcome, values.size(), design.block.size()));
    } else {
        std::size_t t = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0 && design.block[i] != design.block[i - 1]) ++t;
            if (!std::isfinite(values[i])) whole[t] = false;
        }
        out.trajectories = static_cast<std::size_t>(std::count(whole.begin(), whole.end(), true));
        out.dropped = steps.trajectories - out.trajectories;
        if (out.trajectories == 0) {
            reasons.push_back(fmt::format(
                "Outcome \"{}\" is defined in every run of none of the {} trajectories. See which runs failed, or analyse another outcome.",
                outcome, steps.trajectories));
        }
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));

    const bool grouped = !design.groups.empty();
    out.effects.resize(grouped ? design.groups.size() : design.factors.size());
    for (std::size_t g = 0; g < out.effects.size(); ++g) out.effects[g].id = grouped ? design.groups[g].id : design.factors[g].id;
    bool moves = false;
    for (const MorrisStep& step : steps.steps) {
        if (!whole[step.trajectory]) continue;
        const double effect = (values[step.to] - values[step.from]) / step.distance;
        const bool directed = !grouped || design.groups[step.group].factors.size() == 1;
        out.effects[step.group].effects.push_back(directed ? effect : std::fabs(effect));
        moves = moves || effect != 0;
    }
    for (std::size_t g = 0; g < out.effects.size(); ++g) {
        summarise_effects(out.effects[g], !grouped || design.groups[g].factors.size() == 1, options);
    }
    if (!moves) out.warnings.push_back(fmt::format("Outcome \"{}\" does not move in any step: all its effects are 0.", outcome));
    warn_of_effects(out, steps.unmoved);
    return out;
}

ExactEffects enumerated_effects(const std::function<double(std::span<const double>)>& response, std::size_t factors, std::size_t levels) {
    constexpr std::size_t most_points = std::size_t{1} << 26;
    if (factors == 0) throw AnalysisError("Elementary effects need at least one factor.");
    if (levels < 2 || levels % 2 != 0) {
        throw AnalysisError(fmt::format("The grid of elementary effects needs an even number of levels, not {}.", levels));
    }
    std::size_t points = 1;
    for (std::size_t k = 0; k < factors; ++k) {
        if (points > most_points / levels) {
            throw AnalysisError(fmt::format("A grid of {} levels in {} factors has more than {} points; draw trajectories instead.", levels,
                                            factors, most_points));
        }
        points *= levels;
    }
    std::vector<double> y(points);
    std::vector<double> u(factors);
    for (std::size_t i = 0; i < points; ++i) {
        std::size_t rest = i;
        for (std::size_t k = factors; k-- > 0; rest /= levels) u[k] = static_cast<double>(rest % levels) / static_cast<double>(levels - 1);
        y[i] = response(u);
    }
    const double step = static_cast<double>(levels / 2) / static_cast<double>(levels - 1);
    ExactEffects out;
    std::size_t stride = points;  // between neighbours of factor k: the last varies fastest
    for (std::size_t k = 0; k < factors; ++k) {
        stride /= levels;
        std::vector<double> effects;
        effects.reserve(points / 2);
        for (std::size_t i = 0; i < points; ++i) {
            if (i / stride % levels < levels / 2) effects.push_back((y[i + stride * (levels / 2)] - y[i]) / step);
        }
        const double mu = mean_effect(effects);
        double size = 0;
        for (const double effect : effects) size += std::fabs(effect);
        out.mu.push_back(mu);
        out.mu_star.push_back(size / static_cast<double>(effects.size()));
        out.sigma.push_back(effect_spread(effects, mu, static_cast<double>(effects.size())));
    }
    return out;
}

}  // namespace enclosure
