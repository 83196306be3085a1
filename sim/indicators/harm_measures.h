// What indicators of reliability, harm, trust and law compute that is more than a line. NaN where undefined.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/world/world.h"

namespace enclosure {

/// Which models count: all, released weights, closed ones.
enum class Side : std::uint8_t { all, open, closed };

/// Mean age of the defects that are not fixed, yr.
double mean_defect_age(const World& world, Side side);

/// Mean reliability over models younger than half a year, and over models of two years and older.
double young_reliability(const World& world, Side side);
double old_reliability(const World& world, Side side);

/// Standard deviation over use of realised quality: of what models are, and of how each scatters.
double quality_dispersion(const World& world, Side side);

/// Legal cost over all cost of makers that only release weights, or only sell an interface.
double legal_share(const World& world, Side side);

/// Incidents of the step with what users of region r use, by its share of each model's seats, 1/yr.
double region_incidents(const World& world, std::size_t r);

}  // namespace enclosure
