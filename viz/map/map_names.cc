// Names and shares of firms on the map, where there is room for them.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "viz/map/map_marks.h"

namespace enclosure::viz {

namespace {

constexpr double share_of_note = 0.02;  // a firm of so many seats has its name, whatever lies below

bool overlaps(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool overlaps(const Rect& rect, const Bubble& bubble) {
    const float x = std::clamp(bubble.centre.x, rect.x, rect.right());
    const float y = std::clamp(bubble.centre.y, rect.y, rect.bottom());
    return std::hypot(x - bubble.centre.x, y - bubble.centre.y) < bubble.outer;
}

bool lies_in(const Rect& inner, const Rect& outer) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom();
}

struct LabelText {
    std::vector<std::string> lines;    // of the name
    std::vector<std::string> numbers;  // share, and what the lens says
    Font font = Font::body_bold;
    float width = 0;
    float height = 0;
    float ground = 0.62F;  // opacity of what lies behind it
};

// A name in so many lines, broken at blanks where that makes it narrowest; empty if it has too few words.
std::vector<std::string> broken(const Ui& ui, const std::string& name, Font font, int lines) {
    if (lines == 1) return {name};
    std::vector<std::string> best;
    float narrowest = 1e9F;
    for (std::size_t at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1)) {
        std::vector<std::string> rest = broken(ui, name.substr(at + 1), font, lines - 1);
        if (rest.empty()) continue;
        rest.insert(rest.begin(), name.substr(0, at));
        float width = 0;
        for (const std::string& line : rest) width = std::max(width, ui.canvas.width_of(line, font));
        if (width >= narrowest) continue;
        narrowest = width;
        best = std::move(rest);
    }
    return best;
}

LabelText label_of(const Ui& ui, const MapFirm& firm, const StepRecord& record, Lens lens, Font font, int lines) {
    LabelText text{broken(ui, firm.label, font, lines), {share_text(firm.share)}, font};
    if (facts_of(lens).number && lens != Lens::welfare) text.numbers.push_back(lens_number(lens, firm_number(lens, record, firm.row)));
    for (const std::string& number : text.numbers) text.width = std::max(text.width, ui.canvas.width_of(number, Font::number_small));
    for (const std::string& line : text.lines) text.width = std::max(text.width, ui.canvas.width_of(line, font));
    text.width = std::ceil(text.width);
    text.height = ui.theme.line_height(font) * static_cast<float>(text.lines.size()) +
                  ui.theme.line_height(Font::number_small) * static_cast<float>(text.numbers.size());
    return text;
}

// The largest label that fits into a bubble; nothing if none does.
std::optional<LabelText> label_inside(const Ui& ui, const MapFirm& firm, const StepRecord& record, Lens lens, float radius) {
    for (const Font font : {Font::body_bold, Font::small}) {
        for (const int lines : {1, 2, 3}) {
            LabelText text = label_of(ui, firm, record, lens, font, lines);
            if (!text.lines.empty() && std::hypot(text.width / 2, text.height / 2) < radius - ui.px(5)) return text;
        }
    }
    return std::nullopt;
}

// What stands across a bubble whose circle is too low for it: no wider than the bubble, so that it is seen whose name it is. The pointer
// tells the names of those that are smaller.
std::optional<LabelText> label_over(const Ui& ui, const MapFirm& firm, float radius) {
    LabelText text{{firm.label}, {share_text(firm.share)}, Font::small};
    text.ground = 0.8F;
    if (std::vector<std::string> two = broken(ui, firm.label, Font::small, 2); !two.empty()) text.lines = std::move(two);
    text.width = ui.canvas.width_of(text.numbers.front(), Font::number_small);
    for (const std::string& line : text.lines) text.width = std::max(text.width, ui.canvas.width_of(line, Font::small));
    text.width = std::ceil(text.width);
    text.height = ui.theme.line_height(Font::small) * static_cast<float>(text.lines.size()) + ui.theme.line_height(Font::number_small);
    if (text.width > 2 * radius || text.height > 2 * radius) return std::nullopt;
    return text;
}

Rect kept_in(Rect rect, const Rect& room) {
    rect.x = std::clamp(rect.x, room.x, std::max(room.x, room.right() - rect.w));
    rect.y = std::clamp(rect.y, room.y, std::max(room.y, room.bottom() - rect.h));
    return rect;
}

Rect centred(const LabelText& text, Place at) {
    return {at.x - text.width / 2, at.y - text.height / 2, text.width, text.height};
}

// Below, above, to the right, to the left of a bubble.
std::array<Rect, 4> places_beside(const Bubble& bubble, const LabelText& text, float gap) {
    const Place c = bubble.centre;
    const float away = bubble.outer + gap;
    return {{{c.x - text.width / 2, c.y + away, text.width, text.height},
             {c.x - text.width / 2, c.y - away - text.height, text.width, text.height},
             {c.x + away, c.y - text.height / 2, text.width, text.height},
             {c.x - away - text.width, c.y - text.height / 2, text.width, text.height}}};
}

void draw_label(Ui& ui, const LabelText& text, Rect place) {
    const Rect at{std::round(place.x), std::round(place.y), place.w, place.h};
    draw_plate(ui, at.inset(-ui.px(2), -ui.px(1)), text.ground);
    const float middle = std::round(at.x + at.w / 2);
    float y = at.y;
    for (const std::string& line : text.lines) {
        ui.text({middle, y}, line, text.font, Tone::text, at.w + 2, Align::centre);
        y += ui.theme.line_height(text.font);
    }
    for (const std::string& number : text.numbers) {
        ui.text({middle, y}, number, Font::number_small, Tone::muted, at.w + 2, Align::centre);
        y += ui.theme.line_height(Font::number_small);
    }
}

}  // namespace

void draw_rings_and_names(Ui& ui, const WorldMap& map, const StepRecord& record, Lens lens, const HiddenClasses& hidden, Rect room) {
    const auto& firms = map.firms();
    const auto& bubbles = map.bubbles();
    for (std::size_t i = 0; i < firms.size(); ++i) {
        const bool away = is_hidden(hidden.openness, static_cast<std::size_t>(firms[i].openness));
        const Colour colour = openness_colour(firms[i].openness, ui.theme);
        draw_openness_ring(ui.canvas, ui.theme, bubbles[i].centre, bubbles[i].radius, firms[i].openness,
                           away ? colour.with_alpha(0.3F) : colour);
    }
    std::vector<std::size_t> order(firms.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return firms[a].share > firms[b].share; });
    std::vector<Rect> taken;
    for (const std::size_t i : order) {
        const Bubble& bubble = bubbles[i];
        std::optional<Rect> place;
        std::optional<LabelText> text = label_inside(ui, firms[i], record, lens, bubble.radius);
        if (text) place = centred(*text, bubble.centre);
        for (const int lines : {1, 2}) {
            if (place) break;
            text = label_of(ui, firms[i], record, lens, Font::small, lines);
            if (text->lines.empty()) continue;
            for (const Rect& beside : places_beside(bubble, *text, ui.px(3))) {
                const bool free = lies_in(beside, room) &&
                                  std::none_of(taken.begin(), taken.end(), [&](const Rect& r) { return overlaps(r, beside); }) &&
                                  std::none_of(bubbles.begin(), bubbles.end(), [&](const Bubble& b) { return overlaps(beside, b); });
                if (!free) continue;
                place = beside;
                break;
            }
        }
        if (!place && firms[i].share >= share_of_note) {
            text = label_over(ui, firms[i], bubble.radius);
            const Rect over = text ? kept_in(centred(*text, bubble.centre), room) : Rect{};
            if (text && std::none_of(taken.begin(), taken.end(), [&](const Rect& r) { return overlaps(r, over); })) place = over;
        }
        if (!place) continue;
        taken.push_back(place->inset(-ui.px(4), -ui.px(1)));
        draw_label(ui, *text, *place);
    }
}

}  // namespace enclosure::viz
