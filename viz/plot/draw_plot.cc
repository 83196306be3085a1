#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "viz/plot/cut_text.h"
#include "viz/plot/decimate.h"
#include "viz/plot/end_tags.h"
#include "viz/plot/plot.h"

namespace enclosure::viz {

namespace {

constexpr float nowhere = std::numeric_limits<float>::quiet_NaN();

float x_of(const PlotLayout& layout, double day) {
    return static_cast<float>(place(layout.x, day));
}
float y_of(const PlotLayout& layout, double value) {
    return static_cast<float>(place(layout.y, value));
}

// Where the values stand. Of what lies outside the frame only the neighbours stay, to which lines lead.
std::vector<Place> places_of(const PlotLayout& layout, const Plot& plot, const std::vector<double>& values) {
    std::vector<Place> places;
    const std::size_t n = std::min(values.size(), plot.x.size());
    for (std::size_t i = 0; i < n; ++i) {
        const bool before = i + 1 < n && plot.x[i + 1] < layout.x.low;
        const bool after = i > 0 && plot.x[i - 1] > layout.x.high;
        if (before || after) continue;
        places.push_back({x_of(layout, plot.x[i]), y_of(layout, values[i])});
    }
    return places;
}

void draw_axes(Canvas& canvas, const Theme& theme, const PlotLayout& layout) {
    const Colour grid = theme.colour(Tone::grid);
    const Colour ink = theme.colour(Tone::faint);
    const float half = canvas.height_of(Font::tiny) / 2;
    for (const Tick& tick : layout.y_ticks) {
        const float y = std::round(y_of(layout, tick.value));
        canvas.fill({layout.plot.x, std::min(y, layout.plot.bottom() - 1), layout.plot.w, 1}, grid);
        canvas.text({layout.plot.x - theme.px(6), y - half}, tick.label, Font::tiny, ink, Align::right);
    }
    for (const Tick& tick : layout.x_ticks) {
        canvas.text({x_of(layout, tick.value), layout.plot.bottom() + theme.px(4)}, tick.label, Font::tiny, ink, Align::centre);
    }
}

// An area needs one point in a column of pixels: the last. All edges of a stack keep the same ones, so that none shows through another.
std::vector<Place> one_per_pixel(std::vector<Place> places) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const bool followed = i + 1 < places.size() && std::floor(places[i + 1].x) == std::floor(places[i].x);
        if (!followed || i == 0) places[kept++] = places[i];
    }
    places.resize(kept);
    return places;
}

// Breaks the edges of a layer where it has no height, here and on both sides: a stack has many layers that are there for a part of the
// time.
void leave_out_absent(std::vector<Place>& above, std::vector<Place>& below) {
    bool before = false;
    for (std::size_t i = 0; i < above.size(); ++i) {
        const bool here = above[i].y != below[i].y;
        const bool after = i + 1 < above.size() && above[i + 1].y != below[i + 1].y;
        if (!here && !before && !after) above[i].y = below[i].y = nowhere;
        before = here;
    }
}

// The edge that parts a layer from the next, where the layer is thick enough to show beside its edge.
std::vector<Place> seen_edge(std::vector<Place> above, const std::vector<Place>& below) {
    constexpr float thinnest = 1;  // pixels
    for (std::size_t i = 0; i < above.size(); ++i) {
        if (!(std::abs(below[i].y - above[i].y) >= thinnest)) above[i].y = nowhere;
    }
    return above;
}

// A layer of a stack, by its edges.
struct StackedLayer {
    std::vector<Place> above, below;
    Colour colour;
};

std::vector<StackedLayer> stacked(const PlotLayout& layout, const Plot& plot) {
    std::vector<StackedLayer> layers;
    std::vector<double> sum(plot.x.size(), 0);
    std::vector<Place> below = one_per_pixel(places_of(layout, plot, sum));
    for (const PlotLayer& layer : plot.layers) {
        bool any = false;
        for (std::size_t i = 0; i < sum.size() && i < layer.values.size(); ++i) {
            any = any || layer.values[i] > 0;
            sum[i] += std::isnan(layer.values[i]) ? 0 : layer.values[i];
        }
        if (!any) continue;
        std::vector<Place> above = one_per_pixel(places_of(layout, plot, sum));
        layers.push_back({above, std::move(below), layer.colour});
        below = std::move(above);
    }
    return layers;
}

// From the top downwards, each layer to the lowest point of its lower edge: the layers below cover what is too much. So no two edges need
// the same points, and each keeps only those that it bends at: few triangles, which are what a picture takes its time for.
void draw_layers(Canvas& canvas, const Theme& theme, const PlotLayout& layout, const Plot& plot) {
    constexpr float tolerance = 0.3F;  // pixels
    std::vector<StackedLayer> layers = stacked(layout, plot);
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        const std::vector<Place> edge = simplified_line(seen_edge(layer->above, layer->below), tolerance);
        leave_out_absent(layer->above, layer->below);
        float lowest = layout.plot.y;
        for (const Place p : layer->below) lowest = std::isnan(p.y) ? lowest : std::max(lowest, p.y);
        const std::vector<Place> above = simplified_line(layer->above, tolerance);
        std::vector<Place> below = above;
        for (Place& p : below) p.y = lowest;
        canvas.area(above, below, layer->colour);
        canvas.line(edge, theme.colour(Tone::card).with_alpha(0.6F), 1);
    }
}

void draw_bands(Canvas& canvas, const PlotLayout& layout, const Plot& plot) {
    for (const PlotBetween& area : plot.between) {
        canvas.area(places_of(layout, plot, plot.lines.at(area.upper).values), places_of(layout, plot, plot.lines.at(area.lower).values),
                    area.colour);
    }
    for (const PlotLine& line : plot.lines) {
        if (line.low.empty() || line.high.empty()) continue;
        canvas.area(one_per_pixel(places_of(layout, plot, line.high)), one_per_pixel(places_of(layout, plot, line.low)),
                    line.colour.with_alpha(0.22F));
    }
}

void draw_bars(Canvas& canvas, const Theme& theme, const PlotLayout& layout, const PlotLine& line, const std::vector<Place>& places) {
    const float base = std::clamp(y_of(layout, 0), layout.plot.y, layout.plot.bottom());
    std::size_t apart = 0;
    float first = nowhere, last = nowhere;
    for (const Place p : places) {
        if (std::isnan(first)) first = p.x;
        last = p.x;
        ++apart;
    }
    const float pitch = apart > 1 ? (last - first) / static_cast<float>(apart - 1) : theme.px(4);
    const float width = std::max(1.0F, std::floor(std::min(pitch * 0.8F, theme.px(8))));
    for (const Place p : decimated_bars(places, base)) {
        const float top = std::round(std::min(p.y, base));
        const float height = std::max(1.0F, std::round(std::abs(p.y - base)));
        if (p.y != base) canvas.fill({std::round(p.x - width / 2), top, width, height}, line.colour.with_alpha(0.85F));
    }
}

void draw_line(Canvas& canvas, const Theme& theme, const PlotLayout& layout, const Plot& plot, const PlotLine& line) {
    const std::vector<Place> places = places_of(layout, plot, line.values);
    if (line.mark == PlotMark::bars) return draw_bars(canvas, theme, layout, line, places);
    const std::vector<Place> kept = decimated_line(places);
    if (line.mark == PlotMark::line_over_area) {
        canvas.shade(kept, layout.plot.bottom(), line.colour.with_alpha(0.34F), line.colour.with_alpha(0.02F));
    }
    canvas.line(kept, line.ghost ? mixed(theme.colour(Tone::text), line.colour, 0.25F).with_alpha(0.8F) : line.colour, theme.px(line.width),
                line.dash);
}

void draw_uprights(Canvas& canvas, const Theme& theme, const PlotLayout& layout, const Plot& plot) {
    for (const PlotUpright& upright : plot.uprights) {
        if (upright.x < layout.x.low || upright.x > layout.x.high) continue;
        const float x = std::round(x_of(layout, upright.x));
        const std::array<Place, 2> ends{Place{x, layout.plot.y}, Place{x, layout.plot.bottom()}};
        canvas.line(ends, upright.colour, 1, upright.dash);
        if (upright.text.empty()) continue;
        const float width = std::ceil(canvas.width_of(upright.text, Font::tiny)) + theme.px(8);
        const bool fits_right = x + width + theme.px(4) < layout.plot.right();
        const Rect box{fits_right ? x + theme.px(3) : x - theme.px(3) - width, layout.plot.y + theme.px(3), width,
                       canvas.height_of(Font::tiny) + theme.px(2)};
        canvas.fill(box, theme.colour(Tone::card).with_alpha(0.8F), theme.px(3));
        canvas.text({box.x + theme.px(4), box.y + theme.px(1)}, upright.text, Font::tiny, readable_tone(theme, upright.colour));
    }
}

void draw_measure(Canvas& canvas, const Theme& theme, const PlotLayout& layout, const PlotMeasure& measure) {
    const float y = std::round(y_of(layout, measure.value));
    if (std::isnan(y)) return;
    const float from = x_of(layout, measure.from), to = x_of(layout, measure.to);
    const Colour ink = theme.colour(Tone::text);
    const float half = theme.px(4);
    canvas.line(std::array<Place, 2>{Place{from, y}, Place{to, y}}, ink, 1);
    for (const float x : {from, to}) canvas.line(std::array<Place, 2>{Place{x, y - half}, Place{x, y + half}}, ink, 1);
    const float width = std::ceil(canvas.width_of(measure.text, Font::tiny)) + theme.px(8);
    const float height = canvas.height_of(Font::tiny) + theme.px(4);
    const float left =
        std::clamp((from + to - width) / 2, layout.plot.x, std::max(layout.plot.x, layout.plot.right() - width - theme.px(8)));
    const bool fits_below = y + theme.px(6) + height < layout.plot.bottom();
    const Rect box{std::round(left), fits_below ? y + theme.px(6) : y - theme.px(6) - height, width, height};
    canvas.fill(box, theme.colour(Tone::card).with_alpha(0.85F), theme.px(3));
    canvas.text({box.x + theme.px(4), box.y + theme.px(2)}, measure.text, Font::tiny, ink);
}

void draw_dots(Canvas& canvas, const Theme& theme, const PlotLayout& layout, const Plot& plot, double day) {
    if (day < layout.x.low || day > layout.x.high) return;
    for (const PlotLine& line : plot.lines) {
        if (line.ghost || line.mark == PlotMark::bars) continue;
        const Place at{x_of(layout, day), y_of(layout, value_on(plot.x, line.values, day))};
        if (!std::isfinite(at.y)) continue;
        canvas.disc(at, theme.px(4), theme.colour(Tone::card));
        canvas.disc(at, theme.px(3), line.colour);
    }
}

void draw_shown(Canvas& canvas, const Theme& theme, const PlotLayout& layout, double day) {
    if (day < layout.x.low || day > layout.x.high) return;
    const float x = std::round(x_of(layout, day));
    const Rect later{x, layout.plot.y, layout.plot.right() - x, layout.plot.h};
    canvas.fill(later, theme.colour(Tone::card).with_alpha(0.55F));
    canvas.fill({x - 1, layout.plot.y, 2, layout.plot.h}, theme.colour(Tone::muted).with_alpha(0.7F));
}

void draw_header(Canvas& canvas, const Theme& theme, const PlotLayout& layout, const Plot& plot) {
    float left = layout.room.x;
    float right = layout.header_right;
    const float top = layout.room.y;
    const float title = canvas.height_of(Font::body_bold);
    // Where there is little room the title gives way first in weight, then the number goes: charts are told apart by their titles.
    const float number = plot.value.empty() ? 0 : canvas.width_of(plot.value, Font::number_small) + theme.px(8);
    const auto fits = [&](Font font, float taken) { return canvas.width_of(plot.title, font) <= right - left - taken; };
    const Font weight = fits(Font::body_bold, number) || !fits(Font::body, number) ? Font::body_bold : Font::body;
    if (!plot.value.empty() && (fits(weight, number) || !fits(weight, 0))) {
        const Tone tone = plot.value_of_crosshair ? Tone::accent : Tone::text;
        canvas.text({right, top + (title - canvas.height_of(Font::number_small)) / 2}, plot.value, Font::number_small, theme.colour(tone),
                    Align::right);
        right -= canvas.width_of(plot.value, Font::number_small) + theme.px(8);
    }
    const float small = top + (title - canvas.height_of(Font::small)) / 2;
    if (!plot.ghost_name.empty()) {
        const float width = canvas.width_of(plot.ghost_name, Font::tiny);
        if (right - width - theme.px(26) > left + canvas.width_of(plot.title, weight) + theme.px(8)) {
            canvas.text({right, top + (title - canvas.height_of(Font::tiny)) / 2}, plot.ghost_name, Font::tiny, theme.colour(Tone::muted),
                        Align::right);
            right -= width + theme.px(4);
            const float y = std::round(top + title / 2);
            canvas.line(std::array<Place, 2>{Place{right - theme.px(20), y}, Place{right, y}}, theme.colour(Tone::text), theme.px(1),
                        Dash::dashed);
            right -= theme.px(28);
        }
    }
    const std::string name = cut_text(canvas, plot.title, weight, right - left);
    canvas.text({left, top}, name, weight, theme.colour(Tone::text));
    left += canvas.width_of(name, weight) + theme.px(7);
    if (!plot.unit.empty() && left + canvas.width_of(plot.unit, Font::small) <= right) {
        canvas.text({left, small}, plot.unit, Font::small, theme.colour(Tone::faint));
    }
}

}  // namespace

void draw_plot(Canvas& canvas, const Theme& theme, const PlotLayout& layout, const Plot& plot, std::optional<double> crosshair) {
    draw_header(canvas, theme, layout, plot);
    if (layout.plot.empty()) return;
    draw_axes(canvas, theme, layout);
    // A pixel more on all sides, so that a line along an edge keeps its width.
    canvas.push_clip({layout.plot.x, layout.plot.y - 1, layout.plot.w + 1, layout.plot.h + 2});
    draw_layers(canvas, theme, layout, plot);
    draw_bands(canvas, layout, plot);
    for (const bool ghosts : {false, true}) {
        for (const PlotLine& line : plot.lines) {
            if (line.ghost == ghosts) draw_line(canvas, theme, layout, plot, line);
        }
    }
    if (plot.shown) draw_shown(canvas, theme, layout, *plot.shown);
    draw_uprights(canvas, theme, layout, plot);
    if (plot.measure) draw_measure(canvas, theme, layout, *plot.measure);
    if (crosshair && *crosshair >= layout.x.low && *crosshair <= layout.x.high) {
        const float x = std::round(x_of(layout, *crosshair));
        canvas.fill({x, layout.plot.y, 1, layout.plot.h}, theme.colour(Tone::accent));
    }
    canvas.pop_clip();
    const double last = plot.x.empty() ? 0 : plot.x.back();
    if (plot.shown || !plot.x.empty()) draw_dots(canvas, theme, layout, plot, plot.shown.value_or(last));
    if (crosshair && !plot.x.empty() && *crosshair <= last) draw_dots(canvas, theme, layout, plot, *crosshair);
    draw_tags(canvas, theme, plot.tags, layout.tags);
}

}  // namespace enclosure::viz
