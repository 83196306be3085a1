#include "sim/scenario/read.h"

#include <string>
#include <string_view>

#include "sim/scenario/leaves.h"
#include "sim/scenario/read_table.h"

namespace enclosure {

namespace {

template <class T>
struct MemberOf;
template <class Owner, class T>
struct MemberOf<T Owner::*> {
    using type = T;
};

// A group and an array of tables of one name could not stand in one file.
consteval bool sections_are_free() {
    bool free = true;
    const auto compare = [&](auto member) {
        using Group = typename MemberOf<decltype(member)>::type;
        for_each_field<Scenario>([&](const auto& f) { free = free && f.facts.name != Group::section; });
    };
    std::apply([&](auto... members) { (compare(members), ...); }, Parameters::groups());
    return free;
}
static_assert(sections_are_free(), "a parameter group has the name of another key of a scenario");

}  // namespace

std::string key_elsewhere(std::string_view key) {
    std::string found;
    const Scenario defaults;
    visit_leaves(defaults, [&](const std::string& path, const auto&, const Facts& facts) {
        if (found.empty() && facts.name == key) found = "; did you mean " + path + '?';
    });
    return found;
}

void read_scenario(const Node& root, Scenario& scenario, Places& places, Report& report) {
    Readout readout{places, report};
    read_table(root, scenario, "", readout);
}

}  // namespace enclosure
