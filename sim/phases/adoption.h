// Adoption: who hears of models, who reconsiders, what they choose; then the counts.
//   awareness  Bass: hazard p + q·adoption per segment, technical users sooner; only who lies under the ceiling can be reached
//   review     the segment's hazard; at once when one becomes aware or the model in use ends
//   choice     nested logit over {none}, {closed}, {open}: argmax of U + ε, see choice.h
// Sources: Bass 1969; Malerba, Nelson, Orsenigo and Winter 1999 (only who reviews chooses again). Claims: C11 O5 O10.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Awareness, review and choice of every user. Reads the tables of the step's begin and writes each user's own row only.
void choose_models(Out<&Users::choice> choice, Out<&Users::since> since, In<&Users::price> price,
                   In<&Users::data_sensitivity> data_sensitivity, In<&Users::customisation> customisation, In<&Users::security> security,
                   In<&Users::technical> technical, In<&Users::reach> reach, Market& market, const Cells& cells, const Catalogue& catalogue,
                   const PublicState& commons, const Scenario& rules, const AdoptionParams& p, Step step);

/// Counts users by cell and slot.
void count_users(Market& market, const Cells& cells, In<&Users::choice> choice, Step step);

/// Seats, spending and use by segment and slot, and the average price paid.
///   spending per seat  b_g(t)·income·min((p/p̄)^(1 − ε), cap), b_g logistic in time;  use = spending/p
void tally_market(Market& market, const Cells& cells, const Catalogue& catalogue, PublicState& commons, const Scenario& rules,
                  const PriceParams& p, Step step);

/// Empties the slots of models that ended in this step: their users have left, and so have those who worked on them.
void sweep_ended(Catalogue& catalogue, Out<&Developers::project> project, Step step);

/// Budget per seat of a segment at time t, USD/person/yr: logistic from spend_start to spend_max.
double seat_budget(const Segment& segment, double t);

}  // namespace enclosure
