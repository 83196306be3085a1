// Firms that differ in nothing but their names are exchangeable: whatever the mechanisms, each expects a quarter of the market and of the
// profits. Rows that are served first would show here.
#include <fmt/format.h>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

std::vector<Comparison> symmetry(int effort) {
    constexpr std::size_t firms = 4;
    const Scenario s = scenario("symmetry");
    const int seeds = 40 * effort;
    std::vector<std::vector<double>> share(firms);
    std::vector<std::vector<double>> profit(firms);
    for (int seed = 1; seed <= seeds; ++seed) {
        Rig rig(with_seed(s, seed));
        std::vector<double> earned(firms, 0.0);
        for (int k = 0; k < 48; ++k) {
            rig.step();
            for (std::size_t f = 0; f < firms; ++f) earned[f] += rig.world.firms.profit[f] * s.time.step;
        }
        std::vector<double> seats(firms, 0.0);
        double all = 0;
        for (std::size_t f = 0; f < firms; ++f) {
            for (const Id<Catalogue> m : {rig.world.firms.interface[f], rig.world.firms.released[f]}) {
                if (m) seats[f] += rig.world.market.slot_seats[m.at()];
            }
            all += seats[f];
        }
        double mean = 0;
        for (std::size_t f = 0; f < firms; ++f) mean += earned[f] / firms;
        for (std::size_t f = 0; f < firms; ++f) {
            share[f].push_back(seats[f] / all);
            profit[f].push_back((earned[f] - mean) / 1e9);
        }
    }
    std::vector<Comparison> comparisons;
    for (std::size_t f = 0; f < firms; ++f) {
        const Moments m = moments(share[f]);
        comparisons.push_back({fmt::format("share of seats of firm {} of 4", f + 1), m.mean, 0.25, deviations * m.standard_error(),
                               fmt::format("Exchangeable: 1/4; 4 sample sd/sqrt({} seeds), alpha 6.3e-5 to 2e-4.", seeds)});
    }
    for (std::size_t f = 0; f < firms; ++f) {
        const Moments m = moments(profit[f]);
        comparisons.push_back({fmt::format("profit of firm {} less the mean of all, GUSD in 4 years", f + 1), m.mean, 0,
                               deviations * m.standard_error(),
                               fmt::format("Exchangeable: 0; 4 sample sd/sqrt({} seeds), alpha 6.3e-5 to 2e-4.", seeds)});
    }
    return comparisons;
}

}  // namespace enclosure::theory
