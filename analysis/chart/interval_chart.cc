#include "analysis/chart/interval_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/heading.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/svg.h"
#include "analysis/chart/ticks.h"

namespace enclosure {
namespace {

constexpr double row_height = 22;
constexpr double bar_height = 13;

std::string signed_number(double value, const Form& form) {
    const std::string text = number_text(value, form);
    return value > 0 ? "+" + text : text;
}

std::string whisker(const Scale& x, const IntervalRow& row, double y) {
    if (!std::isfinite(row.low) || !std::isfinite(row.high)) return {};
    const std::string low = coordinate(place(x, row.low)), high = coordinate(place(x, row.high));
    return path_of(fmt::format("M{0} {2}H{1}M{0} {3}v8M{1} {3}v8", low, high, coordinate(y), coordinate(y - 4)), "whisker");
}

std::string described(const IntervalChart& chart) {
    std::string out;
    for (const IntervalRow& row : chart.rows) {
        out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", row.name, signed_number(row.value, chart.form));
        if (std::isfinite(row.low))
            out += fmt::format(" ({} to {})", signed_number(row.low, chart.form), signed_number(row.high, chart.form));
    }
    return out;
}

}  // namespace

std::string interval_chart(const IntervalChart& chart) {
    double y = chart_margin - 4;
    std::string body = heading(chart.title, chart.unit, chart.width, y);
    const double top = y + 10;
    const double bottom = top + row_height * static_cast<double>(chart.rows.size()) + 4;
    Extent range{0, 0};
    double name_room = 0, value_room = 0;
    for (const IntervalRow& row : chart.rows) {
        for (const double v : {row.value, row.low, row.high})
            if (std::isfinite(v)) range = join(range, {v, v});
        name_room = std::max(name_room, text_width(row.name, text_size));
        value_room = std::max(value_room, text_width(signed_number(row.value, chart.form), text_size));
    }
    name_room = std::min(name_room, chart.width * 0.4);
    const double left = chart_margin + name_room + 10, right = chart.width - chart_margin - value_room - 10;
    const int wanted = std::max(2, static_cast<int>((right - left) / 70));
    const Scale x = make_scale(ScaleKind::linear, nice_range(range, ScaleKind::linear, wanted), left, right);
    double used = -1e9;
    for (const Tick& tick : ticks_of(x, wanted, chart.form)) {
        const double at = place(x, tick.value);
        body +=
            path_of(fmt::format("M{} {}V{}", coordinate(at), coordinate(top - 2), coordinate(bottom)), tick.value == 0 ? "axis" : "grid");
        const double half = text_width(tick.label, tick_size) / 2;
        if (at - half < used + 6) continue;
        used = at + half;
        body += text_at({at, bottom + 15}, "tick", "middle", tick.label);
    }
    y = top;
    for (const IntervalRow& row : chart.rows) {
        const double middle = y + row_height / 2;
        body += "<g>" + (row.note.empty() ? std::string() : fmt::format("<title>{}</title>", escape(row.note)));
        body += text_at({left - 8, middle + text_size * 0.35}, "rowname", "end", fitted(row.name, text_size, name_room));
        if (std::isfinite(row.value)) {
            const double zero = place(x, 0), at = place(x, row.value);
            body += fmt::format("<rect class=\"bar {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", series_class(row.colour),
                                coordinate(std::min(zero, at)), coordinate(middle - bar_height / 2), coordinate(std::abs(at - zero)),
                                coordinate(bar_height));
            body += whisker(x, row, middle);
        }
        body += text_at({chart.width - chart_margin, middle + text_size * 0.35}, "rowname", "end", signed_number(row.value, chart.form));
        body += "</g>\n";
        y += row_height;
    }
    y = bottom + 22;
    for (const std::string& line : wrapped(chart.source, small_size, chart.width - 2 * chart_margin)) {
        y += small_size + 3;
        body += text_at({chart_margin, y}, "small", "start", line);
    }
    return fmt::format(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" id=\"{0}\" viewBox=\"0 0 {1} {2}\" role=\"img\" "
               "aria-labelledby=\"{0}-t {0}-d\">\n<title id=\"{0}-t\">{3}</title>\n<desc id=\"{0}-d\">{4}</desc>\n",
               escape(chart.id), coordinate(chart.width), coordinate(y + chart_margin), escape(chart.title), escape(described(chart))) +
           body + "</svg>\n";
}

}  // namespace enclosure
