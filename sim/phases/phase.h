// A phase is a free function; its signature says what it reads, writes and needs:
//
//   In<&Users::choice>       a column it reads          (span of const values)
//   Out<&Users::choice>      a column it writes         (span of values; it may read its own row)
//   const Firms&, Firms&     a small table, whole, read or written
//   const PriceParams&       a parameter group as in force
//   const Scenario&          the rules in force: segments, regions, domains, strategies
//   Scenario&                the rules in force, to change them
//   Given                    the scenario as given, before any event, and what its events come to
//   const StateBefore&       the whole state as the last step left it, for indicators
//   Step                     time, seed, threads, and memory for what it works with (StepVector)
//
// phase<&f>(facts) turns the function into an entry of the pipeline and derives its access list for docs/pipeline.md.
// Rule: a phase may not read, at other rows, a column it writes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/base/purpose.h"
#include "sim/world/world.h"

namespace enclosure {

namespace detail {
template <class M>
struct MemberOf;
template <class Owner, class T, class Allocator>
struct MemberOf<std::vector<T, Allocator> Owner::*> {
    using owner = Owner;
    using column = std::vector<T, Allocator>;
    using value = T;
};
}  // namespace detail

/// A column that a phase reads.
template <auto Member>
struct In : std::span<const typename detail::MemberOf<decltype(Member)>::value> {
    using owner = typename detail::MemberOf<decltype(Member)>::owner;
    explicit In(const typename detail::MemberOf<decltype(Member)>::column& v)
        : std::span<const typename detail::MemberOf<decltype(Member)>::value>(v) {}
};

/// A column that a phase writes.
template <auto Member>
struct Out : std::span<typename detail::MemberOf<decltype(Member)>::value> {
    using owner = typename detail::MemberOf<decltype(Member)>::owner;
    explicit Out(typename detail::MemberOf<decltype(Member)>::column& v)
        : std::span<typename detail::MemberOf<decltype(Member)>::value>(v) {}
};

/// The scenario as given, before any event, and what its events come to.
struct Given {
    const Scenario& scenario;
    const Agenda& agenda;
};

/// The whole state as the last step left it, that step's time included, so that an indicator has the value that the run file gives for
/// it; before the first step, the state at the start. For as long as it lives the world is at that step.
class StateBefore {
  public:
    explicit StateBefore(World& world, Step now) : world_(world), kept_(world.step) {
        if (now.index == 0) return;
        world_.step.index = now.index - 1;
        world_.step.t = static_cast<double>(now.index - 1) * now.dt;
    }
    ~StateBefore() { world_.step = kept_; }
    StateBefore(const StateBefore&) = delete;
    StateBefore& operator=(const StateBefore&) = delete;

    const World& world() const { return world_; }

  private:
    World& world_;
    Step kept_;
};

/// What the pipeline says of a phase.
struct PhaseFacts {
    std::string name;
    std::string heading;
    std::string doc;
    std::vector<std::string> reads;
    std::vector<std::string> writes;
    std::vector<std::string> parameters;
    std::vector<Purpose> draws = {};  ///< purposes of the draws that it makes
};

/// An entry of the pipeline.
struct Phase {
    PhaseFacts facts;
    void (*run)(World&, Step);
};

namespace detail {

// The member of World that has type Part, with its name; a null pointer if there is none.
template <class Part>
std::pair<Part*, std::string_view> find_part(World& world) {
    std::pair<Part*, std::string_view> found{nullptr, {}};
    for_each_part(world, [&](auto& part, std::string_view name) {
        if constexpr (std::is_same_v<std::remove_reference_t<decltype(part)>, Part>) found = {&part, name};
    });
    if constexpr (std::is_same_v<Part, Chronicle>) found = {&world.chronicle, "chronicle"};
    return found;
}

template <class Part>
inline constexpr bool is_part =
    std::is_same_v<Part, Chronicle> ||
    std::apply(
        [](const auto&... p) { return (std::is_same_v<std::remove_cvref_t<decltype(std::declval<World&>().*(p.first))>, Part> || ...); },
        World::parts());

template <class Part>
std::string part_name() {
    World none;
    return std::string(find_part<Part>(none).second);
}

template <class Parameter>
struct Access;

template <auto Member>
struct Access<In<Member>> {
    using Owner = typename In<Member>::owner;
    static In<Member> get(World& world, Step) { return In<Member>(find_part<Owner>(world).first->*Member); }
    static void describe(PhaseFacts& f) { f.reads.push_back(part_name<Owner>() + "." + std::string(column_name<Member, Owner>())); }
};

template <auto Member>
struct Access<Out<Member>> {
    using Owner = typename Out<Member>::owner;
    static Out<Member> get(World& world, Step) { return Out<Member>(find_part<Owner>(world).first->*Member); }
    static void describe(PhaseFacts& f) { f.writes.push_back(part_name<Owner>() + "." + std::string(column_name<Member, Owner>())); }
};

template <class T>
struct Access<T&> {
    using Bare = std::remove_const_t<T>;
    static T& get(World& world, Step) {
        if constexpr (is_part<Bare>) {
            return *find_part<Bare>(world).first;
        } else if constexpr (std::is_same_v<Bare, Scenario>) {
            return world.rules;
        } else {
            return group<Bare>(world.rules.parameters);
        }
    }
    static void describe(PhaseFacts& f) {
        if constexpr (is_part<Bare>) {
            (std::is_const_v<T> ? f.reads : f.writes).push_back(part_name<Bare>());
        } else if constexpr (std::is_same_v<Bare, Scenario>) {
            (std::is_const_v<T> ? f.parameters : f.writes).emplace_back("rules");
        } else {
            f.parameters.emplace_back(Bare::section);
        }
    }

  private:
    template <class Group>
    static Group& group(Parameters& parameters) {
        Group* found = nullptr;
        for_each_group(parameters, [&](auto& g) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(g)>, Group>) found = &g;
        });
        return *found;
    }
};

template <>
struct Access<Given> {
    static Given get(World& world, Step) { return {world.scenario, *world.agenda}; }
    static void describe(PhaseFacts& f) { f.reads.emplace_back("scenario"); }
};

template <>
struct Access<const StateBefore&> {
    static StateBefore get(World& world, Step step) { return StateBefore(world, step); }
    static void describe(PhaseFacts& f) { f.reads.emplace_back("indicators"); }
};

template <>
struct Access<Step> {
    static Step get(World&, Step step) { return step; }
    static void describe(PhaseFacts&) {}
};

template <class F>
struct Signature;
template <class... Parameters>
struct Signature<void (*)(Parameters...)> {
    template <auto Function>
    static void run(World& world, Step step) {
        Function(Access<Parameters>::get(world, step)...);
    }
    static PhaseFacts describe(std::string_view name, std::string_view heading, std::string_view doc) {
        PhaseFacts f{std::string(name), std::string(heading), std::string(doc), {}, {}, {}, {}};
        (Access<Parameters>::describe(f), ...);
        return f;
    }
};

}  // namespace detail

/// An entry of the pipeline made from a free function, with the purposes of its draws; see the head of this file.
template <auto Function>
Phase phase(std::string_view name, std::string_view heading, std::string_view doc, std::vector<Purpose> draws = {}) {
    using S = detail::Signature<decltype(Function)>;
    Phase made{S::describe(name, heading, doc), &S::template run<Function>};
    made.facts.draws = std::move(draws);
    return made;
}

}  // namespace enclosure
