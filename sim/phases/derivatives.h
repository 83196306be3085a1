// Derivatives: a community makes fine-tunes, adapters and conversions of released models.
//
// Arrivals are Poisson at rate·Σ_m c·E_m·pool·modifiability_m per year (c·E: effort that creates, phases/contribution.h). Each picks a base
// with odds modifiability_m·(1 + derivatives of m)^attachment_exponent, by exponential race keyed by (derivative, model): at exponent 1
// the urn of Polya, by which early leads last; and a domain with odds of the community's effort there.
//
// Attention follows attention (Simon 1955): a share `novelty` of new units goes to new derivatives, one to each, the rest to what there is
// in proportion to its attention; so with the (k + 1)th derivative attention grows by the factor 1 + (1 − novelty)/k. The mean of that
// process is followed; its tail is Pareto with index 1/(1 − novelty).
//
// Derivatives go when their base's line ends; what the table cannot hold is dropped, least attended first, and counted. Those in a domain
// lift what effort adds to the base there (phases/contribution.h). Claims: O3 O8 O9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void make_derivatives(Derivatives& derivatives, PublicState& commons, const Catalogue& catalogue, const Scenario& rules,
                      const DerivativeParams& p, const ContributionParams& contribution, const CommunityParams& community,
                      const MaintenanceParams& maintenance, Step step);

}  // namespace enclosure
