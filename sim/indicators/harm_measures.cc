#include "sim/indicators/harm_measures.h"

#include <algorithm>
#include <cmath>

#include "sim/indicators/measures.h"

namespace enclosure {

namespace {

bool counts(const Catalogue& c, std::size_t m, Side side) {
    return c.live(m) && (side == Side::all || (c.open[m] != 0) == (side == Side::open));
}

template <class Age>
double reliability_of_age(const World& world, Side side, Age in) {
    const Catalogue& c = world.catalogue;
    double sum = 0;
    double n = 0;
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!counts(c, m, side) || !in(world.step.t + world.step.dt - c.release_time[m])) continue;
        sum += c.reliability[m];
        n += 1;
    }
    return ratio(sum, n);
}

}  // namespace

double mean_defect_age(const World& world, Side side) {
    const Catalogue& c = world.catalogue;
    double sum = 0;
    double n = 0;
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!counts(c, m, side)) continue;
        sum += (c.defects[m] + c.known_defects[m]) * c.defect_age[m];
        n += c.defects[m] + c.known_defects[m];
    }
    return ratio(sum, n);
}

double young_reliability(const World& world, Side side) {
    return reliability_of_age(world, side, [](double age) { return age < 0.5; });
}
double old_reliability(const World& world, Side side) {
    return reliability_of_age(world, side, [](double age) { return age >= 2; });
}

double quality_dispersion(const World& world, Side side) {
    const Catalogue& c = world.catalogue;
    double seats = 0;
    double mean = 0;
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!counts(c, m, side)) continue;
        seats += world.market.slot_seats[m];
        mean += world.market.slot_seats[m] * (c.score[m] + c.gain[m]);
    }
    mean = ratio(mean, seats);
    double sum = 0;
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!counts(c, m, side)) continue;
        const double away = c.score[m] + c.gain[m] - mean;
        sum += world.market.slot_seats[m] * (away * away + c.dispersion[m] * c.dispersion[m]);
    }
    return std::sqrt(ratio(sum, seats));
}

double legal_share(const World& world, Side side) {
    const Firms& f = world.firms;
    double legal = 0;
    double all = 0;
    for (std::size_t i = 0; i < f.size(); ++i) {
        const StrategyRow& strategy = world.rules.strategy[f.strategy[i]];
        const bool open = strategy.release && !strategy.interface;
        const bool closed = strategy.interface && !strategy.release;
        if (!f.active(i, world.step.t) || (side == Side::open && !open) || (side == Side::closed && !closed)) continue;
        legal += f.legal[i];
        all += f.legal[i] + f.opex[i] + f.research[i] + std::max(f.income[i] - f.margin[i], 0.0);
    }
    return ratio(legal, all);
}

double region_incidents(const World& world, std::size_t r) {
    const std::size_t slots = world.catalogue.size();
    std::vector<double> seats(slots, 0.0);
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        if (world.cells.region[c] != r) continue;
        for (std::size_t m = 0; m < slots; ++m) seats[m] += world.cells.seats[c] * static_cast<double>(world.market.users[c * slots + m]);
    }
    double incidents = 0;
    for (std::size_t m = 0; m < slots; ++m) {
        if (world.market.slot_seats[m] > 0) incidents += world.catalogue.incidents[m] * seats[m] / world.market.slot_seats[m];
    }
    return incidents / world.step.dt;
}

}  // namespace enclosure
