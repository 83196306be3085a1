// Checks at compile time that every part of the state describes all its columns (sim/base/describe.h); see sim/scenario/described.cc.
#include "sim/world/world.h"

namespace enclosure {

namespace {

// The network's index is worked out of its columns again, when it is set up and when a checkpoint is read.
consteval bool network_is_well_columned() {
    if (detail::count_members<Network>() != std::tuple_size_v<decltype(Network::columns())> + 1) throw "a member has no column description";
    for_each_column<Network>([](const auto& c) {
        if (c.facts.name.empty() || c.facts.unit.empty() || !detail::ends_sentence(c.facts.doc)) throw "a column is described badly";
    });
    return true;
}

template <class Part>
consteval bool is_well_columned() {
    if constexpr (std::is_same_v<Part, Network>) {
        return network_is_well_columned();
    } else {
        return well_columned<Part>();
    }
}

template <class... Parts>
consteval bool all_well_columned(std::tuple<std::pair<Parts WorldMembers::*, std::string_view>...>) {
    return (is_well_columned<Parts>() && ...);
}

static_assert(all_well_columned(World::parts()));

// What a checkpoint saves is the parts, the scenario and the rules, and the number of the step; the agenda is worked out of the scenario
// again; of the chronicle only the last step's is kept, and it has been recorded. A member beside these would be lost.
constexpr std::size_t saved_otherwise = 5;  // scenario, rules, agenda, step; chronicle
static_assert(detail::count_members<WorldMembers>() == std::tuple_size_v<decltype(World::parts())> + saved_otherwise,
              "a member of World is no part of the state: describe it in World::parts(), or it is lost by a checkpoint");

}  // namespace

}  // namespace enclosure
