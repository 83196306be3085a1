#include "sim/phases/income.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

namespace {

double support_growth(const Firms& firms, std::size_t f, double t) {
    return std::min(math::pow(firms.parent_growth[f], std::min(t, 6.0)), 60.0);
}

// What one owner gets from one of its models, USD/yr.
struct Earned {
    double income = 0;
    double serving = 0;
};

class Till {
  public:
    Till(Ledger& ledger, const Market& market, const Catalogue& catalogue, const PublicState& commons, const Scenario& rules,
         const FinanceParams& p, Step step)
        : ledger_(ledger),
          market_(market),
          catalogue_(catalogue),
          commons_(commons),
          rules_(rules),
          p_(p),
          dt_(step.dt),
          memory_(step.memory()) {}

    // Spending was at the price set last, which is full cost times the markup of then, and that has not moved yet.
    Earned interface(std::size_t m, double markup, std::uint32_t payee, Flow what) const {
        for (std::size_t g = 0; g < rules_.segment.size(); ++g) ledger_.book(ledger_.users(g), payee, spent(g, m) * dt_, what);
        const Earned earned{market_.slot_revenue[m], market_.slot_revenue[m] / markup};
        ledger_.book(payee, Ledger::suppliers, earned.serving * dt_, Flow::serving);
        return earned;
    }

    // Hosts serve the share of the spending that the owner does not; each region's users pay the hosts of their region.
    void hosts(std::size_t m, std::size_t home, double share) const {
        const std::size_t regions = rules_.region.size();
        const StepVector<double> region = regional_shares(market_, catalogue_.size(), m, regions, home, memory_);
        for (std::size_t r = 0; r < regions; ++r) {
            const std::uint32_t host = ledger_.hosts(r);
            for (std::size_t g = 0; g < rules_.segment.size(); ++g) {
                ledger_.book(ledger_.users(g), host, spent(g, m) * region[r] * share * dt_, Flow::other_hosting);
            }
            const double serving = market_.slot_revenue[m] * region[r] * share / (1 + commons_.host_margin);
            ledger_.book(host, Ledger::suppliers, serving * dt_, Flow::serving);
        }
    }

    Earned released(std::size_t m, double complement, std::uint32_t firm) const {
        const StrategyRow& strategy = rules_.strategy[catalogue_.strategy[m]];
        const double service = p_.service_share * strategy.services;
        const double premium = strategy.conversion * strategy.premium_share;
        const double spending = market_.slot_revenue[m];
        double bought = 0;
        for (std::size_t g = 0; g < rules_.segment.size(); ++g) {
            ledger_.book(ledger_.users(g), firm, spent(g, m) * p_.hosting_share * dt_, Flow::own_hosting);
            ledger_.book(ledger_.users(g), firm, spent(g, m) * service * dt_, Flow::services);
            if (rules_.segment[g].tooling <= 0) continue;
            ledger_.book(ledger_.users(g), firm, spent(g, m) * premium * dt_, Flow::premium);
            bought += spent(g, m) * premium;
        }
        const double complements = complement * market_.slot_seats[m];
        ledger_.book(Ledger::complement_buyers, firm, complements * dt_, Flow::complements);
        Earned earned;
        earned.income = spending * (p_.hosting_share + service) + bought + complements;
        earned.serving = spending * (p_.hosting_share / (1 + commons_.host_margin) + service * p_.service_cost) + bought * p_.premium_cost;
        ledger_.book(firm, Ledger::suppliers, earned.serving * dt_, Flow::serving);
        return earned;
    }

  private:
    double spent(std::size_t g, std::size_t m) const { return market_.revenue[g * catalogue_.size() + m]; }

    Ledger& ledger_;
    const Market& market_;
    const Catalogue& catalogue_;
    const PublicState& commons_;
    const Scenario& rules_;
    const FinanceParams& p_;
    double dt_;
    std::pmr::memory_resource* memory_;
};

}  // namespace

StepVector<double> regional_shares(const Market& market, std::size_t slots, std::size_t m, std::size_t regions, std::size_t home,
                                   std::pmr::memory_resource* memory) {
    StepVector<double> share(regions, 0.0, memory);
    double sum = 0;
    for (std::size_t r = 0; r < regions; ++r) sum += share[r] = market.region_revenue[r * slots + m];
    if (!(sum > 0)) {
        share[home] = 1;
        return share;
    }
    for (double& s : share) s /= sum;
    return share;
}

double parent_support(const Firms& firms, std::size_t f, double t) {
    return firms.parent[f] * support_growth(firms, f, t);
}

double grant_support(const Firms& firms, std::size_t f, double t) {
    return firms.grants[f] * support_growth(firms, f, t);
}

double hosting_profit(const StrategyRow& strategy, const FinanceParams& p, double host_margin) {
    return p.hosting_share * (1 - 1 / (1 + host_margin)) + p.service_share * strategy.services * (1 - p.service_cost);
}

double premium_profit(const StrategyRow& strategy, const FinanceParams& p) {
    return strategy.conversion * strategy.premium_share * (1 - p.premium_cost);
}

void collect_income(Ledger& ledger, Firms& firms, const Market& market, const Catalogue& catalogue, const PublicState& commons,
                    const Scenario& rules, const FinanceParams& p, Step step) {
    ledger.clear_step();
    std::fill(firms.income.begin(), firms.income.end(), 0.0);
    std::fill(firms.margin.begin(), firms.margin.end(), 0.0);

    const Till till(ledger, market, catalogue, commons, rules, p, step);
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m) || market.slot_revenue[m] <= 0) continue;
        const Id<Firms> owner = catalogue.owner[m];
        const bool owned = owner && firms.active(owner.at(), step.t);
        Earned earned;
        if (catalogue.open[m] != 0) {
            till.hosts(m, owner ? firms.region[owner.at()] : 0, owned ? 1 - p.hosting_share : 1.0);
            if (owned) earned = till.released(m, firms.complement[owner.at()], ledger.firm(owner.at()));
        } else if (owned) {
            earned = till.interface(m, firms.markup[owner.at()], ledger.firm(owner.at()), Flow::interface_use);
        } else if (owner) {
            till.interface(m, firms.markup[owner.at()], Ledger::investors, Flow::liquidation);
        }
        if (!owned) continue;
        firms.income[owner.at()] += earned.income;
        firms.margin[owner.at()] += earned.income - earned.serving;
    }
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        const double parent = parent_support(firms, f, step.t) * step.dt;
        ledger.book(Ledger::parents, ledger.firm(f), parent, Flow::parent);
        ledger.book(Ledger::public_purse, ledger.firm(f), grant_support(firms, f, step.t) * step.dt, Flow::grants);
        firms.capital[f] += parent;
    }
}

}  // namespace enclosure
