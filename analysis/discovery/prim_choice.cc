#include "analysis/discovery/prim_choice.h"

#include <fmt/format.h>

#include <stdexcept>
#include <tuple>

#include "analysis/data/analysis_error.h"

namespace enclosure {
namespace {

double rule_score(const PrimPoint& point, double cases, PrimRule rule) {
    const double coverage = cases > 0 ? point.k / cases : 0;
    const double product = coverage * point.density;
    switch (rule) {
        case PrimRule::density:
            return coverage;
        case PrimRule::f1:
            return product > 0 ? 2 * product / (coverage + point.density) : 0;
        case PrimRule::product:
            return product;
        case PrimRule::last:
        case PrimRule::index:
            break;
    }
    return point.density;
}

// The box with the highest score among those with limits and at least that density.
PrimChosen highest_score(std::span<const PrimPoint> trajectory, double least_density, PrimRule rule) {
    PrimChosen chosen{.index = 0, .met = false};
    std::tuple<double, double, double> best;
    for (std::size_t i = 1; i < trajectory.size(); ++i) {
        const PrimPoint& point = trajectory[i];
        if (point.restricted() == 0 || !(point.density >= least_density)) continue;
        const std::tuple score{rule_score(point, trajectory.front().k, rule), point.density, -static_cast<double>(point.restricted())};
        if (chosen.met && !(score > best)) continue;
        best = score;
        chosen = {.index = i, .met = true};
    }
    return chosen;
}

}  // namespace

PrimChosen choose_prim_box(std::span<const PrimPoint> trajectory, const PrimChoice& choice) {
    if (trajectory.empty()) throw std::invalid_argument("a trajectory has at least one box");
    if (choice.rule == PrimRule::last) return {.index = trajectory.size() - 1, .met = true};
    if (choice.rule == PrimRule::index) {
        if (choice.index >= trajectory.size())
            throw AnalysisError(fmt::format("There is no box {}: the trajectory has boxes 0 to {}.", choice.index, trajectory.size() - 1));
        return {.index = choice.index, .met = true};
    }
    const PrimChosen chosen = highest_score(trajectory, choice.rule == PrimRule::density ? choice.density : 0, choice.rule);
    if (chosen.met) return chosen;
    // The densest box; of equally dense ones the one that covers more.
    PrimChosen densest{.index = 0, .met = false};
    for (std::size_t i = 1; i < trajectory.size(); ++i) {
        const PrimPoint& now = trajectory[densest.index];
        if (std::tuple{trajectory[i].density, trajectory[i].k} > std::tuple{now.density, now.k}) densest.index = i;
    }
    return densest;
}

std::vector<std::string> prim_choice_reasons(const PrimChoice& choice) {
    if (choice.rule != PrimRule::density || (choice.density > 0 && choice.density <= 1)) return {};
    return {fmt::format("The least density of a box must be above 0 and at most 1, not {:g}.", choice.density)};
}

}  // namespace enclosure
