#include "sim/scenario/toml_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "sim/base/ascii.h"
#include "sim/scenario/merge.h"

namespace enclosure {

std::string toml_text(double value) {
    if (!std::isfinite(value)) return {};
    if (value == 0) return std::signbit(value) ? "-0.0" : "0";
    char buffer[40];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
    std::string text(buffer, result.ptr);
    const std::size_t e = text.find('e');
    if (e == std::string::npos) return text;
    // "3e+09" to "3e9"
    std::size_t digits = e + 1;
    if (text[digits] == '+') text.erase(digits, 1);
    if (text[digits] == '-') ++digits;
    if (text[digits] == '0') text.erase(digits, 1);
    return text;
}

std::string toml_text(std::int64_t value) {
    return std::to_string(value);
}

std::string toml_text(bool value) {
    return value ? "true" : "false";
}

std::string toml_text(const std::string& value) {
    std::string text = "\"";
    for (const char c : value) {
        switch (c) {
            case '"':
                text += "\\\"";
                break;
            case '\\':
                text += "\\\\";
                break;
            case '\n':
                text += "\\n";
                break;
            case '\t':
                text += "\\t";
                break;
            case '\r':
                text += "\\r";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
                    char escape[8];
                    std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned>(static_cast<unsigned char>(c)));
                    text += escape;
                } else {
                    text += c;
                }
        }
    }
    return text + '"';
}

std::string toml_text(Date value) {
    return to_string(value);
}

std::string toml_text(const std::optional<Date>& value) {
    return value ? to_string(*value) : std::string{};
}

std::string toml_text(const std::vector<std::string>& value) {
    std::string text = "[";
    for (const std::string& item : value) text += (text.size() > 1 ? ", " : "") + toml_text(item);
    return text + ']';
}

std::string toml_text(const PerId& value) {
    if (value.values.empty()) return toml_text(value.fallback);
    std::string text = "{ ";
    if (value.fallback != 0 || std::signbit(value.fallback)) text += std::string(others_key) + " = " + toml_text(value.fallback) + ", ";
    for (const auto& [id, number] : value.values) text += toml_key(id) + " = " + toml_text(number) + ", ";
    return text.replace(text.size() - 2, 1, " }").erase(text.size() - 1);
}

namespace {

bool is_table_rows(const Node& node) {
    return node.kind == Kind::array && !node.items.empty() &&
           std::all_of(node.items.begin(), node.items.end(), [](const Node& item) { return item.kind == Kind::table; });
}

void append_table(const Node& table, const std::string& path, std::string& text) {
    for (const Member& member : table.members) {
        if (member.node.kind == Kind::table || is_table_rows(member.node)) continue;
        text += toml_key(member.key) + " = " + toml_text(member.node) + '\n';
    }
    for (const Member& member : table.members) {
        const std::string below = (path.empty() ? "" : path + '.') + toml_key(member.key);
        if (member.node.kind == Kind::table) {
            text += "\n[" + below + "]\n";
            append_table(member.node, below, text);
        } else if (is_table_rows(member.node)) {
            for (const Node& item : member.node.items) {
                text += "\n[[" + below + "]]\n";
                append_table(item, below, text);
            }
        }
    }
}

}  // namespace

std::string toml_text(const Node& value) {
    switch (value.kind) {
        case Kind::integer:
            return toml_text(value.integer);
        case Kind::real:
            return toml_text(value.real);
        case Kind::boolean:
            return toml_text(value.boolean);
        case Kind::date:
            return toml_text(value.date);
        case Kind::text:
        case Kind::time:
            return toml_text(value.text);
        case Kind::array: {
            std::string text = "[";
            for (const Node& item : value.items) text += (text.size() > 1 ? ", " : "") + toml_text(item);
            return text + ']';
        }
        case Kind::table: {
            std::string text = "{";
            for (const Member& member : value.members) {
                text += (text.size() > 1 ? ", " : " ") + toml_key(member.key) + " = " + toml_text(member.node);
            }
            return text + " }";
        }
    }
    return {};
}

std::string toml_file(const Node& table) {
    std::string text;
    append_table(table, "", text);
    return text;
}

std::string toml_key(std::string_view key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), is_id_character);
    return bare ? std::string(key) : toml_text(std::string(key));
}

}  // namespace enclosure
