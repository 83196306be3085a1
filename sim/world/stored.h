// All columns of the state as one list: what a checkpoint saves and restores, what two runs are compared by, what the audit checks. Code
// that goes over all columns is compiled once for each type that a column can have, and not once for each column; the list is made in one
// place. Invariant: it holds exactly what state_hash() hashes; whatever else a step reads is the scenario and the rules in force.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "sim/world/world.h"

namespace enclosure {

/// A pointer to a column or to a single value of the state; one of another type does not compile until it stands here.
using StoredPointer =
    std::variant<std::vector<double>*, std::vector<float>*, std::vector<std::int64_t>*, std::vector<std::uint64_t>*,
                 std::vector<std::uint32_t>*, std::vector<std::uint16_t>*, std::vector<std::uint8_t>*, std::vector<std::string>*,
                 std::vector<Id<Firms>>*, std::vector<Id<Catalogue>>*, std::vector<Slot>*, std::vector<Flow>*, Users::Rows<std::uint8_t>*,
                 Users::Rows<std::uint16_t>*, double*, std::int64_t*, std::uint64_t*, std::uint32_t*, std::uint8_t*>;

/// One column: the name of its part, its facts, which live for ever, and where it stands.
struct StoredColumn {
    std::string_view part;
    const ColumnFacts* facts;
    StoredPointer column;
};

/// All columns of all parts, in order. The pointers hold as long as the world does not move.
std::vector<StoredColumn> stored_columns(World& world);

/// Calls visit(part name, facts of the column, column) for each of them; `world` const or not.
template <class W, class Visit>
requires std::same_as<std::remove_const_t<W>, World>
void for_each_stored(W& world, Visit&& visit) {
    for (const StoredColumn& stored : stored_columns(const_cast<World&>(world))) {  // a const world's columns are passed on as const
        std::visit(
            [&](auto* column) {
                using Column = std::remove_pointer_t<decltype(column)>;
                visit(stored.part, *stored.facts, static_cast<std::conditional_t<std::is_const_v<W>, const Column, Column>&>(*column));
            },
            stored.column);
    }
}

/// Calls visit(part name, facts of the column, column of a, column of b) in the same order.
template <class Visit>
void for_each_stored_pair(const World& a, const World& b, Visit&& visit) {
    const std::vector<StoredColumn> others = stored_columns(const_cast<World&>(b));
    std::size_t next = 0;
    for_each_stored(a, [&](std::string_view part, const ColumnFacts& facts, const auto& column) {
        using Column = std::remove_cvref_t<decltype(column)>;
        visit(part, facts, column, static_cast<const Column&>(*std::get<Column*>(others[next++].column)));
    });
}

}  // namespace enclosure
