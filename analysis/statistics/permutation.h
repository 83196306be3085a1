// Orders that know nothing of the data.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/data/analysis_draws.h"

namespace enclosure {

/// An order of 0 … n - 1 (n <= 2^32), all as likely (Fisher and Yates): a function of (seed, what, serial, n).
std::vector<std::uint32_t> shuffled_order(std::uint64_t seed, AnalysisDraw what, std::uint64_t serial, std::size_t n);

}  // namespace enclosure
