// Conditions of events. At the step's begin each event with `when` begins if it may and its condition holds in the state that the last step
// left, and ends when its hold is over, or without a hold when the condition no longer holds; outside its dates it is never in force. It
// begins at most `max_times`, and never sooner than `cooldown` after its last end. What is in force then changes the rules in apply_events
// (sim/phases/events.h). No draw decides. Source: identity.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void watch_triggers(Triggered& triggered, Chronicle& chronicle, Given given, const StateBefore& before, Step step);

}  // namespace enclosure
