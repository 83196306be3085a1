#include "analysis/data/point_outcomes.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <set>

#include "analysis/data/analysis_error.h"

namespace enclosure {

namespace {

constexpr double no_outcome = std::numeric_limits<double>::quiet_NaN();

}  // namespace

std::vector<std::vector<double>> replicate_values(const StudyData& study, const OutcomeChoice& choice) {
    const std::vector<double>& values = study.metrics[choice.metric].values;
    std::vector<std::vector<double>> all(study.points());
    std::vector<std::vector<double>> against(choice.against ? study.points() : 0);
    const auto put = [](std::vector<double>& worlds, std::size_t replicate, double value) {
        if (worlds.size() <= replicate) worlds.resize(replicate + 1, no_outcome);
        worlds[replicate] = value;
    };
    for (std::size_t r = 0; r < study.runs(); ++r) {
        const double value = study.failed[r] ? no_outcome : values[r];
        if (study.arm[r] == choice.arm) put(all[study.point[r]], study.replicate[r], value);
        if (choice.against && study.arm[r] == *choice.against) put(against[study.point[r]], study.replicate[r], value);
    }
    for (std::size_t p = 0; p < against.size(); ++p) {
        for (std::size_t w = 0; w < all[p].size(); ++w) all[p][w] -= w < against[p].size() ? against[p][w] : no_outcome;
    }
    return all;
}

PointOutcomes point_outcomes(const StudyData& study, const OutcomeChoice& choice) {
    PointOutcomes out;
    out.outcome = study.metrics[choice.metric];
    out.outcome.values.clear();
    for (const std::vector<double>& worlds : replicate_values(study, choice)) {
        double sum = 0;
        for (const double value : worlds) sum += value;
        const auto n = static_cast<double>(worlds.size());
        const double mean = worlds.empty() ? no_outcome : sum / n;
        double squares = 0;
        for (const double value : worlds) squares += (value - mean) * (value - mean);
        out.outcome.values.push_back(mean);
        out.variance.push_back(worlds.size() < 2 ? no_outcome : squares / (n - 1));
        out.replicates.push_back(static_cast<std::uint32_t>(worlds.size()));
    }
    for (std::size_t r = 0; r < study.runs(); ++r) {
        if (study.arm[r] != choice.arm && (!choice.against || study.arm[r] != *choice.against)) continue;
        out.failed += study.failed[r] ? 1 : 0;
        out.undefined += !study.failed[r] && std::isnan(study.metrics[choice.metric].values[r]) ? 1 : 0;
    }
    return out;
}

std::string choice_text(const StudyData& study, const OutcomeChoice& choice) {
    std::string text = study.metrics[choice.metric].id;
    if (choice.against) return text + ", " + study.arms[choice.arm] + " against " + study.arms[*choice.against];
    return study.arms.size() > 1 ? text + ", " + study.arms[choice.arm] : text;
}

DefinedPoints defined_points(const StudyData& study, const std::vector<double>& outcome, std::size_t least) {
    if (study.factors.empty()) throw AnalysisError("The study varies nothing: it has no factor, so that nothing can be said of factors");
    std::set<std::uint64_t> holed;
    for (std::size_t p = 0; p < study.points(); ++p) {
        if (std::isnan(outcome[p])) holed.insert(study.block[p]);
    }
    DefinedPoints rows;
    rows.dropped_blocks = holed.size();
    for (std::size_t p = 0; p < study.points(); ++p) {
        if (!holed.contains(study.block[p])) rows.point.push_back(p);
    }
    rows.dropped = study.points() - rows.point.size();
    if (rows.point.empty()) throw AnalysisError("The outcome is defined at no point: every run failed, or has no value");
    if (rows.point.size() < least) {
        throw AnalysisError(
            fmt::format("The outcome is defined at {} of {} points; at least {} are needed", rows.point.size(), study.points(), least));
    }
    for (const std::size_t p : rows.point) {
        rows.outcome.push_back(outcome[p]);
        rows.block.push_back(study.block[p]);
    }
    for (const FactorColumn& factor : study.factors) {
        InputColumn column = factor.column;
        column.values.clear();
        for (const std::size_t p : rows.point) column.values.push_back(factor.column.values[p]);
        rows.inputs.push_back(std::move(column));
    }
    return rows;
}

}  // namespace enclosure
