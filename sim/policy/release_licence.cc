#include "sim/policy/release_licence.h"

#include "sim/base/hash.h"

namespace enclosure {

double licence_wait(double capability, const GovernmentParams& p) {
    return p.release_licence > 0 && capability >= p.licence_threshold ? p.release_licence * p.licence_delay : 0.0;
}

void apply_for_licence(Openings& openings, const Firms& firms, const Catalogue& catalogue, std::size_t f, Id<Catalogue> interface,
                       const Offer& weights, double wait) {
    // Weights that were not sold go on from what the maker released of the same base run, as they would at once.
    const Id<Catalogue> before = interface ? interface : firms.released[f];
    const bool same_run = before && catalogue.live(before.at()) && catalogue.base_run[before.at()] == firms.runs[f];
    const bool ancestor = same_run && catalogue.open_ancestor[before.at()] != 0;
    openings.firm.push_back(Id<Firms>(f));
    openings.due.push_back(weights.time + wait);
    openings.capability.push_back(weights.capability);
    openings.score.push_back(weights.score);
    openings.model.push_back(interface ? catalogue.serial[interface.at()]
                                       : combine(combine(firms.serial[f], serial_of("licence")), firms.attempts[f]));
    openings.strategy.push_back(weights.strategy);
    openings.own_lineage.push_back(weights.own_lineage ? 1 : 0);
    openings.open_ancestor.push_back(ancestor || !weights.own_lineage ? 1 : 0);
    openings.bound.push_back(weights.bound || (ancestor && catalogue.bound[before.at()] != 0) ? 1 : 0);
    openings.base_run.push_back(firms.runs[f]);
    openings.compulsory.push_back(0);
}

}  // namespace enclosure
