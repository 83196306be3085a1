// A planned change of strategy: a firm whose row names a later strategy follows it from the step that holds the time `later`, whatever
// reviews said until then, and reviews afterwards as others do. Some makers are known to have changed in this way: a closed cloud model
// of which part of the family is released later. It begins with what it has: a firm that opens releases the weights of its interface, or
// applies for a licence to (policy/release_licence.h); one that closes sells what it has released. It is counted among the changes of
// strategy; it is no review and no draw decides on it. Switch: firm.later_strategy, empty. Source: assumption (the plan is data). Claims:
// B1 B8.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void change_as_planned(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle,
                       const Scenario& rules, Step step);

}  // namespace enclosure
