#include "analysis/report/run_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "analysis/chart/svg.h"
#include "analysis/chart/ticks.h"
#include "analysis/report/event_section.h"
#include "analysis/report/figures.h"
#include "analysis/report/page_style.h"
#include "analysis/report/series.h"
#include "analysis/report/summary.h"

namespace enclosure {
namespace {

/// Text as a JSON string that may stand inside a script element.
std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += fmt::format("\\{}", c);
        else if (static_cast<unsigned char>(c) < 0x20 || c == '<' || c == '>' || c == '&')
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        else
            out += c;
    }
    return out + "\"";
}

std::string title_of(const RunFile& run) {
    for (std::string title : {attribute_text(run, "title"), scenario_value(run, "title"), scenario_value(run, "id")})
        if (!title.empty()) return title;
    return "A run of Enclosure";
}

std::string question_of(const RunFile& run) {
    const std::string question = attribute_text(run, "question");
    return question.empty() ? scenario_value(run, "question") : question;
}

std::string page_head(const RunFile& run, const std::vector<double>& days) {
    const std::string title = title_of(run), question = question_of(run), state = attribute_text(run, "state");
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,"
        "initial-scale=1\">\n<title>{}</title>\n<style>\n{}{}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n",
        escape(title), chart_style(), page_style, escape(title));
    if (!question.empty()) out += fmt::format("<p class=\"question\">{}</p>\n", escape(question));
    std::string facts = "Agent-based model of open and closed AI, Enclosure";
    if (const std::string version = attribute_text(run, "version"); !version.empty()) facts += " " + version;
    if (!days.empty()) facts += fmt::format(". {} to {}, {} steps", day_text(days.front()), day_text(days.back()), days.size());
    if (const std::string seed = attribute_text(run, "seed"); !seed.empty()) facts += ". Seed " + seed;
    out += fmt::format("<p class=\"facts\">{}. One run is one possible course: compare several seeds before you conclude.</p>\n",
                       escape(facts));
    if (state == "interrupted" || state == "running")
        out +=
            fmt::format("<p class=\"warning\">This run {}; the page shows what it had reached{}.</p>\n",
                        state == "running" ? "was still going on" : "was interrupted", days.empty() ? "" : " by " + day_text(days.back()));
    return out + "</header>\n<main>\n";
}

std::string summary_section(const RunFile& run, const std::vector<double>& days) {
    const std::vector<SummaryRow> rows = summarise(run);
    std::string out = "<section>\n<h2>Summary</h2>\n";
    if (rows.empty()) return out + "<p>No series of the summary is in this file.</p>\n</section>\n";
    const std::string first = days.empty() ? "Start" : day_text(days.front()), last = days.empty() ? "End" : day_text(days.back());
    out += fmt::format(
        "<div class=\"wide\"><table class=\"summary\">\n<thead><tr><th scope=\"col\">Indicator</th><th scope=\"col\" "
        "class=\"number\">{}</th>"
        "<th scope=\"col\" class=\"number\">{}</th><th scope=\"col\" class=\"number\">Change</th><th scope=\"col\" class=\"unit\">Unit</th>"
        "</tr></thead>\n<tbody>\n",
        first, last);
    std::string section;
    bool averaged = false;
    for (const SummaryRow& row : rows) {
        if (row.section != section) out += fmt::format("<tr class=\"section\"><th colspan=\"5\">{}</th></tr>\n", escape(row.section));
        section = row.section;
        averaged = averaged || row.averaged;
        out += fmt::format("<tr{}><th scope=\"row\" data-unit=\"{}\" title=\"{}\">{}{}</th>", row.level > 0 ? " class=\"part\"" : "",
                           row.level > 0 ? std::string() : escape(row.unit), escape(row.definition), escape(row.label),
                           row.averaged ? "\u00a0*" : "");
        for (const std::string& text : {row.start_text, row.end_text, row.change})
            out += fmt::format("<td class=\"number\">{}</td>", escape(text));
        out += fmt::format("<td class=\"unit\">{}</td></tr>\n", escape(row.unit));
    }
    out += "</tbody></table></div>\n<p class=\"note\">pp: percentage points; \u00d7 and \u00f7: times more and times less.";
    if (averaged) out += " * Mean of the first and of the last twelve months (of half the run, if it is shorter than two years).";
    return out + "</p>\n</section>\n";
}

/// Rows to print as numbers: the first, and the last of each calendar year.
std::vector<std::size_t> yearly_rows(const std::vector<double>& days) {
    std::vector<std::size_t> rows;
    const auto year = [&](std::size_t i) {
        const std::string text = day_text(days[i]);
        return text.substr(text.rfind(' '));
    };
    for (std::size_t i = 0; i < days.size(); ++i)
        if (i == 0 || i + 1 == days.size() || year(i) != year(i + 1)) rows.push_back(i);
    return rows;
}

/// The values of every line as texts, for the read-out: [["Open",["1,010","1,012"]]].
std::string readout_data(const Chart& chart) {
    std::string json;
    for (const Line& line : chart.lines) {
        if (line.name.empty()) continue;
        std::string values;
        for (const double value : line.values) values += (values.empty() ? "" : ",") + json_text(number_text(value, chart.form));
        json += fmt::format("{}[{},[{}]]", json.empty() ? "" : ",", json_text(line.name), values);
    }
    return "[" + json + "]";
}

std::string figure_element(const Figure& figure, const std::vector<std::size_t>& rows) {
    const Chart& chart = figure.chart;
    std::string head = "<th scope=\"col\">Step of</th>", body;
    for (const Line& line : chart.lines)
        if (!line.name.empty()) head += fmt::format("<th scope=\"col\" class=\"number\">{}</th>", escape(line.name));
    for (const std::size_t row : rows) {
        body += fmt::format("<tr><th scope=\"row\">{}</th>", day_text(chart.x[row]));
        for (const Line& line : chart.lines)
            if (!line.name.empty()) body += fmt::format("<td class=\"number\">{}</td>", escape(number_text(line.values[row], chart.form)));
        body += "</tr>\n";
    }
    return fmt::format(
        "<figure>\n{}<details><summary>Numbers: {}</summary><div "
        "class=\"wide\"><table><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>"
        "</details>\n<script type=\"application/json\">{}</script>\n</figure>\n",
        draw(figure), escape(chart.title), head, body, readout_data(chart));
}

std::string figure_sections(const Figures& figures, const std::vector<double>& days) {
    const std::vector<std::size_t> rows = yearly_rows(days);
    std::string out, section;
    for (const Figure& figure : figures.figures) {
        if (figure.section != section)
            out += fmt::format("{}<section>\n<h2>{}</h2>\n<div class=\"figures\">\n", section.empty() ? "" : "</div>\n</section>\n",
                               escape(figure.section));
        section = figure.section;
        out += figure_element(figure, rows);
    }
    return out + (section.empty() ? "" : "</div>\n</section>\n");
}

std::string provenance_section(const RunFile& run) {
    std::string out = "<section>\n<h2>Where these numbers come from</h2>\n<dl>\n";
    for (const Attribute& attribute : run.attributes) {
        const std::string value = attribute_text(run, attribute.name);
        if (!value.empty()) out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape(readable(attribute.name)), escape(value));
    }
    out += "</dl>\n";
    const std::string scenario = scalar_text(run, "scenario", "resolved"), seed = attribute_text(run, "seed");
    if (scenario.empty())
        return out + "<p class=\"note\">The file holds no scenario, so the run cannot be made again from it.</p>\n</section>\n";
    out += fmt::format(
        "<p>To make this run again, save the scenario below as <code>scenario.toml</code> and run</p>\n<pre><code>enclosure run "
        "scenario.toml{} -o "
        "run.h5</code></pre>\n",
        seed.empty() ? "" : " --seed " + escape(seed));
    if (const std::string hash = attribute_text(run, "state_hash"); !hash.empty())
        out += fmt::format("<p>The same version ends with the state hash <code>{}</code>.</p>\n", escape(hash));
    return out +
           fmt::format("<details><summary>The scenario with every value</summary><pre>{}</pre></details>\n</section>\n", escape(scenario));
}

std::string page_foot(const RunFile& run, const Figures& figures) {
    std::vector<std::string> missing = figures.missing;
    for (std::string& name : missing_from_summary(run))
        if (std::find(missing.begin(), missing.end(), name) == missing.end()) missing.push_back(std::move(name));
    std::string out = "</main>\n<footer>\n";
    if (!missing.empty()) {
        out += "<p class=\"note\">Not in this file, and so not on this page: ";
        for (std::size_t i = 0; i < missing.size(); ++i) out += (i > 0 ? ", " : "") + escape(missing[i]);
        out += ".</p>\n";
    }
    return out + "</footer>\n";
}

}  // namespace

std::string run_page(const RunFile& run) {
    const std::vector<double> days = row_days(run);
    const Figures figures = figures_of(run);
    std::string out = page_head(run, days);
    out += summary_section(run, days);
    out += figure_sections(figures, days);
    out += event_section(run, days);
    out += provenance_section(run);
    out += page_foot(run, figures);
    if (!figures.figures.empty()) {
        out += "<script type=\"application/json\" id=\"days\">[";
        for (std::size_t i = 0; i < days.size(); ++i) out += (i > 0 ? "," : "") + coordinate(days[i]);
        out += fmt::format("]</script>\n<script>{}</script>\n", page_script);
    }
    return out + "</body>\n</html>\n";
}

}  // namespace enclosure
