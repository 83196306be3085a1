// Adoption: who hears of models, who reconsiders, what they choose.
//   awareness  Bass: hazard awareness_r·p + q·adoption + education_r per segment, technical users sooner; only who lies under the ceiling
//   can be
//              reached; adoption = (1 − ρ)·of the segment + ρ·of the segment in the region; an organisation hears as a whole
//   review     the segment's hazard, more by notice_review if the model in use is under notice; at once when one becomes aware or it ends
//   choice     nested logit over {none}, {closed}, {open}: argmax of U + ε, see choice.h
//   locked in  who stays with a vendor at review and, by the same draws, would leave it if switching cost nothing
// Sources: Bass 1969; Malerba, Nelson, Orsenigo and Winter 1999 (only who reviews chooses again). Claims: C11 O5 O10 B10.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Awareness, review and choice of every user. Reads the tables of the step's begin and writes each user's own row only.
void choose_models(Out<&Users::choice> choice, Out<&Users::since> since, In<&Users::price> price,
                   In<&Users::data_sensitivity> data_sensitivity, In<&Users::customisation> customisation, In<&Users::security> security,
                   In<&Users::technical> technical, In<&Users::reach> reach, const Network& network, Market& market, const Cells& cells,
                   const Catalogue& catalogue, const PublicState& commons, const Scenario& rules, const AdoptionParams& p, Step step);

}  // namespace enclosure
