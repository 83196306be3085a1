// Reliability: defects and who finds them first, outages, maturing.
//   a defect is found by staff at rate s·qa, by outsiders at rate e·openness·E^a, by attackers at rate b(1 + v·openness);
//   exploits ~ Poisson(attackers' rate·defects·dt); outages of an interface ~ Poisson(rate·exp(−effect·qa)·dt)
// Openness helps both sides: which effect is larger is a claim (O1 O21), not an assumption. Claims: O1 O17 O21 O22 C4.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void find_defects(Catalogue& catalogue, PublicState& commons, const Firms& firms, const Scenario& rules, const DefectParams& p, Step step);

}  // namespace enclosure
