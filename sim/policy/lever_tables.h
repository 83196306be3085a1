// The table of levers, by theme; levers() joins them in this order.
#pragma once

#include <span>

#include "sim/policy/lever.h"

namespace enclosure {

/// Public money and public goods.
std::span<const Lever> public_levers();
/// Rules on releases, safety, data and liability.
std::span<const Lever> safety_levers();
/// Rules of the market.
std::span<const Lever> market_levers();
/// Shocks.
std::span<const Lever> shock_levers();

}  // namespace enclosure
