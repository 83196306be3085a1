// Shocks that happen once: in the step in which their parameter becomes positive, and again only after it was zero.
#pragma once

#include <cstdint>

namespace enclosure {

/// Whether a shock of that strength strikes in this step; `struck` is its memory.
inline bool strikes_once(double strength, std::uint8_t& struck) {
    const bool strikes = strength > 0 && struck == 0;
    struck = strength > 0 ? 1 : 0;
    return strikes;
}

}  // namespace enclosure
