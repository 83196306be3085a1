#include "sim/phases/welfare.h"

#include <algorithm>

#include "sim/base/math.h"
#include "sim/phases/budget.h"
#include "sim/phases/utility.h"

namespace enclosure {

double log_sum_gain(const Market& market, const Cells& cells, const Catalogue& catalogue, const PublicState& commons, const Scenario& rules,
                    std::size_t g) {
    const double lambda = rules.parameters.adoption.nest_scale;
    double gain = 0;
    for (const bool technical : {false, true}) {
        double nest[2] = {0, 0};
        for (std::size_t m = 0; m < catalogue.size(); ++m) {
            if (!catalogue.live(m)) continue;
            const double u = segment_utility(market, cells, catalogue, commons, rules, g, m, technical);
            nest[catalogue.open[m] != 0 ? 1 : 0] += math::exp(u / lambda);
        }
        const double none = math::exp(-rules.segment[g].outside);
        const double all = math::pow(nest[0], lambda) + math::pow(nest[1], lambda) + none;
        const double weight = technical ? rules.segment[g].technical : 1 - rules.segment[g].technical;
        gain += weight * math::log(all / none);
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
