// Who of a search's candidates survives, and who of the survivors has children.
// Invariant: results depend on the candidates' means and numbers alone; ties go to the older candidate, or to a draw keyed by its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/study/search/nsga2.h"

namespace enclosure {

struct SearchStanding {
    std::size_t rank = 0;  ///< number of the front
    double crowding = 0;   ///< distance to the neighbours in it; 0 of infeasible candidates
    bool feasible = false;
};

/// Where each of `who` stands among them, by constrained domination (Deb et al. 2002): feasible ones in fronts, then infeasible ones, a
/// front for each violation.
std::vector<SearchStanding> candidate_standings(const SearchSettings& settings, const SearchState& state,
                                                std::span<const std::uint64_t> who);

/// The `most` best of `who` by front, then by crowding distance, then by age; best first.
std::vector<std::uint64_t> surviving_candidates(const SearchSettings& settings, const SearchState& state, std::vector<std::uint64_t> who,
                                                std::size_t most);

/// Two parents for each pair of children, by binary tournaments of front and crowding: contestants meet in random orders of all parents, so
/// that each takes part as often as any other, up to one.
std::vector<std::uint64_t> mating_pool(const SearchSettings& settings, const SearchState& state, std::size_t pairs);

}  // namespace enclosure
