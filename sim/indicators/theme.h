// Tables of indicators of one theme, which indicator.cc joins into one list for each kind of series.
#pragma once

#include <span>

#include "sim/indicators/indicator.h"

namespace enclosure {

struct Theme {
    std::span<const Indicator> world = {};
    std::span<const MemberIndicator> segments = {};
    std::span<const MemberIndicator> regions = {};
    std::span<const MemberIndicator> firms = {};
};

}  // namespace enclosure
