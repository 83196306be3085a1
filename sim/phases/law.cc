#include "sim/phases/law.h"

#include <algorithm>

#include "sim/phases/income.h"

namespace enclosure {

double data_cost(const Firms& firms, const Catalogue& catalogue, std::size_t f, const Scenario& rules, const LawParams& p) {
    if (p.data_strictness <= 0) return 0;
    double seen = p.data_hidden;
    double data = 0;
    if (firms.released[f]) {
        data = rules.strategy[catalogue.strategy[firms.released[f].at()]].data;
        seen = std::max({seen, p.data_weights, data});
    }
    return p.data_strictness * (p.data_share * seen * firms.income[f] + p.data_claim * data);
}

namespace {

double evaluation_cost(const Firms& firms, const Catalogue& catalogue, std::size_t f, const LawParams& p) {
    if (p.safety_evaluation <= 0) return 0;
    for (const Id<Catalogue> m : {firms.interface[f], firms.released[f]}) {
        if (m && catalogue.capability[m.at()] >= p.evaluation_threshold) return p.safety_evaluation * p.evaluation_cost * firms.research[f];
    }
    return 0;
}

}  // namespace

void apply_law(Ledger& ledger, Firms& firms, const PublicState& commons, const Market& market, const Catalogue& catalogue,
               const Scenario& rules, const LawParams& p, Step step) {
    // What limited liability leaves to pay with, USD: a year's margin and the cash.
    StepVector<double> means(firms.size(), 0.0, step.memory());
    for (std::size_t f = 0; f < firms.size(); ++f) {
        firms.legal[f] = 0;
        if (!firms.active(f, step.t)) continue;
        firms.legal[f] = p.compliance_cost * commons.regulation_pressure * firms.income[f] + data_cost(firms, catalogue, f, rules, p) +
                         evaluation_cost(firms, catalogue, f, p);
        ledger.book(ledger.firm(f), Ledger::suppliers, firms.legal[f] * step.dt, Flow::compliance);
        means[f] = std::max(firms.margin[f] - firms.opex[f] - firms.legal[f], 0.0) + std::max(firms.cash[f], 0.0);
    }
    if (p.liability_owner <= 0 && p.liability_deployer <= 0) return;
    const double hosted = 1 - rules.parameters.finance.hosting_share;
    const double host_margin = commons.host_margin / (1 + commons.host_margin);
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m) || catalogue.harm_cost[m] <= 0) continue;
        const bool open = catalogue.open[m] != 0;
        const Id<Firms> owner = catalogue.owner[m];
        const bool owned = owner && firms.active(owner.at(), step.t);
        const double maker = owned ? std::min(p.liability_owner + (open ? 0.0 : p.liability_deployer), 1.0) : 0.0;
        if (owned) {
            const double due = std::min(maker * catalogue.harm_cost[m] * step.dt, means[owner.at()]);  // USD, of the step's incidents
            means[owner.at()] -= due;
            firms.legal[owner.at()] += due / step.dt;
            ledger.book(ledger.firm(owner.at()), Ledger::public_purse, due, Flow::liability);
        }
        if (!open) continue;
        // Hosts answer region by region, by their users' spending, with at most a year's margin on the model.
        const double earned = market.slot_revenue[m] * (owned ? hosted : 1.0) * host_margin;
        const double due = std::min(std::min(p.liability_deployer, 1 - maker) * catalogue.harm_cost[m] * step.dt, earned);
        const StepVector<double> share =
            regional_shares(market, catalogue.size(), m, rules.region.size(), owner ? firms.region[owner.at()] : 0, step.memory());
        for (std::size_t r = 0; r < share.size(); ++r) ledger.book(ledger.hosts(r), Ledger::public_purse, due * share[r], Flow::liability);
    }
}

}  // namespace enclosure
