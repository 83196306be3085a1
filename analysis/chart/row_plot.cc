#include "analysis/chart/row_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/heading.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/ticks.h"
#include "sim/base/paired.h"

namespace enclosure {
namespace {

constexpr double name_line = 14;

/// The range with a little room at ends that are not zero. Whole ticks, as axes of plots have them, would leave half of a short axis empty.
Extent with_margin(Extent range, ScaleKind kind) {
    constexpr double margin = 0.04;
    const Scale scale = make_scale(kind, range, 0, 1);
    if (kind == ScaleKind::log) return {value_at(scale, -margin), value_at(scale, 1 + margin)};
    const double more = margin * (scale.high - scale.low);
    return {scale.low == 0 ? 0 : scale.low - more, scale.high == 0 ? 0 : scale.high + more};
}

}  // namespace

std::vector<std::string> two_lines(const std::string& name, double size, double room) {
    std::vector<std::string> lines = wrapped(name, size, room);
    for (std::size_t i = 2; i < lines.size(); ++i) lines[1] += " " + lines[i];
    if (lines.size() > 2) lines.resize(2);
    for (std::string& line : lines) line = fitted(line, size, room);
    return lines;
}

RowPlot add_rows(Sheet& sheet, const Picture& picture, const ChartAxis& axis, const RowWishes& wishes) {
    RowPlot plot;
    plot.row_height = wishes.row_height;
    for (const std::string& name : wishes.names) plot.name_room = std::max(plot.name_room, text_width(name, text_size));
    plot.name_room = std::min(plot.name_room, picture.width * 0.36);
    std::vector<std::vector<std::string>> names;
    for (const std::string& name : wishes.names) {
        names.push_back(two_lines(name, text_size, plot.name_room));
        if (names.back().size() > 1) plot.row_height = std::max(plot.row_height, 2 * name_line + 4);
    }
    plot.left = chart_margin + plot.name_room + 10;
    plot.right = picture.width - chart_margin - (wishes.value_room > 0 ? wishes.value_room + 10 : 6);
    plot.top = sheet.y + 12 + (wishes.reference_name ? 14 : 0);
    plot.bottom = plot.top + plot.row_height * static_cast<double>(wishes.names.size()) + 2;
    const int wanted = std::max(2, static_cast<int>((plot.right - plot.left) / 70));
    Extent range = axis.range;
    if (empty(range)) {
        range = axis.from_zero && axis.kind == ScaleKind::linear ? join(wishes.data, {0, 0}) : wishes.data;
        range = with_margin(range, axis.kind);
        if (const double most = (plot.right - plot.left) / 3; wishes.end_room > 0) {
            const double room = std::min(wishes.end_room, most);
            const Scale within = make_scale(axis.kind, range, plot.left + room, plot.right - room);
            range = {value_at(within, plot.left), value_at(within, plot.right)};
        }
    }
    plot.x = make_scale(axis.kind, range, plot.left, plot.right);
    double used = -1e9;
    for (const Tick& tick : ticks_of(plot.x, wanted, axis.form)) {
        const double at = place(plot.x, tick.value);
        sheet.svg += path_of(fmt::format("M{} {}V{}", coordinate(at), coordinate(plot.top - 2), coordinate(plot.bottom)),
                             tick.value == 0 ? "axis" : "grid");
        const double half = text_width(tick.label, tick_size) / 2;
        if (at - half < used + 6 || at + half > picture.width - 1) continue;
        used = at + half;
        sheet.svg += text_at({at, plot.bottom + 15}, "tick", "middle", tick.label);
    }
    sheet.y = plot.bottom + 18;
    if (!axis.title.empty()) {
        sheet.svg += axis_name(axis.title, (plot.left + plot.right) / 2, plot.bottom + 32, picture.width);
        sheet.y += 17;
    }
    for (std::size_t r = 0; r < names.size(); ++r) {
        double y = plot.middle(r) + text_size * 0.35 - name_line * (static_cast<double>(names[r].size()) - 1) / 2;
        for (const std::string& line : names[r]) {
            sheet.svg += text_at({plot.left - 8, y}, "rowname", "end", line);
            y += name_line;
        }
    }
    return plot;
}

double row_place(const RowPlot& plot, double value) {
    const double at = place(plot.x, value);
    return std::isfinite(at) ? std::clamp(at, plot.left, plot.right) : not_defined;
}

std::string row_value(const RowPlot& plot, const Picture& picture, std::size_t row, std::string_view text) {
    return text_at({picture.width - chart_margin, plot.middle(row) + tick_size * 0.35}, "tick", "end", text);
}

std::string reference_line(const RowPlot& plot, const Picture& picture, double value, std::string_view name) {
    const double at = place(plot.x, value);
    if (!(at >= plot.left - 0.5 && at <= plot.right + 0.5)) return {};
    std::string out = path_of(fmt::format("M{} {}V{}", coordinate(at), coordinate(plot.top - 4), coordinate(plot.bottom)), "reference");
    if (name.empty()) return out;
    const std::string shown = fitted(name, small_size, picture.width - 2 * chart_margin);
    const double half = text_width(shown, small_size) / 2;
    const double middle = std::clamp(at, chart_margin + half, std::max(chart_margin + half, picture.width - chart_margin - half));
    return out + text_at({middle, plot.top - 7}, "small", "middle", shown);
}

}  // namespace enclosure
