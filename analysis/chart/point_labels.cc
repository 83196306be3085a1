#include "analysis/chart/point_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "analysis/chart/heading.h"
#include "analysis/chart/labels.h"

namespace enclosure {
namespace {

struct TextBox {
    double left, right, top, bottom;
};

bool boxes_overlap(const TextBox& a, const TextBox& b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

bool box_covers(const TextBox& box, Point p) {
    constexpr double radius = 5;
    return p.x > box.left - radius && p.x < box.right + radius && p.y > box.top - radius && p.y < box.bottom + radius;
}

/// Text boxes around a point: beside it, then above and below, then at its corners; before them on it, if that is wanted.
std::array<TextBox, 9> boxes_around(const PointLabel& label, double distance) {
    const double w = text_width(label.text, small_size), h = small_size, x = label.at.x, y = label.at.y, d = distance, c = distance * 0.8;
    const auto box = [&](double left, double top) { return TextBox{left, left + w, top, top + h}; };
    const TextBox beside = box(x + d, y - h / 2);
    return {label.upon ? box(x - w / 2, y - h / 2) : beside,
            beside,
            box(x - d - w, y - h / 2),
            box(x - w / 2, y - d - h),
            box(x - w / 2, y + d),
            box(x + c, y - c - h / 2),
            box(x + c, y + c - h / 2),
            box(x - c - w, y - c - h / 2),
            box(x - c - w, y + c - h / 2)};
}

bool box_within(const TextBox& box, Extent across, Extent down) {
    return box.left >= across.low && box.right <= across.high && box.top >= down.low && box.bottom <= down.high;
}

/// A box with what it costs: the points that it covers, and its distance.
struct LabelChoice {
    TextBox box = {};
    std::size_t cost = 0;
};

/// The best box of a ring that is free of other texts, if it is better than what was found before.
void choose_box(std::optional<LabelChoice>& best, const PointLabel& label, std::span<const TextBox> taken, std::span<const Point> others,
                Extent across, Extent down, double distance, std::size_t cost_of_ring) {
    for (const TextBox& box : boxes_around(label, distance)) {
        if (!box_within(box, across, down)) continue;
        bool free = true;
        for (const TextBox& other : taken) free = free && !boxes_overlap(box, other);
        if (!free) continue;
        std::size_t cost = cost_of_ring;
        for (const Point& p : others) cost += !label.upon && box_covers(box, p) ? 1 : 0;  // one that may stand on a point may cover others
        if (!best || cost < best->cost) best = LabelChoice{box, cost};
        if (cost == cost_of_ring) return;
    }
}

/// A text begins, ends or has its middle where it is nearest to its point: the estimate of its width is on the safe side.
LabelPlace place_of(const PointLabel& label, const TextBox& box) {
    const double y = box.bottom - small_size * 0.18;
    if (box.left >= label.at.x) return {{box.left, y}, "start"};
    if (box.right <= label.at.x) return {{box.right, y}, "end"};
    return {{(box.left + box.right) / 2, y}, "middle"};
}

/// A thin line from a point to its name if that stands farther off than beside it.
std::string leader_to(const PointLabel& label, const LabelPlace& place, double distance) {
    const double top = place.at.y - small_size * 0.8;
    const double x = place.anchor == "middle" ? label.at.x : place.at.x, y = std::clamp(label.at.y, top, place.at.y + 2);
    if (label.upon || std::hypot(x - label.at.x, y - label.at.y) < 1.6 * distance) return {};
    return path_of(fmt::format("M{} {}L{} {}", coordinate(label.at.x), coordinate(label.at.y), coordinate(x), coordinate(y)), "axis");
}

}  // namespace

std::vector<std::optional<LabelPlace>> label_places(std::span<const PointLabel> labels, std::span<const Point> others, Extent across,
                                                    Extent down, double distance) {
    // Farther off, with a leader, only where names are few: many would make a thicket.
    constexpr std::size_t few = 40;
    constexpr std::array<double, 3> rings{1, 2.4, 4};
    std::vector<std::optional<LabelPlace>> out;
    std::vector<TextBox> taken;
    for (const PointLabel& label : labels) {
        std::optional<LabelChoice> chosen;
        if (!label.text.empty() && std::isfinite(label.at.x) && std::isfinite(label.at.y))
            for (std::size_t r = 0; r < (labels.size() <= few && label.far ? rings.size() : 1); ++r)
                if (!chosen || chosen->cost > 3 * r) choose_box(chosen, label, taken, others, across, down, distance * rings[r], 3 * r);
        out.push_back(chosen ? std::optional<LabelPlace>(place_of(label, chosen->box)) : std::nullopt);
        if (chosen) taken.push_back(chosen->box);
    }
    return out;
}

std::string point_labels(std::span<const PointLabel> labels, std::span<const Point> others, Extent across, Extent down, double distance) {
    const std::vector<std::optional<LabelPlace>> places = label_places(labels, others, across, down, distance);
    std::string leaders, texts;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (!places[i]) continue;
        leaders += leader_to(labels[i], *places[i], distance);
        texts += text_at(places[i]->at, "beside", places[i]->anchor, labels[i].text);
    }
    return leaders + texts;
}

}  // namespace enclosure
