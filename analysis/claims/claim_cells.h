// The scenarios that a claim's arms are at each combination of levels.
#pragma once

#include <vector>

#include "analysis/claims/claim.h"
#include "sim/base/diagnostics.h"
#include "sim/scenario/places.h"

namespace enclosure {

/// The arms that the keys name, or those of the sweep.
std::vector<ClaimArm> claim_arms(const ClaimKeys& keys);

/// Loads the scenario of every cell and fills `claim.cells` and `claim.sets`. Reports what is wrong with any of them, arms that are the
/// same and so can show nothing, and levels that are. `places` are those of the claim's file. False if cells are missing.
bool load_cells(Claim& claim, const Places& places, Report& report);

}  // namespace enclosure
