#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/hash.h"
#include "sim/run/set_up.h"

namespace enclosure {

namespace {

// Whole numbers in proportion to `weight` that sum to `total`: largest remainders, ties to the first.
std::vector<std::uint64_t> apportion(std::uint64_t total, const std::vector<double>& weight) {
    const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
    std::vector<std::uint64_t> parts(weight.size(), 0);
    std::vector<double> remainder(weight.size(), 0.0);
    if (!(sum > 0)) return parts;
    std::uint64_t given = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) {
        const double exact = static_cast<double>(total) * weight[i] / sum;
        parts[i] = static_cast<std::uint64_t>(std::floor(exact));
        remainder[i] = exact - std::floor(exact);
        given += parts[i];
    }
    std::vector<std::size_t> order(weight.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
    for (std::size_t k = 0; given < total; ++given, k = (k + 1) % order.size()) ++parts[order[k]];
    return parts;
}

}  // namespace

void set_up_cells(World& world) {
    const Scenario& s = world.rules;
    std::vector<double> records;
    for (const Segment& g : s.segment) records.push_back(g.records);
    const auto per_segment = apportion(static_cast<std::uint64_t>(s.population.users), records);

    Cells& cells = world.cells;
    std::uint64_t row = 0;
    for (std::size_t g = 0; g < s.segment.size(); ++g) {
        const Segment& segment = s.segment[g];
        double mean_income = 0;
        double region_seats = 0;
        std::vector<double> weight;
        for (const Region& r : s.region) {
            mean_income += r.seats.of(segment.id) * r.income;
            region_seats += r.seats.of(segment.id);
            for (const Domain& d : s.domain) weight.push_back(r.seats.of(segment.id) * d.use.of(segment.id));
        }
        mean_income /= region_seats;
        const auto per_cell = apportion(per_segment[g], weight);
        std::size_t k = 0;
        for (std::size_t r = 0; r < s.region.size(); ++r) {
            for (std::size_t d = 0; d < s.domain.size(); ++d, ++k) {
                if (per_cell[k] == 0) continue;
                cells.serial.push_back(combine(serial_of(segment.id), combine(serial_of(s.region[r].id), serial_of(s.domain[d].id))));
                cells.begin.push_back(row);
                row += per_cell[k];
                cells.end.push_back(row);
                cells.segment.push_back(static_cast<std::uint32_t>(g));
                cells.region.push_back(static_cast<std::uint32_t>(r));
                cells.domain.push_back(static_cast<std::uint32_t>(d));
                cells.seats.push_back(segment.seats / static_cast<double>(per_segment[g]));
                cells.income.push_back(s.region[r].income / mean_income);
            }
        }
    }
}

}  // namespace enclosure
