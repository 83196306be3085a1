// One walk over all that makes up the state of a run, column by column: what a checkpoint saves and restores, and what two runs are
// compared by. Invariant: it visits exactly what state_hash() hashes; whatever else a step reads is the scenario and the rules in force.
#pragma once

#include <string_view>
#include <type_traits>

#include "sim/world/world.h"

namespace enclosure {

/// Calls visit(part name, facts of the column, column) for every column of every part, in order; `world` const or not.
template <class W, class Visit>
requires std::same_as<std::remove_const_t<W>, World>
void for_each_stored(W& world, Visit&& visit) {
    for_each_part(world, [&](auto& part, std::string_view name) {
        for_each_column<std::remove_cvref_t<decltype(part)>>([&](const auto& c) { visit(name, c.facts, part.*c.member); });
    });
}

/// Calls visit(part name, facts of the column, column of a, column of b) in the same order.
template <class Visit>
void for_each_stored_pair(const World& a, const World& b, Visit&& visit) {
    const auto each = [&](const auto& member) {
        using Part = std::remove_cvref_t<decltype(a.*(member.first))>;
        for_each_column<Part>(
            [&](const auto& c) { visit(member.second, c.facts, (a.*(member.first)).*c.member, (b.*(member.first)).*c.member); });
    };
    std::apply([&](const auto&... member) { (each(member), ...); }, World::parts());
}

}  // namespace enclosure
