// What may be chosen where several objectives count: points that no other is better than in every respect, and what sets them apart.
// Invariant: a point counts only if all its objectives are finite numbers; others are listed. Results stand in the order of the points.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"

namespace enclosure {

/// Points with several objectives, each in its own unit.
struct ObjectiveTable {
    std::vector<std::string> objectives = {};
    std::vector<Better> better = {};  ///< of each objective; none unstated
    std::vector<double> values = {};  ///< point × objective; NaN where nothing is defined

    std::size_t points() const { return objectives.empty() ? 0 : values.size() / objectives.size(); }
    double value(std::size_t point, std::size_t objective) const { return values[point * objectives.size() + objective]; }
};

/// Throws AnalysisError, with all reasons at once, if there are no objectives, lengths do not match, or an objective has no direction.
void check_objective_table(const ObjectiveTable& table);

/// The same numbers as losses, which are better when lower: objectives that are better when higher change their sign.
std::vector<double> objective_losses(const ObjectiveTable& table);

inline constexpr std::size_t no_front = static_cast<std::size_t>(-1);

struct ParetoRanking {
    std::vector<std::size_t> front = {};  ///< of each point, 0 for those that nothing dominates (sim/study/search/dominance.h); or no_front
    std::vector<double> crowding = {};    ///< of each point, within its front (Deb et al. 2002); NaN without a front
    std::vector<std::size_t> twin = {};   ///< of each point, the first with the same objectives, itself if it is; all twins share a front
    std::vector<std::size_t> undominated = {};  ///< points of front 0
    std::vector<std::size_t> dropped = {};      ///< points of which an objective is not defined
};

/// Fronts of all points. Throws AnalysisError as check_objective_table does, or if no point is defined.
ParetoRanking pareto_ranking(const ObjectiveTable& table);

/// Hypervolume that the points dominate up to `reference`, a value for each objective in its unit (sim/study/search/hypervolume.h); in the
/// product of units. Points that are not defined, or not better than the reference throughout, add nothing. Throws AnalysisError as
/// check_objective_table does, or if the reference is no row of finite numbers.
double dominated_volume(const ObjectiveTable& table, std::span<const double> reference);

/// Of each point, the volume that only it dominates among all points, those behind the front too: what would be lost without it; 0 for
/// dominated points and for twins.
std::vector<double> volume_contributions(const ObjectiveTable& table, std::span<const double> reference);

/// Where the front bends most.
struct ParetoKnee {
    std::optional<std::size_t> point = {};  ///< the first of those that bulge most; none where no point of the front bulges towards better
    /// Of each point of front 0, in the order of ParetoRanking::undominated: its distance from the plane through the front's ends towards
    /// better values, objectives scaled to 0 (best on the front) … 1 (worst on it); negative behind the plane.
    std::vector<double> bulge = {};
};

/// The point farthest from the plane Σ scaled objectives = 1 (Das, Struct. Optim. 18, 1999), which in two objectives is the line through
/// both ends. None if the front is one point, or an objective is the same all over it. Throws as pareto_ranking does.
ParetoKnee pareto_knee(const ObjectiveTable& table);

}  // namespace enclosure
