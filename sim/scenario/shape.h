// The shapes that a member of a described scenario struct can have. The loader, the writer and the paths are written against these
// shapes, so a new member or a new row type needs no change in them. What goes over all values alike takes the list of
// sim/scenario/leaves.h.
//
//   leaf   a number, bool, text, date, list of texts, number per id, or a choice (an enum with names_of)
//   table  a struct with fields()
//   rows   a std::vector of structs with fields(); in paths a row goes by its id, or by 1, 2, … if it has none
//   groups a struct with groups(): its members are tables of the table that it stands in
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "sim/base/describe.h"
#include "sim/scenario/node.h"

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

}  // namespace enclosure
