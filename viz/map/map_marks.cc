#include "viz/map/map_marks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "analysis/chart/number.h"

namespace enclosure::viz {
namespace {

constexpr std::size_t most_flows = 10;
constexpr double least_flow = 0.001;    // of all users with a model
constexpr double share_of_note = 0.02;  // a firm of so many seats has its name, whatever lies below
constexpr int points_of_an_arc = 18;

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

struct Arc {
    std::array<Place, points_of_an_arc> points;
    Place tip;
    Place along;  // unit vector at the tip
};

Arc arc_between(const Bubble& a, const Bubble& b, float gap) {
    const float dx = b.centre.x - a.centre.x;
    const float dy = b.centre.y - a.centre.y;
    const float length = std::max(1.0F, std::hypot(dx, dy));
    const Place control{(a.centre.x + b.centre.x) / 2 + dy * 0.16F, (a.centre.y + b.centre.y) / 2 - dx * 0.16F};
    const auto toward = [](Place from, Place to, float by) {
        const float far = std::max(1.0F, std::hypot(to.x - from.x, to.y - from.y));
        return Place{from.x + (to.x - from.x) / far * by, from.y + (to.y - from.y) / far * by};
    };
    const Place start = toward(a.centre, control, std::min(a.radius + gap, length / 2));
    const Place end = toward(b.centre, control, std::min(b.radius + gap, length / 2));
    Arc arc;
    for (int k = 0; k < points_of_an_arc; ++k) {
        const float t = static_cast<float>(k) / (points_of_an_arc - 1);
        const float u = 1 - t;
        arc.points[static_cast<std::size_t>(k)] = {u * u * start.x + 2 * u * t * control.x + t * t * end.x,
                                                   u * u * start.y + 2 * u * t * control.y + t * t * end.y};
    }
    const float far = std::max(1.0F, std::hypot(end.x - control.x, end.y - control.y));
    arc.tip = end;
    arc.along = {(end.x - control.x) / far, (end.y - control.y) / far};
    return arc;
}

void plate(Ui& ui, Rect rect, float opacity = 0.62F) {
    ui.canvas.fill(rect, ui.colour(Tone::card).with_alpha(opacity), ui.px(4));
}

void draw_label(Ui& ui, const LabelText& text, Rect place) {
    const Rect at{std::round(place.x), std::round(place.y), place.w, place.h};
    plate(ui, at.inset(-ui.px(2), -ui.px(1)), text.ground);
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

std::optional<std::size_t> index_of(const WorldMap& map, std::int32_t row) {
    for (std::size_t i = 0; i < map.firms().size(); ++i) {
        if (map.firms()[i].row == row) return i;
    }
    return std::nullopt;
}

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

void draw_flows(Ui& ui, const WorldMap& map, std::optional<std::size_t> subject) {
    if (!map.flows() || map.flows()->net.empty()) return;
    double users = 0;
    for (const MapFirm& firm : map.firms()) users += firm.users;
    const double largest = map.flows()->net.front().users;
    std::size_t drawn = 0;
    std::size_t drawn_of_subject = 0;
    for (const NetFlow& flow : map.flows()->net) {
        const auto from = index_of(map, flow.from);
        const auto to = index_of(map, flow.to);
        if (!from || !to || flow.users < least_flow * users) continue;
        const bool own = subject && (from == subject || to == subject);
        std::size_t& count = own ? drawn_of_subject : drawn;
        if (count >= most_flows) continue;
        ++count;
        const Arc arc = arc_between(map.bubbles()[*from], map.bubbles()[*to], ui.px(3));
        const float strength = static_cast<float>(std::sqrt(flow.users / largest));
        const float width = std::max(1.0F, std::round(ui.px(1) * (1 + 2 * strength)));
        const float alpha = own ? 0.95F : subject ? 0.14F : 0.3F + 0.3F * strength;
        const Colour start = openness_colour(map.firms()[*from].openness, ui.theme).with_alpha(alpha * 0.6F);
        const Colour end = openness_colour(map.firms()[*to].openness, ui.theme).with_alpha(alpha);
        constexpr std::size_t half = points_of_an_arc / 2;
        const std::span<const Place> points(arc.points);
        ui.canvas.line(points.first(half + 1), start, width);
        ui.canvas.line(points.subspan(half), end, width);
        const float head = ui.px(5) + width;
        const Place across{-arc.along.y * head * 0.5F, arc.along.x * head * 0.5F};
        const Place back{arc.tip.x - arc.along.x * head, arc.tip.y - arc.along.y * head};
        const std::array<Place, 3> arrow{{arc.tip, {back.x + across.x, back.y + across.y}, {back.x - across.x, back.y - across.y}}};
        ui.canvas.shape(arrow, end.with_alpha(std::min(1.0F, alpha + 0.2F)));
        if (!own) continue;
        const std::string text = count_text(flow.users);
        const float text_width = ui.canvas.width_of(text, Font::number_small);
        const Place middle = arc.points[half];
        const float height = ui.theme.line_height(Font::number_small);
        plate(ui, Rect{middle.x - text_width / 2, middle.y - height / 2, text_width, height}.inset(-ui.px(3), 0));
        ui.text({middle.x, middle.y - height / 2}, text, Font::number_small, Tone::text, text_width + 1, Align::centre);
    }
}

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
