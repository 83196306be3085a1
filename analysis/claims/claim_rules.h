// What a claim file must say, by its kind.
#pragma once

#include "analysis/claims/claim.h"
#include "sim/base/diagnostics.h"
#include "sim/scenario/places.h"

namespace enclosure {

/// Reports words that are missing and phases that do not exist.
void check_claim_words(const ClaimKeys& keys, const Places& places, Report& report);

/// Reports arms, sweeps and conditions that do not fit the kind. False if no cells can be made of them.
bool check_claim_arms(const ClaimKeys& keys, const Places& places, Report& report);

/// Reports predictions and rules that do not fit the kind. `claim` has its measures.
void check_claim_rule(const Claim& claim, const Places& places, Report& report);

}  // namespace enclosure
