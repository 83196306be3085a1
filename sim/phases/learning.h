// What users learn: friction of open models falls while they are near the frontier and used, tooling grows around closed interfaces,
// organisations forget brands, expectations follow the best model.
//   dκ_g = −pace·lrn0·exp(−gap/near)(1 + lrn1·s_open)(κ_g − κ_∞);   dZ = revenue from organisations/5e9 − .25 Z, per market; a vendor's own
//   grows twice as fast
// Source: MODEL section 4, adoption; calibrated. Claims: O7 C5 C9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void learn(PublicState& commons, Firms& firms, const Market& market, const Catalogue& catalogue, const Scenario& rules,
           const LearningParams& p, const AdoptionParams& a, Step step);

}  // namespace enclosure
