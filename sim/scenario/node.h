// A scenario file as a tree of values that know where they stand. The parser makes it, `extends` merges it, the loader reads it.
// Invariant: the members of a table are in the order of the file and no key appears twice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/diagnostics.h"

namespace enclosure {

enum class Kind : std::uint8_t { text, integer, real, boolean, date, time, array, table };

/// What a kind is called in diagnostics: "string", "number", …
std::string_view name_of(Kind kind);

struct Member;

struct Node {
    Kind kind = Kind::table;
    Place place = {};
    std::string text = {};
    std::int64_t integer = 0;
    double real = 0;
    bool boolean = false;
    Date date = {};
    std::vector<Node> items = {};  ///< of an array
    std::vector<Member> members;   ///< of a table; no initialiser, for Member is not complete yet

    bool is_number() const { return kind == Kind::integer || kind == Kind::real; }
    Node* find(std::string_view key);
    const Node* find(std::string_view key) const;
    Node& set(std::string_view key, Node value);  ///< replaces or appends
    void erase(std::string_view key);
};

struct Member {
    std::string key;
    Node node;
};

/// An empty node of that kind.
Node make_node(Kind kind, const Place& place);

/// The text of member `id` of a table; empty if it has none.
std::string_view id_of(const Node& node);

/// The index of the item with that id, or of item "1", "2", … of rows without id; items.size() if there is none.
std::size_t find_item(const Node& array, std::string_view id_or_number);

/// "path.key", or "key" at the top.
std::string join_path(std::string_view path, std::string_view key);

}  // namespace enclosure
