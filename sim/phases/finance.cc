#include "sim/phases/finance.h"

#include <algorithm>
#include <numeric>

#include "sim/base/math.h"
#include "sim/phases/income.h"
#include "sim/world/frontier.h"

namespace enclosure {

namespace {

double quality_cost(const Firms& firms, std::size_t f, const FinanceParams& p) {
    return p.quality_cost * firms.quality_assurance[f] * firms.income[f];
}
double safety_cost(const Firms& firms, std::size_t f, const FinanceParams& p) {
    return p.safety_cost * firms.safety[f] * firms.income[f];
}
double outside_support(const Firms& firms, std::size_t f, double t) {
    return parent_support(firms, f, t) + grant_support(firms, f, t) + firms.tax_credit[f];
}

// Research spending goes to staff and to the training runs that it saves up for (phases/training.h); the rest to experiments and other
// compute. Staff comes first where the shares overlap.
void book_research(Ledger& ledger, std::size_t f, double spent, const FinanceParams& p, const TrainingParams& training) {
    const double staff = p.staff_share * spent;
    const double runs = std::min(training.run_share, 1 - p.staff_share) * spent;
    ledger.book(ledger.firm(f), Ledger::suppliers, staff, Flow::staff);
    ledger.book(ledger.firm(f), Ledger::suppliers, runs, Flow::training);
    ledger.book(ledger.firm(f), Ledger::suppliers, spent - staff - runs, Flow::research);
}

}  // namespace

double frontier_research(const TrainingParams& p, double t) {
    return p.research_multiple * p.frontier_spend * math::pow(p.frontier_growth, t);
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
        firms.opex[f] = p.opex_share * firms.income[f] + p.opex_fixed * (1 + p.opex_fixed_growth * step.t) + quality_cost(firms, f, p) +
                        safety_cost(firms, f, p);
        if (firms.venture[f] == 0) continue;
        const double option = all_near > 0 ? nearness(f) / all_near : 0;
        const double value = (p.multiple_base + p.multiple_growth * growth) * firms.revenue_seen[f] +
                             (p.option_base + p.option_growth * market_growth) * option * (total + p.market_floor);
        const double burn =
            std::max(firms.research[f] + firms.opex[f] + firms.legal[f] - firms.margin[f] - outside_support(firms, f, step.t), 0.0);
        const double need = std::max(p.runway * burn - firms.cash[f], 0.0) / p.raise_time;
        firms.funding[f] = std::min(need, p.dilution * std::clamp((growth + market_growth) / 0.8, 0.0, 1.0) * value);
        ledger.book(Ledger::investors, ledger.firm(f), firms.funding[f] * step.dt, Flow::investment);
        firms.capital[f] += firms.funding[f] * step.dt;
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
        const double support = outside_support(firms, f, step.t);
        const double surplus = firms.margin[f] - firms.opex[f] - firms.legal[f];
        const double can = std::max(p.surplus_use * std::max(surplus, 0.0) - firms.dividend[f], 0.0) + support +
                           std::max(firms.cash[f], 0.0) / p.runway + p.funding_use * firms.funding[f];
        const double target = std::min(wish, can);
        double& research = firms.research[f];
        research = target > research ? std::min(target, research * math::pow(p.research_rise, step.dt))
                                     : std::max(target, research * math::pow(p.research_fall, -step.dt));
        research = std::max(research, p.research_minimum);
        firms.staff[f] = p.staff_share * research / p.wage;
        firms.profit[f] = surplus - research + support;
        book_research(ledger, f, research * step.dt, p, training);
        const double quality = quality_cost(firms, f, p);
        const double safety = safety_cost(firms, f, p);
        ledger.book(ledger.firm(f), Ledger::suppliers, quality * step.dt, Flow::quality_assurance);
        ledger.book(ledger.firm(f), Ledger::suppliers, safety * step.dt, Flow::safety);
        ledger.book(ledger.firm(f), Ledger::suppliers, (firms.opex[f] - quality - safety) * step.dt, Flow::operations);
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
