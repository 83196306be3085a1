#include "sim/policy/major_incident.h"

#include "sim/policy/impulse.h"

namespace enclosure {

void strike_major_incident(Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market, const Firms& firms,
                           const DisruptionParams& p, Step step) {
    const Rise rise = take_rise(p.major_incident, commons.major_incident_struck);
    if (!rise) return;
    Id<Catalogue> model;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        if (!model || market.slot_seats[m] > market.slot_seats[model.at()]) model = Id<Catalogue>(m);
    }
    if (!model) return;
    const auto counts = static_cast<std::int64_t>(rise.amount() + 0.5);
    catalogue.incidents[model.at()] += static_cast<double>(counts);
    (catalogue.open[model.at()] != 0 ? commons.misuse_open : commons.misuse_closed) += counts;
    const Id<Firms> owner = catalogue.owner[model.at()];
    chronicle.note(step.t, "incident", owner ? std::string_view(firms.label[owner.at()]) : "a model without a maker",
                   "has a major incident with its model");
}

}  // namespace enclosure
