// Arcs on the map, for those who switch.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>

#include "viz/map/map_marks.h"

namespace enclosure::viz {

namespace {

constexpr std::size_t most_flows = 10;
constexpr double least_flow = 0.001;  // of all users with a model
constexpr int points_of_an_arc = 18;

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

std::optional<std::size_t> index_of(const WorldMap& map, std::int32_t row) {
    for (std::size_t i = 0; i < map.firms().size(); ++i) {
        if (map.firms()[i].row == row) return i;
    }
    return std::nullopt;
}

}  // namespace

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
        draw_plate(ui, Rect{middle.x - text_width / 2, middle.y - height / 2, text_width, height}.inset(-ui.px(3), 0));
        ui.text({middle.x, middle.y - height / 2}, text, Font::number_small, Tone::text, text_width + 1, Align::centre);
    }
}

}  // namespace enclosure::viz
