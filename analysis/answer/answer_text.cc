#include <fmt/format.h>

#include <algorithm>

#include "analysis/answer/answer.h"
#include "analysis/answer/answer_cells.h"
#include "analysis/chart/csv.h"

namespace enclosure {

namespace {

// Characters as a terminal counts them.
std::size_t shown_width(const std::string& text) {
    std::size_t width = 0;
    for (const char c : text) width += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return width;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::string blanks(width - std::min(width, shown_width(text)), ' ');
    return right ? blanks + text : text + blanks;
}

std::string table_text(const AnswerTable& table) {
    const std::size_t shown = std::min(table.rows.size(), table.shown);
    std::vector<std::size_t> width;
    std::vector<bool> right;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        width.push_back(shown_width(heading_of(table.columns[c])));
        right.push_back(is_number_column(table, c));
        for (std::size_t r = 0; r < shown; ++r) width[c] = std::max(width[c], shown_width(cell_text(table, r, c)));
    }
    std::string out = table.title + "\n";
    const auto line = [&](const auto& cell) {
        std::string text = " ";
        for (std::size_t c = 0; c < table.columns.size(); ++c) text += ' ' + padded(cell(c), width[c], right[c]) + ' ';
        out += text.substr(0, text.find_last_not_of(' ') + 1) + '\n';
    };
    line([&](std::size_t c) { return heading_of(table.columns[c]); });
    for (std::size_t r = 0; r < shown; ++r) line([&](std::size_t c) { return cell_text(table, r, c); });
    if (shown < table.rows.size()) out += fmt::format("  … and {} more rows\n", table.rows.size() - shown);
    return out;
}

}  // namespace

std::string answer_text(const Answer& answer) {
    std::string out = answer.title + "\n\n";
    for (const std::string& sentence : answer.sentences) out += sentence + "\n";
    if (!answer.sentences.empty()) out += "\n";
    for (const AnswerTable& table : answer.tables) out += table_text(table) + "\n";
    if (!answer.script.empty()) out += answer.script + "\n";
    for (const auto& [name, value] : answer.settings) out += fmt::format("{:<16}{}\n", name, value);
    for (const std::string& warning : answer.warnings) out += "warning: " + warning + "\n";
    return out;
}

std::string table_csv(const AnswerTable& table) {
    std::string out;
    for (std::size_t c = 0; c < table.columns.size(); ++c) out += (c == 0 ? "" : ",") + csv_cell(table.columns[c].name);
    out += '\n';
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c > 0) out += ',';
            if (const auto* text = std::get_if<std::string>(&row[c])) out += csv_cell(*text);
            if (const auto* number = std::get_if<double>(&row[c])) out += csv_cell(*number);
        }
        out += '\n';
    }
    return out;
}

}  // namespace enclosure
