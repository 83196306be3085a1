// Compulsory opening: the weights of a model that is sold behind an interface must be released opening_age/compulsory_opening years after
// its release. What is opened is the model as sold, under the strategy that releases weights and sells no interface, unless its maker has
// released something better (phases/delayed_opening.h); a maker that is gone opens nothing. Age and law are those of the step in which
// the model is first seen on offer; a law that ends leaves nothing to open. A licence (release_licence.h) goes before the order: its maker
// applies when the order reaches it, and what is not examined at the age is opened as soon as it is. Models replaced before the law began
// stay closed. Source: assumption; voluntary delays are 3 to 15 months (data/evidence_parameters.csv, firms). Claims: B1 B5 C1 O9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Notes what must be opened and when; forgets it without the law.
void order_openings(Openings& openings, const Firms& firms, const Catalogue& catalogue, const Scenario& rules, const GovernmentParams& p,
                    Step step);

}  // namespace enclosure
