#include "sim/phases/prices.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

double serving_cost(const Catalogue& catalogue, std::size_t m, const CostParams& p, double t) {
    return catalogue.cost_at_release[m] * math::exp10(-p.serving_progress * std::max(t - catalogue.release_time[m], 0.0));
}

void set_markups(Firms& firms, const Market& market, const Cells& cells, const Catalogue& catalogue, const Scenario& rules,
                 const PriceParams& p, const AdoptionParams& a, Step step) {
    const std::size_t segments = rules.segment.size();
    const std::size_t slots = catalogue.size();
    std::vector<double> closed(segments, 0.0);
    std::vector<double> aware(segments, 0.0);
    for (std::size_t c = 0; c < cells.size(); ++c) aware[cells.segment[c]] += cells.seats[c] * static_cast<double>(market.undecided[c]);
    for (std::size_t g = 0; g < segments; ++g) {
        for (std::size_t m = 0; m < slots; ++m) {
            aware[g] += market.seats[g * slots + m];
            if (catalogue.open[m] == 0) closed[g] += market.seats[g * slots + m];
        }
    }
    const double lambda = a.nest_scale;
    const double speed = math::fires(p.adjustment, step.dt);
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t) || !firms.interface[f]) continue;
        const std::size_t m = firms.interface[f].at();
        double weighted = 0;
        double weight = 0;
        for (std::size_t g = 0; g < segments; ++g) {
            const Segment& segment = rules.segment[g];
            const double seats = market.seats[g * slots + m];
            const double revenue = market.revenue[g * slots + m];
            const double in_nest = closed[g] > 0 ? seats / closed[g] : 0;
            const double share = aware[g] > 0 ? seats / aware[g] : 0;
            weighted += revenue * (segment.use_elasticity + segment.price_weight * (1 / lambda - (1 - lambda) / lambda * in_nest - share));
            weight += revenue;
        }
        const double elasticity = weight > 0 ? weighted / weight : 2.0;
        // Demand that is not elastic bears any price: the bound.
        const double target = elasticity > 1 ? std::clamp(elasticity / (elasticity - 1), p.markup_min, p.markup_max) : p.markup_max;
        firms.markup[f] *= math::pow(target / firms.markup[f], speed);
    }
}

void set_prices(Catalogue& catalogue, const Firms& firms, const CostParams& p, Step step) {
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (catalogue.state[m] == Slot::empty) continue;
        const double cost = serving_cost(catalogue, m, p, step.t);
        const bool closed = catalogue.open[m] == 0 && catalogue.owner[m];
        catalogue.price[m] = closed ? cost * p.closed_overhead * firms.markup[catalogue.owner[m].at()] : cost * (1 + p.host_margin);
    }
}

}  // namespace enclosure
