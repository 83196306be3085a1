// From the designs of a study file to the points at which the study runs, in values of its factors.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/scenario/places.h"
#include "sim/scenario/scenario.h"
#include "sim/study/design_points.h"
#include "sim/study/factor.h"
#include "sim/study/keys/study_keys.h"

namespace enclosure {

/// Points in values: what DesignPoints calls u holds the factors' values, NaN for the scenario's own. Lists and tables may add names to
/// factors. `files` are the texts of the tables that designs name. Reports all that is wrong; then the points mean nothing. Warnings say
/// what is legal and seldom meant.
DesignPoints build_points(const StudyKeys& keys, std::vector<Factor>& factors, const Scenario& scenario,
                          const std::map<std::string, std::string>& files, const Places& places, Report& report,
                          std::vector<Diagnostic>& warnings);

}  // namespace enclosure
