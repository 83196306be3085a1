#include <algorithm>
#include <cmath>

#include "sim/base/paired.h"
#include "viz/plot/end_tags.h"
#include "viz/plot/plot.h"

namespace enclosure::viz {

namespace {

// The values that can be seen: those at x within the frame, and one on each side, to which lines lead.
Extent seen_extent(const Plot& plot, const std::vector<double>& values, Extent x) {
    Extent range;
    const std::size_t n = std::min(values.size(), plot.x.size());
    for (std::size_t i = 0; i < n; ++i) {
        const bool inside = plot.x[i] >= x.low && plot.x[i] <= x.high;
        const bool leads_in = i + 1 < n && plot.x[i] < x.low && plot.x[i + 1] >= x.low;
        if (!inside && !leads_in) continue;
        const double v = values[i];
        if (std::isfinite(v) && (plot.y_kind != ScaleKind::log || v > 0)) range = join(range, {v, v});
    }
    return range;
}

Extent y_extent(const Plot& plot, Extent x) {
    if (plot.y_range) return *plot.y_range;
    Extent range;
    for (const PlotLine& line : plot.lines) {
        for (const auto* values : {&line.values, &line.low, &line.high}) range = join(range, seen_extent(plot, *values, x));
    }
    if (!plot.layers.empty()) {
        std::vector<double> sums(plot.x.size(), 0);
        for (const PlotLayer& layer : plot.layers) {
            for (std::size_t i = 0; i < std::min(sums.size(), layer.values.size()); ++i) {
                if (!std::isnan(layer.values[i])) sums[i] += layer.values[i];
            }
        }
        range = join(join(range, seen_extent(plot, sums, x)), {0, 0});
    }
    if (plot.from_zero && plot.y_kind != ScaleKind::log && !empty(range)) range = join(range, {0, 0});
    return range;
}

// Without a value a range would be made up, and so would its numbers.
bool has_values(const Plot& plot) {
    const auto any = [](const std::vector<double>& values) {
        return std::any_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
    };
    return std::any_of(plot.lines.begin(), plot.lines.end(), [&](const PlotLine& line) { return any(line.values); }) ||
           std::any_of(plot.layers.begin(), plot.layers.end(), [&](const PlotLayer& layer) { return any(layer.values); });
}

// The y axis in whole ticks. Where their usual number leaves two fifths of it empty, as for what just falls below zero, they stand closer,
// as far as there is room for their labels: one takes `label` pixels of the axis' `height`.
struct YAxis {
    Extent range;
    int rows = 0;
};
YAxis y_axis(const Plot& plot, const Extent& data, int rows, float height, float label) {
    constexpr double filled = 0.6;
    if (plot.y_range) return {*plot.y_range, rows};
    YAxis axis{nice_range(data, plot.y_kind, rows), rows};
    if (plot.y_kind != ScaleKind::linear || empty(data) || data.low == data.high) return axis;
    for (int more = rows + 1; more <= 2 * rows && data.high - data.low < filled * (axis.range.high - axis.range.low); ++more) {
        const Extent closer = nice_range(data, plot.y_kind, more);
        const double span = closer.high - closer.low;
        if (static_cast<double>(height) * tick_step(span, more) / span < static_cast<double>(label)) break;
        axis = {closer, more};
    }
    return axis;
}

// Ticks whose labels keep clear of one another and of the ends of the room.
void drop_crowded(const Canvas& canvas, const Theme& theme, PlotLayout& layout) {
    std::vector<Tick> kept;
    float free_from = layout.room.x;
    for (Tick& tick : layout.x_ticks) {
        const float half = canvas.width_of(tick.label, Font::tiny) / 2;
        const auto middle = static_cast<float>(place(layout.x, tick.value));
        if (middle - half < free_from || middle + half > layout.room.right()) continue;
        free_from = middle + half + theme.px(8);
        kept.push_back(std::move(tick));
    }
    layout.x_ticks = std::move(kept);
}

}  // namespace

PlotLayout lay_out_plot(const Canvas& canvas, const Theme& theme, Rect room, const Plot& plot, const PlotFrame& frame) {
    PlotLayout layout;
    layout.room = room;
    layout.header_right = room.right() - frame.header_room;
    const float tiny = canvas.height_of(Font::tiny);
    Rect inner = room;
    inner.take_top(canvas.height_of(Font::body_bold) + theme.px(8));
    inner.take_bottom(tiny + theme.px(4));

    const int rows = std::clamp(static_cast<int>(inner.h / theme.px(34)), 2, 6);
    const YAxis axis = y_axis(plot, y_extent(plot, frame.x), rows, inner.h, tiny);
    layout.y = make_scale(plot.y_kind, axis.range, inner.bottom(), inner.y);
    if (has_values(plot)) layout.y_ticks = ticks_of(layout.y, axis.rows, plot.form);
    float gutter = 0;
    for (const Tick& tick : layout.y_ticks) gutter = std::max(gutter, std::ceil(canvas.width_of(tick.label, Font::tiny)));
    layout.gutter = std::max(gutter, frame.gutter);
    inner.take_left(layout.gutter + theme.px(6));
    const float tags = frame.tag_width >= 0 ? frame.tag_width : widest_tag(canvas, theme, plot.tags);
    inner.take_right(tags > 0 ? tags + theme.px(8) : theme.px(6));

    layout.plot = inner;
    layout.x = make_scale(ScaleKind::time, frame.x, inner.x, inner.right());
    layout.x_ticks = ticks_of(layout.x, std::max(1, static_cast<int>(inner.w / theme.px(76))));
    drop_crowded(canvas, theme, layout);
    layout.tags = place_tags(canvas, theme, plot.tags, layout.y, inner, inner.right() + theme.px(6));
    return layout;
}

double value_on(const std::vector<double>& x, const std::vector<double>& values, double day) {
    const auto after = std::upper_bound(x.begin(), x.end(), day + 1e-6);
    if (after == x.begin()) return not_defined;
    const auto row = static_cast<std::size_t>(after - x.begin()) - 1;
    return row < values.size() ? values[row] : not_defined;
}

Colour readable_tone(const Theme& theme, Colour colour) {
    return mixed(colour, theme.colour(Tone::text), theme.kind == ThemeKind::dark ? 0.15F : 0.42F);
}

}  // namespace enclosure::viz
