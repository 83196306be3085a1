#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/fan_chart.h"
#include "analysis/data/analysis_error.h"
#include "analysis/questions/replicates_question.h"
#include "analysis/replicates/split_half.h"

namespace enclosure {

namespace {

double or_nan(const std::optional<std::uint64_t>& n) {
    return n ? static_cast<double>(*n) : not_defined;
}

/// Values of every arm and metric, by point and world.
class AllValues {
  public:
    AllValues(const StudyData& study, const Scope& scope) : study_(study), scope_(scope) {
        for (std::size_t a = 0; a < study.arms.size(); ++a) {
            for (const OutcomeChoice& choice : scope.outcomes)
                values_.push_back(replicate_values(study, {.metric = choice.metric, .arm = a}));
        }
    }
    bool has_spread_at(std::size_t point) const {
        return std::any_of(values_.begin(), values_.end(), [&](const auto& one) { return one[point].size() >= 2; });
    }
    std::vector<ArmOutcomes> arms_at(std::size_t point) const {
        std::vector<ArmOutcomes> arms;
        auto values = values_.begin();
        for (const std::string& id : study_.arms) {
            ArmOutcomes arm{.arm = id};
            for (const OutcomeChoice& choice : scope_.outcomes) {
                const OutcomeColumn& metric = study_.metrics[choice.metric];
                arm.outcomes.push_back({.id = metric.id,
                                        .title = metric.title,
                                        .unit = metric.unit,
                                        .better = metric.better,
                                        .smallest_effect = metric.smallest_effect,
                                        .satisficing = metric.satisficing,
                                        .values = (*values++)[point]});
            }
            arms.push_back(std::move(arm));
        }
        return arms;
    }

  private:
    const StudyData& study_;
    const Scope& scope_;
    std::vector<std::vector<std::vector<double>>> values_;  // arm × metric
};

AnswerTable advice_table() {
    return {.id = "advice",
            .title = "How many worlds",
            .columns = {
                {.name = "point"},
                {"outcome"},
                {"of"},
                {.name = "worlds", .doc = "Worlds with a value."},
                {.name = "dropped", .doc = "Worlds without."},
                {.name = "mean"},
                {.name = "sd", .doc = "Standard deviation over worlds."},
                {.name = "low"},
                {.name = "high"},
                {.name = "half_width"},
                {.name = "variation", .doc = "Coefficient of variation."},
                {.name = "for_variation", .doc = "Worlds from which on the coefficient of variation changes by less than the tolerance."},
                {.name = "for_half_width", .doc = "Worlds for the half-width asked for."},
                {.name = "power", .doc = "Probability that the worlds there are show the smallest effect."},
                {.name = "for_power", .doc = "Worlds for the power asked for."},
                {.name = "detectable", .doc = "Smallest difference that the worlds there are show with the power asked for."},
                {"enough"}}};
}

void add_row(AnswerTable& table, std::size_t point, const AdvisedColumn& column, const std::string& first_arm) {
    const ReplicateAdvice& a = column.advice;
    const std::string of = column.difference ? column.arm + " − " + first_arm : column.arm;
    table.rows.push_back({static_cast<double>(point), column.outcome, of, static_cast<double>(a.mean.n),
                          static_cast<double>(a.mean.dropped), a.mean.mean, a.mean.sd, a.mean.interval.low, a.mean.interval.high,
                          a.mean.half_width(), a.variation, or_nan(a.by_variation.n), or_nan(a.for_half_width), a.power,
                          or_nan(a.for_power), a.detectable,
                          std::string(!a.enough   ? ""
                                      : *a.enough ? "yes"
                                                  : "no")});
}

AnswerFigure path_figure(const std::string& id, const std::string& title, std::span<const double> values, double confidence,
                         const std::string& unit) {
    FanChart chart;
    chart.band_title = "interval";
    chart.id = figure_id("replicates-" + id);
    chart.title = title;
    chart.unit = unit;
    chart.x = {.title = "worlds", .snug = true};
    std::vector<DotEstimate> means;
    for (std::size_t n = 2; n <= values.size(); ++n) {
        const MeanInterval mean = mean_interval(values.first(n), confidence);
        chart.at.push_back(static_cast<double>(n));
        means.push_back({mean.mean, mean.interval});
    }
    chart.series.push_back(interval_line("mean", confidence, means));
    chart.source = "The mean of the first worlds, and its interval, as more of them count.";
    return {chart.id, fan_chart(chart), csv_of(chart)};
}

// What is asked of each, in words: the column that needs most.
void say_verdict(const std::vector<AdvisedColumn>& columns, const ReplicatesQuestion& question, std::vector<std::string>& sentences,
                 const std::string& first_arm) {
    const AdvisedColumn* most = nullptr;
    std::uint64_t needed = 0;
    std::size_t asked = 0, reached = 0;
    bool beyond = false;
    for (const AdvisedColumn& column : columns) {
        const ReplicateAdvice& a = column.advice;
        if (!a.enough) continue;
        ++asked;
        reached += *a.enough ? 1 : 0;
        const std::uint64_t wants = std::max(a.for_half_width.value_or(0), a.for_power.value_or(0));
        beyond = beyond || (!*a.enough && wants == 0);
        if (!most || wants > needed) most = &column, needed = wants;
    }
    if (!most) {
        sentences.push_back(
            "Nothing was asked of the number of worlds: state a half-width by --half-width, or a smallest_effect for each metric.");
        return;
    }
    const std::string of = most->difference ? "the difference of " + most->arm + " to " + first_arm : most->arm;
    sentences.push_back(fmt::format(
        "The worlds there are suffice for {} of {} columns. {} in {} needs most: {} worlds{}.", reached, asked, most->outcome, of,
        beyond ? "more than can be run, if the spread is what it seems" : fmt::format("{}", std::max<std::uint64_t>(needed, 2)),
        question.needs.smallest_effect || most->difference
            ? fmt::format(", for a power of {:g} or the half-width asked for", question.needs.power)
            : ""));
}

}  // namespace

Answer replicates_answer(const StudyData& study, const Scope& scope, const ReplicatesQuestion& question) {
    ReplicateNeeds needs = question.needs;
    needs.confidence = scope.confidence;
    if (question.point && *question.point >= study.points())
        throw AnalysisError(fmt::format("There is no point {}; the study has {}, counted from 0", *question.point, study.points()));
    Answer answer{.analysis = "replicates", .title = "How many runs are enough"};
    answer.settings = common_settings(study, scope);
    answer.settings.emplace_back(
        "tolerance",
        fmt::format("{:g} of the coefficient of variation (Lorscheid, Heine and Meyer 2012; Lee et al. 2015)", needs.variation_tolerance));
    if (needs.half_width) answer.settings.emplace_back("half-width", fmt::format("{:g}", *needs.half_width));
    answer.settings.emplace_back("power", fmt::format("{:g}", needs.power));
    answer.tables = {advice_table()};
    const AllValues values(study, scope);
    std::vector<AdvisedColumn> all;
    bool any = false;
    std::optional<std::size_t> first;
    for (std::size_t p = question.point.value_or(0); p < (question.point ? *question.point + 1 : study.points()); ++p) {
        if (!values.has_spread_at(p)) continue;
        any = true;
        if (!first) first = p;
        for (AdvisedColumn& column : replicate_advice(values.arms_at(p), needs)) {
            if (!column.warning.empty()) {
                answer.warnings.push_back(fmt::format("point {}, {} in {}: {}", p, column.outcome, column.arm, column.warning));
                continue;
            }
            add_row(answer.tables[0], p, column, study.arms.front());
            all.push_back(std::move(column));
        }
    }
    if (!any)
        throw AnalysisError(
            "No point of the study has two worlds, so that nothing is known of the spread over worlds; [replicates] number = N asks for "
            "more");
    warn_of_holes(study, answer.warnings);
    say_verdict(all, question, answer.sentences, study.arms.front());
    constexpr std::size_t most_pictured = 8;
    for (std::size_t m = 0; m < scope.outcomes.size() && m < most_pictured; ++m) {
        for (std::size_t a = study.arms.size() > 1 ? 1 : 0; a < study.arms.size(); ++a) {
            OutcomeChoice choice{.metric = scope.outcomes[m].metric, .arm = a};
            if (a > 0) choice.against = 0;
            const std::vector<double> worlds = replicate_values(study, choice)[*first];
            answer.figures.push_back(path_figure(choice_text(study, choice), choice_text(study, choice), worlds, scope.confidence,
                                                 unit_words(study.metrics[choice.metric].unit)));
        }
    }
    return answer;
}

}  // namespace enclosure
