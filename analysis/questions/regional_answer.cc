#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/index_chart.h"
#include "analysis/chart/interval_points.h"
#include "analysis/questions/regional_question.h"

namespace enclosure {

namespace {

std::string shift_text(const RegionalInput& input, const InputColumn& column) {
    if (input.shift == Shift::level) return column.levels[input.level];
    return std::string(name_of(input.shift));
}

void add_split(const StudyData& study, const Scope& scope, const RegionalQuestion& question, const Threads& threads, Answer& answer) {
    const Cases cases = cases_of(study, scope.outcomes.front(), question.cases);
    std::vector<Behaviour> behaviour;
    for (const double share : cases.share) behaviour.push_back(share >= question.cases.majority ? Behaviour::behavioural : Behaviour::rest);
    RegionalOptions options;
    options.bootstrap = bootstrap_of(scope, options.bootstrap.kind);
    const RegionalSensitivity result = regional_sensitivity(cases.inputs, behaviour, cases.block, options, threads);
    AnswerTable table{.id = "regional",
                      .title = "Inputs where cases lie against the rest",
                      .columns = {{"input"},
                                  {.name = "distance", .doc = "Kolmogorov-Smirnov distance of numbers; total variation of categories."},
                                  {.name = "low"},
                                  {.name = "high"},
                                  {.name = "p", .doc = "Of the two-sample test."},
                                  {.name = "p_holm", .doc = "Corrected for all inputs together."},
                                  {"shift", "", "Which way the input differs among cases."},
                                  {.name = "superiority", .doc = "Probability that a case has the higher value."}}};
    IntervalPoints chart;
    chart.id = "regional";
    chart.title = "How far inputs differ among cases of interest";
    chart.unit = "distance of distributions, 0 to 1";
    chart.x.from_zero = true;
    std::vector<std::string> found;
    for (std::size_t k = 0; k < result.inputs.size(); ++k) {
        const RegionalInput& input = result.inputs[k];
        table.rows.push_back({input.id, input.distance, input.interval.low, input.interval.high, input.p, input.p_holm,
                              shift_text(input, cases.inputs[k]), input.superiority});
        chart.rows.push_back({.name = input.id, .estimates = {{input.distance, input.interval}}, .note = {}});
        if (input.p_holm < 1 - scope.confidence)
            found.push_back(fmt::format("{} ({}, distance {})", input.id, shift_text(input, cases.inputs[k]), number_text(input.distance)));
    }
    chart.source = cases.what + ".";
    answer.sentences.push_back(found.empty() ? fmt::format("No input differs among cases of interest by more than chance: {}.", cases.what)
                                             : fmt::format("Where {}, inputs differ from the rest: {}.", cases.what, listed(found)));
    answer.settings.emplace_back("cases", fmt::format("{}: {} points, the rest {}", cases.what, result.behavioural, result.rest));
    answer.tables.push_back(std::move(table));
    answer.figures.push_back({chart.id, interval_points(chart), csv_of(chart)});
    answer.warnings.insert(answer.warnings.end(), result.warnings.begin(), result.warnings.end());
}

void add_groups(const DefinedPoints& points, const OutcomeColumn& outcome, const Scope& scope, const RegionalQuestion& question,
                const Threads& threads, Answer& answer) {
    RegionalGroupsOptions options{.groups = question.groups};
    options.bootstrap = bootstrap_of(scope, options.bootstrap.kind);
    const RegionalGroups result = regional_groups(points.inputs, outcome, points.block, options, threads);
    AnswerTable table{.id = "groups",
                      .title = fmt::format("Inputs over {} groups of the outcome", result.rows.size()),
                      .columns = {{"input"},
                                  {.name = "spread", .doc = "Largest distance between the input's distributions in two groups."},
                                  {.name = "low"},
                                  {.name = "high"}}};
    for (const RegionalGroupsInput& input : result.inputs)
        table.rows.push_back({input.id, input.spread, input.interval.low, input.interval.high});
    answer.tables.push_back(std::move(table));
    answer.warnings.insert(answer.warnings.end(), result.warnings.begin(), result.warnings.end());
}

void add_pawn(const DefinedPoints& points, const OutcomeColumn& outcome, const Scope& scope, const RegionalQuestion& question,
              const Threads& threads, Answer& answer) {
    PawnOptions options{.slides = question.slides};
    options.bootstrap = bootstrap_of(scope, options.bootstrap.kind);
    const PawnIndices result = pawn_indices(points.inputs, outcome, points.block, options, threads);
    AnswerTable table{.id = "pawn",
                      .title = "PAWN: how far the outcome's distribution moves if an input is held",
                      .columns = {{"input"},
                                  {.name = "median"},
                                  {.name = "median_low"},
                                  {.name = "median_high"},
                                  {.name = "dummy", .doc = "Median index of an input that does nothing."},
                                  {.name = "minimum"},
                                  {.name = "mean"},
                                  {.name = "maximum"},
                                  {.name = "cv"}}};
    IndexChart chart;
    chart.id = figure_id("pawn-" + outcome.id);
    chart.title = "What moves the distribution of " + outcome.id;
    chart.unit = "PAWN index, median over slides";
    chart.series = {{"PAWN", 0}};
    double dummy = 0;
    for (const PawnInput& input : result.inputs) {
        const PawnIndex& median = input.index(PawnStatistic::median);
        table.rows.push_back({input.id, median.value, median.interval.low, median.interval.high, median.dummy.mean,
                              input.index(PawnStatistic::minimum).value, input.index(PawnStatistic::mean).value,
                              input.index(PawnStatistic::maximum).value, input.cv});
        chart.rows.push_back({input.id, {{median.value, median.interval}}});
        dummy = std::max(dummy, median.dummy.mean);
    }
    chart.threshold = dummy;
    chart.threshold_name = "an idle input";
    chart.source = fmt::format("{} points, {} slides.", result.rows, question.slides);
    answer.tables.push_back(std::move(table));
    answer.figures.push_back({chart.id, index_chart(chart), csv_of(chart)});
    answer.warnings.insert(answer.warnings.end(), result.warnings.begin(), result.warnings.end());
}

}  // namespace

Answer regional_answer(const StudyData& study, const Scope& scope, const RegionalQuestion& question, const Threads& threads) {
    Answer answer{.analysis = "regional", .title = "Which inputs matter where"};
    answer.settings = common_settings(study, scope);
    warn_of_holes(study, answer.warnings);
    const OutcomeChoice& choice = scope.outcomes.front();
    const bool split = question.has_cases || question.cases.failed_runs || study.metrics[choice.metric].satisficing;
    if (split) add_split(study, scope, question, threads, answer);
    if (question.cases.failed_runs) return answer;
    OutcomeColumn outcome = point_outcomes(study, choice).outcome;
    const DefinedPoints points = defined_points(study, outcome.values, 10);
    outcome.values = points.outcome;
    if (!split) add_groups(points, outcome, scope, question, threads, answer);
    add_pawn(points, outcome, scope, question, threads, answer);
    if (answer.sentences.empty()) {
        const auto& rows = answer.tables.back().rows;
        const auto strongest = std::max_element(
            rows.begin(), rows.end(), [](const auto& a, const auto& b) { return std::get<double>(a[1]) < std::get<double>(b[1]); });
        answer.sentences.push_back(
            fmt::format("The distribution of {} moves most with {}.", outcome.id, std::get<std::string>((*strongest)[0])));
    }
    return answer;
}

}  // namespace enclosure
