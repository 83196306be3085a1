#include "analysis/sensitivity/morris_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/data/analysis_error.h"

namespace enclosure {

namespace {

constexpr std::size_t most_bad_steps = 20;  // of one kind, for a reader

// Of each factor, its group.
std::vector<std::size_t> groups_of_factors(const MorrisPoints& design, std::vector<std::string>& reasons) {
    const std::size_t factors = design.factors.size();
    std::vector<std::size_t> group(factors, factors);
    if (design.groups.empty()) {
        for (std::size_t k = 0; k < factors; ++k) group[k] = k;
        return group;
    }
    std::vector<std::size_t> times(factors, 0);
    for (std::size_t g = 0; g < design.groups.size(); ++g) {
        if (design.groups[g].factors.empty()) reasons.push_back(fmt::format("Group \"{}\" has no factors.", design.groups[g].id));
        for (const std::size_t k : design.groups[g].factors) {
            if (k >= factors) {
                reasons.push_back(fmt::format("Group \"{}\" names factor number {} of {}.", design.groups[g].id, k + 1, factors));
                continue;
            }
            group[k] = g;
            ++times[k];
        }
    }
    for (std::size_t k = 0; k < factors; ++k) {
        if (times[k] == 1) continue;
        reasons.push_back(fmt::format("Factor \"{}\" is in {} groups; every factor must be in one.", design.factors[k].id,
                                      times[k] == 0 ? "no" : "several"));
    }
    return group;
}

void check_morris_factors(const MorrisPoints& design, std::vector<std::string>& reasons) {
    const std::size_t points = design.block.size();
    if (design.factors.empty()) reasons.emplace_back("Elementary effects need at least one factor that the design varies.");
    if (points == 0) reasons.emplace_back("Elementary effects need the points of a Morris design; there are none.");
    for (const MorrisFactor& factor : design.factors) {
        if (factor.values.size() != points) {
            reasons.push_back(
                fmt::format("Factor \"{}\" has {} values for {} points of the design.", factor.id, factor.values.size(), points));
        }
        if (!factor.categorical && !(factor.high > factor.low && std::isfinite(factor.high - factor.low))) {
            reasons.push_back(fmt::format("Factor \"{}\" has the range [{}, {}]; steps need one from a lower to a higher finite value.",
                                          factor.id, factor.low, factor.high));
        }
    }
}

// Points [begin, end) of each trajectory.
struct MorrisStretch {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<MorrisStretch> stretches_of(std::span<const std::uint64_t> block, std::vector<std::string>& reasons) {
    std::vector<MorrisStretch> stretches;
    for (std::size_t i = 0; i < block.size();) {
        std::size_t end = i + 1;
        while (end < block.size() && block[end] == block[i]) ++end;
        if (end - i < 2) reasons.push_back(fmt::format("Trajectory {} has a single point: no factor moves in it.", block[i]));
        stretches.push_back({i, end});
        i = end;
    }
    std::vector<std::uint64_t> begins;
    for (const MorrisStretch& stretch : stretches) begins.push_back(block[stretch.begin]);
    std::sort(begins.begin(), begins.end());
    const auto twice = std::adjacent_find(begins.begin(), begins.end());
    if (twice != begins.end()) {
        reasons.push_back(fmt::format("The points of trajectory {} do not stand together; sort the rows by point.", *twice));
    }
    return stretches;
}

double morris_distance(const MorrisFactor& factor, std::size_t from, std::size_t to) {
    const double a = factor.values[from];
    const double b = factor.values[to];
    if (factor.categorical) return a == b ? 0 : b > a ? 1 : -1;
    const double range = factor.high - factor.low;
    return a == b ? 0 : (b - factor.low) / range - (a - factor.low) / range;
}

// What moved between two points of a block. False if more than one group did, with `names` of what moved.
bool read_step(const MorrisPoints& design, std::span<const std::size_t> group_of, MorrisStep& step, std::string& names) {
    double sum = 0;
    std::size_t moved = 0;
    bool one_group = true;
    for (std::size_t k = 0; k < design.factors.size(); ++k) {
        const double distance = morris_distance(design.factors[k], step.from, step.to);
        if (distance == 0) continue;
        names += (names.empty() ? "" : ", ") + design.factors[k].id;
        if (moved > 0 && group_of[k] != step.group) one_group = false;
        step.group = group_of[k];
        const bool alone = design.groups.empty() || design.groups[step.group].factors.size() == 1;
        sum += alone ? distance : std::fabs(distance);
        ++moved;
    }
    step.distance = moved == 0 ? 0 : sum / static_cast<double>(moved);
    return one_group;
}

}  // namespace

MorrisSteps morris_steps(const MorrisPoints& design) {
    std::vector<std::string> reasons;
    check_morris_factors(design, reasons);
    const std::vector<std::size_t> group_of = groups_of_factors(design, reasons);
    const std::vector<MorrisStretch> stretches = stretches_of(design.block, reasons);
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    MorrisSteps out{.trajectories = stretches.size()};
    std::size_t bad = 0;
    for (std::size_t t = 0; t < stretches.size(); ++t) {
        const MorrisStretch stretch = stretches[t];
        for (std::size_t i = stretch.begin + 1; i < stretch.end; ++i) {
            MorrisStep step{.trajectory = t, .from = design.path == MorrisPath::radial ? stretch.begin : i - 1, .to = i};
            std::string names;
            if (!read_step(design, group_of, step, names)) {
                if (++bad <= most_bad_steps) {
                    reasons.push_back(fmt::format(
                        "Between points {} and {} of trajectory {} several factors moved ({}); of an elementary "
                        "effect one factor or group does. Is it a {} design?",
                        step.from + 1, step.to + 1, design.block[i], names, design.path == MorrisPath::radial ? "radial" : "trajectory"));
                }
            } else if (step.distance == 0) {
                ++out.unmoved;
            } else {
                out.steps.push_back(step);
            }
        }
    }
    if (bad > most_bad_steps) reasons.push_back(fmt::format("… and {} more steps of that kind.", bad - most_bad_steps));
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    return out;
}

}  // namespace enclosure
