// Delayed opening: the weights of a model are released a fixed time after it was sold behind an interface.
// What is released is what was promised then, capability and strategy included, unless the firm has released something better since. A full
// catalogue delays an opening and does not cancel it; a firm that is gone opens nothing. Switch: StrategyRow::delay (0: at once).
// Source: MODEL section 4, training; review for the delay of nine months. Claims: B1 B8 C1.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Releases the weights whose delay is over.
void open_delayed(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                  Step step);

}  // namespace enclosure
