#include "viz/map/bubbles.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/hash.h"

namespace enclosure::viz {
namespace {

constexpr int relaxation_rounds = 400;
constexpr int shrinkings = 60;
constexpr int proposals = 96;
constexpr float shrinking = 0.97F;
constexpr float close_enough = 0.25F;  // pixels; the gap is larger, so that bubbles never touch

// A bubble while it is being placed: `reach` is how far from its centre others must stay.
struct Body {
    Place at;
    float radius = 0;
    float outer = 0;
    float reach = 0;
    bool placed = false;
};

void size_bodies(std::vector<Body>& bodies, std::span<const BubbleWish> wishes, const BubbleStyle& style, float scale) {
    const double area = static_cast<double>(style.room.w) * static_cast<double>(style.room.h) * static_cast<double>(style.fill);
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        Body& body = bodies[i];
        const double wished = std::sqrt(std::max(0.0, wishes[i].share) * area / 3.14159265358979) * static_cast<double>(scale);
        body.radius = std::max(style.least_radius, static_cast<float>(wished));
        const double halo = std::max(0.0, wishes[i].halo) * static_cast<double>(scale * scale) / 3.14159265358979;
        body.outer = static_cast<float>(std::sqrt(static_cast<double>(body.radius * body.radius) + halo));
        body.reach = body.outer + style.gap / 2 + (body.radius < style.label_radius ? style.label_room : 0);
    }
}

// The largest scale, not above `scale`, at which every single bubble fits the room.
float scale_that_fits(std::vector<Body>& bodies, std::span<const BubbleWish> wishes, const BubbleStyle& style) {
    float scale = 1;
    for (int i = 0; i < shrinkings; ++i) {
        size_bodies(bodies, wishes, style, scale);
        const float side = std::min(style.room.w, style.room.h);
        const bool fits = std::all_of(bodies.begin(), bodies.end(), [&](const Body& b) { return 2 * b.outer <= side; });
        if (fits) break;
        scale *= shrinking;
    }
    return scale;
}

Place kept_inside(Place at, float outer, const Rect& room) {
    const float across = std::min(outer, room.w / 2);
    const float down = std::min(outer, room.h / 2);
    return {std::clamp(at.x, room.x + across, room.right() - across), std::clamp(at.y, room.y + down, room.bottom() - down)};
}

float distance(Place a, Place b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

// The first of the places that the key proposes where nothing is in the way, else the one with most room.
Place proposed(std::uint64_t key, const Body& body, std::span<const Body> bodies, const Rect& room) {
    Place best = room.middle();
    float most = -1e9F;
    for (std::uint64_t k = 0; k < proposals; ++k) {
        const std::uint64_t word = mix(key + k * 0x9e3779b97f4a7c15u);
        const float u = static_cast<float>(word >> 40U) * 0x1p-24F;
        const float v = static_cast<float>(word & 0xffffffU) * 0x1p-24F;
        const Place at = kept_inside({room.x + u * room.w, room.y + v * room.h}, body.reach, room);
        float clear = 1e9F;
        for (const Body& other : bodies) {
            if (other.placed) clear = std::min(clear, distance(at, other.at) - other.reach - body.reach);
        }
        if (clear >= 0) return at;
        if (clear > most) {
            most = clear;
            best = at;
        }
    }
    return best;
}

void place_all(std::vector<Body>& bodies, std::span<const BubbleWish> wishes, const BubbleStyle& style, const BubbleHomes& homes) {
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const auto home = homes.find(wishes[i].key);
        if (home == homes.end()) continue;
        bodies[i].at = kept_inside({style.room.x + home->second.x * style.room.w, style.room.y + home->second.y * style.room.h},
                                   bodies[i].outer, style.room);
        bodies[i].placed = true;
    }
    std::vector<std::size_t> order(wishes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (wishes[a].share != wishes[b].share) return wishes[a].share > wishes[b].share;
        return wishes[a].key < wishes[b].key;
    });
    for (const std::size_t i : order) {
        if (bodies[i].placed) continue;
        bodies[i].at = proposed(wishes[i].key, bodies[i], bodies, style.room);
        bodies[i].placed = true;
    }
}

// Pushes two bodies apart, the lighter one farther; returns by how much they overlapped.
float push_apart(Body& a, Body& b, std::uint64_t key) {
    const float reach = a.reach + b.reach;
    float dx = b.at.x - a.at.x;
    float dy = b.at.y - a.at.y;
    if (dx >= reach || dx <= -reach || dy >= reach || dy <= -reach) return 0;
    float apart = std::hypot(dx, dy);
    const float overlap = reach - apart;
    if (overlap <= 0) return 0;
    if (apart < 0.01F) {  // on top of each other: a direction of their own
        const float angle = static_cast<float>(mix(key) >> 40U) * 0x1p-24F * 6.2831853F;
        dx = std::cos(angle);
        dy = std::sin(angle);
        apart = 1;
    }
    const float weight_a = a.reach * a.reach;
    const float weight_b = b.reach * b.reach;
    const float share_a = weight_b / (weight_a + weight_b);
    const float push = (overlap + close_enough / 2) / apart;
    a.at.x -= dx * push * share_a;
    a.at.y -= dy * push * share_a;
    b.at.x += dx * push * (1 - share_a);
    b.at.y += dy * push * (1 - share_a);
    return overlap;
}

// True if all are apart in the end.
bool relax(std::vector<Body>& bodies, std::span<const BubbleWish> wishes, const Rect& room) {
    for (int round = 0; round < relaxation_rounds; ++round) {
        float worst = 0;
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            for (std::size_t j = i + 1; j < bodies.size(); ++j)
                worst = std::max(worst, push_apart(bodies[i], bodies[j], wishes[i].key ^ wishes[j].key));
        }
        for (Body& body : bodies) body.at = kept_inside(body.at, body.outer, room);
        if (worst < close_enough) return true;
    }
    return false;
}

}  // namespace

std::vector<Bubble> lay_out(std::span<const BubbleWish> wishes, const BubbleStyle& style, const BubbleHomes& homes) {
    std::vector<Body> bodies(wishes.size());
    float scale = scale_that_fits(bodies, wishes, style);
    place_all(bodies, wishes, style, homes);
    for (int i = 0; i < shrinkings && !relax(bodies, wishes, style.room); ++i) {
        scale *= shrinking;
        size_bodies(bodies, wishes, style, scale);
    }
    std::vector<Bubble> bubbles(wishes.size());
    for (std::size_t i = 0; i < wishes.size(); ++i) bubbles[i] = {wishes[i].key, bodies[i].at, bodies[i].radius, bodies[i].outer};
    return bubbles;
}

void settle(BubbleHomes& homes, std::span<const Bubble> bubbles, const Rect& room) {
    for (const Bubble& bubble : bubbles) homes[bubble.key] = {(bubble.centre.x - room.x) / room.w, (bubble.centre.y - room.y) / room.h};
}

}  // namespace enclosure::viz
