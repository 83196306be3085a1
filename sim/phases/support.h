// Help for users. The community's follows open use; a vendor's is a stock of its own that follows the revenue of its interface.
//   community     S = effect·ln(1 + open seats/reference)
//   vendor f      dS_f = (vendor_support·ln(1 + revenue_f/vendor_support_revenue) − S_f)/lag
//   integration   open: I_g/(1 + S/half);  closed: closed_integration·I_g/(1 + S_f + closed_community·S)   for users who are not technical
// Sources: MODEL section 4, adoption and community; the closed side is an assumption. Claims: O7 C9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void support_users(PublicState& commons, Firms& firms, Catalogue& catalogue, const Market& market, const Scenario& rules,
                   const LearningParams& p, Step step);

/// Integration cost of released weights for users of the segment who are not technical.
double integration_cost(const Segment& segment, const PublicState& commons, const LearningParams& p);

/// Help for users of an interface whose vendor has that stock of its own.
double closed_support(double own, const PublicState& commons, const LearningParams& p);

/// Integration cost of an interface with that support, for users of the segment who are not technical.
double closed_integration_cost(const Segment& segment, double support, const LearningParams& p);

}  // namespace enclosure
