#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/heat_map.h"
#include "analysis/chart/index_chart.h"
#include "analysis/data/analysis_error.h"
#include "analysis/questions/score_question.h"

namespace enclosure {

namespace {

AnswerTable forest_table() {
    return {.id = "scores",
            .title = "Scores of extra-trees, against those of inputs that do nothing",
            .columns = {{"outcome"},
                        {"input"},
                        {.name = "score", .doc = "Share of the fall of impurity that is due to the input; all inputs sum to 1."},
                        {.name = "low"},
                        {.name = "high"},
                        {.name = "p", .doc = "Of as large a share by an input that does nothing."},
                        {.name = "p_any", .doc = "The same for any of the inputs together."},
                        {"above_noise"},
                        {.name = "r2", .doc = "Of the forest on points that it has not seen: below 0 scores mean nothing."}}};
}

void add_forest(const StudyData& study, const Scope& scope, const ScoreQuestion& question, const std::vector<OutcomeColumn>& outcomes,
                const Threads& threads, Answer& answer) {
    FeatureScoreOptions options = question.forest;
    options.confidence = scope.confidence;
    options.forest.seed = scope.seed;
    std::vector<InputColumn> inputs;
    for (const FactorColumn& factor : study.factors) inputs.push_back(factor.column);
    const TreeOutcome number = TreeOutcome::number;
    const FeatureScores scores = feature_scores(inputs, outcomes, std::span(&number, 1), options, threads);
    AnswerTable table = forest_table();
    HeatMap map;
    map.id = "scores";
    map.title = "What each outcome depends on";
    map.value_title = "score";
    map.range = {0, 1};
    for (const std::string& input : scores.inputs) map.along.names.push_back(input);
    for (const OutcomeScores& outcome : scores.outcomes) map.across.names.push_back(outcome.outcome_id);
    map.cells.resize(map.along.names.size() * map.across.names.size());
    for (std::size_t m = 0; m < scores.outcomes.size(); ++m) {
        const OutcomeScores& outcome = scores.outcomes[m];
        std::vector<std::pair<double, std::string>> found;
        for (std::size_t k = 0; k < scores.inputs.size(); ++k) {
            const FeatureScore& s = outcome.inputs[k];
            table.rows.push_back({outcome.outcome_id, scores.inputs[k], s.score, s.over_trees.low, s.over_trees.high, s.p, s.p_any,
                                  std::string(s.above_noise ? "yes" : "no"), outcome.r2});
            map.cells[k * scores.outcomes.size() + m] = s.score;
            if (s.above_noise) found.emplace_back(s.score, scores.inputs[k]);
        }
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        std::vector<std::string> names;
        for (std::size_t k = 0; k < found.size() && k < 3; ++k)
            names.push_back(fmt::format("{} ({})", found[k].second, number_text(found[k].first, {.digits = 2})));
        answer.sentences.push_back(names.empty() ? fmt::format("No input scores above noise for {}.", outcome.outcome_id)
                                                 : fmt::format("{} depends most on {}; {} of {} inputs score above noise, and the forest "
                                                               "explains {} of the variation of points that it has not seen.",
                                                               outcome.outcome_id, listed(names), found.size(), scores.inputs.size(),
                                                               rough_percent_text(outcome.r2)));
        for (const std::string& warning : outcome.warnings) answer.warnings.push_back(outcome.outcome_id + ": " + warning);
    }
    map.source = "Extra-trees; each column sums to 1.";
    answer.tables.push_back(std::move(table));
    answer.figures.push_back({map.id, heat_map(map), csv_of(map)});
}

void add_given_data(const StudyData& study, const Scope& scope, const ScoreQuestion& question, const OutcomeColumn& whole,
                    const Threads& threads, AnswerTable& table, Answer& answer) {
    GivenDataOptions options{.delta = question.delta};
    options.bootstrap = bootstrap_of(scope, options.bootstrap.kind);
    const DefinedPoints points = defined_points(study, whole.values, 10);
    OutcomeColumn outcome = whole;
    outcome.values = points.outcome;
    const GivenDataIndices result = given_data_indices(points.inputs, outcome, points.block, options, threads);
    IndexChart chart;
    chart.id = figure_id("given-" + outcome.id);
    chart.title = "What " + outcome.id + " depends on, from the sample as it is";
    chart.unit = "first-order index, and delta";
    chart.series = {{"First order", 0}};
    if (question.delta) chart.series.push_back({"Delta", 1});
    for (const GivenDataInput& input : result.inputs) {
        const GivenDataIndex &first = input.first_by_cosines, &delta = input.delta;
        table.rows.push_back({outcome.id, input.id, first.value, first.interval.low, first.interval.high, input.first_by_classes.value,
                              delta.value, delta.interval.low, delta.interval.high, delta.uncorrected});
        chart.rows.push_back({input.id, {{first.value, first.interval}}});
        if (question.delta) chart.rows.back().indices.push_back({delta.value, delta.interval});
    }
    chart.source = fmt::format("{} points.", result.rows);
    answer.figures.push_back({chart.id, index_chart(chart), csv_of(chart)});
    for (const std::string& warning : result.warnings) answer.warnings.push_back(outcome.id + ": " + warning);
}

void add_regression(const StudyData& study, const Scope& scope, const OutcomeColumn& whole, const Threads& threads, AnswerTable& table,
                    Answer& answer) {
    RegressionOptions options;
    options.bootstrap = bootstrap_of(scope, options.bootstrap.kind);
    const DefinedPoints points = defined_points(study, whole.values, 10);
    OutcomeColumn outcome = whole;
    outcome.values = points.outcome;
    try {
        const RegressionIndices result = regression_indices(points.inputs, outcome, points.block, options, threads);
        for (const RegressionInput& input : result.inputs) {
            table.rows.push_back({outcome.id, input.id, input.src.value, input.srrc.value, input.pearson.value, input.spearman.value,
                                  input.prcc.value, input.prcc.interval.low, input.prcc.interval.high, input.prcc.p, result.r2,
                                  result.rank_r2});
        }
        for (const std::string& warning : result.warnings) answer.warnings.push_back(outcome.id + ": " + warning);
    } catch (const AnalysisError& error) {
        answer.warnings.push_back(fmt::format("{}: no regression: {}", outcome.id, error.what()));
    }
}

}  // namespace

Answer score_answer(const StudyData& study, const Scope& scope, const ScoreQuestion& question, const Threads& threads) {
    if (study.factors.empty()) throw AnalysisError("The study varies nothing: it has no factor to score");
    Answer answer{.analysis = "score", .title = "Which factors matter at all"};
    answer.settings = common_settings(study, scope);
    warn_of_holes(study, answer.warnings);
    std::vector<OutcomeColumn> outcomes;
    for (const OutcomeChoice& choice : scope.outcomes) {
        outcomes.push_back(point_outcomes(study, choice).outcome);
        outcomes.back().id = choice_text(study, choice);
    }
    if (question.forest_asked) {
        add_forest(study, scope, question, outcomes, threads, answer);
        answer.settings.emplace_back("forest", fmt::format("{} extra-trees (Geurts, Ernst and Wehenkel 2006), noise from {} forests",
                                                           question.forest.forest.trees, question.forest.null_forests));
    }
    if (question.given_data) {
        AnswerTable table{.id = "given_data",
                          .title = "First-order indices and delta, from the sample as it is",
                          .columns = {{"outcome"},
                                      {"input"},
                                      {.name = "first", .doc = "First-order Sobol index, by cosines over ranks."},
                                      {.name = "first_low"},
                                      {.name = "first_high"},
                                      {.name = "first_by_classes", .doc = "The same by classes."},
                                      {.name = "delta", .doc = "Borgonovo's delta, corrected for bias."},
                                      {.name = "delta_low"},
                                      {.name = "delta_high"},
                                      {.name = "delta_uncorrected"}}};
        for (const OutcomeColumn& outcome : outcomes) add_given_data(study, scope, question, outcome, threads, table, answer);
        answer.tables.push_back(std::move(table));
    }
    if (question.regression) {
        AnswerTable table{.id = "regression",
                          .title = "Straight lines: regression and correlation",
                          .columns = {{"outcome"},
                                      {"input"},
                                      {.name = "src", .doc = "Standardised regression coefficient."},
                                      {.name = "srrc", .doc = "The same of ranks."},
                                      {.name = "pearson"},
                                      {.name = "spearman"},
                                      {.name = "prcc", .doc = "Partial rank correlation."},
                                      {.name = "prcc_low"},
                                      {.name = "prcc_high"},
                                      {.name = "prcc_p"},
                                      {.name = "r2", .doc = "Of the line: where it is low, coefficients say little."},
                                      {.name = "rank_r2"}}};
        for (const OutcomeColumn& outcome : outcomes) add_regression(study, scope, outcome, threads, table, answer);
        if (!table.rows.empty()) answer.tables.push_back(std::move(table));
    }
    return answer;
}

}  // namespace enclosure
