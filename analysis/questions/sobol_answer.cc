#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/chart/fan_chart.h"
#include "analysis/chart/heat_map.h"
#include "analysis/chart/index_chart.h"
#include "analysis/data/analysis_error.h"
#include "analysis/questions/sensitivity_questions.h"

namespace enclosure {

namespace {

void check_saltelli(const StudyData& study) {
    if (study.design.kind == "saltelli") return;
    if (study.design.kind == "table") {
        throw AnalysisError(
            "Sobol indices by this estimator need a Saltelli design: say --design saltelli (and --second-order) if the table has one; "
            "enclosure analyze score estimates first-order indices from any sample");
    }
    throw AnalysisError(
        fmt::format("Sobol indices need a design of kind saltelli, and this study's is {}; enclosure analyze score or emulator estimates "
                    "indices from any sample",
                    study.design.kind));
}

// Base row × place of an outcome, in the order of points.
std::vector<double> in_base_rows(const StudyData& study, const OutcomeChoice& choice) {
    return point_outcomes(study, choice).outcome.values;
}

AnswerTable index_table(const std::vector<SobolIndices>& all, const std::vector<std::string>& names) {
    AnswerTable table{.id = "indices",
                      .title = "First-order and total indices",
                      .columns = {{"outcome"},
                                  {"factor"},
                                  {.name = "first", .doc = "Share of the variance due to the factor alone."},
                                  {.name = "first_low"},
                                  {.name = "first_high"},
                                  {.name = "total", .doc = "Share of the variance due to the factor and all that it interacts with."},
                                  {.name = "total_low"},
                                  {.name = "total_high"},
                                  {.name = "base_rows", .doc = "Base rows that count."},
                                  {.name = "dropped", .doc = "Base rows left out whole, for a run of theirs that failed."}}};
    for (const SobolIndices& one : all) {
        for (std::size_t k = 0; k < names.size(); ++k) {
            table.rows.push_back({one.id, names[k], one.first[k].value, one.first[k].interval.low, one.first[k].interval.high,
                                  one.total[k].value, one.total[k].interval.low, one.total[k].interval.high,
                                  static_cast<double>(one.base_rows), static_cast<double>(one.dropped)});
        }
    }
    return table;
}

AnswerTable sum_table(const std::vector<SobolIndices>& all) {
    AnswerTable table{
        .id = "outcomes",
        .title = "Outcomes",
        .columns = {{"outcome"},
                    {.name = "mean"},
                    {.name = "variance"},
                    {.name = "first_sum", .doc = "Sum of first-order indices: 1 if there are no interactions."},
                    {.name = "second_sum", .doc = "Sum of second-order indices."},
                    {.name = "dummy_first", .doc = "First-order index of a factor that does nothing: what is below is noise."},
                    {.name = "dummy_total", .doc = "Total index of a factor that does nothing: what is below is noise."}}};
    for (const SobolIndices& one : all) {
        table.rows.push_back({one.id, one.mean, one.variance, one.first_sum.value, one.second.empty() ? not_defined : one.second_sum.value,
                              one.dummy_first.value, one.dummy_total.value});
    }
    return table;
}

AnswerTable pair_table(const std::vector<SobolIndices>& all, const std::vector<std::string>& names) {
    AnswerTable table{.id = "pairs",
                      .title = "Second-order indices",
                      .columns = {{"outcome"},
                                  {"factor"},
                                  {"with"},
                                  {.name = "second", .doc = "Share of the variance due to the two together, beyond what each has alone."},
                                  {.name = "second_low"},
                                  {.name = "second_high"}},
                      .shown = 20};
    for (const SobolIndices& one : all) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            for (std::size_t j = i + 1; j < names.size(); ++j) {
                const SobolIndex& pair = one.second[sobol_pair(names.size(), i, j)];
                table.rows.push_back({one.id, names[i], names[j], pair.value, pair.interval.low, pair.interval.high});
            }
        }
    }
    std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
        if (a[0] != b[0]) return false;  // outcomes keep their order
        return std::get<double>(a[3]) > std::get<double>(b[3]);
    });
    return table;
}

AnswerFigure index_figure(const SobolIndices& one, const std::vector<std::string>& names, const Scope& scope) {
    IndexChart chart;
    chart.id = figure_id("sobol-" + one.id);
    chart.title = "What " + one.id + " depends on";
    chart.unit = "share of variance";
    chart.source = fmt::format("{} base rows; whiskers: {} intervals.", one.base_rows, percent_text(scope.confidence));
    for (std::size_t k = 0; k < names.size(); ++k) {
        chart.rows.push_back({names[k], {{one.first[k].value, one.first[k].interval}, {one.total[k].value, one.total[k].interval}}});
    }
    return {chart.id, index_chart(chart), csv_of(chart)};
}

AnswerFigure pair_figure(const SobolIndices& one, const std::vector<std::string>& names) {
    HeatMap map;
    map.id = figure_id("sobol-pairs-" + one.id);
    map.title = "Interactions behind " + one.id;
    map.value_title = "second-order index";
    map.across = {.title = "", .names = names};
    map.along = {.title = "", .names = names};
    const std::size_t k = names.size();
    map.cells.assign(k * k, not_defined);
    map.blank.assign(k * k, 1);
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = i + 1; j < k; ++j) {
            map.cells[i * k + j] = one.second[sobol_pair(k, i, j)].value;
            map.blank[i * k + j] = 0;
        }
    }
    map.source = "Share of variance due to two factors together, beyond what each has alone.";
    return {map.id, heat_map(map), csv_of(map)};
}

AnswerFigure convergence_figure(const SobolOutcome& outcome, const SobolLayout& layout, const SobolOptions& options,
                                const std::vector<std::string>& names, const Threads& threads) {
    FanChart chart;
    chart.band_title = "interval";
    chart.id = figure_id("sobol-convergence-" + outcome.id);
    chart.title = "Has it settled? Total indices of " + outcome.id;
    chart.unit = "share of variance";
    chart.x = {.title = "base rows", .kind = ScaleKind::log, .snug = true};
    const std::vector<SobolIndices> stages = sobol_convergence(layout, outcome, options, threads);
    for (const SobolIndices& stage : stages) chart.at.push_back(static_cast<double>(stage.base_rows));
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (!stages.empty()) {
        const SobolIndices& last = stages.back();
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return last.total[a].value > last.total[b].value; });
    }
    constexpr std::size_t most_lines = 6;
    for (std::size_t r = 0; r < std::min(order.size(), most_lines); ++r) {
        std::vector<DotEstimate> values;
        for (const SobolIndices& stage : stages) values.push_back({stage.total[order[r]].value, stage.total[order[r]].interval});
        FanSeries line = interval_line(names[order[r]], options.confidence, values);
        line.colour = static_cast<int>(r);
        line.dash = static_cast<int>(r % 4);
        chart.series.push_back(std::move(line));
    }
    chart.source = "The same indices from the first eighth, quarter and half of the base rows, and from all.";
    return {chart.id, fan_chart(chart), csv_of(chart)};
}

std::string sobol_sentence(const SobolIndices& one, const std::vector<std::string>& names) {
    if (one.constant) return fmt::format("{} is the same in all runs: no factor matters to it.", one.id);
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return one.total[a].value > one.total[b].value; });
    std::vector<std::string> strongest;
    for (std::size_t r = 0; r < std::min<std::size_t>(order.size(), 3); ++r) {
        const SobolIndex& total = one.total[order[r]];
        strongest.push_back(
            fmt::format("{} ({})", names[order[r]], with_interval(total.value, total.interval.low, total.interval.high, 2)));
    }
    return fmt::format("{} depends most on {}, by total share of its variance; factors alone explain {} of it.", one.id, listed(strongest),
                       with_interval(one.first_sum.value, one.first_sum.interval.low, one.first_sum.interval.high, 2));
}

}  // namespace

Answer sobol_answer(const StudyData& study, const Scope& scope, const SobolQuestion& question, const Threads& threads) {
    check_saltelli(study);
    if (question.interval_given && question.interval == SobolInterval::replications && study.design.scrambles < 2) {
        throw AnalysisError(
            "Intervals from replications need a design with scrambles of 2 or more; others come from resamples: normal, percentile");
    }
    const std::vector<std::string> names = group_names(study);
    const SobolLayout layout{.factors = names.size(), .second_order = study.design.second_order};
    if (study.points() % layout.places() != 0)
        throw AnalysisError(fmt::format("{} points are no whole number of base rows of {} points", study.points(), layout.places()));
    std::vector<std::vector<double>> values;
    std::vector<SobolOutcome> outcomes;
    for (const OutcomeChoice& choice : scope.outcomes) values.push_back(in_base_rows(study, choice));
    for (std::size_t m = 0; m < values.size(); ++m) outcomes.push_back({choice_text(study, scope.outcomes[m]), values[m]});
    SobolOptions options;
    options.first = question.first;
    options.total = question.total;
    options.second = question.second && study.design.second_order;
    options.centred = question.centred;
    options.interval = question.interval;
    options.resamples = scope.resamples;
    options.confidence = scope.confidence;
    options.seed = scope.seed;
    std::vector<std::uint32_t> replication;
    if (study.design.scrambles > 1) {
        for (std::size_t p = 0; p < study.points(); p += layout.places())
            replication.push_back(static_cast<std::uint32_t>(study.block[p] % study.design.scrambles));
        if (!question.interval_given) options.interval = SobolInterval::replications;
    }
    const std::vector<SobolIndices> all = sobol_indices(layout, outcomes, replication, options, threads);

    Answer answer{.analysis = "sobol", .title = "Which factors matter: shares of variance"};
    answer.settings = common_settings(study, scope);
    answer.settings.emplace_back("first order", question.first == SobolFirst::saltelli ? "Saltelli et al. 2010" : "Jansen 1999");
    answer.settings.emplace_back("total", question.total == SobolTotal::jansen  ? "Jansen 1999"
                                          : question.total == SobolTotal::sobol ? "Sobol' 2007"
                                                                                : "Homma and Saltelli 1996");
    answer.settings.emplace_back(
        "intervals", fmt::format("{}, {} {}", names_of(options.interval)[static_cast<std::size_t>(options.interval)], all.front().resamples,
                                 options.interval == SobolInterval::replications ? "independent scrambles" : "resamples"));
    answer.tables = {index_table(all, names), sum_table(all)};
    if (options.second) answer.tables.push_back(pair_table(all, names));
    warn_of_holes(study, answer.warnings);
    constexpr std::size_t most_pictured = 6;
    for (std::size_t m = 0; m < all.size(); ++m) {
        answer.sentences.push_back(sobol_sentence(all[m], names));
        for (const std::string& warning : all[m].warnings) answer.warnings.push_back(all[m].id + ": " + warning);
        if (m >= most_pictured) continue;
        answer.figures.push_back(index_figure(all[m], names, scope));
        if (options.second && names.size() > 2) answer.figures.push_back(pair_figure(all[m], names));
        answer.figures.push_back(convergence_figure(outcomes[m], layout, options, names, threads));
    }
    if (const std::string advice = power_of_two_advice(study.points() / layout.places() / study.design.scrambles, layout); !advice.empty())
        answer.warnings.push_back(advice);
    return answer;
}

}  // namespace enclosure
