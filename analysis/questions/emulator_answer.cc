#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/fan_chart.h"
#include "analysis/chart/index_chart.h"
#include "analysis/chart/scatter_chart.h"
#include "analysis/data/analysis_error.h"
#include "analysis/emulator/cross_validation.h"
#include "analysis/emulator/emulator_indices.h"
#include "analysis/emulator/main_effects.h"
#include "analysis/emulator/next_points.h"
#include "analysis/questions/emulator_question.h"

namespace enclosure {

namespace {

// Factors that vary: what is the same everywhere can teach nothing.
std::vector<std::size_t> varying_factors(const StudyData& study) {
    std::vector<std::size_t> varying;
    for (std::size_t k = 0; k < study.factors.size(); ++k) {
        const std::vector<double>& values = study.factors[k].column.values;
        if (std::any_of(values.begin(), values.end(), [&](double v) { return v != values.front(); })) varying.push_back(k);
    }
    if (varying.empty()) throw AnalysisError("No factor varies, so that there is nothing to learn");
    return varying;
}

bool takes_few_whole_numbers(const InputColumn& column) {
    constexpr std::size_t most = 12;
    std::vector<double> values = column.values;
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return !column.categorical() && values.size() <= most &&
           std::all_of(values.begin(), values.end(), [](double v) { return v == std::floor(v); });
}

TrainingSet training_of(const StudyData& study, const std::vector<std::size_t>& varying, const OutcomeChoice& choice) {
    const PointOutcomes outcomes = point_outcomes(study, choice);
    TrainingSet set{.outcome = choice_text(study, choice)};
    for (const std::size_t k : varying) {
        const FactorColumn& factor = study.factors[k];
        set.inputs.push_back({.id = factor.column.id, .low = factor.low, .high = factor.high, .levels = factor.column.levels});
    }
    set.failed_runs = outcomes.failed + outcomes.undefined;
    for (std::size_t p = 0; p < study.points(); ++p) {
        for (const std::size_t k : varying) set.x.push_back(study.factors[k].column.values[p]);
        set.mean.push_back(outcomes.outcome.values[p]);
        set.variance.push_back(outcomes.variance[p]);
        set.replicates.push_back(std::max<std::size_t>(outcomes.replicates[p], 1));
    }
    return set;
}

AnswerFigure check_figure(const Emulator& emulator, const CrossValidation& check) {
    ScatterChart chart;
    chart.id = figure_id("emulator-check-" + emulator.outcome);
    chart.title = "Can it be believed? " + emulator.outcome;
    chart.x.title = "predicted from the other points";
    chart.y.title = "what was there";
    for (std::size_t k = 0; k < check.predicted.size(); ++k) {
        chart.at_x.push_back(check.predicted[k]);
        chart.at_y.push_back(check.predicted[k] + check.residual[k]);
    }
    chart.guides = {{.name = "as predicted", .intercept = 0, .slope = 1}};
    chart.source = fmt::format("Leave-one-out: Q² {}, {} of points inside their {} intervals.", number_text(check.q2),
                               rough_percent_text(check.coverage), percent_text(check.confidence));
    return {chart.id, scatter_chart(chart), csv_of(chart)};
}

AnswerFigure emulated_index_figure(const Emulator& emulator, const EmulatorIndices& indices) {
    IndexChart chart;
    chart.id = figure_id("emulator-sobol-" + emulator.outcome);
    chart.title = "What " + emulator.outcome + " depends on, by the emulator";
    chart.unit = "share of variance";
    for (std::size_t k = 0; k < emulator.inputs.size(); ++k) {
        chart.rows.push_back({emulator.inputs[k].id,
                              {{indices.first[k].value, indices.first[k].interval}, {indices.total[k].value, indices.total[k].interval}}});
    }
    chart.source = "Whiskers hold what the emulator does not know and what the sample does not show.";
    return {chart.id, index_chart(chart), csv_of(chart)};
}

AnswerFigure effect_curve(const Emulator& emulator, const MainEffect& effect, double confidence) {
    FanChart chart;
    chart.band_title = "interval";
    chart.id = figure_id(fmt::format("emulator-effect-{}-{}", emulator.outcome, effect.input));
    chart.title = fmt::format("{} over {}", emulator.outcome, effect.input);
    chart.x = {.title = effect.input, .snug = true};
    chart.at = effect.at;
    std::vector<DotEstimate> means;
    for (std::size_t k = 0; k < effect.mean.size(); ++k) means.push_back({effect.mean[k], effect.band[k]});
    chart.series.push_back(interval_line(emulator.outcome, confidence, means));
    chart.source = "Mean over the other factors; band: what the emulator does not know.";
    return {chart.id, fan_chart(chart), csv_of(chart)};
}

AnswerTable next_table(const StudyData& study, const std::vector<std::size_t>& varying, const std::vector<NextPoint>& points) {
    AnswerTable table{.id = "next", .title = "Where to run next, to learn most"};
    for (const std::size_t k : varying)
        table.columns.push_back({.name = study.factors[k].column.id, .unit = study.factors[k].column.unit, .digits = 6});
    table.columns.push_back({.name = "expected"});
    table.columns.push_back({.name = "sd", .doc = "Of the mean outcome there."});
    for (const NextPoint& point : points) {
        std::vector<AnswerCell> row;
        for (std::size_t k = 0; k < varying.size(); ++k) {
            const InputColumn& column = study.factors[varying[k]].column;
            if (column.categorical()) {
                row.emplace_back(column.levels[static_cast<std::size_t>(point.x[k])]);
            } else {
                row.emplace_back(point.x[k]);
            }
        }
        row.emplace_back(point.mean);
        row.emplace_back(point.sd);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

Answer emulator_answer(const StudyData& study, const Scope& scope, const EmulatorQuestion& question, const Threads& threads) {
    if (study.factors.empty()) throw AnalysisError("An emulator learns from points of a design, and the study varies nothing");
    Answer answer{.analysis = "emulator", .title = "A stand-in for the model"};
    answer.settings = common_settings(study, scope);
    EmulatorSettings settings = question.settings;
    settings.seed = scope.seed;
    AnswerTable table{.id = "emulators",
                      .title = "Emulators",
                      .columns = {{"outcome"},
                                  {.name = "points"},
                                  {.name = "q2", .doc = "Predictive coefficient, leave-one-out: 1 is perfect."},
                                  {.name = "rmse"},
                                  {.name = "coverage", .doc = "Share of points inside their intervals, leave-one-out."},
                                  {.name = "noise_sd", .doc = "Of one run."},
                                  {.name = "process_sd"},
                                  {.name = "log_likelihood"}}};
    AnswerTable index_table{.id = "indices",
                            .title = "Sobol indices from the emulator",
                            .columns = {{"outcome"},
                                        {"factor"},
                                        {.name = "first"},
                                        {.name = "first_low"},
                                        {.name = "first_high"},
                                        {.name = "total"},
                                        {.name = "total_low"},
                                        {.name = "total_high"},
                                        {.name = "emulator_sd", .doc = "Of the total index, for want of points."},
                                        {.name = "sample_sd", .doc = "For want of base rows."},
                                        {.name = "length", .doc = "Of correlation, in ranges of the factor."}}};
    AnswerTable pairs{.id = "pairs",
                      .title = "Second-order indices from the emulator",
                      .columns = {{"outcome"}, {"factor"}, {"with"}, {.name = "second"}, {.name = "low"}, {.name = "high"}}};
    warn_of_holes(study, answer.warnings);
    const std::vector<std::size_t> varying = varying_factors(study);
    for (std::size_t k = 0; k < study.factors.size(); ++k) {
        const InputColumn& column = study.factors[k].column;
        if (std::find(varying.begin(), varying.end(), k) == varying.end())
            answer.warnings.push_back(column.id + " has one value only and is left out");
        if (std::find(varying.begin(), varying.end(), k) != varying.end() && takes_few_whole_numbers(column)) {
            answer.warnings.push_back(column.id +
                                      " takes few whole numbers and is read as a continuous number between them; where it is a kind or a "
                                      "count of few, make it a category (levels in a study, --categories of a table)");
        }
    }
    for (const OutcomeChoice& choice : scope.outcomes) {
        const TrainingSet set = training_of(study, varying, choice);
        const Emulator emulator = fit_emulator(set, settings, threads);
        const CrossValidation check = leave_one_out(emulator, scope.confidence, threads);
        const EmulatorIndices indices = emulator_indices(emulator,
                                                         {.base_rows = question.base_rows,
                                                          .realisations = question.realisations,
                                                          .resamples = scope.resamples,
                                                          .second_order = question.second_order,
                                                          .confidence = scope.confidence,
                                                          .seed = scope.seed},
                                                         threads);
        table.rows.push_back({emulator.outcome, static_cast<double>(emulator.points()), check.q2, check.rmse, check.coverage,
                              std::sqrt(emulator.noise), std::sqrt(emulator.variance), emulator.log_likelihood});
        std::size_t strongest = 0;
        for (std::size_t k = 0; k < emulator.inputs.size(); ++k) {
            const EmulatorIndex &first = indices.first[k], &total = indices.total[k];
            index_table.rows.push_back({emulator.outcome, emulator.inputs[k].id, first.value, first.interval.low, first.interval.high,
                                        total.value, total.interval.low, total.interval.high, total.emulator_sd, total.sample_sd,
                                        k < emulator.lengths.size() ? emulator.lengths[k] : not_defined});
            if (total.value > indices.total[strongest].value) strongest = k;
        }
        std::size_t pair = 0;
        for (std::size_t i = 0; question.second_order && i < emulator.inputs.size(); ++i) {
            for (std::size_t j = i + 1; j < emulator.inputs.size(); ++j, ++pair) {
                const EmulatorIndex& second = indices.second[pair];
                pairs.rows.push_back({emulator.outcome, emulator.inputs[i].id, emulator.inputs[j].id, second.value, second.interval.low,
                                      second.interval.high});
            }
        }
        const EmulatorIndex& most = indices.total[strongest];
        if (emulator.constant)
            answer.sentences.push_back(fmt::format("{} is the same at all points: no factor matters to it.", emulator.outcome));
        if (!emulator.constant)
            answer.sentences.push_back(
                fmt::format("From {} points the emulator predicts {} with a Q² of {}; {} depends most on {} (total index {}).",
                            emulator.points(), emulator.outcome, number_text(check.q2), emulator.outcome, emulator.inputs[strongest].id,
                            with_interval(most.value, most.interval.low, most.interval.high, 2)));
        for (const auto* list : {&emulator.warnings, &check.warnings, &indices.warnings}) {
            for (const std::string& warning : *list) answer.warnings.push_back(emulator.outcome + ": " + warning);
        }
        answer.figures.push_back(check_figure(emulator, check));
        answer.figures.push_back(emulated_index_figure(emulator, indices));
        if (emulator.constant) continue;
        const std::vector<MainEffect> effects =
            main_effects(emulator, {.realisations = question.realisations, .confidence = scope.confidence, .seed = scope.seed}, threads);
        for (const MainEffect& effect : effects) {
            const auto input = std::find_if(emulator.inputs.begin(), emulator.inputs.end(),
                                            [&](const EmulatorInput& one) { return one.id == effect.input; });
            constexpr std::size_t most_pictured = 12;
            if (!input->categorical() && answer.figures.size() < most_pictured)
                answer.figures.push_back(effect_curve(emulator, effect, scope.confidence));
        }
        if (question.next_points == 0 || answer.tables.size() > 0) continue;
        answer.tables.push_back(next_table(
            study, varying,
            next_points(emulator,
                        {.criterion = NextPointCriterion::integrated_variance, .points = question.next_points, .seed = scope.seed},
                        threads)));
        answer.tables.back().title += " of " + emulator.outcome;
    }
    answer.tables.insert(answer.tables.begin(), {std::move(table), std::move(index_table)});
    if (!pairs.rows.empty()) answer.tables.push_back(std::move(pairs));
    answer.settings.emplace_back("kernel",
                                 fmt::format("{}, trend {}, noise {}", names_of(settings.kernel)[static_cast<std::size_t>(settings.kernel)],
                                             names_of(settings.trend)[static_cast<std::size_t>(settings.trend)],
                                             names_of(settings.noise)[static_cast<std::size_t>(settings.noise)]));
    return answer;
}

}  // namespace enclosure
