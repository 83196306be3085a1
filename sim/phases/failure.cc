#include "sim/phases/failure.h"

#include <numeric>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/phases/discontinuation.h"

namespace enclosure {

void shut_firm(Firms& firms, Catalogue& catalogue, std::size_t f, double notice, double t) {
    firms.alive[f] = 0;
    give_notice(firms, catalogue, f, notice, t);
    if (firms.released[f]) catalogue.owner[firms.released[f].at()] = {};
    firms.released[f] = {};
}

void fail_firms(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                const FinanceParams& p, Step step) {
    const double total = std::accumulate(market.slot_revenue.begin(), market.slot_revenue.end(), 0.0);
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        const bool fails = p.failures && firms.insolvent[f] >= p.patience - 1e-9;
        bool idles = false;
        if (!fails && firms.entrant[f] != 0 && firms.revenue_seen[f] < p.idle_revenue * total) {
            idles = Draws(step.seed, Purpose::firm_idle, firms.serial[f], step.index).uniform() < math::fires(p.idle_hazard, step.dt);
        }
        if (!fails && !idles) continue;
        ++(fails ? commons.failures : commons.idled);
        chronicle.note(step.t, fails ? "failure" : "idle", firms.label[f], fails ? "runs out of money" : "gives up for want of revenue");
        shut_firm(firms, catalogue, f, p.notice, step.t);
    }
}

}  // namespace enclosure
