// The charts of a comparison's page, of one policy each.
#pragma once

#include <string>

#include "analysis/compare/results.h"

namespace enclosure {

/// Standardised differences of the headline indicators, the largest first; coloured by whether they are improvements.
std::string tornado(const CompareResults& results, std::size_t arm);

/// The mean paired difference of a metric over time, with the bands of half and of nine tenths of worlds; empty if it is never defined.
std::string fan(const CompareResults& results, std::size_t arm, std::size_t metric);

/// Differences of one indicator by segments or by regions, with 95 % intervals; amounts as per cent of the member's baseline. Empty if the
/// level has no such indicator.
std::string winners_and_losers(const CompareResults& results, std::size_t arm, Level level, std::string_view indicator);

}  // namespace enclosure
