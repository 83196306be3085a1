// Public lab: a state-owned maker of open models in every region that pays for one.
//   founded    in the step in which its region's budget B_r becomes positive, lab_gap below the best released weights, which it may adapt
//   budget     B_r a year as grants from the public purse, and what covers a deficit: the state does not let it fail
//   research   max(B + margin − opex − legal + cash − B/12, B/5): what operations leave, with a month's budget in hand
//   strategy   the first that releases weights at once and sells no interface, for good; no owner is paid, no investor asked
// Without its budget it lives on what it earns, and fails like any firm; its weights then pass to the community. Source: assumption; MODEL
// section 5 (public model). Claims: O12 O19 B5.
#pragma once

#include <cstddef>
#include <optional>

#include "sim/phases/phase.h"

namespace enclosure {

/// Founds and finances public labs; writes grants and aspiration, of which the next step makes research.
void run_public_labs(Firms& firms, const Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                     const GovernmentParams& p, Step step);

/// Row of the strategy of public labs and of what must be opened; none if no strategy releases weights at once and sells no interface.
std::optional<std::size_t> plain_release(const Scenario& rules);

}  // namespace enclosure
