#include <fmt/format.h>

#include <algorithm>

#include "analysis/answer/answer.h"
#include "analysis/answer/answer_cells.h"
#include "analysis/chart/download.h"
#include "analysis/chart/svg.h"

namespace enclosure {

namespace {

std::string paragraphs(const std::vector<std::string>& texts, const char* style) {
    std::string out;
    for (const std::string& text : texts) out += fmt::format("<p{}>{}</p>\n", style, escape(text));
    return out;
}

// A page stays small: what is larger is left to files.
std::string data_or_note(const Answer& answer, const std::string& id, const std::string& csv) {
    constexpr std::size_t most_bytes = 250'000;
    if (csv.size() <= most_bytes) return data_link(id, csv);
    return fmt::format("<p class=\"note\">Its data, {:.1f} MB, are written by enclosure analyze {} -o FOLDER.</p>\n",
                       static_cast<double>(csv.size()) / 1e6, escape(answer.analysis));
}

std::string table_html(const Answer& answer, const AnswerTable& table) {
    std::string head, body;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const AnswerColumn& column = table.columns[c];
        head += fmt::format("<th scope=\"col\"{}{}>{}</th>", is_number_column(table, c) ? " class=\"number\"" : "",
                            column.doc.empty() ? "" : " title=\"" + escape(column.doc) + "\"", escape(heading_of(column)));
    }
    const std::size_t shown = std::min(table.rows.size(), table.shown);
    for (std::size_t r = 0; r < shown; ++r) {
        body += "<tr>";
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const std::string cell = escape(cell_text(table, r, c));
            const char* element = c == 0 ? "th scope=\"row\"" : "td";
            body +=
                fmt::format("<{}{}>{}</{}>", element, is_number_column(table, c) ? " class=\"number\"" : "", cell, c == 0 ? "th" : "td");
        }
        body += "</tr>\n";
    }
    const std::string more =
        shown < table.rows.size()
            ? fmt::format("<p class=\"note\">The first {} of {} rows; all are in the file.</p>\n", shown, table.rows.size())
            : std::string();
    return fmt::format(
        "<div class=\"wide\"><table><caption>{}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table></div>\n{}{}\n",
        escape(table.title), head, body, more, data_or_note(answer, answer.analysis + "-" + table.id, table_csv(table)));
}

}  // namespace

std::string answer_section(const Answer& answer, int heading_level) {
    std::string out =
        fmt::format("<section id=\"{}\">\n<h{}>{}</h{}>\n", escape(answer.analysis), heading_level, escape(answer.title), heading_level);
    out += paragraphs(answer.sentences, "");
    for (const std::string& warning : answer.warnings) out += fmt::format("<p class=\"warning\">{}</p>\n", escape(warning));
    if (!answer.figures.empty()) out += "<div class=\"figures\">\n";
    for (const AnswerFigure& figure : answer.figures) {
        out += fmt::format("<figure id=\"figure-{}\">\n{}{}</figure>\n", escape(figure.id), figure.svg,
                           data_or_note(answer, figure.id, figure.csv));
    }
    if (!answer.figures.empty()) out += "</div>\n";
    for (const AnswerTable& table : answer.tables) out += table_html(answer, table);
    if (!answer.script.empty()) out += fmt::format("<pre>{}</pre>\n", escape(answer.script));
    if (!answer.settings.empty()) {
        out += "<details><summary>How this was computed</summary>\n<dl>\n";
        for (const auto& [name, value] : answer.settings) out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape(name), escape(value));
        out += "</dl>\n</details>\n";
    }
    return out + "</section>\n";
}

}  // namespace enclosure
