// How users are held: by the cost of switching, and for how long. Claims: O7 C9 C11 C12.
#pragma once

#include "sim/indicators/theme.h"

namespace enclosure {

/// Of the seats that used models of that side a year ago, the share that use the same vendor's models now, whatever their side then: seats
/// that have been with a vendor for a year and use a model of the side now, over seats that used one then, at most 1. Exact where no
/// vendor has users on both sides. NaN in the first year. Segment g, or all segments if g is their number.
double retention(const World& world, std::size_t g, bool open);

Theme lock_in_theme();

}  // namespace enclosure
