#include "viz/map/map_marks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/chart/number.h"

namespace enclosure::viz {

namespace {

// Whole dashes, six at least, so that the smallest ring still is seen to be dashed.
void draw_dashed_ring(Canvas& canvas, const Theme& theme, Place centre, float radius, Colour colour, float width) {
    constexpr float turn = 6.2831853F;
    constexpr int points = 5;
    const int dashes = std::clamp(static_cast<int>(std::lround(turn * radius / theme.px(10))), 6, 64);
    for (int d = 0; d < dashes; ++d) {
        std::array<Place, points> dash;
        for (int k = 0; k < points; ++k) {
            const float angle = turn * (static_cast<float>(d) + 0.62F * static_cast<float>(k) / (points - 1)) / static_cast<float>(dashes);
            dash[static_cast<std::size_t>(k)] = {centre.x + std::cos(angle) * radius, centre.y + std::sin(angle) * radius};
        }
        canvas.line(dash, colour, width);
    }
}

}  // namespace

std::string share_text(double share) {
    return number_text(share, {.factor = 100, .suffix = " %", .digits = 3, .most_decimals = 1, .keep_zeros = true});
}

std::string count_text(double count) {
    return fixed_text(count, 0);
}

void draw_plate(Ui& ui, Rect rect, float opacity) {
    ui.canvas.fill(rect, ui.colour(Tone::card).with_alpha(opacity), ui.px(4));
}

void draw_openness_ring(Canvas& canvas, const Theme& theme, Place centre, float radius, Openness openness, Colour colour) {
    const float width = std::max(1.0F, theme.px(2));
    switch (openness) {
        case Openness::closed:
            canvas.ring(centre, radius, colour, width);
            break;
        case Openness::hybrid:
            canvas.ring(centre, radius, colour, std::max(1.0F, theme.px(1)));
            canvas.ring(centre, std::max(1.0F, radius - theme.px(3)), colour, std::max(1.0F, theme.px(1)));
            break;
        case Openness::open:
            draw_dashed_ring(canvas, theme, centre, radius, colour, width);
            break;
    }
}

void draw_discs(Ui& ui, const WorldMap& map, const HiddenClasses& hidden) {
    for (std::size_t i = 0; i < map.firms().size(); ++i) {
        const Openness openness = map.firms()[i].openness;
        const float tint = is_hidden(hidden.openness, static_cast<std::size_t>(openness)) ? 0.03F : 0.12F;
        ui.canvas.disc(map.bubbles()[i].centre, map.bubbles()[i].radius,
                       mixed(ui.colour(Tone::card), openness_colour(openness, ui.theme), tint));
    }
}

void draw_selection(Ui& ui, const Bubble& bubble, Tone tone) {
    ui.canvas.ring(bubble.centre, bubble.radius + ui.px(4), ui.colour(tone), std::max(1.0F, ui.px(2)));
}

void draw_user_mark(Ui& ui, Place at) {
    const Colour colour = ui.colour(Tone::text);
    const float near = ui.px(5);
    const float far = ui.px(12);
    ui.canvas.ring(at, near + ui.px(1), ui.colour(Tone::card), ui.px(3));
    ui.canvas.ring(at, near, colour, std::max(1.0F, ui.px(2)));
    for (const Place way : {Place{1, 0}, Place{-1, 0}, Place{0, 1}, Place{0, -1}}) {
        const std::array<Place, 2> tick{{{at.x + way.x * near, at.y + way.y * near}, {at.x + way.x * far, at.y + way.y * far}}};
        ui.canvas.line(tick, colour, std::max(1.0F, ui.px(2)));
    }
}

}  // namespace enclosure::viz
