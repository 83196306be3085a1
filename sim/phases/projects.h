// Developers choose what to work on: now and then, by logit over released models and nothing.
//   v_im = use_i·(score + G + offset_d − best open) + reputation_i·log10(1 + seats/1e5) + pay_i·[employer made it]
//        + altruism_i·openness + peers·ln(1 + contributors) − switching·[not the present one];   nothing has v = friction
// Derivatives and contributors attach preferentially through `peers`. Gumbel draws keyed by (developer, model).
// Sources: Lerner and Tirole 2002 (reputation); MODEL section 4, community. Claims: O3 O8 O9 B11.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void choose_projects(Out<&Developers::project> project, Out<&Developers::employer> employer, In<&Developers::serial> serial,
                     In<&Developers::domain> domain, In<&Developers::use_value> use_value, In<&Developers::reputation> reputation,
                     In<&Developers::pay> pay, In<&Developers::altruism> altruism, In<&Developers::fatigue> fatigue,
                     const Catalogue& catalogue, const Firms& firms, const Market& market, const Scenario& rules, const CommunityParams& p,
                     Step step);

}  // namespace enclosure
