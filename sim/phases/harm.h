// Harm by model: social cost = incidents of the step (misuse, breaches, exploits; defects.h, misuse.h, breaches.h)·cost of one. Who answers
// for it is a matter of law (law.h). Claims: O14 O15 O21 B9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void attribute_harm(Catalogue& catalogue, const HarmParams& p, Step step);

}  // namespace enclosure
