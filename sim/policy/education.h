// Education: a public programme in region r makes people aware of models and developers skilled.
//   awareness  hazard e_r in addition to what others bring about (phases/adoption.h), for technical and other users alike
//   skill      ds_i = (1 − exp(−e_r·dt))·(1 − s_i)
//   cost       education_cost per person reached, of the seats that are unaware and under the ceiling; paid by the public purse
// Source: assumption. Claims: O6 C8.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Teaches developers and pays for the programme; who became aware is counted by the phase that follows awareness.
void educate(Out<&Developers::skill> skill, In<&Developers::region> region, Ledger& ledger, const Market& market, const Cells& cells,
             const Scenario& rules, const GovernmentParams& p, Step step);

}  // namespace enclosure
