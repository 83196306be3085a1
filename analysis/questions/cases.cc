#include "analysis/questions/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/number.h"
#include "analysis/data/analysis_error.h"
#include "sim/base/paired.h"

namespace enclosure {

namespace {

/// A level and the side of it on which cases lie.
struct CaseLevel {
    double level = 0;
    bool above = true;
    bool strict = false;  ///< what is just good enough is no failure
    bool has(double value) const { return above ? (strict ? value > level : value >= level) : (strict ? value < level : value <= level); }
};

CaseLevel level_of(const OutcomeColumn& metric, const CaseRule& rule) {
    if (rule.above && rule.below) throw AnalysisError("--above and --below exclude each other");
    if (rule.above) return {*rule.above, true, false};
    if (rule.below) return {*rule.below, false, false};
    std::vector<std::string> reasons;
    if (!metric.satisficing)
        reasons.push_back(fmt::format(
            "Which runs of {} are the cases of interest? It has no satisficing level: say --above or --below and a level, or --failed-runs",
            metric.id));
    if (metric.satisficing && metric.better == Better::unstated)
        reasons.push_back(fmt::format("{} has a satisficing level and no direction: is more of it better, or less?", metric.id));
    if (!reasons.empty()) throw AnalysisError(reasons);
    return {*metric.satisficing, metric.better == Better::lower, true};
}

double share_at(const std::vector<double>& worlds, const CaseLevel& level, const CaseRule& rule) {
    double sum = 0, cases = 0, counted = 0;
    for (const double value : worlds) {
        if (std::isnan(value) && !rule.undefined_is_case) return not_defined;
        cases += std::isnan(value) || level.has(value) ? 1 : 0;
        sum += value;
        counted += 1;
    }
    if (counted == 0) return not_defined;
    if (rule.of == CaseOf::mean) return std::isnan(sum) || level.has(sum / counted) ? 1 : 0;
    if (rule.of == CaseOf::majority) return cases / counted >= rule.majority ? 1 : 0;
    return cases / counted;
}

double failed_share(const std::vector<double>& worlds, const CaseRule& rule) {
    if (worlds.empty()) return not_defined;
    double failed = 0;
    for (const double value : worlds) failed += std::isnan(value) ? 1 : 0;
    const double share = failed / static_cast<double>(worlds.size());
    return rule.of == CaseOf::share ? share : share >= rule.majority ? 1 : 0;
}

}  // namespace

bool Cases::whole() const {
    return std::all_of(share.begin(), share.end(), [](double s) { return s == 0 || s == 1; });
}

Cases cases_of(const StudyData& study, const OutcomeChoice& choice, const CaseRule& rule) {
    Cases cases;
    std::vector<double> share;
    const std::vector<std::vector<double>> worlds = replicate_values(study, choice);
    if (rule.failed_runs) {
        cases.what = "runs that failed or have no value of " + choice_text(study, choice);
        for (const auto& one : worlds) share.push_back(failed_share(one, rule));
    } else {
        const CaseLevel level = level_of(study.metrics[choice.metric], rule);
        cases.what = fmt::format("{} {} {}", choice_text(study, choice),
                                 level.above ? (level.strict ? "above" : "at or above") : (level.strict ? "below" : "at or below"),
                                 number_text(level.level, {.digits = 6}));
        for (const auto& one : worlds) share.push_back(share_at(one, level, rule));
    }
    const std::size_t most = worlds.empty() ? 0 : std::max_element(worlds.begin(), worlds.end(), [](const auto& a, const auto& b) {
                                                      return a.size() < b.size();
                                                  })->size();
    if (most > 1) {
        cases.what += rule.of == CaseOf::share  ? ", by the share of worlds"
                      : rule.of == CaseOf::mean ? ", by the mean over worlds"
                                                : fmt::format(", in at least {:g} of the worlds", rule.majority);
    }
    DefinedPoints points = defined_points(study, share, 2);
    cases.inputs = std::move(points.inputs);
    cases.share = std::move(points.outcome);
    cases.point = std::move(points.point);
    cases.block = std::move(points.block);
    cases.dropped = points.dropped;
    for (const double s : cases.share) cases.sum += s;
    if (cases.sum == 0)
        throw AnalysisError(fmt::format("There is no case of interest among {} points: {}", cases.share.size(), cases.what));
    if (cases.sum == static_cast<double>(cases.share.size()))
        throw AnalysisError(
            fmt::format("All {} points are cases of interest, so that nothing tells them from others: {}", cases.share.size(), cases.what));
    return cases;
}

}  // namespace enclosure
