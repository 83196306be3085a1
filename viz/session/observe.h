// A world looked at between two steps: what of it never changes, what its users have, and the record of the step. Reads only, draws
// nothing.
#pragma once

#include <cstddef>
#include <memory>

#include "sim/world/world.h"
#include "viz/session/track.h"

namespace enclosure::viz {

Population population_of(const World& world);

/// What each agent has after `step` steps.
std::shared_ptr<const AgentFrame> agents_of(const World& world, std::size_t step);

/// The record of the state after `step` steps, without its agents. Of the state before the first step there are no series yet: all NaN.
StepRecord record_of(const World& world, std::size_t step, Date date, std::uint64_t hash);

/// Bytes of the columns of a world.
std::size_t bytes_of(const World& world);

}  // namespace enclosure::viz
