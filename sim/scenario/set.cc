#include "sim/scenario/set.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/scenario/merge.h"
#include "sim/scenario/parse.h"

namespace enclosure {

namespace {

// The node below `node` at that key, made if a table lacks it; nullptr, and a report, if an array has no such row.
Node* step_down(Node& node, const std::string& key, const std::string& so_far, const Override& override, Report& report) {
    if (node.kind == Kind::array) {
        const std::size_t i = find_item(node, key);
        if (i < node.items.size()) return &node.items[i];
        std::vector<std::string> ids;
        for (const Node& item : node.items) ids.emplace_back(id_of(item));
        report.add(override.place, override.path + ": there is no " + join_path(so_far, key) + did_you_mean(key, ids));
        return nullptr;
    }
    // One of the numbers by id, where so far there is one number for all.
    if (node.is_number()) {
        Node table = make_node(Kind::table, override.place);
        table.set(others_key, std::move(node));
        node = std::move(table);
    }
    if (node.kind != Kind::table) {
        report.add(override.place, "unknown key " + override.path + "; " + so_far + " is a " + std::string(name_of(node.kind)));
        return nullptr;
    }
    if (Node* present = node.find(key)) return present;
    return &node.set(key, make_node(Kind::table, override.place));
}

}  // namespace

void set_value(Node& root, const Override& override, Report& report) {
    std::vector<std::string> keys;
    for (std::size_t begin = 0; begin <= override.path.size();) {
        const std::size_t end = std::min(override.path.find('.', begin), override.path.size());
        keys.push_back(override.path.substr(begin, end - begin));
        begin = end + 1;
    }
    constexpr std::size_t deepest = 16;
    const bool empty_key = std::any_of(keys.begin(), keys.end(), [](const std::string& key) { return key.empty(); });
    if (empty_key || keys.size() > deepest) {
        report.add(override.place, '"' + override.path + "\" is no path; write it as group.name=value");
        return;
    }
    Node* node = &root;
    std::string so_far;
    for (const std::string& key : keys) {
        node = step_down(*node, key, so_far, override, report);
        if (!node) return;
        so_far = join_path(so_far, key);
    }
    *node = parse_value(override.text, override.place);
}

}  // namespace enclosure
