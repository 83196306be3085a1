// Events of policies and shocks: what they make of the rules at the step's begin. All changes of one parameter that are in force are made
// in one order whatever that of the files: by priority, low first; within one priority set, then multiply, then add. At level s, the
// event's strength times its ramp,
//
//   set       x + s·(value − x)
//   multiply  x · (1 + s·(value − 1))
//   add       x + s·value
//
// and the end is bounded by the legal range. Two events that set one parameter at one priority contradict each other. Rules without an
// event in force are as in the scenario, to the bit. Of an impulse (sim/policy/impulse.h) the part that events begin in this step is new:
// its memory is lowered to what the others make of it. Source: identity.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Share of its full change that an event makes at `date`, by its dates alone: 0 outside them, rising linearly over its ramp, times its
/// strength.
double event_level(const Event& event, Date date);

/// Sets every parameter that events change to the scenario's value and makes the changes that are in force. Throws ScenarioError where
/// events contradict each other, which those of a scenario that passed its checks cannot.
void apply_events(Scenario& rules, PublicState& commons, Given given, const Triggered& triggered, Chronicle& chronicle, Step step);

}  // namespace enclosure
