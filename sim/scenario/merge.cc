#include "sim/scenario/merge.h"

#include <algorithm>
#include <set>
#include <utility>

namespace enclosure {

namespace {

bool is_removal(const Node& item) {
    return item.kind == Kind::table && item.find("remove") && !item.find("id");
}

// Rows are merged by id if any row, old or new, has one or is a removal.
bool has_ids(const Node& array) {
    return std::any_of(array.items.begin(), array.items.end(), [](const Node& item) { return !id_of(item).empty() || is_removal(item); });
}

void remove_rows(Node& base, const Node& removal, const std::string& path, Report& report) {
    for (const Node& id : removal.find("remove")->items) {
        if (id.kind != Kind::text) continue;  // check_rows has said so
        const std::size_t i = find_item(base, id.text);
        if (i < base.items.size() && !id_of(base.items[i]).empty()) {
            base.items.erase(base.items.begin() + static_cast<std::ptrdiff_t>(i));
            continue;
        }
        std::vector<std::string> ids;
        for (const Node& item : base.items) ids.emplace_back(id_of(item));
        report.add(id.place, path + ".remove names " + id.text + ", which is not there" + did_you_mean(id.text, ids));
    }
}

void merge_rows(Node& base, Node over, const std::string& path, Report& report) {
    for (Node& item : over.items) {
        if (is_removal(item)) {
            remove_rows(base, item, path, report);
            continue;
        }
        const std::string id(id_of(item));
        const std::size_t i = id.empty() ? base.items.size() : find_item(base, id);
        if (i < base.items.size() && !id_of(base.items[i]).empty()) {
            merge(base.items[i], std::move(item), join_path(path, id), report);
        } else {
            base.items.push_back(make_node(Kind::table, item.place));
            merge(base.items.back(), std::move(item), join_path(path, id), report);
        }
    }
}

}  // namespace

void merge(Node& base, Node over, const std::string& path, Report& report) {
    if (base.is_number() && over.kind == Kind::table) {
        Node table = make_node(Kind::table, base.place);
        table.set(others_key, std::move(base));
        base = std::move(table);
    }
    if (base.kind == Kind::table && over.kind == Kind::table) {
        base.place = over.place;
        for (Member& member : over.members) {
            Node* present = base.find(member.key);
            if (!present) {
                // An array is merged with an empty one, so that removals in a first file are seen too.
                const bool rows = member.node.kind == Kind::array && has_ids(member.node);
                present = &base.set(member.key, make_node(rows ? Kind::array : Kind::table, member.node.place));
                if (!rows && member.node.kind != Kind::table) {
                    *present = std::move(member.node);
                    continue;
                }
            }
            merge(*present, std::move(member.node), join_path(path, member.key), report);
        }
        return;
    }
    if (base.kind == Kind::array && over.kind == Kind::array && (has_ids(base) || has_ids(over))) {
        merge_rows(base, std::move(over), path, report);
        return;
    }
    base = std::move(over);
}

void check_rows(const Node& file, const std::string& path, Report& report) {
    for (const Member& member : file.members) check_rows(member.node, join_path(path, member.key), report);
    std::set<std::string, std::less<>> seen;
    for (const Node& item : file.items) {
        const std::string_view id = id_of(item);
        check_rows(item, id.empty() ? path : join_path(path, id), report);
        if (!id.empty() && !seen.emplace(id).second) {
            report.add(item.find("id")->place, path + " has two rows with the id " + std::string(id));
        }
        if (!is_removal(item)) continue;
        const Node& names = *item.find("remove");
        const bool texts = names.kind == Kind::array &&
                           std::all_of(names.items.begin(), names.items.end(), [](const Node& n) { return n.kind == Kind::text; });
        if (!texts) report.add(names.place, path + ".remove must be an array of ids, such as [\"hub\"]");
        if (item.members.size() > 1) report.add(names.place, path + ": a row with remove and without id can hold nothing else");
    }
}

}  // namespace enclosure
