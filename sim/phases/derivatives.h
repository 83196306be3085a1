// Derivatives: a community makes fine-tunes, adapters and conversions of released models.
//   arrivals Poisson at rate·Σ_m c·E_m·pool·modifiability_m per year (c·E: effort that creates, phases/contribution.h)
//   each picks a base with odds modifiability_m·(1 + derivatives of m)^attachment_exponent, by exponential race keyed by (derivative,
//   model): at exponent 1 the urn of Polya, by which early leads last; and a domain with odds of the community's effort there attention
//   follows attention (Simon 1955): with every derivative, of attention 1, come (1/novelty − 1) more units; existing derivatives get them
//   in proportion to their attention, the bases, which weigh 1/novelty, the rest. The mean of that process is followed; its tail is Pareto
//   with index 1/(1 − novelty).
// They go when their base's line ends; what the table cannot hold is dropped, least attended first, and counted. Those in a domain lift
// what effort adds to the base there (phases/contribution.h). Claims: O3 O8 O9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void make_derivatives(Derivatives& derivatives, PublicState& commons, const Catalogue& catalogue, const Scenario& rules,
                      const DerivativeParams& p, const ContributionParams& contribution, const CommunityParams& community,
                      const MaintenanceParams& maintenance, Step step);

}  // namespace enclosure
