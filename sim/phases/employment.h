// Work: models take tasks over, and new tasks come after.
//   dD_gr/dt = (displaced·exposure_g·use_gr·A/(A + half) − D_gr)/displacement lag,   dN_gr/dt = (created·D_gr − N_gr)/creation lag
// use_gr is the share of seats of segment g in region r that use a model, A the quality that users are used to (0 if below); the index of
// employment is 1 − D + N. Stylised: wages, prices and moves between segments are left out, and no agent reads it.
// Sources: Acemoglu and Restrepo 2019 (displacement and reinstatement); exposure Eloundou et al. 2023; all else is assumption. Claims: B10.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void shift_tasks(Welfare& welfare, const Market& market, const Cells& cells, const PublicState& commons, const Scenario& rules,
                 const LabourParams& p, Step step);

}  // namespace enclosure
