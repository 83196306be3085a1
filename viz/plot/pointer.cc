#include "viz/plot/pointer.h"

#include <algorithm>
#include <cmath>

#include "viz/kit/widgets.h"

namespace enclosure::viz {

namespace {

// A hand that only clicks moves less than this, points.
constexpr float shortest_drag = 6;

float held_in(Rect plot, float x) {
    return std::clamp(x, plot.x, plot.right());
}

}  // namespace

PointerOnPlot follow_pointer(Ui& ui, PlotDrag& drag, std::string_view chart, const PlotLayout& layout) {
    PointerOnPlot found;
    if (layout.plot.empty()) return found;
    const std::string name = std::string(chart) + ".plot";
    ui.mark(name, layout.plot);
    const Grip held = grip(ui, name, layout.plot);
    const bool dragged = drag.chart == chart;
    const float x = held_in(layout.plot, ui.input.pointer.x);
    if (held.hovered || dragged) found.day = value_at(layout.x, x);
    if (held.hovered && ui.input.double_click) {
        found.reset = true;
        drag.chart.clear();
    } else if (held.pressed) {
        drag = {std::string(chart), x};
    } else if (dragged && !held.held) {
        if (held.released && std::abs(x - drag.from) >= ui.px(shortest_drag)) {
            found.zoom = Extent{value_at(layout.x, std::min(x, drag.from)), value_at(layout.x, std::max(x, drag.from))};
        }
        drag.chart.clear();
    }
    return found;
}

void draw_marked(Ui& ui, const PlotDrag& drag, std::string_view chart, const PlotLayout& layout) {
    if (drag.chart != chart) return;
    const float x = held_in(layout.plot, ui.input.pointer.x);
    const Rect marked{std::min(x, drag.from), layout.plot.y, std::abs(x - drag.from), layout.plot.h};
    ui.canvas.fill(marked, ui.colour(Tone::accent).with_alpha(0.16F));
    ui.canvas.outline(marked, ui.colour(Tone::accent).with_alpha(0.7F));
}

void draw_plot_tooltip(Ui& ui, Rect bounds, std::string_view title, std::string_view subtitle, std::span<const PlotTooltipRow> rows) {
    Canvas& canvas = ui.canvas;
    const float margin = ui.px(10), gap = ui.px(14), dot = ui.px(14);
    const float line = canvas.height_of(Font::small) + ui.px(5);
    const float heading = canvas.height_of(Font::body_bold) + ui.px(6);
    float names = 0, values = 0, others = 0;
    bool dots = false;
    for (const PlotTooltipRow& row : rows) {
        names = std::max(names, canvas.width_of(row.name, Font::small));
        values = std::max(values, canvas.width_of(row.value, Font::number_small));
        others = std::max(others, canvas.width_of(row.other, Font::number_small));
        dots = dots || row.colour;
    }
    const bool two = others > 0;
    if (two) {
        values = std::max(values, canvas.width_of("A", Font::number_small));
        others = std::max(others, canvas.width_of("B", Font::number_small));
    }
    const float table = (dots ? dot : 0) + names + gap + values + (two ? gap + others : 0);
    const float head = canvas.width_of(title, Font::body_bold) + gap + canvas.width_of(subtitle, Font::number_small);
    const float width = std::ceil(std::max(table, head)) + 2 * margin;
    const float height = heading + (two ? line : 0) + line * static_cast<float>(rows.size()) + 2 * ui.px(8);
    Rect box{ui.input.pointer.x + ui.px(14), ui.input.pointer.y + ui.px(14), width, height};
    if (box.right() > bounds.right()) box.x = ui.input.pointer.x - ui.px(14) - width;
    if (box.bottom() > bounds.bottom()) box.y = std::max(bounds.y, ui.input.pointer.y - ui.px(14) - height);

    canvas.fill({box.x + ui.px(1), box.y + ui.px(3), box.w, box.h}, {0, 0, 0, 70}, ui.px(7));
    canvas.fill(box, ui.theme.kind == ThemeKind::dark ? mixed(ui.colour(Tone::card), ui.colour(Tone::raised), 0.6F) : ui.colour(Tone::card),
                ui.px(7));
    canvas.outline(box, ui.colour(Tone::border), ui.px(7));
    const float left = box.x + margin, right = box.right() - margin;
    float y = box.y + ui.px(8);
    canvas.text({left, y}, title, Font::body_bold, ui.colour(Tone::text));
    canvas.text({right, y + ui.px(1)}, subtitle, Font::number_small, ui.colour(Tone::faint), Align::right);
    y += heading;
    const float value_right = two ? right - others - gap : right;
    if (two) {
        canvas.text({value_right, y}, "A", Font::number_small, ui.colour(Tone::faint), Align::right);
        canvas.text({right, y}, "B", Font::number_small, ui.colour(Tone::faint), Align::right);
        y += line;
    }
    for (const PlotTooltipRow& row : rows) {
        const float middle = y + canvas.height_of(Font::small) / 2;
        if (row.colour) canvas.disc({left + ui.px(4), middle}, ui.px(4), *row.colour);
        canvas.text({left + (dots ? dot : 0), y}, row.name, Font::small, ui.colour(Tone::muted));
        const float number = middle - canvas.height_of(Font::number_small) / 2;
        canvas.text({value_right, number}, row.value, Font::number_small, ui.colour(Tone::text), Align::right);
        if (two) canvas.text({right, number}, row.other, Font::number_small, ui.colour(Tone::muted), Align::right);
        y += line;
    }
}

}  // namespace enclosure::viz
