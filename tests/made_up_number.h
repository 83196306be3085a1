// Numbers of made-up markets.
#pragma once

#include <cstdint>

#include "sim/base/draws.h"

namespace enclosure::test {

/// A number between lo and hi, uniform and of its own for each a and b.
inline float made_up_number(std::uint64_t a, std::uint64_t b, float lo, float hi) {
    return lo + (hi - lo) * static_cast<float>(mix(a * 1000003 + b) >> 40) * 0x1p-24F;
}

}  // namespace enclosure::test
