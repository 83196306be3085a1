// Regret: what a policy costs in a world, against the best policy there or against a reference.
// Invariant: signed, direction-aware and in the outcome's unit: positive is worse, never an absolute value and never relative, so that an
// improvement is no regret and an outcome of 0 divides nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/robust/policy_worlds.h"

namespace enclosure {

/// Regrets of a table of losses, policy × world, in the same shape: (loss - loss of the reference, or of the best) / scale. Without a
/// reference against the best policy of each world, so 0 for at least one and never negative. Equal losses have regret exactly 0.
std::vector<double> regrets_of(std::span<const double> losses, std::size_t policies, std::optional<std::size_t> reference, double scale);

/// For a map of policies × worlds.
struct RegretMatrix {
    std::vector<std::size_t> worlds = {};   ///< of the table, that count
    std::vector<std::size_t> dropped = {};  ///< in which some policy is not defined
    std::vector<double> values = {};        ///< policy × world that counts, in the outcome's unit / scale
    std::vector<std::size_t> best = {};     ///< of each world, the first of the policies with the best outcome
    std::vector<double> best_share = {};    ///< of each policy, share of worlds in which it is the best, ties shared equally; by weights
    double largest = 0;                     ///< for the map's scale
};

/// Throws AnalysisError as complete_worlds does; if the outcome has no direction, the reference is none of the policies, or the scale is
/// not above 0.
RegretMatrix regret_matrix(const PolicyWorlds& table, std::optional<std::size_t> reference = {}, double scale = 1);

}  // namespace enclosure
