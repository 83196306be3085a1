#include "sim/phases/finance.h"

#include <algorithm>
#include <numeric>

#include "sim/base/math.h"
#include "sim/phases/prices.h"
#include "sim/world/frontier.h"

namespace enclosure {

double frontier_research(const TrainingParams& p, double t) {
    return p.research_multiple * p.frontier_spend * math::pow(p.frontier_growth, t);
}

double parent_support(const Firms& firms, std::size_t f, double t) {
    return firms.parent[f] * std::min(math::pow(firms.parent_growth[f], std::min(t, 6.0)), 60.0);
}

void collect_income(Ledger& ledger, Firms& firms, const Market& market, const Catalogue& catalogue, const Scenario& rules,
                    const FinanceParams& p, const CostParams& cost, Step step) {
    const std::size_t slots = catalogue.size();
    ledger.clear_step();
    std::fill(firms.income.begin(), firms.income.end(), 0.0);
    std::fill(firms.margin.begin(), firms.margin.end(), 0.0);

    for (std::size_t m = 0; m < slots; ++m) {
        if (!catalogue.live(m) || market.slot_revenue[m] <= 0) continue;
        const bool open = catalogue.open[m] != 0;
        const Id<Firms> owner = catalogue.owner[m];
        const bool owned = owner && firms.active(owner.at(), step.t);
        const double hosting = owned ? p.hosting_share : 0.0;
        const double service = owned ? p.service_share : 0.0;
        // Hosts have an account in the maker's region; orphans are hosted in the first.
        const std::uint32_t host = ledger.hosts(owner ? firms.region[owner.at()] : 0);
        for (std::size_t g = 0; g < rules.segment.size(); ++g) {
            const double spent = market.revenue[g * slots + m] * step.dt;
            if (!open) {
                if (owned) ledger.book(ledger.users(g), ledger.firm(owner.at()), spent, Flow::interface_use);
                continue;
            }
            if (owned) {
                ledger.book(ledger.users(g), ledger.firm(owner.at()), spent * hosting, Flow::own_hosting);
                ledger.book(ledger.users(g), ledger.firm(owner.at()), spent * service, Flow::services);
            }
            ledger.book(ledger.users(g), host, spent * (1 - hosting), Flow::other_hosting);
        }
        const double spending = market.slot_revenue[m];
        if (open) {
            const double others = spending * (1 - hosting) / (1 + cost.host_margin);
            ledger.book(host, Ledger::suppliers, others * step.dt, Flow::serving);
        }
        if (!owned) continue;
        const std::size_t f = owner.at();
        if (open) {
            const double complements = firms.complement[f] * market.slot_seats[m];
            ledger.book(Ledger::complement_buyers, ledger.firm(f), complements * step.dt, Flow::complements);
            const double serving = spending * (hosting / (1 + cost.host_margin) + service * p.service_cost);
            ledger.book(ledger.firm(f), Ledger::suppliers, serving * step.dt, Flow::serving);
            firms.income[f] += spending * (hosting + service) + complements;
            firms.margin[f] += spending * (hosting + service) + complements - serving;
        } else {
            // Spending was at the price set last, which is full cost times the markup of then, and that has not moved yet.
            const double serving = spending / firms.markup[f];
            ledger.book(ledger.firm(f), Ledger::suppliers, serving * step.dt, Flow::serving);
            firms.income[f] += spending;
            firms.margin[f] += spending - serving;
        }
    }
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        ledger.book(Ledger::parents, ledger.firm(f), parent_support(firms, f, step.t) * step.dt, Flow::parent);
    }
}

void raise_funding(Ledger& ledger, Firms& firms, PublicState& commons, const Market& market, const Catalogue& catalogue,
                   const FinanceParams& p, Step step) {
    const double total = std::accumulate(market.slot_revenue.begin(), market.slot_revenue.end(), 0.0);
    commons.market_before += (total - commons.market_before) * math::fires(1 / p.growth_lag, step.dt);
    const double market_growth = std::clamp(math::log(std::max(total, 1.0) / std::max(commons.market_before, 1.0)), 0.0, 1.2);
    const double best = std::max(frontier(catalogue).closed_latent, frontier(catalogue).open_latent);

    const auto nearness = [&](std::size_t f) {
        double own = Frontier::none;
        if (firms.interface[f]) own = std::max(own, catalogue.capability[firms.interface[f].at()]);
        if (firms.released[f]) own = std::max(own, catalogue.capability[firms.released[f].at()]);
        return math::exp(-(own > Frontier::none ? best - own : 2.0) / p.option_gap);
    };
    double all_near = 0;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (firms.active(f, step.t)) all_near += nearness(f);
    }
    for (std::size_t f = 0; f < firms.size(); ++f) {
        firms.opex[f] = 0;
        firms.funding[f] = 0;
        if (!firms.active(f, step.t)) continue;
        firms.revenue_seen[f] += (firms.income[f] - firms.revenue_seen[f]) * math::fires(1 / p.revenue_lag, step.dt);
        const double growth =
            std::clamp(math::log(std::max(firms.revenue_seen[f], 1e6) / std::max(firms.revenue_before[f], 1e6)), 0.0, 1.5);
        firms.revenue_before[f] += (firms.revenue_seen[f] - firms.revenue_before[f]) * math::fires(1 / p.growth_lag, step.dt);
        firms.opex[f] = p.opex_share * firms.income[f] + p.opex_fixed * (1 + p.opex_fixed_growth * step.t);
        if (firms.venture[f] == 0) continue;
        const double option = all_near > 0 ? nearness(f) / all_near : 0;
        const double value = (p.multiple_base + p.multiple_growth * growth) * firms.revenue_seen[f] +
                             (p.option_base + p.option_growth * market_growth) * option * (total + p.market_floor);
        const double burn =
            std::max(firms.research[f] + firms.opex[f] + firms.legal[f] - firms.margin[f] - parent_support(firms, f, step.t), 0.0);
        const double need = std::max(p.runway * burn - firms.cash[f], 0.0) / p.raise_time;
        firms.funding[f] = std::min(need, p.dilution * std::clamp((growth + market_growth) / 0.8, 0.0, 1.0) * value);
        ledger.book(Ledger::investors, ledger.firm(f), firms.funding[f] * step.dt, Flow::investment);
    }
}

void budget_research(Ledger& ledger, Firms& firms, const FinanceParams& p, const TrainingParams& training, Step step) {
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) {
            firms.research[f] = firms.start[f] > step.t && firms.alive[f] != 0 ? firms.research[f] : 0.0;
            firms.profit[f] = firms.staff[f] = 0;
            continue;
        }
        const double wish = firms.aspiration[f] * frontier_research(training, step.t);
        const double can = std::max(firms.margin[f] - firms.opex[f] - firms.legal[f], 0.0) + parent_support(firms, f, step.t) +
                           std::max(firms.cash[f], 0.0) / p.runway + p.funding_use * firms.funding[f];
        const double target = std::min(wish, can);
        double& research = firms.research[f];
        research = target > research ? std::min(target, research * math::pow(p.research_rise, step.dt))
                                     : std::max(target, research * math::pow(p.research_fall, -step.dt));
        research = std::max(research, p.research_minimum);
        firms.staff[f] = p.staff_share * research / p.wage;
        firms.profit[f] = firms.margin[f] - firms.opex[f] - firms.legal[f] - research + parent_support(firms, f, step.t);
        ledger.book(ledger.firm(f), Ledger::suppliers, research * step.dt, Flow::research);
        ledger.book(ledger.firm(f), Ledger::suppliers, firms.opex[f] * step.dt, Flow::operations);
    }
}

void settle(Firms& firms, const Ledger& ledger, Step step) {
    const std::uint32_t first = ledger.firm(0);
    for (std::size_t i = 0; i < ledger.amount.size(); ++i) {
        if (ledger.payer[i] >= first) firms.cash[ledger.payer[i] - first] -= ledger.amount[i];
        if (ledger.payee[i] >= first) firms.cash[ledger.payee[i] - first] += ledger.amount[i];
    }
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (firms.active(f, step.t)) firms.insolvent[f] = firms.cash[f] < 0 ? firms.insolvent[f] + step.dt : 0.0;
    }
}

}  // namespace enclosure
