// Units as the run file spells them: UDUNITS where it has a name, ours where it has none.
#pragma once

#include <string>
#include <string_view>

namespace enclosure {

/// A unit of the grammar of sim/base/units.h in UDUNITS spelling: yr is year, % is percent, x (a factor of growth) is 1; units that
/// UDUNITS does not know (USD, OOM, point, person, Mtok, FLOP) stay as they are. "USD/person/yr" -> "USD/person/year".
std::string udunits(std::string_view unit);

}  // namespace enclosure
