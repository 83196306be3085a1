// What the tables of indicators need of money, hosts and discontinued models. All read the world at the end of a step.
#pragma once

#include <cstddef>

#include "sim/world/world.h"

namespace enclosure {

/// What was booked for a purpose in the step, USD/yr.
double flow_rate(const World& world, Flow what);

/// What users of a region pay hosts other than the makers of the weights, USD/yr.
double region_hosting(const World& world, std::size_t r);

/// Hosts of all regions.
double hosts(const World& world);

/// Live models under notice.
double under_notice(const World& world);

/// Share of live models behind an interface that were built on another firm's released weights.
double closed_on_open_base(const World& world);

}  // namespace enclosure
