// Checks at compile time that every part of the state describes all its columns (sim/base/describe.h); see sim/scenario/described.cc.
#include "sim/world/world.h"

namespace enclosure {

namespace {

template <class... Parts>
consteval bool all_well_columned(std::tuple<std::pair<Parts World::*, std::string_view>...>) {
    return (well_columned<Parts>() && ...);
}

static_assert(all_well_columned(World::parts()));

}  // namespace

}  // namespace enclosure
