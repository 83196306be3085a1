// Pages of memory asked for many at a time: the system hands them out one by one when they are first touched, at a microsecond or two
// each, which for a thousand million users is a good part of setting them up (docs/performance.md).
#pragma once

#include <cstddef>
#include <span>

#include "sim/base/parallel.h"

namespace enclosure {

/// Has the system hand out all pages on which these bytes lie, by all threads. What they hold stays; it is a wish, which a system that does
/// not know it (Linux before 5.14, and others) leaves to the first touch.
void ask_for_pages(std::span<const std::byte> bytes, const Threads& threads);

}  // namespace enclosure
