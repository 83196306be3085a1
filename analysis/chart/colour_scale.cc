#include "analysis/chart/colour_scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/labels.h"
#include "analysis/chart/svg.h"
#include "analysis/chart/ticks.h"

namespace enclosure {
namespace {

constexpr double colour_bar_height = 10;

std::string step_rule(std::string_view name, std::size_t step, Rgb colour) {
    return fmt::format(".{}{}{{--c:{};--i:{}}}", name, step, hex(colour), hex(ink_on(colour)));
}

double drawn_width(const Picture& picture) {
    return std::min(260.0, picture.width - 2 * chart_margin - 40);
}

}  // namespace

ColourScale make_colour_scale(ColourKind colours, Extent range, ScaleKind kind, double middle) {
    if (colours == ColourKind::diverging) {
        double half = empty(range) ? 1 : std::max(std::abs(range.low - middle), std::abs(range.high - middle));
        if (half == 0) half = 1;
        return {colours, ScaleKind::linear, middle - half, middle + half};
    }
    const Scale scale = make_scale(kind, range, 0, 1);
    return {colours, kind, scale.low, scale.high};
}

std::size_t colour_step(const ColourScale& scale, double value) {
    if (std::isinf(value) && scale.kind != ScaleKind::log) value = value > 0 ? scale.high : scale.low;
    double part = place({scale.kind, scale.low, scale.high, 0, 1}, value);
    if (!std::isfinite(part)) return colour_steps;
    if (scale.flipped) part = 1 - part;
    const double step = std::floor(std::clamp(part, 0.0, 1.0) * static_cast<double>(colour_steps));
    return std::min(static_cast<std::size_t>(step), colour_steps - 1);
}

std::string step_class(const ColourScale& scale, std::size_t step) {
    return fmt::format("{}{}", scale.colours == ColourKind::diverging ? 'd' : 'q', step);
}

Rgb ink_on(Rgb colour) {
    constexpr Rgb black{0, 0, 0}, white{255, 255, 255};
    return contrast(colour, black) >= contrast(colour, white) ? black : white;
}

void add_colour_bar(Sheet& sheet, const Picture& picture, const ColourScale& scale, const ColourBar& bar) {
    const double wide = drawn_width(picture), left = chart_margin, each = wide / static_cast<double>(colour_steps);
    for (const std::string& line : wrapped(bar.title, tick_size, picture.width - 2 * chart_margin)) {
        sheet.y += tick_size + 4;
        sheet.svg += text_at({left, sheet.y}, "tick", "start", fitted(line, tick_size, picture.width - 2 * chart_margin));
    }
    sheet.y += 5;
    for (std::size_t s = 0; s < colour_steps; ++s) {
        // The bar always rises to the right, so on a flipped scale the last colour comes first.
        const std::size_t step = scale.flipped ? colour_steps - 1 - s : s;
        sheet.svg += fmt::format("<rect class=\"cell {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", step_class(scale, step),
                                 coordinate(left + each * static_cast<double>(s)), coordinate(sheet.y), coordinate(each),
                                 coordinate(colour_bar_height));
    }
    if (bar.missing) {
        const double x = left + wide + 22;
        const bool room = x + 24 + text_width("no data", tick_size) <= picture.width - chart_margin;
        if (room) {
            sheet.svg += fmt::format("<rect class=\"none\" fill=\"url(#{}-none)\" x=\"{}\" y=\"{}\" width=\"18\" height=\"{}\"/>\n",
                                     escape(picture.id), coordinate(x), coordinate(sheet.y), coordinate(colour_bar_height));
            sheet.svg += text_at({x + 23, sheet.y + 9}, "tick", "start", "no data");
        } else {
            sheet.notes.emplace_back("Hatched: no data.");
        }
    }
    sheet.y += colour_bar_height;
    const Scale x = make_scale(scale.kind, {scale.low, scale.high}, left, left + wide);
    const std::vector<Tick> ticks = ticks_of(x, std::max(2, static_cast<int>(wide / 60)), bar.form);
    double used = -1e9;
    for (const Tick& tick : ticks) {
        const double at = place(x, tick.value);
        sheet.svg += path_of(fmt::format("M{} {}v3", coordinate(at), coordinate(sheet.y)), "axis");
        // Ends of the bar that stand for all beyond them say so.
        std::string label = tick.label;
        if (bar.below && at < left + 0.5) label = "\u2264\u202f" + label;
        if (bar.above && at > left + wide - 0.5) label = "\u2265\u202f" + label;
        const double half = text_width(label, tick_size) / 2;
        const double middle = std::max(at, chart_margin - 4 + half);
        if (middle - half < used + 6) continue;
        used = middle + half;
        sheet.svg += text_at({middle, sheet.y + 15}, "tick", "middle", label);
    }
    sheet.y += 22;
}

std::string hatching(const std::string& id) {
    return fmt::format(
        "<defs><pattern id=\"{}-none\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
        "<path class=\"hatch\" d=\"M0 0V6\"/></pattern></defs>\n",
        escape(id));
}

std::string colour_scale_rules(bool dark) {
    const auto shade = [dark](const Ink& i) { return dark ? i.on_dark : i.on_light; };
    std::string out;
    for (std::size_t s = 0; s < colour_steps; ++s) out += step_rule("q", s, shade(sequential_inks[s]));
    for (std::size_t s = 0; s < colour_steps; ++s) out += step_rule("d", s, shade(diverging_inks[s]));
    for (std::size_t i = 0; i < palette.size(); ++i) out += fmt::format(".s{}{{--i:{}}}", i, hex(ink_on(shade(palette[i]))));
    return out + fmt::format(".sr{{--i:{}}}\n", hex(ink_on(shade(rest_ink))));
}

}  // namespace enclosure
