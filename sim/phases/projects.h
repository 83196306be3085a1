// Developers choose what to work on: now and then, by logit over released models and nothing.
//   v_im = r_im·[use_i·max(1 + score + G + offset_d − best open, 0)·(1 − a_d)^(rivals − 1) + reputation_i·log10(1 + seats/1e5)
//          + altruism_i·openness + peers·ln(1 + contributors) + bounty·intensity·unserved requests]
//          + pay_i·[employer made it] − switching·[not the present one];   nothing has v = friction
// r is 1 within a region, for an employee and for an orphan, else `collaboration`. a_d is the share of the domain's developers at work in
// the step before: own use counts as far as nobody else would do the work. A share `paid_share` of those who reconsider has an employer,
// by exponential race in proportion to research staff, times `collaboration` across a border. Gumbel draws are keyed by (developer,
// model); at noise 0 developers choose their best response, the game of private provision.
// Sources: Johnson 2002 (private provision); Lerner and Tirole 2002 (reputation, pay); MODEL section 4, community.
// Claims: O3 O8 O9 O13 B11.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void choose_projects(Out<&Developers::project> project, Out<&Developers::employer> employer, In<&Developers::serial> serial,
                     In<&Developers::region> region, In<&Developers::domain> domain, In<&Developers::use_value> use_value,
                     In<&Developers::reputation> reputation, In<&Developers::pay> pay, In<&Developers::altruism> altruism,
                     In<&Developers::fatigue> fatigue, const Catalogue& catalogue, const Firms& firms, const Market& market,
                     const PublicState& commons, const Scenario& rules, const CommunityParams& p, const MaintenanceParams& maintenance,
                     Step step);

}  // namespace enclosure
