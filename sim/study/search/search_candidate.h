// A candidate of a search and what its runs said of it.
// Invariant: candidates are compared by means over their defined replicates, whatever their number; a candidate of which too many
// replicates failed is infeasible, as by an infinite violation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/study/search/search_settings.h"

namespace enclosure {

/// Runs that a search wants of one candidate: replicates `first_replicate` … in the worlds of `stream`, as in DesignPoints.
struct SearchRequest {
    std::uint64_t candidate = 0;      ///< numbered in the order in which they were made
    std::vector<double> levers = {};  ///< a value for each lever
    std::uint64_t stream = 0;         ///< 0, the study's own worlds, where candidates share them; else candidate + 1
    std::size_t first_replicate = 0;
    std::size_t replicates = 0;
    bool operator==(const SearchRequest&) const = default;
};

/// What came of them.
struct SearchAnswer {
    std::vector<double> objectives = {};  ///< replicate × objective, in the objectives' units; NaN where a run failed
    std::vector<double> violations =
        {};  ///< of each replicate, by how much constraints are broken in all, 0 if none; empty: no constraints
};

struct SearchCandidate {
    std::vector<double> levers = {};
    std::vector<double> sums = {};  ///< of each objective, over the replicates that are defined
    double violation = 0;           ///< sum over these
    std::size_t replicates = 0;     ///< that were asked for
    std::size_t defined = 0;
    std::size_t generation = 0;  ///< in which it was made
};

/// Throws std::invalid_argument unless the answer has a value for each replicate and objective, and a violation for each or none.
void check_search_answer(const SearchSettings& settings, const SearchRequest& request, const SearchAnswer& answer);

/// Whether replicate r of an answer counts: all of its objectives are finite numbers, and its violation is no NaN.
bool is_defined_replicate(const SearchSettings& settings, const SearchAnswer& answer, std::size_t r);

/// Adds an answer's replicates to the candidate's; a negative violation is none.
void add_search_answer(const SearchSettings& settings, const SearchRequest& request, const SearchAnswer& answer,
                       SearchCandidate& candidate);

/// Mean of an objective over a candidate's defined replicates, in its unit; NaN if there is none.
double search_mean(const SearchCandidate& candidate, std::size_t objective);

/// Means as losses: a maximised objective changes its sign.
std::vector<double> search_losses(const SearchSettings& settings, const SearchCandidate& candidate);

/// By how much a candidate is infeasible: mean violation over its defined replicates; infinite if more than the allowed share failed.
double search_violation(const SearchSettings& settings, const SearchCandidate& candidate);

}  // namespace enclosure
