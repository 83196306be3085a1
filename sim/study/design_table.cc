#include "sim/study/design_table.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "sim/scenario/parse.h"

namespace enclosure {

namespace {

// Cells of the line that begins at `at`, which moves behind it. A cell in quotes may hold commas, line ends, and quotes as two.
std::vector<std::string> take_line(std::string_view text, std::size_t& at, int& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n') ++line;
        if (quoted) {
            if (c != '"') {
                cells.back() += c;
            } else if (at + 1 < text.size() && text[at + 1] == '"') {
                cells.back() += '"';
                ++at;
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            cells.emplace_back();
        } else if (c == '\n') {
            ++at;
            break;
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

}  // namespace

DesignTable read_design_table(const DesignRow& row, const std::map<std::string, std::string>& files, const Place& place,
                              const std::string& path, Report& report) {
    DesignTable table;
    if (row.file.empty()) {
        report.add(place, path + ".file is missing; it names the table");
        return table;
    }
    const auto found = files.find(row.file);
    if (found == files.end()) return table;  // said where files are read
    std::string_view text = found->second;
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    const std::string name = row.file.substr(row.file.find('/') + 1);
    int line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const Place here{name, line, 1};
        const std::vector<std::string> cells = take_line(text, at, line);
        if (cells.size() == 1 && trimmed(cells[0]).empty()) continue;
        Literals values;
        for (const std::string& cell : cells) {
            Node node = make_node(Kind::text, here);
            node.text = std::string(trimmed(cell));
            values.push_back({table.columns.empty() || node.text.empty() ? node : parse_value(node.text, here)});
        }
        if (table.columns.empty()) {
            table.columns = std::move(values);
        } else if (values.size() != table.columns.size()) {
            report.add(here, fmt::format("{} values under {} columns; they are separated by commas", values.size(), table.columns.size()));
        } else {
            table.rows.push_back(std::move(values));
        }
    }
    if (table.rows.empty() && report.empty()) report.add(place, path + ": " + row.file + " holds no points");
    return table;
}

}  // namespace enclosure
