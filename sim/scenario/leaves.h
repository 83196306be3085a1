// All values of a scenario, or of one event, as a list: path, facts, and a pointer of the value's type. Code that goes over all values is
// compiled once for each type that a value can have, and not once for each member of each struct; the list is made in one place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/describe.h"
#include "sim/scenario/per_id.h"
#include "sim/scenario/scenario.h"

namespace enclosure {

/// A pointer to a value, of one of the types that a leaf can have; a member of another type does not compile until it stands here.
using LeafPointer = std::variant<double*, std::int64_t*, bool*, std::string*, Date*, std::optional<Date>*, std::vector<std::string>*,
                                 PerId*, Operation*, NetworkKind*, ChoiceDraws*>;

/// One value: its path, such as "firm.lab.cash", its facts, which live for ever, and where it stands.
struct LeafRef {
    std::string path;
    const Facts* facts;
    LeafPointer value;
};

/// All values, in the order of the fields. The pointers hold as long as the object does not move and no row is added or taken away.
std::vector<LeafRef> leaves_of(Scenario& scenario);
std::vector<LeafRef> leaves_of(Event& event);

/// Calls visit(path, value, facts) for each of the values, which it may not change: for who asks several times.
template <class Visit>
void visit_leaves(const std::vector<LeafRef>& leaves, Visit&& visit) {
    for (const LeafRef& leaf : leaves) {
        std::visit([&](const auto* value) { visit(leaf.path, *value, *leaf.facts); }, leaf.value);
    }
}

/// Calls visit(path, value, facts) for each value of a scenario or an event (const or not), in the order of the fields.
template <class T, class Visit>
requires std::is_same_v<std::remove_const_t<T>, Scenario> || std::is_same_v<std::remove_const_t<T>, Event>
void visit_leaves(T& object, Visit&& visit) {
    for (const LeafRef& leaf : leaves_of(const_cast<std::remove_const_t<T>&>(object))) {  // a const object's values are passed on as const
        std::visit(
            [&](auto* value) {
                using Value = std::conditional_t<std::is_const_v<T>, const std::remove_pointer_t<decltype(value)>,
                                                 std::remove_pointer_t<decltype(value)>>;
                visit(leaf.path, static_cast<Value&>(*value), *leaf.facts);
            },
            leaf.value);
    }
}

}  // namespace enclosure
