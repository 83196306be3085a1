#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/chart/loop_chart.h"
#include "analysis/data/analysis_error.h"
#include "analysis/questions/tipping_parts.h"

namespace enclosure {

namespace {

/// Sweeps of one outcome, those of one point and arm together.
struct Sweeps {
    std::string outcome, lever, lever_label, outcome_label;
    std::string where;  ///< which point and arm; empty if there is one
    std::vector<double> levels;
    std::vector<SweptOutcome> runs;
};

// Mean of a run's series over the last half of each hold, when the market has followed.
SweptOutcome settled(const StudyData& study, const std::vector<double>& series, std::size_t run, const std::vector<double>& levels) {
    SweptOutcome out{.up = std::vector<double>(levels.size(), not_defined), .down = std::vector<double>(levels.size(), not_defined)};
    const std::size_t steps = study.time.size();
    for (const SweepHold& hold : study.sweep) {
        double sum = 0, n = 0;
        for (std::size_t t = 0; t < steps; ++t) {
            const double value = series[run * steps + t];
            if (study.time[t] < (hold.begin + hold.end) / 2 || study.time[t] >= hold.end || std::isnan(value)) continue;
            sum += value;
            n += 1;
        }
        const auto level = static_cast<std::size_t>(std::lower_bound(levels.begin(), levels.end(), hold.level) - levels.begin());
        const double mean = n > 0 ? sum / n : not_defined;
        if (hold.up) out.up[level] = mean;
        if (!hold.up) out.down[level] = mean;
        // Where the sweep turns, both ways meet.
        if (hold.level == study.sweep[study.sweep.size() / 2].level) out.down[level] = mean;
    }
    return out;
}

std::vector<Sweeps> sweeps_of_runs(const StudyData& study, const TippingQuestion& question) {
    std::vector<double> levels;
    for (const SweepHold& hold : study.sweep) {
        if (hold.up) levels.push_back(hold.level);
    }
    std::sort(levels.begin(), levels.end());
    const bool falls_first = study.sweep.front().level > study.sweep[study.sweep.size() / 2].level;
    std::vector<Sweeps> all;
    for (const std::string& name : series_asked(study, question)) {
        const std::vector<double> series = read_series(study, name).values;
        std::map<std::pair<std::uint32_t, std::uint32_t>, Sweeps> groups;
        for (std::size_t r = 0; r < study.runs(); ++r) {
            Sweeps& group = groups[{study.point[r], study.arm[r]}];
            if (study.failed[r]) continue;
            SweptOutcome one = settled(study, series, r, levels);
            if (falls_first) std::swap(one.up, one.down);
            group.runs.push_back(std::move(one));
        }
        for (auto& [where, group] : groups) {
            group.outcome = group.outcome_label = name;
            group.lever = study.sweep_path;
            const std::string unit = unit_words(study.sweep_unit);
            group.lever_label = unit.empty() ? study.sweep_path : study.sweep_path + ", " + unit;
            group.levels = levels;
            if (study.points() > 1) group.where += fmt::format("point {}", where.first);
            if (study.arms.size() > 1) group.where += (group.where.empty() ? "" : ", ") + study.arms[where.second];
            if (!group.runs.empty()) all.push_back(std::move(group));
        }
    }
    return all;
}

// A table: a row for each level and way; runs of one replicate make a sweep.
std::vector<Sweeps> sweeps_of_table(const StudyData& study, const Scope& scope, const TippingQuestion& question) {
    const FactorColumn& lever = study.factors[factor_named(study, question.lever)];
    const FactorColumn& way = study.factors[factor_named(study, question.way.empty() ? "direction" : question.way)];
    if (!way.column.categorical() || way.column.levels.size() != 2) {
        throw AnalysisError(
            fmt::format("{} must have two values that tell the way up from the way down, such as up and down", way.column.id));
    }
    const auto is_up = [&](std::size_t point) {
        const std::string& level = way.column.levels[static_cast<std::size_t>(way.column.values[point])];
        return level == "up" || level == "rising" || level == "true" || level == "forward";
    };
    if (std::none_of(way.column.levels.begin(), way.column.levels.end(),
                     [](const std::string& l) { return l == "up" || l == "rising" || l == "true" || l == "forward"; })) {
        throw AnalysisError(
            fmt::format("{} has no value up, rising, forward or true, so that it does not tell which way is up", way.column.id));
    }
    std::vector<double> levels = lever.column.values;
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    std::vector<Sweeps> all;
    for (const OutcomeChoice& choice : scope.outcomes) {
        std::map<std::uint32_t, SweptOutcome> runs;
        for (std::size_t r = 0; r < study.runs(); ++r) {
            if (study.arm[r] != choice.arm) continue;
            SweptOutcome& run = runs.try_emplace(study.replicate[r], SweptOutcome{std::vector<double>(levels.size(), not_defined),
                                                                                  std::vector<double>(levels.size(), not_defined)})
                                    .first->second;
            const std::size_t point = study.point[r];
            const auto level =
                static_cast<std::size_t>(std::lower_bound(levels.begin(), levels.end(), lever.column.values[point]) - levels.begin());
            (is_up(point) ? run.up : run.down)[level] = study.metrics[choice.metric].values[r];
        }
        Sweeps sweeps{.outcome = study.metrics[choice.metric].id,
                      .lever = lever.column.id,
                      .lever_label = factor_label(lever),
                      .outcome_label = metric_label(study.metrics[choice.metric]),
                      .where = {},
                      .levels = levels,
                      .runs = {}};
        for (auto& [replicate, run] : runs) sweeps.runs.push_back(std::move(run));
        all.push_back(std::move(sweeps));
    }
    return all;
}

std::vector<double> lows(const std::vector<SweptOutcome>& runs, bool up, std::size_t levels, double q) {
    std::vector<double> out;
    for (std::size_t k = 0; k < levels; ++k) {
        std::vector<double> values;
        for (const SweptOutcome& run : runs) values.push_back(up ? run.up[k] : run.down[k]);
        out.push_back(quantile(std::move(values), q));
    }
    return out;
}

AnswerFigure loop_figure(const Sweeps& sweeps, const ReplicatedHysteresis& found) {
    LoopChart chart;
    chart.id = figure_id("loop-" + sweeps.outcome + (sweeps.where.empty() ? "" : "-" + sweeps.where));
    chart.title =
        fmt::format("{} while {} is raised and lowered{}", sweeps.outcome, sweeps.lever, sweeps.where.empty() ? "" : ": " + sweeps.where);
    chart.x.title = sweeps.lever_label;
    chart.y.title = sweeps.outcome_label;
    chart.at = sweeps.levels;
    chart.rising.values = found.mean_up;
    chart.falling.values = found.mean_down;
    if (sweeps.runs.size() > 3) {
        chart.rising.low = lows(sweeps.runs, true, sweeps.levels.size(), 0.1);
        chart.rising.high = lows(sweeps.runs, true, sweeps.levels.size(), 0.9);
        chart.falling.low = lows(sweeps.runs, false, sweeps.levels.size(), 0.1);
        chart.falling.high = lows(sweeps.runs, false, sweeps.levels.size(), 0.9);
    }
    if (found.jumps_up > 0.5) chart.thresholds.push_back({found.up_at.mean, "jump up"});
    if (found.jumps_down > 0.5) chart.thresholds.push_back({found.down_at.mean, "jump down"});
    chart.source = fmt::format("Mean of {} runs{}.", sweeps.runs.size(), sweeps.runs.size() > 3 ? "; bands: 80 % of them" : "");
    return {chart.id, loop_chart(chart), csv_of(chart)};
}

std::string loop_sentence(const Sweeps& sweeps, const ReplicatedHysteresis& found) {
    const std::string where = sweeps.where.empty() ? "" : " (" + sweeps.where + ")";
    if (found.bistable > 0.5) {
        return fmt::format(
            "{}{} has two states while {} lies between {} and {}: it jumps there on the way down and on the way up, in {} of the runs.",
            sweeps.outcome, where, sweeps.lever, with_interval(found.down_at.mean, found.down_at.interval.low, found.down_at.interval.high),
            with_interval(found.up_at.mean, found.up_at.interval.low, found.up_at.interval.high), rough_percent_text(found.bistable));
    }
    return fmt::format("{}{} follows {} up and down without two states: the ways part by {} of the box around them{}.", sweeps.outcome,
                       where, sweeps.lever, rough_percent_text(found.relative_area.mean),
                       found.jumps_up > 0.5 || found.jumps_down > 0.5 ? ", though it jumps on one of them" : "");
}

}  // namespace

std::vector<std::string> series_asked(const StudyData& study, const TippingQuestion& question) {
    if (question.series.empty()) return study.series;
    for (const std::string& name : question.series) {
        if (std::find(study.series.begin(), study.series.end(), name) != study.series.end()) continue;
        throw AnalysisError(fmt::format("{} is no series that was kept; there are {}", name, fmt::join(study.series, ", ")));
    }
    return question.series;
}

bool add_hysteresis(const StudyData& study, const Scope& scope, const TippingQuestion& question, Answer& answer) {
    if (study.sweep.empty() && question.lever.empty()) return false;
    JumpRule rule = question.jumps;
    rule.confidence = scope.confidence;
    const std::vector<Sweeps> all = study.sweep.empty() ? sweeps_of_table(study, scope, question) : sweeps_of_runs(study, question);
    AnswerTable table{.id = "hysteresis",
                      .title = "Ways up and down",
                      .columns = {{"outcome"},
                                  {"where"},
                                  {.name = "runs"},
                                  {.name = "bistable", .doc = "Share of runs with two states over a range of the lever."},
                                  {.name = "up_at", .doc = "Where the outcome jumps on the way up.", .digits = 6},
                                  {.name = "up_low"},
                                  {.name = "up_high"},
                                  {.name = "down_at", .doc = "Where it jumps on the way down.", .digits = 6},
                                  {.name = "down_low"},
                                  {.name = "down_high"},
                                  {.name = "width", .doc = "Of the range with two states."},
                                  {.name = "area", .doc = "Between the ways, signed."},
                                  {.name = "absolute_area"},
                                  {.name = "relative_area", .doc = "In parts of the box around both ways."}}};
    for (const Sweeps& sweeps : all) {
        const ReplicatedHysteresis found = hysteresis_of_replicates(sweeps.levels, sweeps.runs, rule);
        table.rows.push_back({sweeps.outcome, sweeps.where, static_cast<double>(sweeps.runs.size()), found.bistable, found.up_at.mean,
                              found.up_at.interval.low, found.up_at.interval.high, found.down_at.mean, found.down_at.interval.low,
                              found.down_at.interval.high, found.width.mean, found.area.mean, found.absolute_area.mean,
                              found.relative_area.mean});
        answer.sentences.push_back(loop_sentence(sweeps, found));
        for (const std::string& warning : found.warnings) answer.warnings.push_back(sweeps.outcome + ": " + warning);
        constexpr std::size_t most_pictured = 12;
        if (answer.figures.size() < most_pictured) answer.figures.push_back(loop_figure(sweeps, found));
    }
    answer.settings.emplace_back(
        "jump",
        fmt::format("a change of at least {:g} of the outcome's range in one step, out of line with the other steps", rule.least_share));
    answer.tables.push_back(std::move(table));
    return true;
}

}  // namespace enclosure
