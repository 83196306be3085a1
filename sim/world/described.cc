// Checks at compile time that every part of the state describes all its columns (sim/base/describe.h); see sim/scenario/described.cc.
#include "sim/world/world.h"

namespace enclosure {

namespace {

template <class... Parts>
consteval bool all_well_columned(std::tuple<std::pair<Parts WorldMembers::*, std::string_view>...>) {
    return (well_columned<Parts>() && ...);
}

static_assert(all_well_columned(World::parts()));

// What a checkpoint saves is the parts, the scenario and the rules, and the number of the step; the agenda is worked out of the scenario
// again; of the chronicle only the last step's is kept, and it has been recorded. A member beside these would be lost.
constexpr std::size_t saved_otherwise = 5;  // scenario, rules, agenda, step; chronicle
static_assert(detail::count_members<WorldMembers>() == std::tuple_size_v<decltype(World::parts())> + saved_otherwise,
              "a member of World is no part of the state: describe it in World::parts(), or it is lost by a checkpoint");

}  // namespace

}  // namespace enclosure
