#include "viz/kit/window_canvas.h"

#include <imgui.h>

#include <cmath>
#include <cstddef>
#include <numbers>

#include "viz/kit/dashes.h"
#include "viz/kit/font_atlas.h"

namespace enclosure::viz {

namespace {

// What one PrimReserve may hold: indices have 16 bits.
constexpr std::size_t most_columns = 16'000;

ImU32 packed(Colour c) {
    return IM_COL32(c.r, c.g, c.b, c.a);
}

ImVec2 point(Place p) {
    return {p.x, p.y};
}

const char* begin_of(std::string_view text) {
    return text.data();
}
const char* end_of(std::string_view text) {
    return text.data() + text.size();
}

// Where pixels of a rectangle's edge lie: an outline of one pixel covers them, not half of two rows.
ImVec2 inner(float x, float y, float width) {
    return {x + width / 2, y + width / 2};
}

}  // namespace

void WindowCanvas::solid(std::span<const Place> points, Colour colour, float width) {
    static_assert(sizeof(Place) == sizeof(ImVec2));
    for (std::size_t at = 0; at + 1 < points.size(); at += most_columns) {
        const std::span<const Place> part = points.subspan(at, std::min(most_columns + 1, points.size() - at));
        for (const Place p : part) list_.PathLineTo(point(p));
        list_.PathStroke(packed(colour), 0, width);
    }
}

void WindowCanvas::line(std::span<const Place> points, Colour colour, float width, Dash dash) {
    if (colour.a == 0) return;
    for_runs(points, [&](std::span<const Place> run) {
        if (dash == Dash::solid) {
            solid(run, colour, width);
        } else {
            for_dashes(run, lengths_of(dash, width), [&](std::span<const Place> part) { solid(part, colour, width); });
        }
    });
}

void WindowCanvas::strip(std::span<const Place> above, std::span<const Place> below, float base, Colour top, Colour bottom, bool shaded) {
    float highest = base;
    if (shaded) {
        for (const Place p : above) {
            if (is_finite(p)) highest = std::min(highest, p.y);
        }
    }
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    const auto colour_at = [&](float y) {
        if (!shaded) return packed(top);
        const float depth = base - highest;
        return packed(mixed(top, bottom, depth > 0 ? std::clamp((y - highest) / depth, 0.0F, 1.0F) : 1));
    };
    for (std::size_t i = 0; i + 1 < above.size();) {
        const std::size_t limit = std::min(above.size(), i + most_columns + 1);
        std::size_t end = i;
        while (end < limit && is_finite(above[end]) && (shaded || is_finite(below[end]))) ++end;
        if (end - i < 2) {
            i = std::max(end, i + 1);
            continue;
        }
        const auto columns = static_cast<int>(end - i);
        list_.PrimReserve((columns - 1) * 6, columns * 2);
        const auto first = static_cast<ImDrawIdx>(list_._VtxCurrentIdx);
        for (int c = 0; c + 1 < columns; ++c) {
            for (const int corner : {0, 1, 3, 0, 3, 2}) list_.PrimWriteIdx(static_cast<ImDrawIdx>(first + 2 * c + corner));
        }
        for (std::size_t c = i; c < end; ++c) {
            const Place foot = shaded ? Place{above[c].x, base} : below[c];
            list_.PrimWriteVtx(point(above[c]), white, colour_at(above[c].y));
            list_.PrimWriteVtx(point(foot), white, colour_at(foot.y));
        }
        i = end == limit && end < above.size() ? end - 1 : end;  // the next piece begins where this one ends
    }
}

void WindowCanvas::area(std::span<const Place> above, std::span<const Place> below, Colour colour) {
    const std::size_t n = std::min(above.size(), below.size());
    strip(above.first(n), below.first(n), 0, colour, colour, false);
}

void WindowCanvas::shade(std::span<const Place> above, float base, Colour top, Colour bottom) {
    strip(above, {}, base, top, bottom, true);
}

void WindowCanvas::fill(Rect rect, Colour colour, float radius) {
    if (rect.empty() || colour.a == 0) return;
    list_.AddRectFilled({rect.x, rect.y}, {rect.right(), rect.bottom()}, packed(colour), radius);
}

void WindowCanvas::outline(Rect rect, Colour colour, float radius, float width) {
    if (rect.empty() || colour.a == 0) return;
    list_.PathRect(inner(rect.x, rect.y, width), inner(rect.right() - width, rect.bottom() - width, width), radius);
    list_.PathStroke(packed(colour), ImDrawFlags_Closed, width);
}

void WindowCanvas::disc(Place centre, float radius, Colour colour) {
    list_.AddCircleFilled(point(centre), radius, packed(colour));
}

void WindowCanvas::ring(Place centre, float radius, Colour colour, float width, Dash dash) {
    if (radius <= 0) return;
    if (dash == Dash::solid) {
        list_.AddCircle(point(centre), radius, packed(colour), 0, width);
        return;
    }
    // A whole number of dashes around, so that none is cut where the ring closes.
    const DashLengths lengths = lengths_of(dash, width);
    constexpr float turn = 2 * std::numbers::pi_v<float>;
    const float count = std::max(4.0F, std::round(turn * radius / (lengths.on + lengths.off)));
    const float share = lengths.on / (lengths.on + lengths.off);
    for (float i = 0; i < count; ++i) {
        list_.PathArcTo(point(centre), radius, turn * i / count, turn * (i + share) / count);
        list_.PathStroke(packed(colour), 0, width);
    }
}

void WindowCanvas::shape(std::span<const Place> corners, Colour colour) {
    for (const Place p : corners) list_.PathLineTo(point(p));
    list_.PathFillConvex(packed(colour));
}

void WindowCanvas::text(Place at, std::string_view text, Font font, Colour colour, Align align) {
    if (text.empty() || colour.a == 0) return;
    float x = at.x;
    if (align == Align::centre) x -= width_of(text, font) / 2;
    if (align == Align::right) x -= width_of(text, font);
    ImFont* drawn = fonts_.find(font);
    list_.AddText(drawn, drawn->FontSize, {std::round(x), std::round(at.y)}, packed(colour), begin_of(text), end_of(text));
}

float WindowCanvas::width_of(std::string_view text, Font font) const {
    if (text.empty()) return 0;  // its begin may be null, which ImGui takes for a text that ends at a zero
    if (text.empty()) return 0;
    const ImFont* drawn = fonts_.find(font);
    return drawn->CalcTextSizeA(drawn->FontSize, 1e9F, 0, begin_of(text), end_of(text)).x;
}

float WindowCanvas::height_of(Font font) const {
    return fonts_.find(font)->FontSize;
}

void WindowCanvas::push_clip(Rect rect) {
    list_.PushClipRect({rect.x, rect.y}, {rect.right(), rect.bottom()}, true);
}

void WindowCanvas::pop_clip() {
    list_.PopClipRect();
}

}  // namespace enclosure::viz
