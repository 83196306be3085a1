#include "viz/plot/bar_plot.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/histogram.h"
#include "analysis/chart/labels.h"
#include "viz/plot/cut_text.h"
#include "viz/plot/svg_canvas.h"

namespace enclosure::viz {

namespace {

void draw_title(Canvas& canvas, const Theme& theme, Rect header, const BarPlot& plot, float header_room) {
    canvas.text({header.x, header.y}, plot.title, Font::body_bold, theme.colour(Tone::text));
    const float left = header.x + canvas.width_of(plot.title, Font::body_bold) + theme.px(7);
    const float top = header.y + (canvas.height_of(Font::body_bold) - canvas.height_of(Font::small)) / 2;
    if (!plot.unit.empty() && left + canvas.width_of(plot.unit, Font::small) <= header.right() - header_room) {
        canvas.text({left, top}, plot.unit, Font::small, theme.colour(Tone::faint));
    }
}

float header_height(const Canvas& canvas, const Theme& theme) {
    return canvas.height_of(Font::body_bold) + theme.px(8);
}

}  // namespace

float bar_row_height(const Canvas& canvas, const Theme& theme) {
    return canvas.height_of(Font::small) + theme.px(7);
}

float draw_bars(Canvas& canvas, const Theme& theme, Rect room, const BarPlot& plot, float header_room) {
    draw_title(canvas, theme, room, plot, header_room);
    float y = room.y + header_height(canvas, theme);
    float names = 0, numbers = 0;
    Extent range{0, 0};
    for (const BarRow& row : plot.rows) {
        names = std::max(names, std::ceil(canvas.width_of(row.name, Font::small)));
        numbers = std::max(numbers, std::ceil(canvas.width_of(number_text(row.value, plot.form), Font::number_small)));
        for (const double v : {row.value, row.ghost}) {
            if (std::isfinite(v)) range = join(range, {v, v});
        }
    }
    names = std::min(names, room.w * 0.42F);
    const float left = room.x + names + theme.px(8), right = room.right() - numbers - theme.px(8);
    const Scale scale = make_scale(ScaleKind::linear, range, left, std::max(left + 1, right));
    const auto zero = static_cast<float>(place(scale, 0));
    const float height = bar_row_height(canvas, theme);
    for (const BarRow& row : plot.rows) {
        canvas.text({room.x, y}, cut_text(canvas, row.name, Font::small, names), Font::small, theme.colour(Tone::muted));
        const float middle = y + canvas.height_of(Font::small) / 2, half = theme.px(4);
        if (std::isfinite(row.value)) {
            const auto end = static_cast<float>(place(scale, row.value));
            canvas.fill({std::min(zero, end), middle - half, std::max(1.0F, std::abs(end - zero)), 2 * half}, row.colour, theme.px(2));
        }
        if (std::isfinite(row.ghost)) {
            const auto at = std::round(static_cast<float>(place(scale, row.ghost)));
            canvas.line(std::array<Place, 2>{Place{at, middle - half - 2}, Place{at, middle + half + 2}}, theme.colour(Tone::text),
                        theme.px(2));
        }
        canvas.text({room.right(), middle - canvas.height_of(Font::number_small) / 2}, number_text(row.value, plot.form),
                    Font::number_small, theme.colour(Tone::text), Align::right);
        y += height;
    }
    canvas.fill({std::round(zero), room.y + header_height(canvas, theme) - theme.px(2), 1, y - room.y - header_height(canvas, theme)},
                theme.colour(Tone::border));
    return y - room.y;
}

void draw_histogram(Canvas& canvas, const Theme& theme, Rect room, const BarPlot& plot, Colour colour, float header_room) {
    draw_title(canvas, theme, room, plot, header_room);
    room.take_top(header_height(canvas, theme));
    const Rect foot = room.take_bottom(canvas.height_of(Font::tiny), theme.px(4));
    std::vector<double> values;
    for (const BarRow& row : plot.rows) {
        if (std::isfinite(row.value)) values.push_back(row.value);
    }
    const Extent range = extent(values);
    if (values.size() < 2 || range.low == range.high || room.empty()) return;
    const std::vector<double> edges = histogram_edges(values);
    const std::vector<std::size_t> counts = histogram_counts(values, edges);
    const double most = static_cast<double>(*std::max_element(counts.begin(), counts.end()));
    const Scale y = make_scale(ScaleKind::linear, nice_range({0, most}, ScaleKind::linear, 3), room.bottom(), room.y);
    float gutter = 0;
    std::vector<Tick> ticks = ticks_of(y, 3);
    std::erase_if(ticks, [](const Tick& t) { return t.value != std::floor(t.value); });
    for (const Tick& tick : ticks) gutter = std::max(gutter, canvas.width_of(tick.label, Font::tiny));
    room.take_left(std::ceil(gutter) + theme.px(6));
    const Scale x = make_scale(ScaleKind::linear, {edges.front(), edges.back()}, room.x, room.right());
    for (const Tick& tick : ticks) {
        const float at = std::round(static_cast<float>(place(y, tick.value)));
        canvas.fill({room.x, at, room.w, 1}, theme.colour(Tone::grid));
        canvas.text({room.x - theme.px(6), at - canvas.height_of(Font::tiny) / 2}, tick.label, Font::tiny, theme.colour(Tone::faint),
                    Align::right);
    }
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const auto from = static_cast<float>(place(x, edges[k])), to = static_cast<float>(place(x, edges[k + 1]));
        const auto top = static_cast<float>(place(y, static_cast<double>(counts[k])));
        if (counts[k] > 0) canvas.fill({from + 1, top, std::max(1.0F, to - from - 1), room.bottom() - top}, colour, theme.px(2));
    }
    float free_from = foot.x;
    for (const Tick& tick : ticks_of(x, std::max(2, static_cast<int>(room.w / theme.px(72))), plot.form)) {
        const auto at = static_cast<float>(place(x, tick.value));
        const float half = canvas.width_of(tick.label, Font::tiny) / 2;
        if (at - half < free_from || at + half > foot.right() + theme.px(4)) continue;
        canvas.text({at, foot.y}, tick.label, Font::tiny, theme.colour(Tone::faint), Align::centre);
        free_from = at + half + theme.px(10);
    }
}

std::string bars_csv(const BarPlot& plot, const Stamp& stamp) {
    CsvColumns columns;
    std::vector<std::string> names;
    std::vector<double> values, ghosts;
    for (const BarRow& row : plot.rows) {
        names.push_back(row.name);
        values.push_back(row.value);
        ghosts.push_back(row.ghost);
    }
    columns.add("name", std::span<const std::string>(names));
    columns.add(plot.title, values);
    if (!plot.ghost_name.empty()) columns.add(plot.ghost_name, ghosts);
    return "# " + stamp_line(stamp) + "\n" + unit_line(plot.unit, plot.form) + columns.text();
}

std::string bars_svg(const BarPlot& plot, const Theme& theme, float width, const Stamp& stamp, const Canvas* metrics) {
    // Once without a picture, to know how high it is.
    SvgCanvas trial({0, 0, width, 0}, theme, metrics);
    const Rect room{theme.px(12), theme.px(10), width - 2 * theme.px(12), 0};
    const std::vector<std::string> lines = stamp_lines(trial, stamp, Font::tiny, room.w);
    const float line = trial.height_of(Font::tiny);
    const float foot = static_cast<float>(lines.size()) * line + theme.px(16);
    const float height = draw_bars(trial, theme, room, plot) + foot + theme.px(10);
    const Rect whole{0, 0, width, height};
    SvgCanvas canvas(whole, theme, metrics);
    canvas.fill(whole, theme.colour(Tone::card));
    draw_bars(canvas, theme, room, plot);
    float top = height - foot + theme.px(6);
    for (const std::string& words : lines) {
        canvas.text({room.x, top}, words, Font::tiny, theme.colour(Tone::faint));
        top += line;
    }
    return canvas.file(plot.title, stamp_line(stamp));
}

}  // namespace enclosure::viz
