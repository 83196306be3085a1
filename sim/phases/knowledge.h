// Public knowledge and private leads, in OOM.
//   dP_r = g_acad·a_r + g_spill·O·min((ΣR/3R_ref)^η·10^(−φP_r), cap) + Σ_f w_f l_f L_f, each inflow c parts worldwide, 1 − c parts regional
//   dL_f = g_own·(R_f/R_ref)^η·10^(−φ(P + L_f)) − l_f·L_f,   l_f = leak0 + leak1·o_f
// What leaves a lead enters P. 10^(−φ·) is "ideas get harder to find" (Bloom et al. 2020): without it growing staff explodes the frontier.
// Source: MODEL section 4, knowledge; calibrated. Claims: O4 O13 C1 C10.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void advance_knowledge(PublicState& commons, Firms& firms, const Scenario& rules, const KnowledgeParams& p, Step step);

/// Price of research in a region, relative to the reference: its own, times that of compute.
double research_price(const Scenario& rules, std::size_t region);

/// Research of firm f in units of compute: spending and public compute over the price of research in its region, USD/yr.
double effective_research(const Firms& firms, std::size_t f, const Scenario& rules);

}  // namespace enclosure
