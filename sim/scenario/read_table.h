// The recursion that reads a tree into a described struct, whatever its shape (sim/scenario/shape.h): for the sources that read one kind of
// file each, since it is compiled for every struct that it meets.
// Invariant: every key of the tree is either read or reported.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/base/diagnostics.h"
#include "sim/scenario/node.h"
#include "sim/scenario/places.h"
#include "sim/scenario/read_leaf.h"
#include "sim/scenario/shape.h"

namespace enclosure {

/// What is learnt besides the values.
struct Readout {
    Places& places;
    Report& report;
};

/// "; did you mean GROUP.KEY?" for a key of a scenario that stands in another table than this; empty if there is none.
std::string key_elsewhere(std::string_view key);

/// Reads a table over the values that `object` has.
template <HasFields T>
void read_table(const Node& node, T& object, const std::string& path, Readout& readout);

template <Leaf T>
void read_member(const Node& node, T& value, const Facts& facts, const std::string& path, Readout& readout) {
    readout.places.set(path, node.place);
    for (const Member& member : node.members) readout.places.set(join_path(path, member.key), member.node.place);
    if (!read_leaf(node, value, facts, path, readout.report)) readout.places.set_wrong(path);
}

template <HasFields T>
void read_member(const Node& node, T& value, const Facts&, const std::string& path, Readout& readout) {
    read_table(node, value, path, readout);
}

/// How a file names an array of tables: without the ids of the rows that hold it, which a path has in every second place.
inline std::string header_of(const std::string& path) {
    const std::size_t first = path.find('.');
    const std::size_t last = path.rfind('.');
    return first == last ? path : path.substr(0, first) + path.substr(last);
}

template <Rows T>
void read_member(const Node& node, T& rows, const Facts&, const std::string& path, Readout& readout) {
    readout.places.set(path, node.place);
    if (node.kind != Kind::array) {
        readout.report.add(node.place,
                           path + " must be an array of tables [[" + header_of(path) + "]], not " + std::string(name_of(node.kind)));
        readout.places.set_wrong(path);
        return;
    }
    rows.clear();
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Node& item = node.items[i];
        const std::string_view id = id_of(item);
        typename T::value_type row;
        if (HasId<typename T::value_type> && item.kind == Kind::table && !item.find("id")) {
            readout.report.add(item.place, "this row of " + path + " has no id");
        }
        read_table(item, row, join_path(path, id.empty() ? std::to_string(i + 1) : std::string(id)), readout);
        rows.push_back(std::move(row));
    }
}

/// The table of each parameter group, by the name of its section.
template <Groups T>
void read_groups(const Node& node, T& groups, const std::string& path, Readout& readout) {
    visit_groups(groups, [&](auto& group) {
        constexpr std::string_view section = std::remove_cvref_t<decltype(group)>::section;
        if (const Node* table = node.find(section)) read_table(*table, group, join_path(path, section), readout);
    });
}

/// The keys that a table read into a T may have.
template <HasFields T>
std::vector<std::string> keys_of() {
    std::vector<std::string> keys;
    const auto add = [&](const auto& f) {
        using Value = typename std::remove_cvref_t<decltype(f)>::type;
        if constexpr (Groups<Value>) {
            Value groups;
            visit_groups(groups, [&](auto& group) { keys.emplace_back(std::remove_cvref_t<decltype(group)>::section); });
        } else {
            keys.emplace_back(f.facts.name);
        }
    };
    std::apply([&](const auto&... f) { (add(f), ...); }, fields_of<T>);
    return keys;
}

template <HasFields T>
void read_table(const Node& node, T& object, const std::string& path, Readout& readout) {
    readout.places.set(path, node.place);
    if (node.kind != Kind::table) {
        readout.report.add(node.place, path + " must be a table, not " + std::string(name_of(node.kind)));
        readout.places.set_wrong(path);
        return;
    }
    const std::vector<std::string> keys = keys_of<T>();
    for (const Member& member : node.members) {
        if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
        const std::string near = did_you_mean(member.key, keys);
        readout.report.add(member.node.place,
                           "unknown key " + join_path(path, member.key) + (near.empty() ? key_elsewhere(member.key) : near));
    }
    const auto read = [&](auto& value, const Facts& facts) {
        if constexpr (Groups<std::remove_cvref_t<decltype(value)>>) {
            read_groups(node, value, path, readout);
        } else if (const Node* member = node.find(facts.name)) {
            read_member(*member, value, facts, join_path(path, facts.name), readout);
        }
    };
    std::apply([&](const auto&... f) { (read(object.*f.member, f.facts), ...); }, fields_of<T>);
}

}  // namespace enclosure
