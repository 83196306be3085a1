// Claims as runs: every cell of every claim in all its worlds, equal runs once.
// Invariant: a run is a function of its cell's scenario, of what all claims measure in that scenario, of the world and of its seed, and
// goes by a key of these as in any study (sim/study/store/run_key.h). So what two claims share is run once, a baseline first of all, and
// what was run is found again whatever claims are asked for the next time, as long as the same claims are known.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "analysis/claims/claim.h"
#include "analysis/claims/claim_worlds.h"
#include "sim/study/plan.h"
#include "sim/study/study.h"

namespace enclosure {

/// One scenario in its worlds: a study of one arm.
struct ClaimRunSet {
    Study study;
    Plan plan;                   ///< by point, then replicate
    std::size_t replicates = 0;  ///< at each point
};

/// Where the values of a cell are.
struct ClaimCellRuns {
    std::size_t set = 0;
    std::vector<std::size_t> metrics;  ///< of each measure of the claim
    std::vector<std::size_t> series;   ///< of each measure, among those that are kept; no_series
};
inline constexpr std::size_t no_series = static_cast<std::size_t>(-1);

/// A run of a set, by its number in the set's plan.
struct ClaimRun {
    std::size_t set = 0;
    std::size_t run = 0;
};

struct ClaimRuns {
    std::vector<std::unique_ptr<ClaimRunSet>> sets;
    std::vector<std::vector<ClaimCellRuns>> cells;  ///< of each claim that is asked for, of each of its cells
    std::vector<std::size_t> samples;               ///< of each of these claims: runs of a cell that are its sample
    std::vector<ClaimRun> runs;                     ///< by set, equal runs once

    /// Runs that the claims would have without sharing.
    std::size_t unshared() const;
};

/// What is run and of it.
struct ClaimRequest {
    std::span<const Claim> known;                 ///< all claims whose measures are taken where scenarios are equal
    std::vector<std::size_t> asked;               ///< those of them that are run
    std::optional<std::int64_t> replicates = {};  ///< in place of the claims' own
    const ClaimWorlds* worlds = nullptr;          ///< of claims over worlds, and of all if `under`
    bool under = false;                           ///< run each cell in these worlds in place of its own scenario with several seeds
    ClaimSettings set = {};                       ///< laid on every cell last
};

/// Throws ScenarioError if the worlds do not fit a cell.
ClaimRuns claim_runs(const ClaimRequest& request);

/// Runs without a record in the folder.
std::vector<ClaimRun> missing_claim_runs(const ClaimRuns& runs, const RecordIndex& index);

}  // namespace enclosure
