#include <fmt/format.h>

#include <cmath>

#include "analysis/chart/interval_points.h"
#include "analysis/data/analysis_error.h"
#include "analysis/questions/differences_question.h"
#include "analysis/replicates/comparison_tests.h"

namespace enclosure {

namespace {

/// Pairs of one metric in two arms.
struct PairedValues {
    std::vector<double> baseline, treated;
};

PairedValues paired_values(const StudyData& study, std::size_t metric, std::size_t arm) {
    const auto base = replicate_values(study, {.metric = metric, .arm = 0});
    const auto treated = replicate_values(study, {.metric = metric, .arm = arm});
    PairedValues pairs;
    if (study.points() == 1) {
        pairs = {base[0], treated[0]};
        pairs.treated.resize(pairs.baseline.size(), not_defined);
        return pairs;
    }
    for (std::size_t p = 0; p < study.points(); ++p) {
        double sum_base = 0, sum_treated = 0, n = 0;
        for (std::size_t w = 0; w < std::min(base[p].size(), treated[p].size()); ++w) {
            if (std::isnan(base[p][w]) || std::isnan(treated[p][w])) continue;
            sum_base += base[p][w];
            sum_treated += treated[p][w];
            n += 1;
        }
        pairs.baseline.push_back(n > 0 ? sum_base / n : not_defined);
        pairs.treated.push_back(n > 0 ? sum_treated / n : not_defined);
    }
    return pairs;
}

std::string verdict_of(const OutcomeColumn& metric, const PairedTest& test, double confidence, bool& matters) {
    matters = test.interval.low > 0 || test.interval.high < 0;
    if (std::isnan(test.difference)) return "no value";
    if (metric.smallest_effect) {
        const EquivalenceTest small = equivalence_test(test, {-*metric.smallest_effect, *metric.smallest_effect}, 1 - confidence);
        if (small.equivalent) {
            matters = false;
            return "too small to matter";
        }
    }
    if (test.sd == 0 && test.difference == 0) return "no difference at all";
    if (!matters) return "not told apart";
    if (metric.better == Better::unstated) return "different";
    return (test.difference > 0) == (metric.better == Better::higher) ? "better" : "worse";
}

}  // namespace

Answer differences_answer(const StudyData& study, const Scope& scope) {
    if (study.arms.size() < 2) throw AnalysisError("Differences are between arms, and the study has one; [[arm]] adds others");
    Answer answer{.analysis = "differences", .title = "What the arms change"};
    answer.settings = common_settings(study, scope);
    std::erase_if(answer.settings, [](const auto& one) { return one.first == "arm"; });
    answer.settings.emplace_back(
        "pairs", study.points() == 1 ? "worlds, shared by all arms" : "points of the design, averaged over the worlds that arms share");
    AnswerTable table{.id = "differences",
                      .title = "Paired differences to " + study.arms.front(),
                      .columns = {{"metric"},
                                  {"arm"},
                                  {.name = "baseline"},
                                  {.name = "treated"},
                                  {.name = "difference"},
                                  {.name = "low"},
                                  {.name = "high"},
                                  {"unit"},
                                  {.name = "effect_size", .doc = "Cohen's d_z: mean over standard deviation of the differences."},
                                  {.name = "p", .doc = "Of no difference, two-sided."},
                                  {.name = "pairs"},
                                  {"verdict"}}};
    for (const OutcomeChoice& choice : scope.outcomes) {
        const OutcomeColumn& metric = study.metrics[choice.metric];
        IntervalPoints chart;
        chart.id = figure_id("difference-" + metric.id);
        chart.title = metric.title;
        chart.unit = fmt::format("difference to {}{}", study.arms.front(), metric.unit == "1" ? "" : ", " + unit_words(metric.unit));
        chart.reference = 0;
        chart.reference_name = "no difference";
        for (std::size_t a = 1; a < study.arms.size(); ++a) {
            const PairedValues pairs = paired_values(study, choice.metric, a);
            const PairedTest test = paired_test(pairs.baseline, pairs.treated, scope.confidence);
            bool matters = false;
            const std::string verdict = verdict_of(metric, test, scope.confidence, matters);
            double base = 0, treated = 0;
            for (std::size_t k = 0; k < pairs.baseline.size(); ++k) {
                if (std::isnan(pairs.baseline[k] + pairs.treated[k])) continue;
                base += pairs.baseline[k] / static_cast<double>(test.n);
                treated += pairs.treated[k] / static_cast<double>(test.n);
            }
            table.rows.push_back({metric.id, study.arms[a], test.n == 0 ? not_defined : base, test.n == 0 ? not_defined : treated,
                                  test.difference, test.interval.low, test.interval.high, metric.unit, test.effect_size, test.p,
                                  static_cast<double>(test.n), verdict});
            chart.rows.push_back({.name = study.arm_titles[a], .estimates = {{test.difference, test.interval}}, .note = verdict});
            if (!matters) continue;
            const std::string unit = unit_words(metric.unit);
            answer.sentences.push_back(
                fmt::format("{} {} {} by {}{} ({}).", study.arm_titles[a], test.difference > 0 ? "raises" : "lowers", metric.title,
                            with_interval(std::abs(test.difference), test.difference > 0 ? test.interval.low : -test.interval.high,
                                          test.difference > 0 ? test.interval.high : -test.interval.low),
                            unit.empty() ? "" : " " + unit, verdict));
        }
        chart.source = fmt::format("{} intervals of paired differences.", percent_text(scope.confidence));
        answer.figures.push_back({chart.id, interval_points(chart), csv_of(chart)});
    }
    if (answer.sentences.empty())
        answer.sentences.push_back("No arm changes any metric by more than worlds differ, or by more than matters.");
    warn_of_holes(study, answer.warnings);
    answer.tables.push_back(std::move(table));
    return answer;
}

}  // namespace enclosure
