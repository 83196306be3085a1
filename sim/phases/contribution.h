// Community contribution: effort of developers makes released models better, generally and in the domains they work in; firms' staff
// does the same for closed ones, in domains alone.
//   e_i = hours/300·(paid_ratio if paid for it, else .5 + .5·altruism_i)·skill_i·productivity_i·(1 − fatigue_i)·r, r = `collaboration`
//         across a border between regions, else 1
//   E = Σ e_i/all developers;  maintenance = E·upkeep·(1 + funding_maintenance·intensity),
//   creation c = (1 − upkeep)(1 + funding_creation·intensity) per unit of effort
//   dG/dt = κ_c·(c·E·pool)^α·openness·(1 − G/G_max) − δ·G
//   d offset_d/dt = κ_d·(c·E_d·pool)^α·openness·(1 + lift)·(1 − rise/max) for released models, lift by derivatives in the domain;
//                   κ_d·staff/(staff + domain_staff)·share of revenue in d·(1 − rise/max) for closed ones
// G adds to utility, not to latent capability. A developer's value given is the use of projects, by share of the effort on them.
// Sources: MODEL section 4, community; G calibrated; Hoffmann, Nagle and Zhou 2024 (value is given by few). Claims: O1 O3 O8 O9 C7.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Growth of the pool of developers that one record stands for, since the start.
double pool_growth(const ContributionParams& p, double t);

/// Effort that creates, per unit of effort.
double creation_share(const CommunityParams& community, const MaintenanceParams& maintenance);

/// Effort of each developer and of all on each model, and what it adds to the models.
void contribute(Out<&Developers::effort> effort, Out<&Developers::given> given, In<&Developers::project> project,
                In<&Developers::employer> employer, In<&Developers::region> region, In<&Developers::domain> domain,
                In<&Developers::skill> skill, In<&Developers::productivity> productivity, In<&Developers::altruism> altruism,
                In<&Developers::fatigue> fatigue, Catalogue& catalogue, PublicState& commons, const Derivatives& derivatives,
                const Firms& firms, const Market& market, const Cells& cells, const Scenario& rules, const ContributionParams& p,
                const CommunityParams& community, const MaintenanceParams& maintenance, Step step);

}  // namespace enclosure
