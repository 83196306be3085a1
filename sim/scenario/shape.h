// The shapes that a member of a described scenario struct can have, and one walk over all of a scenario's values. The loader, the
// writer and the paths are written against these shapes, so a new member or a new row type needs no change in them.
//
//   leaf   a number, bool, text, date, list of texts, number per id, or a choice (an enum with names_of)
//   table  a struct with fields()
//   rows   a std::vector of structs with fields(); in paths a row goes by its id, or by 1, 2, … if it has none
//   groups a struct with groups(): its members are tables of the table that it stands in
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "sim/base/describe.h"
#include "sim/scenario/node.h"
#include "sim/scenario/rows/event.h"

namespace enclosure {

/// The fields of T with an address: a pointer to the facts in it lives for ever.
template <HasFields T>
inline constexpr auto fields_of = T::fields();

template <class T>
concept Groups = requires {
    T::groups();
};

namespace detail {
template <class T>
inline constexpr bool is_rows = false;
template <HasFields Row>
inline constexpr bool is_rows<std::vector<Row>> = true;
}  // namespace detail

template <class T>
concept Rows = detail::is_rows<T>;

template <class T>
concept Leaf = !HasFields<T> && !Groups<T> && !Rows<T>;

template <class T>
concept HasId = requires(T row) {
    row.id;
};

/// Names of the values of an enum, in order; every enum that is a member of a described struct has an overload in its namespace.
constexpr std::array<std::string_view, 3> names_of(Operation) {
    return {"set", "multiply", "add"};
}

/// What a row is called in paths.
template <HasFields Row>
std::string row_name(const Row& row, std::size_t index) {
    if constexpr (HasId<Row>) {
        if (!row.id.empty()) return row.id;
    }
    return std::to_string(index + 1);
}

/// Calls visit(group) for each group of `groups` (const or not).
template <class T, class Visit>
requires Groups<std::remove_const_t<T>>
void visit_groups(T& groups, Visit&& visit) {
    std::apply([&](auto... member) { (visit(groups.*member), ...); }, std::remove_const_t<T>::groups());
}

/// Calls visit(path, value, facts) for each leaf of `object` (const or not), in the order of the fields.
template <class T, class Visit>
void visit_leaves(T& object, const std::string& path, Visit&& visit) {
    const auto visit_member = [&](auto& member, const Facts& facts) {
        using Value = std::remove_const_t<std::remove_reference_t<decltype(member)>>;
        const std::string member_path = join_path(path, facts.name);
        if constexpr (Groups<Value>) {
            visit_groups(member,
                         [&](auto& group) { visit_leaves(group, join_path(path, std::remove_cvref_t<decltype(group)>::section), visit); });
        } else if constexpr (Rows<Value>) {
            for (std::size_t i = 0; i < member.size(); ++i) visit_leaves(member[i], join_path(member_path, row_name(member[i], i)), visit);
        } else if constexpr (HasFields<Value>) {
            visit_leaves(member, member_path, visit);
        } else {
            visit(member_path, member, facts);
        }
    };
    std::apply([&](const auto&... f) { (visit_member(object.*f.member, f.facts), ...); }, fields_of<std::remove_const_t<T>>);
}

}  // namespace enclosure
