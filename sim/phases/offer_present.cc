#include "sim/phases/offer_present.h"

namespace enclosure {

void sell_what_it_has(const ReleaseMarket& market, std::size_t f, double t) {
    const Firms& firms = market.firms;
    const Catalogue& c = market.catalogue;
    if (firms.interface[f] || !firms.released[f]) return;
    const std::size_t m = firms.released[f].at();
    if (c.bound[m] != 0) return;
    const double discount = market.rules.strategy[c.strategy[m]].discount();
    const double premium = market.rules.strategy[firms.strategy[f]].premium();
    ++market.firms.attempts[f];
    place_model(market, f, OfferKind::interface,
                {c.score[m] + discount + premium, c.capability[m] + discount, t, c.serial[m], c.own_lineage[m] != 0, firms.strategy[f],
                 c.bound[m] != 0});
}

Offer weights_of_interface(const ReleaseMarket& market, std::size_t f, double t) {
    const Firms& firms = market.firms;
    const Catalogue& c = market.catalogue;
    const std::size_t m = firms.interface[f].at();
    const double premium = market.rules.strategy[c.strategy[m]].premium();
    const double discount = market.rules.strategy[firms.strategy[f]].discount();
    return {c.score[m] - premium - discount,
            c.capability[m] - discount,
            t,
            c.serial[m],
            c.own_lineage[m] != 0,
            firms.strategy[f],
            c.bound[m] != 0};
}

void open_what_it_has(const ReleaseMarket& market, std::size_t f, double t) {
    if (market.firms.released[f] || !market.firms.interface[f]) return;
    ++market.firms.attempts[f];
    place_model(market, f, OfferKind::release, weights_of_interface(market, f, t));
}

}  // namespace enclosure
