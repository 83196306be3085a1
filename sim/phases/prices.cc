#include "sim/phases/prices.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/base/math.h"

namespace enclosure {

namespace {

// Best price over full cost, given how fast demand falls: ε per unit of ln p by use per seat, and by choice `steepness` = βK per unit of
// the price term. Demand that is not elastic bears any price: infinity.
double best_markup(double use_elasticity, double steepness, double cost, const PriceParams& p) {
    constexpr double any = std::numeric_limits<double>::infinity();
    if (!p.linear) {
        const double elasticity = use_elasticity + steepness;
        return elasticity > 1 ? elasticity / (elasticity - 1) : any;
    }
    // b·m² + (ε − b − 1)·m − ε = 0 for the markup m = p/c, with b = βK·c/reference; the root that exceeds one.
    const double b = steepness * cost / p.reference;
    const double linear = use_elasticity - b - 1;
    const double root = std::sqrt(linear * linear + 4 * b * use_elasticity);
    if (linear > 0) return 2 * use_elasticity / (linear + root);
    return b > 0 ? (root - linear) / (2 * b) : any;
}

}  // namespace

double price_term(double price, const PriceParams& p) {
    return p.linear ? (price - p.reference) / p.reference : math::log(price / p.reference);
}

double serving_cost(const Catalogue& catalogue, std::size_t m, const CostParams& p, double t) {
    // Bounds of what is sold at all, far from any estimate; they keep prices positive and finite.
    constexpr double least = 1e-9;
    constexpr double most = 1e6;
    const double cost =
        catalogue.cost_at_release[m] * math::exp10(-p.serving_progress * std::max(t - catalogue.release_time[m], 0.0)) * p.compute_price;
    return std::clamp(cost, least, most);
}

void set_markups(Firms& firms, const Market& market, const Cells& cells, const Catalogue& catalogue, const Scenario& rules,
                 const PriceParams& p, const AdoptionParams& a, Step step) {
    const std::size_t segments = rules.segment.size();
    const std::size_t slots = catalogue.size();
    StepVector<double> closed(segments, 0.0, step.memory());
    StepVector<double> aware(segments, 0.0, step.memory());
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
        double use_elasticity = 0;
        double steepness = 0;
        double weight = 0;
        for (std::size_t g = 0; g < segments; ++g) {
            const Segment& segment = rules.segment[g];
            const double seats = market.seats[g * slots + m];
            const double revenue = market.revenue[g * slots + m];
            const double in_nest = closed[g] > 0 ? seats / closed[g] : 0;
            const double share = aware[g] > 0 ? seats / aware[g] : 0;
            use_elasticity += revenue * segment.use_elasticity;
            steepness += revenue * segment.price_weight * (1 / lambda - (1 - lambda) / lambda * in_nest - share);
            weight += revenue;
        }
        // Without buyers there is nothing to learn demand from; a markup of two is as good as any.
        const double cost = serving_cost(catalogue, m, rules.parameters.cost, step.middle()) * rules.parameters.cost.closed_overhead;
        const double best = weight > 0 ? best_markup(use_elasticity / weight, steepness / weight, cost, p) : 2.0;
        const double target = std::min(std::max(best, p.markup_min), std::max(p.markup_min, p.markup_max));
        firms.markup[f] *= math::pow(target / firms.markup[f], speed);
    }
}

void set_prices(Catalogue& catalogue, const Firms& firms, const PublicState& commons, const CostParams& p, Step step) {
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (catalogue.state[m] == Slot::empty) continue;
        const double cost = serving_cost(catalogue, m, p, step.middle());
        const bool closed = catalogue.open[m] == 0 && catalogue.owner[m];
        catalogue.price[m] = closed ? cost * p.closed_overhead * firms.markup[catalogue.owner[m].at()] : cost * (1 + commons.host_margin);
    }
}

}  // namespace enclosure
