// What the law costs makers and hosts, USD/yr; firms.legal is the sum for a maker:
//   compliance   c·regulation pressure·income
//   data         strictness·(share·exposure·income + claim·released data), exposure = max(hidden, weights if released, released data)
//   evaluation   depth·cost·research, of makers of a model above the threshold (evaluation.h)
//   liability    share·cost of incidents of the last step (harm.h), paid to the public purse, which stands for the victims:
//                the maker pays its share; who runs the model pays the deployer's: the vendor of an interface, the hosts of released
//                weights; together never more than the cost. Liability is limited: for a maker to a year's margin over operations and its
//                cash, for hosts to what they earn with the model.
// Compliance, data and evaluation are paid to suppliers. Rules that cost no money: disclosure and the privacy rule (utility.h, breaches.h).
// Source: assumption; MODEL section 5. Claims: O18 C13 B9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Books what the law costs in the step, by makers and hosts; writes firms.legal.
void apply_law(Ledger& ledger, Firms& firms, const PublicState& commons, const Market& market, const Catalogue& catalogue,
               const Scenario& rules, const LawParams& p, Step step);

/// Cost to firm f of the rights in its training data, USD/yr.
double data_cost(const Firms& firms, const Catalogue& catalogue, std::size_t f, const Scenario& rules, const LawParams& p);

}  // namespace enclosure
