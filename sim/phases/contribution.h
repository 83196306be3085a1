// Community contribution: effort of developers makes released models better, generally and in the domains they work in; firms' staff
// does the same for closed ones.
//   dG/dt = κ_c·E^α·openness·(1 − G/G_max) − δ·G,  E = effort on the model as a share of all developers, times the growth of the pool
//   d offset_d/dt = κ_d·E_d^α·(1 − rise/max) for released models; for closed ones κ_d·staff/(staff + 2000)·share of use in d
// G adds to utility, not to latent capability. Source: MODEL section 4, community; G calibrated. Claims: O1 O3 O8 O9 C7.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Effort of each developer and of all on each model, and what it adds to the models.
void contribute(Out<&Developers::effort> effort, In<&Developers::project> project, In<&Developers::employer> employer,
                In<&Developers::domain> domain, In<&Developers::skill> skill, In<&Developers::altruism> altruism,
                In<&Developers::fatigue> fatigue, Catalogue& catalogue, PublicState& commons, const Firms& firms, const Market& market,
                const Cells& cells, const Scenario& rules, const CommunityParams& p, Step step);

/// Ends orphaned models on which hardly anybody works.
void abandon_stale(Catalogue& catalogue, Chronicle& chronicle, const CommunityParams& p, Step step);

/// Skill grows by work on code that can be inspected and decays without; fatigue grows where requests exceed effort.
void grow_developers(Out<&Developers::skill> skill, Out<&Developers::fatigue> fatigue, In<&Developers::project> project,
                     const Catalogue& catalogue, const Market& market, const Scenario& rules, const CommunityParams& p, Step step);

}  // namespace enclosure
