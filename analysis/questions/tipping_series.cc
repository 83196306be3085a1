#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/fan_chart.h"
#include "analysis/chart/step_chart.h"
#include "analysis/data/analysis_error.h"
#include "analysis/questions/tipping_parts.h"

namespace enclosure {

namespace {

/// Runs of one arm of one series.
std::vector<std::vector<double>> runs_of_series(const StudyData& study, const std::string& name, std::size_t arm) {
    const std::vector<double> all = read_series(study, name).values;
    const std::size_t steps = study.time.size();
    std::vector<std::vector<double>> runs;
    for (std::size_t r = 0; r < study.runs(); ++r) {
        if (study.arm[r] != arm || study.failed[r]) continue;
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(r * steps);
        runs.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(steps));
    }
    return runs;
}

std::vector<double> years_of(const StudyData& study) {
    constexpr double days_a_year = 365.25;
    std::vector<double> years;
    for (const double day : study.time) years.push_back((day - study.time.front()) / days_a_year);
    return years;
}

}  // namespace

bool add_lock_in(const StudyData& study, const Scope& scope, const TippingQuestion& question, Answer& answer) {
    if (!question.lock_in || study.series.empty()) return false;
    const std::string name = series_asked(study, question).front();
    AnswerTable table{.id = "lock_in",
                      .title = "Time to lock-in of " + name,
                      .columns = {{"arm"},
                                  {.name = "runs"},
                                  {.name = "locked_in", .doc = "Share of runs that are when they end."},
                                  {.name = "low"},
                                  {.name = "high"},
                                  {.name = "median", .unit = "yr"},
                                  {.name = "median_low", .unit = "yr"},
                                  {.name = "median_high", .unit = "yr"},
                                  {.name = "mean_within_run", .unit = "yr", .doc = "Mean time without lock-in, up to the end of runs."}}};
    StepChart chart;
    chart.id = figure_id("lock-in-" + name);
    chart.title = "Runs that have not locked in: " + name;
    chart.x.title = "years";
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        const LockIn found = lock_in(years_of(study), runs_of_series(study, name, a), *question.lock_in, 0, scope.confidence);
        const SurvivalCurve& curve = found.curve;
        table.rows.push_back({study.arms[a], static_cast<double>(found.times.size()), found.locked_in, found.locked_in_interval.low,
                              found.locked_in_interval.high, curve.median, curve.median_interval.low, curve.median_interval.high,
                              curve.restricted_mean});
        StepSeries series{.name = study.arms[a], .before = 1, .end = curve.horizon, .colour = static_cast<int>(a)};
        for (const SurvivalStep& step : curve.steps) {
            series.at.push_back(step.time);
            series.value.push_back(step.survival);
            series.low.push_back(step.interval.low);
            series.high.push_back(step.interval.high);
            if (step.censored > 0) series.censored.push_back(step.time);
        }
        chart.series.push_back(std::move(series));
        answer.sentences.push_back(
            fmt::format("{} of the runs of {} have locked in when they end{}.", rough_percent_text(found.locked_in), study.arms[a],
                        std::isnan(curve.median) ? "" : fmt::format(", half of them within {} years", number_text(curve.median))));
        answer.warnings.insert(answer.warnings.end(), found.warnings.begin(), found.warnings.end());
    }
    chart.source = "Kaplan and Meier's curve; runs that end without lock-in are censored, marked by uprights.";
    answer.tables.push_back(std::move(table));
    answer.figures.push_back({chart.id, step_chart(chart), csv_of(chart)});
    return true;
}

bool add_early_warning(const StudyData& study, const Scope& scope, const TippingQuestion& question, const Threads& threads,
                       Answer& answer) {
    if (!question.early_warning || study.series.empty()) return false;
    AnswerTable table{
        .id = "early_warning",
        .title = "Early warnings",
        .columns = {{"series"},
                    {"arm"},
                    {"indicator"},
                    {.name = "tau", .doc = "Mean of Kendall's tau over runs: 1 rises throughout, -1 falls."},
                    {.name = "tau_low"},
                    {.name = "tau_high"},
                    {.name = "rising", .doc = "Share of runs whose rise is more than chance gives a series of the same memory."},
                    {.name = "rising_low"},
                    {.name = "rising_high"},
                    {.name = "falling"}}};
    for (const std::string& name : series_asked(study, question)) {
        for (std::size_t a = 0; a < study.arms.size(); ++a) {
            const WarningOptions options{.surrogates = 200, .confidence = scope.confidence, .seed = scope.seed};
            const EarlyWarningsOfRuns found = early_warnings_of_runs(runs_of_series(study, name, a), options, threads, name);
            for (std::size_t k = 0; k < warning_indicators; ++k) {
                const auto& share = found.indicators[k];
                table.rows.push_back({name, study.arms[a], std::string(names_of(WarningIndicator{})[k]), share.tau.mean,
                                      share.tau.interval.low, share.tau.interval.high, share.rising, share.rising_interval.low,
                                      share.rising_interval.high, share.falling});
            }
            const auto& memory = found.of(WarningIndicator::ar1);
            answer.sentences.push_back(fmt::format("The memory of {} rises beyond chance in {} of the runs of {}.", name,
                                                   rough_percent_text(memory.rising), study.arms[a]));
            answer.warnings.insert(answer.warnings.end(), found.warnings.begin(), found.warnings.end());
        }
    }
    answer.tables.push_back(std::move(table));
    return true;
}

Answer tipping_answer(const StudyData& study, const Scope& scope, const TippingQuestion& question, const Threads& threads) {
    Answer answer{.analysis = "tipping", .title = "Does it tip"};
    answer.settings = common_settings(study, scope);
    warn_of_holes(study, answer.warnings);
    bool any = add_hysteresis(study, scope, question, answer);
    if (question.lever.empty()) {
        any = add_basins(study, scope, question, threads, answer) || any;
        any = add_regimes(study, scope, question, threads, answer) || any;
    }
    any = add_lock_in(study, scope, question, answer) || any;
    any = add_early_warning(study, scope, question, threads, answer) || any;
    if (!any) {
        throw AnalysisError(
            "The study can tell nothing about tipping: it has no [sweep], fewer than ten runs, and no two factors that vary. [sweep] moves "
            "a lever up and down within each run; "
            "--lock-in and --early-warning ask about series that [records] keeps");
    }
    return answer;
}

}  // namespace enclosure
