// Trust in a model and its class, between 0 and 1:
//   trust += (1 − e^(−recovery·dt))·(deserved − trust) − loss·[(1 − shared)·i_m + shared·i_class] − outage loss·outages
//   deserved  base + audit·transparency·eyes + safety·effort on safety (vendors) + record·T/(T + half) + brand·tanh(mean brand)
//   i         incidents of the step per 100 million seats, of the model and of its class, released or closed; at least 10 million count
//   eyes      E/(E + half) of the community for released weights; what a law makes vendors disclose is looked at by its auditors
//   T         time without incidents of the model
// Trust and record go with the name: a successor in the slot inherits them. Source: MODEL section 4, trust; numbers are assumptions.
// Claims: O2 C6 C13.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Trust that model m deserves by what can be seen of it, its vendor's care and name, and its record.
double deserved_trust(const Catalogue& catalogue, const Firms& firms, std::size_t m, const Scenario& rules);

/// Records and trust move by the incidents and outages of the step.
void move_trust(Catalogue& catalogue, const Firms& firms, const Market& market, const Scenario& rules, const TrustParams& p, Step step);

}  // namespace enclosure
