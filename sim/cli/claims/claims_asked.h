// Which claims a command is about, and what their runs are.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "analysis/claims/claim.h"
#include "analysis/claims/claim_runs.h"
#include "analysis/claims/claim_worlds.h"
#include "sim/cli/claims/claims.h"

namespace enclosure::cli {

struct AskedClaims {
    std::vector<Claim> known;
    std::vector<std::size_t> asked;  ///< of those
    std::optional<ClaimWorlds> worlds;
    ClaimRuns runs;
    std::vector<std::size_t> tried;  ///< rows of those that are tried in other worlds
    ClaimRuns world_runs;
};

/// The files that ids and names mean. Throws UsageError for an id that no shipped claim has.
std::vector<std::filesystem::path> claim_files(const std::vector<std::string>& names);

/// Loads what is asked for, and the shipped claims besides if some of them are, for what they share; plans the runs.
AskedClaims ask_claims(const ClaimsCommand& command);

/// What the runs would take.
struct ClaimsCost {
    std::size_t runs = 0;      ///< each once
    std::size_t unshared = 0;  ///< as many as there would be if claims shared none
    std::size_t missing = 0;
    double seconds = 0;  ///< of one processor, for those that are missing
};

/// By a pilot of at most two seconds.
ClaimsCost claims_cost(const ClaimRuns& runs, const std::vector<ClaimRun>& missing);

}  // namespace enclosure::cli
