// Does the market tip: two futures from one start, ways up and down that differ, lock-in, warnings before it, and a map of regimes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/questions/scope.h"
#include "analysis/tipping/early_warning.h"
#include "analysis/tipping/hysteresis.h"
#include "analysis/tipping/lock_in.h"
#include "analysis/tipping/regimes.h"

namespace enclosure {

struct TippingQuestion {
    std::vector<std::string> series = {};  ///< that were kept; all if none is named
    std::string lever = {};                ///< factor that was swept, of a study or table without [sweep]
    std::string way = {};                  ///< factor of two levels that tells the way up from the way down; empty: direction
    JumpRule jumps = {};
    std::optional<LockInRegion> lock_in = {};  ///< of the first series
    bool early_warning = false;                ///< of each series
    std::vector<std::string> axes = {};        ///< two factors of the map; the first two numbers that vary if none are named
    std::size_t bins = 0;                      ///< of the map's axes; 0: their own values
    std::vector<std::string> regimes = {};  ///< "NAME: hhi >= 0.3, open_share < 0.2", the first that holds; empty: by the satisficing level
    std::vector<double> borders = {};       ///< of basins, of the first metric; empty: where its density is least
};

/// Whatever of these the data can tell. Throws AnalysisError if it can tell nothing, or a name is none.
Answer tipping_answer(const StudyData& study, const Scope& scope, const TippingQuestion& question, const Threads& threads);

/// Rules of regimes from text. Throws AnalysisError with all that is wrong.
std::vector<RegimeRule> regime_rules(const std::vector<std::string>& texts, const std::vector<std::string>& outcomes);

}  // namespace enclosure
