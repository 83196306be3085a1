// Public money for research.
//   tax credit    the state returns τ_r·R_f to every firm of region r, R_f being its research of the last step; the firm may plan with it,
//                 so that a firm short of money ends at 1/(1 − τ) of what it would spend
//   open compute  C_r a year of compute is lent to the firms of region r whose strategy releases weights at once, in proportion to their
//                 research and at most compute_match·R_f each; it adds to R_f in all that R_f makes (phases/knowledge.h)
// Both are paid by the public purse: the credit to firms, compute to suppliers. Who already does most gets most: a subsidy can be captured
// by the incumbent. Source: data/evidence_parameters.csv, policy (100,000 H100-equivalents; at 2 USD an hour 1.75 GUSD a year, an
// assumption). Claims: C3 O12.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Sets and books tax credits and public compute of the step, from the research of the last one.
void support_research(Ledger& ledger, Firms& firms, const Scenario& rules, const GovernmentParams& p, Step step);

}  // namespace enclosure
