#include "sim/indicators/money_measures.h"

#include <numeric>

#include "sim/indicators/measures.h"

namespace enclosure {

namespace {

template <class Counts>
double count_live(const Catalogue& catalogue, Counts counts) {
    double n = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) n += catalogue.live(m) && counts(m) ? 1 : 0;
    return n;
}

}  // namespace

double flow_rate(const World& world, Flow what) {
    const Ledger& ledger = world.ledger;
    double sum = 0;
    for (std::size_t i = 0; i < ledger.amount.size(); ++i) sum += ledger.flow[i] == what ? ledger.amount[i] : 0.0;
    return sum / world.step.dt;
}

double region_hosting(const World& world, std::size_t r) {
    const Ledger& ledger = world.ledger;
    double sum = 0;
    for (std::size_t i = 0; i < ledger.amount.size(); ++i) {
        if (ledger.flow[i] == Flow::other_hosting && ledger.payee[i] == ledger.hosts(r)) sum += ledger.amount[i];
    }
    return sum / world.step.dt;
}

double hosts(const World& world) { return std::accumulate(world.commons.hosts.begin(), world.commons.hosts.end(), 0.0); }

double under_notice(const World& world) {
    return count_live(world.catalogue, [&](std::size_t m) { return world.catalogue.under_notice(m); });
}

double closed_on_open_base(const World& world) {
    const Catalogue& c = world.catalogue;
    const double closed = count_live(c, [&](std::size_t m) { return c.open[m] == 0; });
    const double built = count_live(c, [&](std::size_t m) { return c.open[m] == 0 && c.own_lineage[m] == 0; });
    return ratio(built, closed);
}

}  // namespace enclosure
