// What a search found, judged in worlds that it has not seen. Candidates were chosen because their means looked good, so these means are
// too good; means over fresh worlds are not.
// Invariant: values and front come from the fresh worlds alone; what the search saw is only set beside them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/study/search/nsga2.h"

namespace enclosure {

/// Stream of worlds that no search runs in; the `round`-th, for a second look that is independent of the first.
std::uint64_t fresh_stream(std::uint64_t round = 0);

/// The runs of every member of the archive in the same `replicates` fresh worlds, in the order in which members were made. Streams are the
/// same for all, so that members are compared in the same worlds. Nothing if the archive is empty.
std::vector<SearchRequest> fresh_requests(const SearchSettings& settings, const SearchState& state, std::size_t replicates,
                                          std::uint64_t round = 0);

struct FreshMember {
    std::uint64_t candidate = 0;
    std::vector<double> levers = {};
    std::vector<double> search_means = {};     ///< of each objective, over the search's own replicates, in its unit
    std::vector<double> means = {};            ///< over fresh worlds; NaN if it is unusable there
    std::vector<double> standard_errors = {};  ///< of these means: sd / √n; NaN below two worlds
    std::vector<double> differences = {};      ///< search mean - fresh mean
    double violation = 0;                      ///< mean over fresh worlds; infinite if too many of them failed
    bool on_front = false;                     ///< feasible, and no feasible member's fresh means dominate its own
};

struct FreshFront {
    std::vector<FreshMember> members = {};
    std::size_t on_front = 0;
    std::size_t lucky = 0;       ///< members that fresh worlds took from the front
    std::size_t infeasible = 0;  ///< of these, those that are infeasible, or failed, in fresh worlds
    /// Of each objective, mean over members usable in fresh worlds of search mean - fresh mean, in its unit.
    std::vector<double> differences = {};
    /// The same, positive where the search's means looked better than fresh ones: of a minimised objective with the other sign. About 0 if
    /// the search's means were not lucky.
    std::vector<double> optimism = {};
};

/// The final front. Means of all members are unbiased, since nobody was chosen by the fresh worlds; choosing among them by these means, as
/// the front does, is a choice by noise again where members are closer than their standard errors: how often each is undominated is what
/// front_under_noise (analysis/robust/noisy_front.h) tells. Throws std::invalid_argument unless requests and answers are those of
/// fresh_requests.
FreshFront fresh_front(const SearchSettings& settings, const SearchState& state, std::span<const SearchRequest> requests,
                       std::span<const SearchAnswer> answers);

struct SearchConvergence {
    std::size_t generation = 0;  ///< from 1
    std::size_t runs = 0;        ///< up to here
    std::size_t population = 0;
    std::size_t archive = 0;  ///< members
    std::size_t new_boxes = 0;
    bool restarted = false;
    double volume = 0;  ///< hypervolume of the archive, by the search's own means
};

/// How the search converged. `reference` is a point worse than what is of interest, in the objectives' units; the same for all generations,
/// so that volumes are comparable. Throws std::invalid_argument unless it has a finite value for each objective.
std::vector<SearchConvergence> convergence_path(const SearchSettings& settings, const SearchState& state,
                                                std::span<const double> reference);

/// A reference point for it: of each objective the worst mean in the archive as it is now, worse by a tenth of their range (by 1 if they
/// have none), so that the ends of the front count too. Empty if the archive is.
std::vector<double> archive_reference(const SearchSettings& settings, const SearchState& state);

}  // namespace enclosure
