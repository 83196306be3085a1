// The worlds in which claims are tried besides the scenario's own: a study's factors and design, laid on every cell of a claim.
// Invariant: a world is a point of the design with a seed of its own, the same for all cells, arms and claims.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "analysis/claims/claim_settings.h"
#include "sim/scenario/node.h"

namespace enclosure {

struct ClaimWorlds {
    std::string name;  ///< of the file, as given
    std::string title;
    Node keys = {};                                 ///< its factors, correlations and design
    std::map<std::string, std::string> files = {};  ///< tables that the design names
    ClaimSettings set;                              ///< what else it says of the scenario, such as fewer users
    std::size_t points = 0;
    std::vector<std::string> paths;  ///< of the factors
};

/// Reads and checks a study file. Throws ScenarioError with every mistake, also where it has no factors, or arms, sweeps and searches,
/// which claims have themselves.
ClaimWorlds load_worlds(const std::filesystem::path& file);

/// The study of worlds that claims over worlds use where none is named.
inline constexpr const char* default_worlds = "lib:studies/claims_worlds";

}  // namespace enclosure
