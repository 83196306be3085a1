// Defects and the race to find them. A defect nobody has found (D) becomes known (K) when somebody finds it, and is gone when it is fixed:
//   found       at rate e·code·E^a (outsiders, E the community's effort) + s·qa (staff) + b(1 + v·code) (attackers): D → K
//   exploited   Poisson with mean [b(1 + v·code)·D + k·code·K]·dt: what attackers find first, and what all can see is not mended yet
//   fixed       at rate f·care (maturing.h): K → 0
//   age         of the unfixed, D and K taken as one well-mixed pool: grows with time, diluted by the new defects of a release
// Openness helps both sides; which effect is larger is a claim (O1 O21), not an assumption. An exploit makes a defect known.
// Source: MODEL section 4, defects; Raymond 1999 for the claim that eyes count; numbers are assumptions. Claims: O1 O21 C7.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Defects of every live model are found, exploited, fixed; begins the count of the step's incidents by model.
void find_defects(Catalogue& catalogue, PublicState& commons, const Firms& firms, const Scenario& rules, const DefectParams& p, Step step);

/// Adds the defects of a release to slot m: `fresh` if the slot had no predecessor.
void introduce_defects(Catalogue& catalogue, std::size_t m, bool fresh, double introduced);

}  // namespace enclosure
