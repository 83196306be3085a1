#include "sim/phases/delayed_opening.h"

#include <algorithm>

#include "sim/policy/release_licence.h"

namespace enclosure {

Opening opening_of(const Catalogue& catalogue, std::size_t m, Id<Firms> firm, double due) {
    return {.firm = firm,
            .due = due,
            .capability = catalogue.capability[m],
            .score = catalogue.score[m],
            .model = catalogue.serial[m],
            .strategy = catalogue.strategy[m],
            .own_lineage = catalogue.own_lineage[m] != 0,
            .descent = {catalogue.open_ancestor[m] != 0, catalogue.bound[m] != 0, catalogue.base_run[m]},
            .compulsory = false,
            .licensed = 0,
            .retires = false};
}

void put_off(Openings& openings, const Opening& opening) {
    openings.firm.push_back(opening.firm);
    openings.due.push_back(opening.due);
    openings.capability.push_back(opening.capability);
    openings.score.push_back(opening.score);
    openings.model.push_back(opening.model);
    openings.strategy.push_back(opening.strategy);
    openings.own_lineage.push_back(opening.own_lineage ? 1 : 0);
    openings.open_ancestor.push_back(opening.descent.open_ancestor ? 1 : 0);
    openings.bound.push_back(opening.descent.bound ? 1 : 0);
    openings.base_run.push_back(opening.descent.base_run);
    openings.compulsory.push_back(opening.compulsory ? 1 : 0);
    openings.licensed.push_back(opening.licensed);
    openings.retires.push_back(opening.retires ? 1 : 0);
}

void keep_openings(Openings& openings, std::span<const std::uint8_t> stays) {
    std::apply(
        [&](const auto&... c) {
            const auto keep = [&](auto& column) {
                std::size_t kept = 0;
                for (std::size_t i = 0; i < stays.size(); ++i) {
                    if (stays[i] != 0) column[kept++] = column[i];
                }
                column.resize(kept);
            };
            (keep(openings.*c.member), ...);
        },
        Openings::columns());
}

namespace {

// When row i is released by the law as it is now.
double release_of(const Openings& openings, std::size_t i, const GovernmentParams& p) {
    const bool licence = openings.licensed[i] > 0 && licence_wait(openings.capability[i], p) > 0;
    return licence ? std::max(openings.due[i], openings.licensed[i]) : openings.due[i];
}

}  // namespace

void open_delayed(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                  Step step) {
    const ReleaseMarket place{firms, catalogue, commons, rules};
    StepVector<std::uint8_t> stays(openings.due.size(), step.memory());
    for (std::size_t i = 0; i < openings.due.size(); ++i) {
        const std::size_t f = openings.firm[i].at();
        const double release = release_of(openings, i, rules.parameters.government);
        const bool now = step.holds(release);
        bool waits = false;
        if (now && firms.active(f, step.t)) {
            Offer offer;
            offer.score = openings.score[i];
            offer.capability = openings.capability[i];
            offer.time = std::max(release, step.t);
            offer.parent = openings.model[i];
            offer.strategy = openings.strategy[i];
            offer.cause = openings.model[i];
            offer.own_lineage = openings.own_lineage[i] != 0;
            offer.bound = openings.bound[i] != 0;
            offer.descent = Descent{openings.open_ancestor[i] != 0, openings.bound[i] != 0, openings.base_run[i]};
            const bool better = !firms.released[f] || offer.score > catalogue.score[firms.released[f].at()];
            const bool placed = better && place_model(place, f, OfferKind::release, offer);
            // A firm that had to wait for a licence to open retires its interface now; the users stay with it.
            if (placed && openings.retires[i] != 0 && !rules.strategy[firms.strategy[f]].interface)
                end_model(firms, catalogue, f, OfferKind::interface, firms.released[f]);
            if (placed) chronicle.note(offer.time, "opening", firms.label[f], "releases the weights of an earlier model");
            waits = better && !placed;  // a full catalogue delays an opening, it does not cancel it
        }
        stays[i] = !now || waits ? 1 : 0;
    }
    keep_openings(openings, stays);
}

}  // namespace enclosure
