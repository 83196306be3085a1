// From records to a ledger.
#pragma once

#include <string>
#include <vector>

#include "analysis/claims/claim.h"
#include "analysis/claims/claim_outcomes.h"
#include "analysis/claims/claim_runs.h"
#include "analysis/claims/ledger.h"
#include "sim/base/parallel.h"
#include "sim/study/store/record_index.h"

namespace enclosure {

/// The ledger of the claims that `runs` was made for, and their outcomes in the same order.
struct MadeLedger {
    ClaimLedger ledger;
    std::vector<const Claim*> claims;
    std::vector<ClaimOutcomes> outcomes;
};
MadeLedger make_ledger(const std::vector<Claim>& known, const std::vector<std::size_t>& asked, const ClaimRuns& runs,
                       const RecordIndex& index);

/// Adds what runs in other worlds say of some of the claims: `runs` was made for these, by their rows in the ledger, with `under`.
void add_worlds(MadeLedger& made, const std::vector<std::size_t>& rows, const ClaimWorlds& worlds, const ClaimRuns& runs,
                const RecordIndex& index, const Threads& threads);

}  // namespace enclosure
