#include "sim/phases/learning.h"

#include <algorithm>

#include "sim/base/math.h"
#include "sim/world/frontier.h"

namespace enclosure {

void learn(PublicState& commons, Firms& firms, const Market& market, const Catalogue& catalogue, const Scenario& rules,
           const LearningParams& p, const AdoptionParams& a, Step step) {
    const std::size_t slots = catalogue.size();
    const std::size_t segments = rules.segment.size();
    const Frontier best = frontier(catalogue);
    const double closed = std::max(best.closed_score, -1.0);
    const double open = std::max(best.open_score, -1.0);
    commons.expected_quality += (std::max(closed, open) - commons.expected_quality) * math::fires(1 / a.reference_lag, step.dt);
    commons.perceived_gap += (closed - open - commons.perceived_gap) * math::fires(1 / p.gap_lag, step.dt);
    const double near = math::exp(-std::max(commons.perceived_gap, 0.0) / p.near);

    double open_seats = 0;
    for (std::size_t g = 0; g < segments; ++g) {
        const Segment& segment = rules.segment[g];
        double seats = 0;
        double seats_open = 0;
        for (std::size_t m = 0; m < slots; ++m) {
            seats += market.seats[g * slots + m];
            if (catalogue.open[m] != 0) seats_open += market.seats[g * slots + m];
        }
        open_seats += seats_open;
        const double share = seats > 0 ? seats_open / seats : 0.0;
        const double rate = segment.learning * near * (1 + segment.learning_use * share);
        commons.open_friction[g] -= math::fires(rate, step.dt) * (commons.open_friction[g] - segment.open_friction_end);
    }
    commons.support = math::log(1 + open_seats / p.support_reference);

    const double decay = std::min(p.tooling_decay, 1 / step.dt);  // a stock decays whole at most
    double all_revenue = 0;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        double revenue = 0;
        if (firms.interface[f]) {
            for (std::size_t g = 0; g < segments; ++g) {
                if (rules.segment[g].tooling > 0) revenue += market.revenue[g * slots + firms.interface[f].at()];
            }
        }
        all_revenue += revenue;
        // A vendor's own tooling saturates at half the revenue that the common tooling needs.
        firms.tooling[f] = std::max(firms.tooling[f] + step.dt * (2 * revenue / p.tooling_revenue - decay * firms.tooling[f]), 0.0);
        for (std::size_t g = 0; g < segments; ++g) {
            double& brand = firms.brand[f * segments + g];
            const double floor = p.brand_floor * firms.brand_start[f * segments + g];
            brand -= math::fires(rules.segment[g].brand_decay, step.dt) * (brand - floor);
        }
    }
    commons.common_tooling =
        std::max(commons.common_tooling + step.dt * (all_revenue / p.tooling_revenue - decay * commons.common_tooling), 0.0);
}

}  // namespace enclosure
