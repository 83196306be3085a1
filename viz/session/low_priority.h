// A thread that yields to all others.
#pragma once

#include <cstdint>

namespace enclosure::viz {

/// Who waits for what the thread makes: somebody who looks at the window, or nobody.
enum class Waits : std::uint8_t { somebody, nobody };

/// Of the calling thread, for good. What cannot be had is done without.
void take_low_priority(Waits waits);

}  // namespace enclosure::viz
