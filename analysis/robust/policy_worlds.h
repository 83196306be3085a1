// One outcome of several policies in the same worlds: what robustness is judged by.
// Invariant: a world counts for all policies or for none, so that policies are compared over the same worlds; what does not count is
// listed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/data/columns.h"

namespace enclosure {

/// policy × world × replicate. A table of means has one replicate.
struct PolicyWorlds {
    std::string outcome = {};
    std::string unit = "1";
    Better better = Better::unstated;
    std::optional<double> satisficing = {};  ///< level that is good enough, in the unit
    std::vector<std::string> policies = {};
    std::size_t worlds = 0;
    std::size_t replicates = 1;
    std::vector<double> values = {};   ///< in the unit; NaN (or infinite) where nothing is defined, or where a world has fewer replicates
    std::vector<double> weights = {};  ///< of worlds, how likely each is relative to others; empty: all alike
    bool paired = true;                ///< replicate r of a world is the same world for all policies: common random numbers

    double value(std::size_t policy, std::size_t world, std::size_t replicate) const {
        return values[(policy * worlds + world) * replicates + replicate];
    }
};

/// The worlds that count.
struct CompleteWorlds {
    std::vector<std::size_t> worlds = {};   ///< of the table, in order
    std::vector<std::size_t> dropped = {};  ///< in which some policy is not defined
    std::vector<double> means = {};         ///< policy × world that counts, over replicates that count
    std::vector<double> weights = {};       ///< of worlds that count; empty: all alike
    /// Of each (policy, world that counts), the replicates that count: paired, those that are defined for every policy.
    std::vector<std::vector<std::size_t>> replicates = {};
    std::size_t dropped_replicates = 0;  ///< (policy, replicate) values that are defined but do not count, in worlds that do

    std::size_t size() const { return worlds.size(); }
};

/// What is wrong with a table: no policies or worlds, lengths that do not match, a policy named twice, weights that are negative.
std::vector<std::string> policy_worlds_trouble(const PolicyWorlds& table);

/// The worlds that count, perhaps none. Throws AnalysisError with all of policy_worlds_trouble.
CompleteWorlds worlds_that_count(const PolicyWorlds& table);

/// The same; throws AnalysisError too if no world counts, or all that do have weight 0.
CompleteWorlds complete_worlds(const PolicyWorlds& table);

/// The table's numbers as losses are these times the sign: -1 if higher is better, else 1.
double policy_loss_sign(Better better);

}  // namespace enclosure
