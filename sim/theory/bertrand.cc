// Anderson, de Palma and Thisse 1992: vendors of differentiated goods, each of which sets its price to the best answer to the others.
// Users care for beta·ln p and buy p^-epsilon, so a vendor's profit is proportional to share(p)·p^-epsilon·(p - c). Here each best answer
// is found by maximising that profit numerically, without its first-order condition, which is what the model uses. For n equal vendors and
// no outside option the mark-up is 1 + (1/beta)·n/(n - 1) at epsilon = 1: the mu n/(n - 1) of linear utility, in relative terms.
#include <fmt/format.h>

#include <algorithm>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

struct Good {
    double cost = 1;
    double value = 0;    ///< utility without the price
    bool nested = true;  ///< with the other interfaces; the fringe is alone in its nest
    double price = 0;
    bool prices = true;  ///< the fringe does not set its price
};

// What a price is worth to a user, and what a user of that price buys: the form of demand.
struct Demand {
    double (*disutility)(double price, double weight);
    double weight = 1;
    double elasticity = 1;
    double lambda = 1;
    double outside = -10;  ///< utility of no model
};

double log_disutility(double price, double weight) {
    return weight * std::log(price / 18);
}

double linear_disutility(double price, double weight) {
    return weight * price / 18;
}

double share(const std::vector<Good>& goods, std::size_t i, const Demand& demand) {
    double nest = 0;
    double fringe = 0;
    double own = 0;
    for (std::size_t k = 0; k < goods.size(); ++k) {
        const double e = std::exp((goods[k].value - demand.disutility(goods[k].price, demand.weight)) / demand.lambda);
        (goods[k].nested ? nest : fringe) += e;
        if (k == i) own = e;
    }
    const double inside = goods[i].nested ? nest : fringe;
    const double all = std::pow(nest, demand.lambda) + std::pow(fringe, demand.lambda) + std::exp(demand.outside);
    return std::pow(inside, demand.lambda) / all * own / inside;
}

// The price at which profit is largest, rivals' prices given: golden section on the logarithm of the mark-up.
double best_answer(std::vector<Good> goods, std::size_t i, const Demand& demand) {
    const auto profit = [&](double log_markup) {
        goods[i].price = goods[i].cost * std::exp(log_markup);
        return share(goods, i, demand) * std::pow(goods[i].price, -demand.elasticity) * (goods[i].price - goods[i].cost);
    };
    const double golden = (std::sqrt(5.0) - 1) / 2;
    double lo = 1e-6;
    double hi = std::log(50.0);
    while (hi - lo > 1e-9) {
        const double a = hi - golden * (hi - lo);
        const double b = lo + golden * (hi - lo);
        (profit(a) < profit(b) ? lo : hi) = profit(a) < profit(b) ? a : b;
    }
    return goods[i].cost * std::exp((lo + hi) / 2);
}

std::vector<Good> fixed_point(std::vector<Good> goods, const Demand& demand) {
    for (Good& g : goods) g.price = g.prices ? 2 * g.cost : g.price;
    for (int round = 0; round < 200; ++round) {
        for (std::size_t i = 0; i < goods.size(); ++i) {
            if (goods[i].prices) goods[i].price = best_answer(goods, i, demand);
        }
    }
    return goods;
}

// Mean over the later steps of each vendor's mark-up.
std::vector<Moments> settled_markups(const Scenario& s, std::size_t vendors, int effort) {
    std::vector<std::vector<double>> series(vendors);
    for (int seed = 1; seed <= effort; ++seed) {
        Rig rig(with_seed(s, seed));
        rig.steps(30);
        // Short of the first release, which the scenario puts after eight years.
        for (int k = 0; k < 60; ++k) {
            rig.step();
            for (std::size_t f = 0; f < vendors; ++f) {
                const std::size_t m = rig.world.firms.interface[f].at();
                series[f].push_back(rig.world.catalogue.price[m] / rig.world.catalogue.cost_at_release[m]);
            }
        }
    }
    std::vector<Moments> means;
    for (const std::vector<double>& one : series) means.push_back(moments(one));
    return means;
}

Comparison compare(const std::string& what, const Moments& model, double markup) {
    return {what, model.mean, markup, deviations * std::sqrt(2.0) * model.standard_error() + 2e-3,
            fmt::format("Fixed point of numerical profit maxima. Users draw anew each step, so mark-ups scatter: 4 sd/sqrt({:.0f} steps), "
                        "times sqrt(2) for what one step's mark-ups leave to the next, and .002 for the curvature of the mark-up in shares "
                        "and users without a model; alpha 6.3e-5.",
                        model.n)};
}

// Equal vendors, linear price, one unit a seat: the margin over mu = reference/beta is n/(n - 1). Best answers to the prices of the step
// before have slope -n·s/((n - 1)(1 - s)) in differences of prices, -2 for two vendors: they settle only if prices move part of the way.
Comparison linear(std::size_t n, int effort) {
    Scenario s =
        scenario("bertrand", {"prices.linear=true", "segment.all.use_elasticity=0", "segment.all.price_weight=4", "prices.adjustment=6"});
    s.firm.resize(n);
    const Rig start(s);
    const double cost = start.world.catalogue.cost_at_release[start.world.firms.interface[0].at()];
    Good good;
    good.cost = cost;
    const double theory = fixed_point(std::vector<Good>(n, good), {linear_disutility, 4, 0})[0].price;
    const std::vector<Moments> model = settled_markups(s, n, effort);
    Moments pooled = model[0];
    pooled.mean = 0;
    for (const Moments& m : model) pooled.mean += m.mean / static_cast<double>(n);
    const double mu = s.parameters.prices.reference / s.segment[0].price_weight;
    Comparison c = compare(fmt::format("margin over mu of {} equal vendors, linear price", n), pooled, theory / cost);
    c.model = (c.model - 1) * cost / mu;
    c.theory = (c.theory - 1) * cost / mu;
    c.tolerance *= cost / mu;
    return c;
}

// Equal vendors, no outside option.
Comparison symmetric(std::size_t n, int effort) {
    Scenario s = scenario("bertrand");
    s.firm.resize(n);
    const std::vector<Good> goods(n);
    const double theory = fixed_point(goods, {log_disutility})[0].price;
    const std::vector<Moments> model = settled_markups(s, n, effort);
    double mean = 0;
    for (const Moments& m : model) mean += m.mean / static_cast<double>(n);
    Moments pooled = model[0];
    pooled.mean = mean;
    return compare(fmt::format("mark-up of {} equal vendors, log price, beta = 1", n), pooled, theory);
}

}  // namespace

std::vector<Comparison> bertrand(int effort) {
    std::vector<Comparison> all;
    for (const std::size_t n : {std::size_t{2}, std::size_t{3}, std::size_t{5}}) all.push_back(linear(n, effort));
    for (const std::size_t n : {std::size_t{2}, std::size_t{3}, std::size_t{5}}) all.push_back(symmetric(n, effort));

    // Unequal vendors, an outside option, use that is elastic, nests, and a fringe of released weights that sells at cost and margin.
    Scenario s = scenario("bertrand",
                          {"firm.one.brand=0.8", "firm.two.interface_capability=0.3", "firm.three.strategy=open", "adoption.nest_scale=0.6",
                           "segment.all.price_weight=1.4", "segment.all.use_elasticity=1.2", "segment.all.outside=0.5"});
    s.firm.resize(3);
    const Rig start(s);
    const Catalogue& c = start.world.catalogue;
    std::vector<Good> goods(3);
    goods[0] = {c.cost_at_release[start.world.firms.interface[0].at()], 0.8};
    goods[1] = {c.cost_at_release[start.world.firms.interface[1].at()], 0};
    const std::size_t fringe = start.world.firms.released[2].at();
    goods[2] = {c.cost_at_release[fringe], 0, false, c.cost_at_release[fringe] * (1 + s.parameters.cost.host_margin), false};
    const Demand demand{log_disutility, 1.4, 1.2, 0.6, -0.5};
    const std::vector<Good> theory = fixed_point(goods, demand);
    const std::vector<Moments> model = settled_markups(s, 2, effort);
    for (std::size_t f = 0; f < 2; ++f) {
        all.push_back(compare(fmt::format("mark-up of vendor {} of two unequal ones beside a fringe, nested logit", f + 1), model[f],
                              theory[f].price / theory[f].cost));
    }
    return all;
}

}  // namespace enclosure::theory
