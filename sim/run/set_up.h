// The world at the start of a run. Draws depend on the seed and on names alone: adding a firm or a segment shifts nobody else's.
#pragma once

#include "sim/world/world.h"

namespace enclosure {

/// The complete world at the start of `scenario`, before its first step; tallies and prices included.
World set_up(const Scenario& scenario, const Threads& threads);

/// Has room for what a run of its scenario adds to the state, as far as that can be foreseen: a step then need not ask the heap for it.
/// What grows beyond it does, and no result depends on it.
void make_room(World& world);

// The parts of set_up, in the order in which it calls them.
void set_up_cells(World& world);
void set_up_firms(World& world);
void set_up_users(World& world, const Threads& threads);
void set_up_network(World& world);
void set_up_developers(World& world, const Threads& threads);

}  // namespace enclosure
