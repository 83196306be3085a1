#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/chart/heat_map.h"
#include "analysis/chart/interval_points.h"
#include "analysis/data/analysis_error.h"
#include "analysis/discovery/prim.h"
#include "analysis/questions/robust_question.h"
#include "analysis/robust/joint_satisficing.h"
#include "analysis/robust/regret.h"

namespace enclosure {

namespace {

PolicyWorlds policy_table(const StudyData& study, std::size_t metric) {
    const OutcomeColumn& column = study.metrics[metric];
    PolicyWorlds table{
        .outcome = column.id, .unit = column.unit, .better = column.better, .satisficing = column.satisficing, .policies = study.arms};
    std::vector<std::vector<std::vector<double>>> values;  // arm, point, replicate
    for (std::size_t a = 0; a < study.arms.size(); ++a) values.push_back(replicate_values(study, {.metric = metric, .arm = a}));
    const bool one_point = study.points() == 1;
    std::size_t replicates = 1;
    for (const auto& arm : values) {
        for (const auto& worlds : arm) replicates = std::max(replicates, worlds.size());
    }
    table.worlds = one_point ? replicates : study.points();
    table.replicates = one_point ? 1 : replicates;
    for (const auto& arm : values) {
        for (std::size_t w = 0; w < table.worlds; ++w) {
            const std::vector<double>& worlds = arm[one_point ? 0 : w];
            for (std::size_t r = 0; r < table.replicates; ++r) {
                const std::size_t at = one_point ? w : r;
                table.values.push_back(at < worlds.size() ? worlds[at] : not_defined);
            }
        }
    }
    return table;
}

AnswerTable score_table() {
    return {.id = "robustness",
            .title = "Robustness of each policy",
            .columns = {{"outcome"},
                        {"metric"},
                        {"policy"},
                        {.name = "value"},
                        {.name = "low"},
                        {.name = "high"},
                        {"unit"},
                        {.name = "rank"},
                        {.name = "best_probability", .doc = "Share of resamples of worlds in which the policy is the best by this metric."},
                        {.name = "noise", .doc = "Standard deviation that replicates alone give the value."}},
            .shown = 60};
}

void add_scores(AnswerTable& table, const PolicyWorlds& worlds, const Robustness& result) {
    for (const RobustnessRow& row : result.rows) {
        for (std::size_t p = 0; p < row.scores.size(); ++p) {
            const RobustnessScore& s = row.scores[p];
            table.rows.push_back({worlds.outcome, row.name, worlds.policies[p], s.value, s.interval.low, s.interval.high, row.unit, s.rank,
                                  s.best_probability, s.noise});
        }
    }
}

// Which policies win by how many metrics, and whether one does by all.
std::string robust_sentence(const PolicyWorlds& worlds, const Robustness& result) {
    std::vector<std::size_t> wins(worlds.policies.size());
    std::size_t ranked = 0;
    double surest = 0;
    std::string sure_name, sure_policy;
    for (const RobustnessRow& row : result.rows) {
        if (!row.higher_is_better) continue;
        ++ranked;
        for (std::size_t p = 0; p < row.scores.size(); ++p) {
            if (row.scores[p].rank == 1) ++wins[p];
            if (row.scores[p].best_probability > surest)
                surest = row.scores[p].best_probability, sure_name = row.name, sure_policy = worlds.policies[p];
        }
    }
    if (ranked == 0) return fmt::format("{} has no direction, so that no policy is better by it than another.", worlds.outcome);
    std::vector<std::string> texts;
    for (std::size_t p = 0; p < wins.size(); ++p) {
        if (wins[p] > 0) texts.push_back(fmt::format("{} by {}", worlds.policies[p], wins[p]));
    }
    return fmt::format("Of {1} metrics of {0}, the best is {2}. The surest of these is {3} by {4}, with probability {5:.2g}.",
                       worlds.outcome, ranked, listed(texts), sure_policy, sure_name, surest);
}

AnswerFigure score_figure(const PolicyWorlds& worlds, const RobustnessRow& row, const Scope& scope) {
    IntervalPoints chart;
    chart.id = figure_id(fmt::format("robust-{}-{}", worlds.outcome, row.name));
    chart.title = fmt::format("{}: {}", worlds.outcome, row.name);
    chart.unit = unit_words(row.unit);
    for (std::size_t p = 0; p < row.scores.size(); ++p) {
        const RobustnessScore& s = row.scores[p];
        chart.rows.push_back({.name = worlds.policies[p],
                              .estimates = {{s.value, s.interval}},
                              .note = fmt::format("the best with probability {:.2g}", s.best_probability)});
    }
    chart.source = fmt::format("{} intervals by the bootstrap over worlds.", percent_text(scope.confidence));
    return {chart.id, interval_points(chart), csv_of(chart)};
}

AnswerFigure regret_figure(const PolicyWorlds& worlds, const RegretMatrix& matrix) {
    HeatMap map;
    map.id = figure_id("regret-" + worlds.outcome);
    map.title = "Regret of each policy in each world: " + worlds.outcome;
    map.along = {.title = "policy", .names = worlds.policies};
    map.across = {.title = "worlds, by the regret of the first policy", .count = matrix.worlds.size()};
    map.value_title = worlds.unit == "1" ? "regret" : "regret, " + unit_words(worlds.unit);
    std::vector<std::size_t> order(matrix.worlds.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return matrix.values[a] < matrix.values[b]; });
    for (std::size_t p = 0; p < worlds.policies.size(); ++p) {
        for (const std::size_t w : order) map.cells.push_back(matrix.values[p * order.size() + w]);
    }
    map.range = {0, matrix.largest};
    map.source = "Loss against the best policy of each world; 0 is the best.";
    return {map.id, heat_map(map), csv_of(map)};
}

// Where each policy fails, in words.
void add_vulnerability(const StudyData& study, const PolicyWorlds& worlds, const Threads& threads, Answer& answer, AnswerTable& table) {
    if (!worlds.satisficing || study.points() < 20 || study.factors.empty()) return;
    const Vulnerability found = vulnerability(worlds, {.rule = FailureRule::rate});
    for (std::size_t p = 0; p < worlds.policies.size(); ++p) {
        const PolicyVulnerability& one = found.policies[p];
        std::string where = "nowhere";
        double coverage = not_defined, density = not_defined;
        if (one.rate == 1) where = "everywhere";
        if (one.rate > 0 && one.rate < 1) {
            const DefinedPoints points = defined_points(study, one.failure.values, 2);
            PrimRequest request;
            request.resampling.resamples = 0;
            try {
                const PrimResult result = prim(points.inputs, points.outcome, {}, request, threads);
                const PrimPoint& box = result.boxes[0].simplified();
                where = prim_box_text(box.box, points.inputs);
                coverage = box.coverage;
                density = box.density;
            } catch (const AnalysisError& error) {
                answer.warnings.push_back(fmt::format("where {} fails: {}", worlds.policies[p], error.what()));
                continue;
            }
        }
        table.rows.push_back({worlds.outcome, worlds.policies[p], one.rate, where, coverage, density});
        answer.sentences.push_back(one.rate == 0   ? fmt::format("{} is good enough in {} everywhere.", worlds.policies[p], worlds.outcome)
                                   : one.rate == 1 ? fmt::format("{} is good enough in {} nowhere.", worlds.policies[p], worlds.outcome)
                                                   : fmt::format("{} is not good enough in {} of the worlds for {}, above all where {}.",
                                                                 worlds.policies[p], rough_percent_text(one.rate), worlds.outcome, where));
    }
}

}  // namespace

Answer robust_answer(const StudyData& study, const Scope& scope, const RobustQuestion& question, const Threads& threads) {
    if (study.arms.size() < 2) throw AnalysisError("Robustness compares policies, and the study has one arm; [[arm]] adds others");
    Answer answer{.analysis = "robust", .title = "Which policy holds up"};
    answer.settings = common_settings(study, scope);
    std::erase_if(answer.settings, [](const auto& one) { return one.first == "arm"; });
    RobustnessOptions options{.metrics = question.metrics,
                              .scale = question.scale,
                              .confidence = scope.confidence,
                              .resamples = std::max<std::size_t>(scope.resamples, 1000),
                              .seed = scope.seed,
                              .interval = question.interval};
    if (!question.reference.empty()) options.reference = arm_named(study, question.reference);
    answer.settings.emplace_back(
        "worlds", study.points() == 1 ? "the replicates of the only point" : fmt::format("{} points of the design", study.points()));
    answer.settings.emplace_back(
        "regret", fmt::format("signed, in the unit of the outcome{}{}", question.scale == 1 ? "" : fmt::format(" / {:g}", question.scale),
                              options.reference ? "; reference " + question.reference : ""));
    answer.settings.emplace_back(
        "extremes", "a resample cannot hold a world worse than the worst that was seen: intervals of maximin and minimax regret end there");
    AnswerTable scores = score_table();
    AnswerTable failures{.id = "vulnerability",
                         .title = "Where each policy fails",
                         .columns = {{"outcome"},
                                     {"policy"},
                                     {.name = "failing", .doc = "Share of worlds in which the outcome is not good enough."},
                                     {"where"},
                                     {.name = "coverage"},
                                     {.name = "density"}}};
    warn_of_holes(study, answer.warnings);
    std::vector<PolicyWorlds> levelled;
    for (const OutcomeChoice& choice : scope.outcomes) {
        const PolicyWorlds worlds = policy_table(study, choice.metric);
        const Robustness result = robustness(worlds, options, threads);
        add_scores(scores, worlds, result);
        answer.sentences.push_back(robust_sentence(worlds, result));
        for (const std::string& warning : result.warnings) answer.warnings.push_back(worlds.outcome + ": " + warning);
        if (!result.dropped.empty())
            answer.warnings.push_back(fmt::format("{}: {} worlds are left out for all policies, as some policy has no value there",
                                                  worlds.outcome, result.dropped.size()));
        if (worlds.better == Better::unstated) continue;
        answer.figures.push_back(regret_figure(worlds, regret_matrix(worlds, {}, question.scale)));
        for (std::size_t r = 0; r < result.rows.size() && r < 4; ++r) answer.figures.push_back(score_figure(worlds, result.rows[r], scope));
        if (question.vulnerability) add_vulnerability(study, worlds, threads, answer, failures);
        if (worlds.satisficing) levelled.push_back(worlds);
    }
    answer.tables.push_back(std::move(scores));
    if (!failures.rows.empty()) answer.tables.push_back(std::move(failures));
    if (levelled.size() > 1) {
        const JointSatisficing joint = joint_satisficing(levelled, options, threads);
        AnswerTable table{.id = "joint",
                          .title = "Good enough in all outcomes at once",
                          .columns = {{"policy"}, {.name = "share"}, {.name = "low"}, {.name = "high"}, {.name = "best_probability"}}};
        for (std::size_t p = 0; p < study.arms.size(); ++p) {
            const RobustnessScore& s = joint.joint[p];
            table.rows.push_back({study.arms[p], s.value, s.interval.low, s.interval.high, s.best_probability});
        }
        answer.tables.push_back(std::move(table));
    }
    return answer;
}

}  // namespace enclosure
