// Leaks: the weights of a closed model get out against its maker's will.
//   hazard  h·(1 − security·(quality assurance + safety)/2) per closed model and year, as long as no copy of that model is out
//   copy    an orphan with open weights in a slot of its own, as capable as the model, that nobody can recall. It has no owner, so no
//           safeguards but those inside the weights, no support, no licence: users lose `unlicensed`, nobody may build on it
//           (phases/lineage.h), but all can imitate it, and misuse reads it like any released weights
//   lead    lead_share of the maker's lead L_f becomes public, weighted by its share of research like all that leaks (phases/knowledge.h)
// Draws are keyed by (model, step). A leak for which the catalogue has no slot costs the lead only.
// Source: assumption; two known leaks in some tens of model-years. Claims: C1 O14.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void leak_weights(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                  const LeakParams& p, Step step);

/// Lets the weights of firm f's closed model out, unless they are out already.
void let_out(std::size_t f, Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
             Step step);

/// Leak hazard of a closed model of firm f, 1/yr.
double leak_hazard(const Firms& firms, std::size_t f, const LeakParams& p);

}  // namespace enclosure
