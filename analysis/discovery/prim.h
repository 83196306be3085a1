// Scenario discovery by PRIM, from columns to boxes: search, choice, tests of what was found, and covering, box after box.
//
// Invariant: a result is a function of the rows, weights and request: not of threads; and, but for the resampling, not of the order of
// rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/discovery/prim_choice.h"
#include "analysis/discovery/prim_resampling.h"
#include "analysis/discovery/prim_search.h"
#include "analysis/discovery/prim_significance.h"

namespace enclosure {

struct PrimRequest {
    PrimOptions search = {};
    std::vector<PrimChoice> choices = {PrimChoice{}};  ///< of the first box, the second, …; the last one is that of all further boxes
    std::size_t most_boxes = 1;                        ///< covering: so many boxes, each in the rows that those before it left
    double significance = 0.05;                        ///< limits with a larger quasi-p value are dropped from the simplified box
    PrimResampling resampling = {};
};

/// One box of a covering. Coverages and masses are shares of the whole sample, as in the EMA Workbench.
struct PrimFound {
    std::vector<PrimPoint> trajectory = {};
    PrimChosen chosen = {};
    std::vector<PrimSignificance> significance = {};
    std::vector<PrimDropped> dropped = {};  ///< limits of the chosen box that do not matter, in the order of dropping
    std::vector<PrimSignificance> simplified_significance = {};
    PrimReproducibility reproducibility = {};  ///< of the chosen box; empty if there are no resamples
    const PrimPoint& box() const { return trajectory[chosen.index]; }
    const PrimPoint& simplified() const { return dropped.empty() ? box() : dropped.back().after; }
};

inline constexpr std::uint32_t no_prim_box = 0xffffffff;

struct PrimResult {
    std::vector<PrimFound> boxes = {};  ///< at least one
    double n = 0;                       ///< rows, by weight
    double k = 0;                       ///< cases of interest, or the sum of shares
    double coverage = 0;                ///< of the chosen boxes together
    double density = 0;
    double mass = 0;
    std::vector<std::uint32_t> box_of_row = {};  ///< of each row of the inputs, the box that took it, or no_prim_box
    std::size_t undefined = 0;                   ///< rows left out because their outcome is NaN
    std::size_t weightless = 0;                  ///< rows left out because their weight is 0
    std::vector<std::string> warnings = {};
    std::string stopped = {};  ///< why there are fewer boxes than asked for; empty if there are not
};

/// Looks for up to most_boxes boxes. The first is always there; if no box of its trajectory is dense enough it is the densest, with a
/// warning. Later ones must satisfy the rule. An index beyond the trajectory ends the covering, or is an error for the first box. Throws
/// AnalysisError with all that is wrong with the data and the request: see prim_sample.h for what outcome and weights mean.
PrimResult prim(std::span<const InputColumn> inputs, std::span<const double> outcome, std::span<const double> weights = {},
                const PrimRequest& request = {}, const Threads& threads = Threads(1));

}  // namespace enclosure
