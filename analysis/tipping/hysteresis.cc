#include "analysis/tipping/hysteresis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/defined_values.h"
#include "analysis/replicates/proportion.h"
#include "sim/base/math.h"

namespace enclosure {

namespace {

constexpr std::size_t fewest_jump_levels = 4;  // of two changes none stands out
constexpr std::size_t fewest_area_levels = 2;

void check_sweep_levels(std::span<const double> levels, const JumpRule& rule) {
    check_interval_confidence(rule.confidence);
    if (!(rule.least_share > 0 && rule.least_share <= 1)) {
        throw AnalysisError(fmt::format("A jump of {} of the range is none: state a share above 0, and at most 1.", rule.least_share));
    }
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (std::isfinite(levels[i]) && (i == 0 || levels[i - 1] < levels[i])) continue;
        throw AnalysisError(
            "Levels of a swept lever must rise: give each once, from the lowest to the highest, and outcomes in that order.");
    }
}

// Levels at which a way is defined.
struct SweptWay {
    std::vector<double> at = {}, outcome = {};
};

SweptWay swept_way(std::span<const double> levels, const std::vector<double>& outcome) {
    if (outcome.size() != levels.size()) {
        throw AnalysisError(
            fmt::format("A sweep over {} levels needs as many outcomes on each way, not {}.", levels.size(), outcome.size()));
    }
    SweptWay way;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!std::isfinite(outcome[i])) continue;
        way.at.push_back(levels[i]);
        way.outcome.push_back(outcome[i]);
    }
    return way;
}

double median_change(std::vector<double> values) {
    return quantile(std::move(values), 0.5);
}

// Whether the change stands out of all changes of its way.
bool stands_out(const std::vector<double>& changes, double change, double confidence) {
    const double middle = median_change(changes);
    std::vector<double> off;
    for (const double c : changes) off.push_back(std::fabs(c - middle));
    const double spread = 1.4826 * median_change(off);
    const double allowed = -math::normal_quantile((1 - confidence) / (2 * static_cast<double>(changes.size())));
    return std::fabs(change - middle) > allowed * spread;
}

Jump largest_jump(const SweptWay& way, double range, const JumpRule& rule) {
    Jump out;
    if (way.at.size() < fewest_jump_levels) return out;
    std::vector<double> changes;
    for (std::size_t i = 0; i + 1 < way.at.size(); ++i) changes.push_back(way.outcome[i + 1] - way.outcome[i]);
    const auto largest = std::max_element(changes.begin(), changes.end(), [](double a, double b) { return std::fabs(a) < std::fabs(b); });
    const auto step = static_cast<std::size_t>(largest - changes.begin());
    out.low = way.at[step];
    out.high = way.at[step + 1];
    out.at = out.low + (out.high - out.low) / 2;
    out.change = *largest;
    out.share = range > 0 ? std::fabs(out.change) / range : 0;
    out.found = out.change != 0 && out.share >= rule.least_share && stands_out(changes, out.change, rule.confidence);
    return out;
}

// Trapezoidal rule over the levels at which both ways are defined.
void add_loop_area(Hysteresis& out, std::span<const double> levels, const SweptOutcome& sweep) {
    std::vector<double> at, gap;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const double d = sweep.down[i] - sweep.up[i];
        if (!std::isfinite(d)) continue;
        at.push_back(levels[i]);
        gap.push_back(d);
    }
    out.dropped = levels.size() - at.size();
    if (at.size() < fewest_area_levels) return;
    out.area = out.absolute_area = 0;
    for (std::size_t i = 0; i + 1 < at.size(); ++i) {
        const double half = (at[i + 1] - at[i]) / 2;
        out.area += half * (gap[i] + gap[i + 1]);
        out.absolute_area += half * (std::fabs(gap[i]) + std::fabs(gap[i + 1]));
    }
}

// A share of replicates with its interval.
void share_of_sweeps(const std::vector<Hysteresis>& all, bool (*holds)(const Hysteresis&), double confidence, double& share,
                     Interval& interval) {
    const auto count = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), holds));
    share = static_cast<double>(count) / static_cast<double>(all.size());
    interval = wilson_interval(count, all.size(), confidence);
}

std::vector<double> mean_way(std::span<const SweptOutcome> sweeps, std::vector<double> SweptOutcome::*way, std::size_t levels) {
    std::vector<double> means(levels, not_defined);
    for (std::size_t i = 0; i < levels; ++i) {
        std::vector<double> at;
        for (const SweptOutcome& sweep : sweeps) at.push_back((sweep.*way)[i]);
        means[i] = mean_interval(at).mean;
    }
    return means;
}

MeanInterval interval_of_sweeps(const std::vector<Hysteresis>& all, double (*number)(const Hysteresis&), double confidence) {
    std::vector<double> numbers;
    for (const Hysteresis& one : all) numbers.push_back(number(one));
    return mean_interval(numbers, confidence);
}

}  // namespace

Hysteresis hysteresis(std::span<const double> levels, const SweptOutcome& sweep, const JumpRule& rule) {
    check_sweep_levels(levels, rule);
    const SweptWay up = swept_way(levels, sweep.up), down = swept_way(levels, sweep.down);
    Hysteresis out;
    add_loop_area(out, levels, sweep);
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const SweptWay* way : {&up, &down}) {
        for (const double v : way->outcome) {
            low = std::min(low, v);
            high = std::max(high, v);
        }
    }
    const double range = high > low ? high - low : 0;
    out.up = largest_jump(up, range, rule);
    out.down = largest_jump(down, range, rule);
    if (!std::isnan(out.absolute_area)) out.relative_area = range > 0 ? out.absolute_area / (range * (levels.back() - levels.front())) : 0;
    if (out.up.found && out.down.found) {
        out.width = out.up.at - out.down.at;
        out.bistable = out.width > 0;
    }
    return out;
}

ReplicatedHysteresis hysteresis_of_replicates(std::span<const double> levels, std::span<const SweptOutcome> sweeps, const JumpRule& rule) {
    if (sweeps.empty()) throw AnalysisError("There is no sweep to look for hysteresis in: make at least one run up and one down.");
    ReplicatedHysteresis out;
    std::size_t dropped = 0;
    for (const SweptOutcome& sweep : sweeps) {
        out.replicates.push_back(hysteresis(levels, sweep, rule));
        dropped += out.replicates.back().dropped;
    }
    const auto& all = out.replicates;
    const double c = rule.confidence;
    out.area = interval_of_sweeps(
        all, [](const Hysteresis& h) { return h.area; }, c);
    out.absolute_area = interval_of_sweeps(
        all, [](const Hysteresis& h) { return h.absolute_area; }, c);
    out.relative_area = interval_of_sweeps(
        all, [](const Hysteresis& h) { return h.relative_area; }, c);
    out.up_at = interval_of_sweeps(
        all, [](const Hysteresis& h) { return h.up.found ? h.up.at : not_defined; }, c);
    out.down_at = interval_of_sweeps(
        all, [](const Hysteresis& h) { return h.down.found ? h.down.at : not_defined; }, c);
    out.width = interval_of_sweeps(
        all, [](const Hysteresis& h) { return h.width; }, c);
    share_of_sweeps(
        all, [](const Hysteresis& h) { return h.up.found; }, c, out.jumps_up, out.jumps_up_interval);
    share_of_sweeps(
        all, [](const Hysteresis& h) { return h.down.found; }, c, out.jumps_down, out.jumps_down_interval);
    share_of_sweeps(
        all, [](const Hysteresis& h) { return h.bistable; }, c, out.bistable, out.bistable_interval);
    out.mean_up = mean_way(sweeps, &SweptOutcome::up, levels.size());
    out.mean_down = mean_way(sweeps, &SweptOutcome::down, levels.size());
    if (levels.size() < fewest_jump_levels) {
        out.warnings.push_back(
            fmt::format("The lever was swept over {} levels; a jump can be told from {} on.", levels.size(), fewest_jump_levels));
    }
    if (dropped > 0)
        out.warnings.push_back(fmt::format("At {} levels of all sweeps an outcome is not defined; they are left out.", dropped));
    return out;
}

}  // namespace enclosure
