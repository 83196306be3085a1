#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/chart/scatter_chart.h"
#include "analysis/data/analysis_error.h"
#include "analysis/questions/sensitivity_questions.h"

namespace enclosure {

namespace {

MorrisPoints morris_sample(const StudyData& study) {
    if (study.design.kind != "morris") {
        throw AnalysisError(
            study.design.kind == "table"
                ? "Elementary effects need a Morris design: say --design morris if the table has one"
                : fmt::format("Elementary effects need a design of kind morris, and this study's is {}", study.design.kind));
    }
    MorrisPoints sample{.path = study.design.walk == "radial" ? MorrisPath::radial : MorrisPath::trajectory};
    sample.block = study.block;
    const bool grouped = study.design.groups() != study.design.factors.size();
    if (grouped) {
        for (const std::string& name : group_names(study)) sample.groups.push_back({.id = name});
    }
    for (std::size_t k = 0; k < study.design.factors.size(); ++k) {
        const FactorColumn& factor = study.factors[study.design.factors[k]];
        sample.factors.push_back({factor.column.id, factor.column.values, factor.low, factor.high, factor.column.categorical()});
        if (!grouped) continue;
        sample.groups[study.design.group[k]].factors.push_back(k);
    }
    return sample;
}

AnswerFigure effect_figure(const MorrisEffects& one, const OutcomeColumn& metric) {
    ScatterChart chart;
    chart.id = figure_id("morris-" + one.id);
    chart.title = "Elementary effects on " + one.id;
    chart.x = {.title = "mu*, mean size of the effect", .from_zero = true};
    chart.y = {.title = "sigma, its spread", .from_zero = true};
    chart.unit = metric_label(metric);
    for (const MorrisEffect& effect : one.effects) {
        chart.at_x.push_back(effect.mu_star);
        chart.at_y.push_back(effect.sigma);
        chart.labels.push_back(effect.id);
    }
    chart.guides = {{.name = "sigma = mu*", .intercept = 0, .slope = 1}};
    chart.source = fmt::format("{} trajectories. Right: strong. Above the line: curved, or with interactions.", one.trajectories);
    return {chart.id, scatter_chart(chart), csv_of(chart)};
}

std::string morris_sentence(const MorrisEffects& one) {
    std::vector<std::size_t> order(one.effects.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return one.effects[a].mu_star > one.effects[b].mu_star; });
    std::vector<std::string> strongest, idle;
    for (std::size_t r = 0; r < order.size(); ++r) {
        const MorrisEffect& e = one.effects[order[r]];
        if (e.mu_star == 0) idle.push_back(e.id);
        if (r < 3 && e.mu_star > 0)
            strongest.push_back(fmt::format("{} ({})", e.id, with_interval(e.mu_star, e.mu_star_interval.low, e.mu_star_interval.high)));
    }
    if (strongest.empty()) return fmt::format("No factor has an effect on {}.", one.id);
    return fmt::format("{} is moved most by {}, by mean size of the effect over the whole range{}.", one.id, listed(strongest),
                       idle.empty() ? "" : "; " + listed(idle) + (idle.size() == 1 ? " does" : " do") + " nothing");
}

}  // namespace

Answer morris_answer(const StudyData& study, const Scope& scope, const MorrisQuestion& question) {
    const MorrisPoints sample = morris_sample(study);
    const MorrisSteps steps = morris_steps(sample);
    const MorrisOptions options{.interval = question.interval,
                                .resamples = std::max<std::size_t>(scope.resamples, 1000),
                                .confidence = scope.confidence,
                                .seed = scope.seed};
    Answer answer{.analysis = "morris", .title = "Which factors matter: elementary effects"};
    answer.settings = common_settings(study, scope);
    answer.settings.emplace_back("effects",
                                 "change of the outcome over the change of the factor, in units of the factor's range (Morris 1991)");
    answer.settings.emplace_back("intervals",
                                 fmt::format("of mu*, {}", names_of(question.interval)[static_cast<std::size_t>(question.interval)]));
    AnswerTable table{
        .id = "effects",
        .title = "Elementary effects",
        .columns = {{"outcome"},
                    {"factor"},
                    {.name = "mu", .doc = "Mean effect."},
                    {.name = "mu_star", .doc = "Mean size of the effect."},
                    {.name = "mu_star_low"},
                    {.name = "mu_star_high"},
                    {.name = "sigma", .doc = "Standard deviation of the effect, by n - 1: 0 for a linear factor without interactions."},
                    {.name = "sigma_population", .doc = "The same by n."},
                    {.name = "median", .doc = "Median size of the effect."},
                    {.name = "trajectories", .doc = "That count."},
                    {.name = "dropped", .doc = "Trajectories left out whole, for a run of theirs that failed."}}};
    warn_of_holes(study, answer.warnings);
    for (const OutcomeChoice& choice : scope.outcomes) {
        const MorrisEffects one =
            morris_effects(sample, steps, choice_text(study, choice), point_outcomes(study, choice).outcome.values, options);
        for (const MorrisEffect& e : one.effects) {
            table.rows.push_back({one.id, e.id, e.mu, e.mu_star, e.mu_star_interval.low, e.mu_star_interval.high, e.sigma,
                                  e.sigma_population, e.median, static_cast<double>(one.trajectories), static_cast<double>(one.dropped)});
        }
        answer.sentences.push_back(morris_sentence(one));
        for (const std::string& warning : one.warnings) answer.warnings.push_back(one.id + ": " + warning);
        answer.figures.push_back(effect_figure(one, study.metrics[choice.metric]));
    }
    answer.tables.push_back(std::move(table));
    return answer;
}

}  // namespace enclosure
