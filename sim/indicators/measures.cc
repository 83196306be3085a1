#include "sim/indicators/measures.h"

#include <algorithm>
#include <limits>
#include <map>

#include "sim/base/math.h"

namespace enclosure {

namespace {

// Sum of squared shares of what each vendor has of `slot_values`; an orphan is its own vendor.
double concentration(const World& world, const std::vector<double>& slot_values, std::size_t offset, bool open_only) {
    const Catalogue& c = world.catalogue;
    std::map<std::int64_t, double> vendors;
    double total = 0;
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!c.live(m) || (open_only && c.open[m] == 0)) continue;
        const std::int64_t vendor = c.owner[m] ? c.owner[m].row : -1 - static_cast<std::int64_t>(m);
        vendors[vendor] += slot_values[offset + m];
        total += slot_values[offset + m];
    }
    double sum = 0;
    for (const auto& [vendor, value] : vendors) sum += value * value;
    return ratio(sum, total * total);
}

// Seats in cells that `in` selects: all, aware, using a model, using released weights.
struct SeatCount {
    double all = 0;
    double aware = 0;
    double using_models = 0;
    double open = 0;
};

template <class Select>
SeatCount count_seats(const World& world, Select in) {
    SeatCount n;
    const std::size_t slots = world.catalogue.size();
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        if (!in(c)) continue;
        const double seats = world.cells.seats[c];
        const auto users = static_cast<std::int64_t>(world.cells.users(c));
        n.all += seats * static_cast<double>(users);
        n.aware += seats * static_cast<double>(users - world.market.unaware[c]);
        n.using_models += seats * static_cast<double>(users - world.market.unaware[c] - world.market.undecided[c]);
        for (std::size_t m = 0; m < slots; ++m) {
            if (world.catalogue.open[m] != 0) n.open += seats * static_cast<double>(world.market.users[c * slots + m]);
        }
    }
    return n;
}

SeatCount of_world(const World& world) {
    return count_seats(world, [](std::size_t) { return true; });
}
SeatCount of_segment(const World& world, std::size_t g) {
    return count_seats(world, [&](std::size_t c) { return world.cells.segment[c] == g; });
}
SeatCount of_region(const World& world, std::size_t r) {
    return count_seats(world, [&](std::size_t c) { return world.cells.region[c] == r; });
}

double firm_share(const World& world, bool (*which)(const StrategyRow&)) {
    double n = 0;
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        if (world.firms.active(f, world.step.t) && which(world.rules.strategy[world.firms.strategy[f]])) n += 1;
    }
    return ratio(n, count_active(world));
}

}  // namespace

Frontier measured_frontier(const World& world) { return frontier(world.catalogue); }

double points(const World& world, double capability) {
    const TrainingParams& p = world.rules.parameters.training;
    return capability > Frontier::none ? p.score_zero + p.points_per_oom * capability : undefined;
}

double segment_sum(const World& world, const std::vector<double>& table, std::size_t g) {
    const std::size_t slots = world.catalogue.size();
    double sum = 0;
    for (std::size_t m = 0; m < slots; ++m) sum += table[g * slots + m];
    return sum;
}

double segment_open_share(const World& world, const std::vector<double>& table, std::size_t g) {
    const std::size_t slots = world.catalogue.size();
    double open = 0;
    for (std::size_t m = 0; m < slots; ++m) open += world.catalogue.open[m] != 0 ? table[g * slots + m] : 0.0;
    return ratio(open, segment_sum(world, table, g));
}

double open_share(const World& world, const std::vector<double>& table) {
    const std::size_t slots = world.catalogue.size();
    double open = 0;
    double all = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        all += table[i];
        if (world.catalogue.open[i % slots] != 0) open += table[i];
    }
    return ratio(open, all);
}

double gap_oom(const World& world) {
    const Frontier best = measured_frontier(world);
    return best.closed && best.open ? best.closed_score - best.open_score : undefined;
}

double run_ratio(const World& world) {
    return world.commons.closed_run > 0 ? ratio(world.commons.closed_run, world.commons.open_run) : undefined;
}

// closed_record holds the frontier at the begin of each step, today's released weights are those of this step's end.
double gap_months(const World& world) {
    const double open = measured_frontier(world).open_score;
    const std::vector<double>& record = world.commons.closed_record;
    if (open <= Frontier::none || record.empty()) return undefined;
    const auto reached = std::lower_bound(record.begin(), record.end(), open);
    return reached == record.end() ? 0.0 : static_cast<double>(record.end() - reached) * world.step.dt * 12;
}

double hhi(const World& world) { return concentration(world, world.market.slot_revenue, 0, false); }
double hhi_open(const World& world) { return concentration(world, world.market.slot_revenue, 0, true); }
double segment_hhi(const World& world, std::size_t g) { return concentration(world, world.market.seats, g * world.catalogue.size(), false); }

double adoption(const World& world) {
    const SeatCount n = of_world(world);
    return ratio(n.using_models, n.all);
}
double aware(const World& world) {
    const SeatCount n = of_world(world);
    return ratio(n.aware, n.all);
}
double segment_adoption(const World& world, std::size_t g) {
    const SeatCount n = of_segment(world, g);
    return ratio(n.using_models, n.all);
}
double segment_aware(const World& world, std::size_t g) {
    const SeatCount n = of_segment(world, g);
    return ratio(n.aware, n.all);
}
double region_adoption(const World& world, std::size_t r) {
    const SeatCount n = of_region(world, r);
    return ratio(n.using_models, n.all);
}
double region_aware(const World& world, std::size_t r) {
    const SeatCount n = of_region(world, r);
    return ratio(n.aware, n.all);
}

double region_spending(const World& world, std::size_t r, bool open_only) {
    const Catalogue& c = world.catalogue;
    double sum = 0;
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!open_only || c.open[m] != 0) sum += world.market.region_revenue[r * c.size() + m];
    }
    return sum;
}

double region_open_share(const World& world, std::size_t r) {
    const SeatCount n = of_region(world, r);
    return ratio(n.open, n.using_models);
}

double segment_leader_seats(const World& world, std::size_t g) {
    const std::size_t slots = world.catalogue.size();
    std::vector<double> firms(world.firms.size(), 0.0);
    for (std::size_t m = 0; m < slots; ++m) {
        if (world.catalogue.live(m) && world.catalogue.owner[m]) firms[world.catalogue.owner[m].at()] += world.market.seats[g * slots + m];
    }
    return firms.empty() ? undefined : *std::max_element(firms.begin(), firms.end());
}

double segment_switching_rate(const World& world, std::size_t g) {
    const SeatCount n = of_segment(world, g);
    double seats = 0;
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        if (world.cells.segment[c] == g) seats = world.cells.seats[c];
    }
    return ratio(static_cast<double>(world.market.switched[g]) * seats / world.step.dt, n.using_models);
}

double region_research(const World& world, std::size_t r) {
    double sum = 0;
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        if (world.firms.active(f, world.step.t) && world.firms.region[f] == r) sum += world.firms.research[f];
    }
    return sum;
}

double flagship_price(const World& world) {
    const Frontier best = measured_frontier(world);
    return best.closed ? world.catalogue.price[best.closed.at()] : undefined;
}
double open_price(const World& world) {
    const Frontier best = measured_frontier(world);
    return best.open ? world.catalogue.price[best.open.at()] : undefined;
}

double fixed_quality_price(const World& world, double capability) {
    const TrainingParams& p = world.rules.parameters.training;
    const Catalogue& c = world.catalogue;
    double lowest = std::numeric_limits<double>::infinity();
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!c.live(m)) continue;
        if (c.score[m] >= capability) lowest = std::min(lowest, c.price[m]);
        const bool economy = world.step.t >= p.economy_after && c.score[m] - p.economy_gap >= capability;
        if (economy) lowest = std::min(lowest, c.price[m] / p.economy_price_ratio);
    }
    return lowest < std::numeric_limits<double>::infinity() ? lowest : undefined;
}

// Mean over the six most capable models of each side of ln p − ζ·ln 10·A: price at equal capability.
double price_ratio(const World& world) {
    const Catalogue& c = world.catalogue;
    std::vector<std::pair<double, double>> sides[2];
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!c.live(m)) continue;
        const double slope = world.rules.parameters.cost.capability_exponent * math::log(10.0);
        sides[c.open[m] != 0 ? 1 : 0].emplace_back(-c.capability[m], math::log(c.price[m]) - slope * c.capability[m]);
    }
    double side_mean[2];
    for (int s = 0; s < 2; ++s) {
        if (sides[s].empty()) return undefined;
        std::sort(sides[s].begin(), sides[s].end());
        const std::size_t n = std::min<std::size_t>(sides[s].size(), 6);
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) sum += sides[s][i].second;
        side_mean[s] = sum / static_cast<double>(n);
    }
    return math::exp(side_mean[0] - side_mean[1]);
}

double hybrid_share(const World& world) {
    return firm_share(world, [](const StrategyRow& s) { return s.interface && s.release; });
}
double open_firm_share(const World& world) {
    return firm_share(world, [](const StrategyRow& s) { return !s.interface && s.release; });
}

double live_models(const World& world) {
    return static_cast<double>(std::count(world.catalogue.state.begin(), world.catalogue.state.end(), Slot::live));
}

double mean_lead(const World& world) {
    double sum = 0;
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        if (world.firms.active(f, world.step.t)) sum += world.firms.research[f] * world.firms.lead[f];
    }
    return ratio(sum, sum_active(world, world.firms.research));
}

double developers_active(const World& world) {
    double n = 0;
    for (const Id<Catalogue> project : world.developers.project) n += project ? 1 : 0;
    return ratio(n, static_cast<double>(world.developers.size()));
}

double firm_sum(const World& world, const std::vector<double>& slots, std::size_t f) {
    if (!world.firms.active(f, world.step.t)) return undefined;
    double sum = 0;
    for (std::size_t m = 0; m < slots.size(); ++m) {
        if (world.catalogue.live(m) && world.catalogue.owner[m] == Id<Firms>(f)) sum += slots[m];
    }
    return sum;
}

double firm_capability(const World& world, std::size_t f) {
    if (!world.firms.active(f, world.step.t)) return undefined;
    double best = Frontier::none;
    for (const Id<Catalogue> m : {world.firms.interface[f], world.firms.released[f]}) {
        if (m) best = std::max(best, world.catalogue.score[m.at()]);
    }
    return points(world, best);
}

double firm_price(const World& world, std::size_t f) {
    if (!world.firms.active(f, world.step.t) || !world.firms.interface[f]) return undefined;
    return world.catalogue.price[world.firms.interface[f].at()];
}

double sum_active(const World& world, const std::vector<double>& column) {
    double sum = 0;
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        if (world.firms.active(f, world.step.t)) sum += column[f];
    }
    return sum;
}

double count_active(const World& world) {
    double n = 0;
    for (std::size_t f = 0; f < world.firms.size(); ++f) n += world.firms.active(f, world.step.t) ? 1 : 0;
    return n;
}

double mean_over_use(const World& world, const std::vector<double>& column, bool open) {
    double sum = 0;
    double seats = 0;
    for (std::size_t m = 0; m < world.catalogue.size(); ++m) {
        if (!world.catalogue.live(m) || (world.catalogue.open[m] != 0) != open) continue;
        sum += column[m] * world.market.slot_seats[m];
        seats += world.market.slot_seats[m];
    }
    return ratio(sum, seats);
}

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double v : values) sum += v;
    return ratio(sum, static_cast<double>(values.size()));
}
double mean(const std::vector<float>& values) {
    double sum = 0;
    for (const float v : values) sum += static_cast<double>(v);
    return ratio(sum, static_cast<double>(values.size()));
}

}  // namespace enclosure
