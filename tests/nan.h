// What a test writes where there is no number.
#pragma once

#include <limits>

namespace enclosure::test {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace enclosure::test
