// A struct describes itself once: a constexpr tuple of (member pointer, facts). Loader, error texts, sweep axes, sliders, file
// attributes and reference pages are folds over that tuple.
//
//   fields()   members of a parameter group or of a scenario row (a firm, a segment); each has unit, legal and usual range, source
//   columns()  members of a population or table of the world's state; each is one std::vector, with unit and doc
//
// Invariant: a member without a row, a default outside its usual range, a duplicate name, a doc without a full stop or an empty
// source do not compile; the compiler prints the sentence thrown in check_facts() below.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace enclosure {

/// Closed interval of admissible values.
struct Range {
    double lo = -std::numeric_limits<double>::infinity();
    double hi = std::numeric_limits<double>::infinity();
    constexpr bool holds(double x) const { return x >= lo && x <= hi; }  // false for NaN
};

/// When a change of a parameter takes effect: while a run goes on (an event may target it), or only at its start.
enum class Effect : std::uint8_t { restart, live };

/// What is known about one member of a described struct.
struct Facts {
    std::string_view name;
    std::string_view unit = "1";  ///< in the grammar of sim/base/units.h; "1" if it has none
    Range legal = {};             ///< values that are accepted
    Range usual = {};             ///< plausible values: slider range, sweep range
    std::string_view doc;         ///< one or more sentences, the last with its full stop
    std::string_view source;      ///< key of data/sources.csv, or assumption, calibrated, identity
    Effect effect = Effect::restart;
    std::string_view refers = "";  ///< array of tables whose ids this text, these texts or these keys must name; empty if none
    double off = std::numeric_limits<double>::quiet_NaN();  ///< value at which the mechanism is switched off; NaN if it is no switch
    std::string_view needs = "";  ///< switch that, when off, leaves this value without effect: a name of its table or group.name
    constexpr bool is_switch() const { return off == off; }
};

template <class Owner, class T>
struct Field {
    using owner = Owner;
    using type = T;
    T Owner::*member;
    Facts facts;
};

template <class Owner, class T>
consteval Field<Owner, T> field(T Owner::*member, Facts facts) {
    return {member, facts};
}

/// How many values a column holds per row.
enum class Width : std::uint8_t { one, segments, regions, domains, cells };

/// What is known about one column of the state.
struct ColumnFacts {
    std::string_view name;
    std::string_view unit;
    std::string_view doc;
    Width width = Width::one;
    Range legal = {};  ///< what every value must lie in, as the audit checks: [0, 1] for probabilities and shares
};

template <class Owner, class T>
struct Column {
    using owner = Owner;
    using type = T;  // a std::vector
    T Owner::*member;
    ColumnFacts facts;
};

template <class Owner, class T>
consteval Column<Owner, T> column(T Owner::*member, ColumnFacts facts) {
    return {member, facts};
}

template <class T>
concept HasFields = requires {
    T::fields();
};
template <class T>
concept HasColumns = requires {
    T::columns();
};

/// Calls visit(field) for every field of T, in order.
template <HasFields T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    std::apply([&](const auto&... f) { (visit(f), ...); }, T::fields());
}

/// Calls visit(column) for every column of T, in order.
template <HasColumns T, class Visit>
constexpr void for_each_column(Visit&& visit) {
    std::apply([&](const auto&... c) { (visit(c), ...); }, T::columns());
}

/// Name of the column that a member pointer stands for; empty if it is not described.
template <auto Member, class Owner>
consteval std::string_view column_name() {
    std::string_view name;
    for_each_column<Owner>([&](const auto& c) {
        if constexpr (std::is_same_v<decltype(c.member), std::remove_const_t<decltype(Member)>>) {
            if (c.member == Member) name = c.facts.name;
        }
    });
    return name;
}

namespace detail {

struct AnyMember {
    template <class T>
    operator T() const;  // only named, never called
};

template <class T, class... Members>
consteval std::size_t count_members() {
    if constexpr (requires { T{Members{}..., AnyMember{}}; }) {
        return count_members<T, Members..., AnyMember>();
    } else {
        return sizeof...(Members);
    }
}

constexpr bool ends_sentence(std::string_view text) {
    return !text.empty() && text.back() == '.';
}

// A throw met while a constant is evaluated is how the sentence reaches the compiler message.
constexpr void check_facts(const Facts& f) {
    if (f.name.empty()) throw "a field has no name";
    if (f.unit.empty()) throw "a field has no unit; write \"1\" for a pure number";
    if (!ends_sentence(f.doc)) throw "a field's doc does not end with a full stop";
    if (f.source.empty()) throw "a field names no source";
    if (f.usual.lo < f.legal.lo || f.usual.hi > f.legal.hi) throw "a field's usual range is wider than its legal range";
    if (f.legal.lo > f.legal.hi || f.usual.lo > f.usual.hi) throw "a field's range is empty";
    if (f.is_switch() && !f.legal.holds(f.off)) throw "a switch's off value is outside the legal range";
}

template <HasFields T>
consteval std::size_t field_count() {
    return std::tuple_size_v<decltype(T::fields())>;
}

template <HasFields T>
consteval void check_names() {
    std::array<std::string_view, field_count<T>()> names{};
    std::size_t n = 0;
    for_each_field<T>([&](const auto& f) { names[n++] = f.facts.name; });
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = i + 1; j < n; ++j) {
            if (names[i] == names[j]) throw "two fields share a name";
        }
    }
}

}  // namespace detail

/// True if every member of T has a row and every row is complete; otherwise the build stops with a sentence.
template <HasFields T>
consteval bool well_described() {
    if (detail::count_members<T>() != detail::field_count<T>()) throw "a member has no description";
    detail::check_names<T>();
    for_each_field<T>([](const auto& f) { detail::check_facts(f.facts); });
    return true;
}

namespace detail {

template <class T>
consteval bool defaults_are_usual() {
    constexpr T defaults{};
    for_each_field<T>([&](const auto& f) {
        using Value = typename std::remove_cvref_t<decltype(f)>::type;
        if constexpr (std::is_arithmetic_v<Value> && !std::is_same_v<Value, bool>) {
            if (!f.facts.usual.holds(static_cast<double>(defaults.*f.member))) throw "a default is outside its usual range";
        }
    });
    return true;
}

// Whether all members are numbers or choices. A text has no constant on every compiler that we build with.
template <HasFields T>
consteval bool holds_no_text() {
    bool plain = true;
    for_each_field<T>([&](const auto& f) {
        using Value = typename std::remove_cvref_t<decltype(f)>::type;
        plain = plain && (std::is_arithmetic_v<Value> || std::is_enum_v<Value>);
    });
    return plain;
}

}  // namespace detail

/// well_described(), and every number's default lies in its usual range. For parameter groups; of one with a text a test checks the ranges.
template <HasFields T>
consteval bool well_formed() {
    well_described<T>();
    if constexpr (detail::holds_no_text<T>()) detail::defaults_are_usual<T>();
    return true;
}

/// Members of a table that are worked out of its columns, and so are neither described nor saved: T::derived_members, if it says.
template <class T>
consteval std::size_t derived_members() {
    if constexpr (requires { T::derived_members; }) {
        return T::derived_members;
    } else {
        return 0;
    }
}

/// True if every member of T is a described column, or derived from those; otherwise the build stops with a sentence.
template <HasColumns T>
consteval bool well_columned() {
    if (detail::count_members<T>() != std::tuple_size_v<decltype(T::columns())> + derived_members<T>())
        throw "a member has no column description";
    for_each_column<T>([](const auto& c) {
        if (c.facts.name.empty() || c.facts.unit.empty()) throw "a column has no name or unit";
        if (!detail::ends_sentence(c.facts.doc)) throw "a column's doc does not end with a full stop";
    });
    return true;
}

}  // namespace enclosure
