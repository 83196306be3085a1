#include "sim/phases/welfare.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/base/math.h"
#include "sim/phases/budget.h"
#include "sim/phases/utility.h"

namespace enclosure {

double log_sum_gain(const Market& market, const Cells& cells, const Catalogue& catalogue, const PublicState& commons, const Scenario& rules,
                    std::size_t g) {
    const double lambda = rules.parameters.adoption.nest_scale;
    double gain = 0;
    for (const bool technical : {false, true}) {
        // Relative to the best alternative, so that no exponential overflows and one at least does not vanish.
        const double outside = -rules.segment[g].outside;
        double best = outside;
        std::vector<std::pair<double, std::size_t>> offers;  // utility, nest
        for (std::size_t m = 0; m < catalogue.size(); ++m) {
            if (!catalogue.live(m)) continue;
            offers.emplace_back(segment_utility(market, cells, catalogue, commons, rules, g, m, technical), catalogue.open[m] != 0 ? 1 : 0);
            best = std::max(best, offers.back().first);
        }
        double nest[2] = {0, 0};
        for (const auto& offer : offers) nest[offer.second] += math::exp((offer.first - best) / lambda);
        const double all = math::pow(nest[0], lambda) + math::pow(nest[1], lambda) + math::exp(outside - best);
        const double weight = technical ? rules.segment[g].technical : 1 - rules.segment[g].technical;
        gain += weight * (math::log(all) + best - outside);
    }
    return gain;
}

void measure_welfare(PublicState& commons, const Market& market, const Cells& cells, const Catalogue& catalogue, const Scenario& rules,
                     const HarmParams& p, Step step) {
    std::vector<double> aware(rules.segment.size(), 0.0);
    std::vector<double> seats(rules.segment.size(), 0.0);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::size_t g = cells.segment[c];
        aware[g] += cells.seats[c] * static_cast<double>(static_cast<std::int64_t>(cells.users(c)) - market.unaware[c]);
        seats[g] = cells.seats[c];
    }
    commons.migration_cost = 0;
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        const Segment& segment = rules.segment[g];
        const double budget = seat_budget(segment, step.t);
        const double beta = std::max(segment.price_weight, 1e-6);
        const double gain = log_sum_gain(market, cells, catalogue, commons, rules, g);
        commons.consumer_surplus[g] = aware[g] * budget * (1 - math::exp(-gain / beta));
        commons.migration_cost += static_cast<double>(market.forced[g]) * seats[g] * segment.switching * budget / beta / step.dt;
    }
    const auto incidents = static_cast<double>(total_incidents(commons));
    commons.harm_cost = incidents / step.dt * p.incident_cost;
}

}  // namespace enclosure
