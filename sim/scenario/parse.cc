#include "sim/scenario/parse.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace {

// The parser met what its author held impossible. Some texts reach that ("[#" does in 3.3), so its assertions throw, also in a
// release build, where they would otherwise be promises to the optimiser.
struct ParserGaveUp {};

constexpr void hold(bool condition) {
    if (!condition) throw ParserGaveUp{};
}

}  // namespace

#undef NDEBUG
#define TOML_ASSERT(condition) hold(static_cast<bool>(condition))
#define TOML_FLOAT_CHARCONV 1  // correctly rounded, and apart from the locale
// A value nested deeper than this is no scenario; together with longest_key below it bounds the recursion over a tree.
#define TOML_MAX_NESTED_VALUES 32
#include <toml++/toml.h>

#include "sim/base/marks.h"
#include "sim/scenario/stand_in.h"

namespace enclosure {

namespace {

constexpr int longest_key = 64;  // dotted parts

Place place_of(const toml::source_region& source, const std::string& name) {
    return {name, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

Date date_of(const toml::date& d) {
    return std::chrono::year{d.year} / std::chrono::month{d.month} / std::chrono::day{d.day};
}

Node node_of(const toml::node& from, const std::string& name);

void take_members(const toml::table& table, const std::string& name, Node& node) {
    // The parser keeps keys sorted by name; the order of the file is the order of their places.
    std::vector<std::pair<toml::source_position, Member>> members;
    for (auto&& [key, value] : table) {
        members.push_back({key.source().begin, {without_stand_ins(key.str()), node_of(value, name)}});
    }
    std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& member : members) node.members.push_back(std::move(member.second));
}

Node node_of(const toml::node& from, const std::string& name) {
    Node node;
    node.place = place_of(from.source(), name);
    if (const auto* table = from.as_table()) {
        node.kind = Kind::table;
        take_members(*table, name, node);
        // A table that only dotted keys made has no place of its own.
        if (node.place.line == 0 && !node.members.empty()) node.place = node.members.front().node.place;
    } else if (const auto* array = from.as_array()) {
        node.kind = Kind::array;
        for (const toml::node& item : *array) node.items.push_back(node_of(item, name));
        if (node.place.line == 0 && !node.items.empty()) node.place = node.items.front().place;
    } else if (const auto* text = from.as_string()) {
        node.kind = Kind::text;
        node.text = without_stand_ins(text->get());
    } else if (const auto* integer = from.as_integer()) {
        node.kind = Kind::integer;
        node.integer = integer->get();
    } else if (const auto* real = from.as_floating_point()) {
        node.kind = Kind::real;
        node.real = real->get();
    } else if (const auto* boolean = from.as_boolean()) {
        node.kind = Kind::boolean;
        node.boolean = boolean->get();
    } else if (const auto* date = from.as_date()) {
        node.kind = Kind::date;
        node.date = date_of(date->get());
    } else {
        node.kind = Kind::time;
    }
    return node;
}

// The line with a key of too many dotted parts, or 0. The parser nests a table per part and destroys them recursively, so a key of
// a million parts would overflow the stack. Quoted parts are skipped; inside a text over several lines this may count what is no key.
int line_of_long_key(std::string_view text) {
    int line = 1, parts = 0;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            ++line;
            parts = 0;
            quote = 0;
        } else if (quote) {
            if (c == '\\' && quote == '"') {
                ++i;
                if (i < text.size() && text[i] == '\n') --i;
            } else if (c == quote) {
                quote = 0;
            }
        } else if (c == '#') {
            while (i + 1 < text.size() && text[i + 1] != '\n') ++i;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '.') {
            if (++parts >= longest_key) return line;
        } else if (c == '=' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}') {
            parts = 0;
        }
    }
    return 0;
}

// The line at which the parser gives up on a text on which it does: the shortest run of lines that makes it.
int line_of_surrender(std::string_view text) {
    const auto lines = [&](int n) {
        std::size_t end = 0;
        for (int i = 0; i < n && end != std::string_view::npos; ++i) end = text.find('\n', end + (i > 0 ? 1 : 0));
        return text.substr(0, end);
    };
    int low = 1, high = 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    while (low < high) {
        const int middle = low + (high - low) / 2;
        bool gave_up = false;
        try {
            static_cast<void>(toml::parse(lines(middle)));
        } catch (const toml::parse_error&) {
        } catch (const ParserGaveUp&) {
            gave_up = true;
        }
        if (gave_up)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

std::string reason(const std::error_code& error) {
    return error ? error.message() : std::string("it cannot be opened");
}

std::optional<std::string> read_text(const std::filesystem::path& file, std::string& why) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found) return why = "there is no such file", std::nullopt;
    if (error) return why = reason(error), std::nullopt;
    if (fs::is_directory(status)) return why = "it is a folder, not a file", std::nullopt;
    if (!fs::is_regular_file(status)) return why = "it is not a regular file", std::nullopt;
    const std::uintmax_t size = fs::file_size(file, error);
    if (error) return why = reason(error), std::nullopt;
    if (size > largest_scenario_file) {
        return why = "it is larger than " + std::to_string(largest_scenario_file >> 20) + " MiB", std::nullopt;
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) return why = reason(std::error_code(errno, std::generic_category())), std::nullopt;
    std::string text(static_cast<std::size_t>(size), '\0');
    in.read(text.data(), static_cast<std::streamsize>(size));
    if (in.gcount() != static_cast<std::streamsize>(size)) return why = "it cannot be read to its end", std::nullopt;
    return text;
}

}  // namespace

std::optional<Node> parse_toml(std::string_view text, const std::string& name, Report& report) {
    if (text.size() > largest_scenario_file) {
        report.add({name}, "the text is larger than " + std::to_string(largest_scenario_file >> 20) + " MiB");
        return std::nullopt;
    }
    if (const int line = line_of_long_key(text)) {
        report.add({name, line, 1}, "a key has more than " + std::to_string(longest_key) + " dotted parts");
        return std::nullopt;
    }
    if (holds_stand_ins(text)) {
        const auto before = text.substr(0, text.find('\xF4'));
        report.add({name, 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')), 1},
                   "the text holds bytes that are no text, or private characters from U+100000 on");
        return std::nullopt;
    }
    const std::string plain = with_stand_ins(text);
    try {
        Node node = node_of(toml::parse(plain, name), name);
        node.place = {name};
        return node;
    } catch (const toml::parse_error& error) {
        std::string why = without_stand_ins(error.description());
        if (const std::size_t name_of_limit = why.find(" (TOML_MAX"); name_of_limit != std::string::npos) why.erase(name_of_limit);
        report.add(place_of(error.source(), name), "this is not TOML: " + why);
    } catch (const ParserGaveUp&) {
        report.add({name, line_of_surrender(plain), 1}, "this is not TOML: there is a character that cannot stand there");
    }
    return std::nullopt;
}

namespace {

// What to say of a file of results where TOML is wanted; empty for any other.
std::string other_kind(std::string_view text) {
    if (text.starts_with(checkpoint_mark)) {
        return "this is a checkpoint, not a scenario or policy; run --resume and branch go on from it";
    }
    if (text.starts_with(hdf5_mark)) {
        return "this is an HDF5 file such as a run file, not a scenario or policy; explain, verify, diff and report read run files";
    }
    return {};
}

}  // namespace

std::optional<Node> parse_toml_file(const std::filesystem::path& file, const std::string& name, const Place& asked_at, Report& report) {
    std::string why;
    const std::optional<std::string> text = read_text(file, why);
    if (!text) {
        report.add(asked_at, (asked_at.file == name && asked_at.line == 0 ? "" : name + ": ") + why);
        return std::nullopt;
    }
    if (const std::string other = other_kind(*text); !other.empty()) {
        report.add({name}, other);
        return std::nullopt;
    }
    return parse_toml(*text, name, report);
}

Node parse_value(std::string_view text, const Place& place) {
    Node node;
    node.kind = Kind::text;
    node.text = text;
    if (text.find('\n') == std::string_view::npos) {
        Report ignored;
        std::optional<Node> root = parse_toml("v = " + std::string(text), place.file, ignored);
        if (root && root->members.size() == 1 && root->members[0].key == "v") node = std::move(root->members[0].node);
    }
    const auto move_to = [&](const auto& self, Node& n) -> void {
        n.place = place;
        for (Node& item : n.items) self(self, item);
        for (Member& member : n.members) self(self, member.node);
    };
    move_to(move_to, node);
    return node;
}

}  // namespace enclosure
