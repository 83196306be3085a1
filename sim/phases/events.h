// Events of policies and shocks: what they make of the rules at the step's begin. Rules without an event in force are as in the scenario.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Share of its full change that an event makes at `date`: 0 outside its time, rising linearly over its ramp, times its strength.
double event_level(const Event& event, Date date);

/// Resets every target to the scenario's value, then applies policies and shocks in file order: set moves the value towards the
/// event's by the event's level, multiply and add scale or shift it.
void apply_events(Scenario& rules, Given given, Chronicle& chronicle, Step step);

}  // namespace enclosure
