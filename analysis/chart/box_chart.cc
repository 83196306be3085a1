#include "analysis/chart/box_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "analysis/chart/csv.h"
#include "analysis/chart/heading.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/svg.h"
#include "analysis/chart/ticks.h"

namespace enclosure {
namespace {

std::string input_number(const BoxInput& input, double value) {
    return input.kind == ScaleKind::time ? day_text(value) : number_text(value, input.form);
}

std::string limits_words(const BoxInput& input) {
    const bool low = std::isfinite(input.limits.low), high = std::isfinite(input.limits.high);
    if (low && high) return fmt::format("{} to {}", input_number(input, input.limits.low), input_number(input, input.limits.high));
    if (low) return "at least " + input_number(input, input.limits.low);
    if (high) return "at most " + input_number(input, input.limits.high);
    return "not restricted";
}

std::string quasi_p_text(double p) {
    if (std::isnan(p)) return {};
    return p < 0.001 ? std::string("quasi-p < 0.001") : "quasi-p " + number_text(p, {.digits = 2, .most_decimals = 3});
}

std::string kept_words(const BoxInput& input) {
    std::string out;
    for (std::size_t k = 0; k < input.levels.size(); ++k)
        if (input.kept[k] != 0) out += (out.empty() ? "" : ", ") + input.levels[k];
    return out;
}

std::string box_description(const BoxChart& chart) {
    std::string out;
    for (const BoxInput& input : chart.inputs) {
        out += (out.empty() ? "" : "; ") + input.title + ": ";
        if (input.levels.empty())
            out += fmt::format("{}, of {}", limits_words(input),
                               fmt::format("{} to {}", input_number(input, input.full.low), input_number(input, input.full.high)));
        else
            out += kept_words(input);
        if (!std::isnan(input.quasi_p)) out += ", " + quasi_p_text(input.quasi_p);
    }
    return out + ".";
}

/// The full range as a rail, the part inside as a bar on it, and the numbers: ends beside the rail, limits below it.
void add_range(Sheet& sheet, const BoxChart& chart, const BoxInput& input, double ends) {
    const double left = chart_margin + ends + 8, right = chart.width - chart_margin - ends - 8, y = sheet.y + 12;
    const Scale x = make_scale(input.kind, input.full, left, right);
    const auto at = [&](double limit, double open) {
        const double where = place(x, limit);
        return std::isfinite(where) ? std::clamp(where, left, right) : open;
    };
    const double low = at(input.limits.low, left), high = at(input.limits.high, right);
    sheet.svg += path_of(fmt::format("M{} {}H{}", coordinate(left), coordinate(y), coordinate(right)), "track");
    sheet.svg +=
        path_of(fmt::format("M{} {}H{}", coordinate(low), coordinate(y), coordinate(high)), "limits " + series_class(chart.colour));
    sheet.svg += text_at({left - 8, y + tick_size * 0.35}, "tick", "end", input_number(input, input.full.low));
    sheet.svg += text_at({right + 8, y + tick_size * 0.35}, "tick", "start", input_number(input, input.full.high));
    std::vector<double> wanted;
    std::vector<std::string> texts;
    for (const auto& [limit, where] : {std::pair{input.limits.low, low}, std::pair{input.limits.high, high}}) {
        if (!std::isfinite(limit)) continue;
        sheet.svg += path_of(fmt::format("M{} {}V{}", coordinate(where), coordinate(y - 8), coordinate(y + 8)), "whisker");
        wanted.push_back(where);
        texts.push_back(input_number(input, limit));
    }
    double gap = 0, edge = 0;
    for (const std::string& text : texts) {
        gap += text_width(text, tick_size) / 2;
        edge = std::max(edge, text_width(text, tick_size) / 2);
    }
    const std::vector<double> places = spread(wanted, gap + 8, chart_margin + edge, chart.width - chart_margin - edge);
    for (std::size_t i = 0; i < texts.size(); ++i) sheet.svg += text_at({places[i], y + 22}, "strong", "middle", texts[i]);
    sheet.y += 40;
}

/// Chips in rows: filled with a tick, or empty.
void add_chips(Sheet& sheet, const BoxChart& chart, const BoxInput& input) {
    constexpr double chip = 12, row = 20;
    const double right = chart.width - chart_margin;
    double x = chart_margin + 2;
    sheet.y += 6;
    for (std::size_t k = 0; k < input.levels.size(); ++k) {
        const std::string text = fitted(input.levels[k], tick_size, right - chart_margin - chip - 10);
        const double wide = chip + 5 + text_width(text, tick_size);
        if (x + wide > right && x > chart_margin + 2) {
            x = chart_margin + 2;
            sheet.y += row;
        }
        const bool kept = input.kept[k] != 0;
        sheet.svg += fmt::format("<rect class=\"chip{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>\n",
                                 kept ? " kept " + series_class(chart.colour) : "", coordinate(x), coordinate(sheet.y), coordinate(chip),
                                 coordinate(chip));
        if (kept)
            sheet.svg += path_of(fmt::format("M{} {}l2.6 3l4.6 -6", coordinate(x + 2.4), coordinate(sheet.y + 6.2)),
                                 "tickmark " + series_class(chart.colour));
        sheet.svg += text_at({x + chip + 5, sheet.y + 10.5}, kept ? "tick strong" : "tick", "start", text);
        x += wide + 14;
    }
    sheet.y += row + 4;
}

}  // namespace

std::string box_chart(const BoxChart& chart) {
    if (chart.inputs.empty()) return empty_picture(chart);
    double ends = 0;
    for (const BoxInput& input : chart.inputs) {
        assert(input.kept.size() == input.levels.size());
        if (input.levels.empty())
            for (const double v : {input.full.low, input.full.high}) ends = std::max(ends, text_width(input_number(input, v), tick_size));
    }
    Sheet sheet = open_sheet(chart);
    for (const BoxInput& input : chart.inputs) {
        sheet.y += 22;
        const std::string p = quasi_p_text(input.quasi_p);
        const double p_room = p.empty() ? 0 : text_width(p, tick_size) + 12;
        sheet.svg += text_at({chart_margin, sheet.y}, "strong", "start",
                             fitted(input.title, text_size * 1.12, chart.width - 2 * chart_margin - p_room));
        if (!p.empty()) sheet.svg += text_at({chart.width - chart_margin, sheet.y}, "tick", "end", p);
        if (input.levels.empty())
            add_range(sheet, chart, input, ends);
        else
            add_chips(sheet, chart, input);
    }
    return close_sheet(chart, sheet, box_description(chart));
}

std::string csv_of(const BoxChart& chart) {
    std::string out = csv_line({"input", "level", "range low", "range high", "box low", "box high", "inside", "quasi-p"});
    for (const BoxInput& input : chart.inputs) {
        const auto limit = [&](double v) { return std::isfinite(v) ? csv_cell(v, input.kind) : std::string(); };
        if (input.levels.empty()) {
            out += csv_line({csv_cell(input.title), "", limit(input.full.low), limit(input.full.high), limit(input.limits.low),
                             limit(input.limits.high), "", csv_cell(input.quasi_p)});
            continue;
        }
        for (std::size_t k = 0; k < input.levels.size(); ++k)
            out += csv_line({csv_cell(input.title), csv_cell(input.levels[k]), "", "", "", "", input.kept[k] != 0 ? "1" : "0",
                             csv_cell(input.quasi_p)});
    }
    return out;
}

}  // namespace enclosure
