#include "sim/phases/dividends.h"

#include <algorithm>

namespace enclosure {

void pay_dividends(Ledger& ledger, Firms& firms, const FinanceParams& p, Step step) {
    for (std::size_t f = 0; f < firms.size(); ++f) {
        firms.dividend[f] = 0;
        if (!firms.active(f, step.t)) continue;
        const double surplus = std::max(firms.margin[f] - firms.opex[f] - firms.legal[f], 0.0);
        firms.dividend[f] = std::min(surplus, p.required_return * firms.capital[f]);
        const Ledger::Account owners = firms.venture[f] != 0 ? Ledger::investors : Ledger::parents;
        ledger.book(ledger.firm(f), owners, firms.dividend[f] * step.dt, Flow::dividend);
    }
}

}  // namespace enclosure
