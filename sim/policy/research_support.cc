#include "sim/policy/research_support.h"

#include <algorithm>

namespace enclosure {

namespace {

bool gets_compute(const Firms& firms, std::size_t f, const Scenario& rules, Step step) {
    const StrategyRow& strategy = rules.strategy[firms.strategy[f]];
    return firms.active(f, step.t) && strategy.release && strategy.delay <= 0;
}

}  // namespace

void support_research(Ledger& ledger, Firms& firms, const Scenario& rules, const GovernmentParams& p, Step step) {
    StepVector<double> research(rules.region.size(), 0.0, step.memory());
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (gets_compute(firms, f, rules, step)) research[firms.region[f]] += firms.research[f];
    }
    for (std::size_t f = 0; f < firms.size(); ++f) {
        const Region& region = rules.region[firms.region[f]];
        firms.tax_credit[f] = firms.active(f, step.t) ? region.tax_credit * firms.research[f] : 0.0;
        ledger.book(Ledger::public_purse, ledger.firm(f), firms.tax_credit[f] * step.dt, Flow::tax_credit);
        firms.public_compute[f] = 0;
        if (!(region.open_compute > 0) || !(firms.research[f] > 0) || !gets_compute(firms, f, rules, step)) continue;
        firms.public_compute[f] = firms.research[f] * std::min(region.open_compute / research[firms.region[f]], p.compute_match);
        ledger.book(Ledger::public_purse, Ledger::suppliers, firms.public_compute[f] * step.dt, Flow::compute_grant);
    }
}

}  // namespace enclosure
