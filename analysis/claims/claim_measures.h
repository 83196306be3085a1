// The measures of a claim, tied to the indicators of its scenarios.
#pragma once

#include <string>

#include "analysis/claims/claim.h"
#include "sim/base/diagnostics.h"
#include "sim/scenario/places.h"

namespace enclosure {

/// Fills `claim.measures` from its keys. Reports unknown indicators with the nearest name, dates outside the run, sizes that make no sense,
/// and references that lead nowhere or in a circle. Without cells the shipped baseline stands in for the claim's scenario.
void take_measures(Claim& claim, const Places& places, Report& report);

/// The own metric of a measure as a row of a study file, [[metric]] and its keys, under that id.
std::string metric_toml(const ClaimMeasureRow& row, const std::string& id);

}  // namespace enclosure
