#include "sim/indicators/concentration_measures.h"

#include <algorithm>

#include "sim/indicators/measures.h"
#include "sim/base/math.h"
#include "sim/world/world.h"

namespace enclosure {

namespace {

// A vendor's part of what slots hold, and where it sits.
struct Vendor {
    Id<Firms> firm;
    double value = 0;
};

// Parts of all vendors of live models; `slot_values` begins at `offset`.
std::vector<Vendor> vendors(const World& world, const std::vector<double>& slot_values, std::size_t offset) {
    const Catalogue& c = world.catalogue;
    std::vector<Vendor> all;
    std::vector<std::size_t> row(world.firms.size(), world.firms.size() + c.size());
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!c.live(m)) continue;
        const Id<Firms> owner = c.owner[m];
        if (!owner || row[owner.at()] >= all.size()) {
            if (owner) row[owner.at()] = all.size();
            all.push_back({owner, 0});
        }
        (owner ? all[row[owner.at()]] : all.back()).value += slot_values[offset + m];
    }
    return all;
}

std::vector<double> vendor_values(const World& world, const std::vector<double>& slot_values, std::size_t offset = 0) {
    std::vector<double> values;
    for (const Vendor& v : vendors(world, slot_values, offset)) values.push_back(v.value);
    return values;
}

// Seats of region r by slot.
std::vector<double> region_seats(const World& world, std::size_t r) {
    const std::size_t slots = world.catalogue.size();
    std::vector<double> seats(slots, 0.0);
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        if (world.cells.region[c] != r) continue;
        for (std::size_t m = 0; m < slots; ++m) seats[m] += world.cells.seats[c] * static_cast<double>(world.market.users[c * slots + m]);
    }
    return seats;
}

double largest_share(const std::vector<double>& values) {
    const double sum = sum_of(values);
    return sum > 0 ? *std::max_element(values.begin(), values.end()) / sum : undefined;
}

double region_dependence(const World& world, std::size_t r) {
    std::vector<double> seats = region_seats(world, r);
    const double all = sum_of(seats);
    if (all <= 0) return undefined;
    // Released weights can be run at home whoever made them.
    for (std::size_t m = 0; m < seats.size(); ++m) {
        if (world.catalogue.open[m] != 0) seats[m] = 0;
    }
    double largest = 0;
    for (const Vendor& v : vendors(world, seats, 0)) {
        if (v.firm && world.firms.region[v.firm.at()] != r) largest = std::max(largest, v.value);
    }
    return largest / all;
}

// Mean over regions, weighted by seats in use.
double dependence(const World& world) {
    double sum = 0;
    double weight = 0;
    for (std::size_t r = 0; r < world.rules.region.size(); ++r) {
        const double seats = sum_of(region_seats(world, r));
        if (seats <= 0) continue;
        sum += seats * region_dependence(world, r);
        weight += seats;
    }
    return weight > 0 ? sum / weight : undefined;
}

std::vector<double> segment_seats(const World& w, std::size_t g) { return vendor_values(w, w.market.seats, g * w.catalogue.size()); }
std::vector<double> segment_revenue(const World& w, std::size_t g) { return vendor_values(w, w.market.revenue, g * w.catalogue.size()); }
std::vector<double> revenue(const World& w) { return vendor_values(w, w.market.slot_revenue); }

constexpr Indicator concentration_of_world[] = {
    {"hhi_seats", "1", "Herfindahl-Hirschman index of vendors' shares of seats in use.", [](const World& w) { return herfindahl(vendor_seats(w)); }},
    {"hhi_normalised", "1", "Index of shares of spending, from 0 for equal shares to 1 for a monopoly: (H - 1/n)/(1 - 1/n), n vendors with revenue.",
     [](const World& w) { return normalised_herfindahl(revenue(w)); }},
    {"effective_vendors", "1", "Number of equal vendors with the same index of spending, 1/H.", [](const World& w) { return effective_number(revenue(w)); }},
    {"vendor_entropy", "1", "Shannon entropy of vendors' shares of spending, -sum s ln s.", [](const World& w) { return entropy(revenue(w)); }},
    {"leader_share", "1", "Share of seats in use that the leading vendor has.", &leader_share},
    {"dependence", "1", "Share of a region's seats in use that are on the interfaces of the largest vendor from abroad, mean of regions by seats.", &dependence},
};

constexpr MemberIndicator concentration_of_segments[] = {
    {"hhi_revenue", "1", "Herfindahl-Hirschman index of vendors' shares of the segment's spending.",
     [](const World& w, std::size_t g) { return herfindahl(segment_revenue(w, g)); }},
    {"effective_vendors", "1", "Number of equal vendors with the same index of the segment's seats, 1/H.",
     [](const World& w, std::size_t g) { return effective_number(segment_seats(w, g)); }},
    {"leader_share", "1", "Share of the segment's seats in use that its leading vendor has.", [](const World& w, std::size_t g) { return largest_share(segment_seats(w, g)); }},
};

constexpr MemberIndicator concentration_of_regions[] = {
    {"hhi", "1", "Herfindahl-Hirschman index of vendors' shares of the region's seats in use.",
     [](const World& w, std::size_t r) { return herfindahl(vendor_values(w, region_seats(w, r))); }},
    {"leader_share", "1", "Share of the region's seats in use that its leading vendor has.",
     [](const World& w, std::size_t r) { return largest_share(vendor_values(w, region_seats(w, r))); }},
    {"dependence", "1", "Share of the region's seats in use that are on the interfaces of the largest vendor from abroad.", &region_dependence},
};

}  // namespace

double herfindahl(const std::vector<double>& values) {
    const double sum = sum_of(values);
    double squares = 0;
    for (const double v : values) squares += v * v;
    return sum > 0 ? squares / (sum * sum) : undefined;
}

double normalised_herfindahl(const std::vector<double>& values) {
    const auto n = static_cast<double>(std::count_if(values.begin(), values.end(), [](double v) { return v > 0; }));
    return n > 1 ? (herfindahl(values) - 1 / n) / (1 - 1 / n) : herfindahl(values);
}

double effective_number(const std::vector<double>& values) {
    return 1 / herfindahl(values);
}

double entropy(const std::vector<double>& values) {
    const double sum = sum_of(values);
    if (!(sum > 0)) return undefined;
    double entropy = 0;
    for (const double v : values) {
        if (v > 0) entropy -= v / sum * math::log(v / sum);
    }
    return entropy;
}

std::vector<double> vendor_seats(const World& world) {
    return vendor_values(world, world.market.slot_seats);
}

double leader_share(const World& world) {
    return largest_share(vendor_seats(world));
}

Theme concentration_theme() {
    return {.world = concentration_of_world, .segments = concentration_of_segments, .regions = concentration_of_regions};
}

}  // namespace enclosure
