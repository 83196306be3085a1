#include "sim/phases/delayed_opening.h"

#include <algorithm>

#include "sim/phases/release.h"

namespace enclosure {

void open_delayed(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                  Step step) {
    const ReleaseMarket place{firms, catalogue, commons, rules};
    std::size_t kept = 0;
    for (std::size_t i = 0; i < openings.due.size(); ++i) {
        const std::size_t f = openings.firm[i].at();
        const bool now = step.holds(openings.due[i]);
        bool waits = false;
        if (now && firms.active(f, step.t)) {
            Offer offer;
            offer.score = openings.score[i];
            offer.capability = openings.capability[i];
            offer.time = std::max(openings.due[i], step.t);
            offer.parent = openings.model[i];
            offer.strategy = openings.strategy[i];
            offer.cause = openings.model[i];
            offer.own_lineage = openings.own_lineage[i] != 0;
            offer.bound = openings.bound[i] != 0;
            offer.descent = Descent{openings.open_ancestor[i] != 0, openings.bound[i] != 0, openings.base_run[i]};
            const bool better = !firms.released[f] || offer.score > catalogue.score[firms.released[f].at()];
            const bool placed = better && place_model(place, f, OfferKind::release, offer);
            // A firm that had to wait for a licence to open retires its interface now; the users stay with it.
            const bool had_to_wait = rules.parameters.government.release_licence > 0;
            if (placed && had_to_wait && !rules.strategy[firms.strategy[f]].interface)
                end_model(firms, catalogue, f, OfferKind::interface, firms.released[f]);
            if (placed) chronicle.note(offer.time, "opening", firms.label[f], "releases the weights of an earlier model");
            waits = better && !placed;  // a full catalogue delays an opening, it does not cancel it
        }
        if (now && !waits) continue;
        std::apply([&](const auto&... c) { (((openings.*c.member)[kept] = (openings.*c.member)[i]), ...); }, Openings::columns());
        ++kept;
    }
    std::apply([&](const auto&... c) { ((openings.*c.member).resize(kept), ...); }, Openings::columns());
}

}  // namespace enclosure
