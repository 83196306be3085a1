// The step, in order.
#pragma once

#include <vector>

#include "sim/phases/phase.h"

namespace enclosure {

/// The phases of a step, in the order in which they run.
const std::vector<Phase>& pipeline();

/// What `enclosure pipeline` prints: name, heading, doc and access list of each phase.
std::vector<PhaseFacts> describe_pipeline();

}  // namespace enclosure
