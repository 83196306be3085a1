#include "sim/indicators/lock_in_measures.h"

#include <algorithm>
#include <cmath>

#include "sim/indicators/measures.h"
#include "sim/world/world.h"

namespace enclosure {

namespace {

// Seats that one record of each segment stands for; 0 if it has none.
std::vector<double> seats_per_record(const World& world) {
    std::vector<double> seats(world.rules.segment.size(), 0.0);
    for (std::size_t c = 0; c < world.cells.size(); ++c) seats[world.cells.segment[c]] = world.cells.seats[c];
    return seats;
}

// Mean of segments by seats that use a model.
double lock_in_share(const World& world) {
    const std::size_t segments = world.rules.segment.size();
    const std::size_t slots = world.catalogue.size();
    double sum = 0;
    double weight = 0;
    for (std::size_t g = 0; g < segments; ++g) {
        double seats = 0;
        for (std::size_t m = 0; m < slots; ++m) seats += world.market.seats[g * slots + m];
        sum += seats * world.history.locked_share[g];
        weight += seats;
    }
    return ratio(sum, weight);
}

constexpr Indicator lock_in_of_world[] = {
    {"lock_in_share", "1", "Share of reviews in which the user keeps the vendor only because of the cost of switching, smoothed over a year, mean of segments by seats in use.",
     &lock_in_share},
    {"retention_open", "1", "Share of the seats on released weights a year ago that have stayed with their vendor.",
     [](const World& w) { return retention(w, w.rules.segment.size(), true); }},
    {"retention_closed", "1", "Share of the seats on closed models a year ago that have stayed with their vendor.",
     [](const World& w) { return retention(w, w.rules.segment.size(), false); }},
};

constexpr MemberIndicator lock_in_of_segments[] = {
    {"lock_in_share", "1", "Share of reviews in which the user keeps the vendor only because of the cost of switching, smoothed over a year.",
     [](const World& w, std::size_t g) { return w.history.locked_share[g]; }},
    {"retention_open", "1", "Share of the segment's seats on released weights a year ago that have stayed with their vendor.",
     [](const World& w, std::size_t g) { return retention(w, g, true); }},
    {"retention_closed", "1", "Share of the segment's seats on closed models a year ago that have stayed with their vendor.",
     [](const World& w, std::size_t g) { return retention(w, g, false); }},
};

}  // namespace

double retention(const World& world, std::size_t g, bool open) {
    const std::size_t segments = world.rules.segment.size();
    const auto year = static_cast<std::size_t>(std::lround(1 / world.step.dt));
    const std::size_t steps = world.history.adopters.size() / (2 * segments);
    if (steps <= year) return undefined;
    const std::vector<double> seats = seats_per_record(world);
    double then = 0;
    double stayed = 0;
    for (std::size_t s = 0; s < segments; ++s) {
        if (g != segments && g != s) continue;
        const std::size_t i = 2 * s + (open ? 1 : 0);
        then += seats[s] * world.history.adopters[(steps - 1 - year) * 2 * segments + i];
        stayed += seats[s] * world.history.stayed[i];
    }
    return then > 0 ? std::min(stayed / then, 1.0) : undefined;
}

Theme lock_in_theme() {
    return {.world = lock_in_of_world, .segments = lock_in_of_segments};
}

}  // namespace enclosure
