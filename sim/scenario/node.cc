#include "sim/scenario/node.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace enclosure {

std::string_view name_of(Kind kind) {
    switch (kind) {
        case Kind::text:
            return "string";
        case Kind::integer:
            return "integer";
        case Kind::real:
            return "number";
        case Kind::boolean:
            return "boolean";
        case Kind::date:
            return "date";
        case Kind::time:
            return "time";
        case Kind::array:
            return "array";
        case Kind::table:
            return "table";
    }
    return "value";
}

Node* Node::find(std::string_view key) {
    return const_cast<Node*>(std::as_const(*this).find(key));
}

const Node* Node::find(std::string_view key) const {
    for (const Member& member : members) {
        if (member.key == key) return &member.node;
    }
    return nullptr;
}

Node& Node::set(std::string_view key, Node value) {
    if (Node* present = find(key)) return *present = std::move(value);
    members.push_back({std::string(key), std::move(value)});
    return members.back().node;
}

void Node::erase(std::string_view key) {
    std::erase_if(members, [&](const Member& member) { return member.key == key; });
}

Node make_node(Kind kind, const Place& place) {
    Node node;
    node.kind = kind;
    node.place = place;
    return node;
}

std::string_view id_of(const Node& node) {
    const Node* id = node.find("id");
    return id && id->kind == Kind::text ? std::string_view(id->text) : std::string_view{};
}

std::size_t find_item(const Node& array, std::string_view id_or_number) {
    for (std::size_t i = 0; i < array.items.size(); ++i) {
        if (!id_or_number.empty() && id_of(array.items[i]) == id_or_number) return i;
    }
    std::size_t number = 0;
    const char* end = id_or_number.data() + id_or_number.size();
    const auto [stop, error] = std::from_chars(id_or_number.data(), end, number);
    const bool found = error == std::errc{} && stop == end && number >= 1 && number <= array.items.size();
    return found && id_of(array.items[number - 1]).empty() ? number - 1 : array.items.size();
}

std::string join_path(std::string_view path, std::string_view key) {
    std::string joined(path);
    if (!joined.empty()) joined += '.';
    return joined.append(key);
}

}  // namespace enclosure
