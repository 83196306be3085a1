#include "sim/policy/release_licence.h"

#include "sim/base/hash.h"
#include "sim/phases/delayed_opening.h"

namespace enclosure {

double licence_wait(double capability, const GovernmentParams& p) {
    return p.release_licence > 0 && capability >= p.licence_threshold ? p.release_licence * p.licence_delay : 0.0;
}

void apply_for_licence(Openings& openings, const Firms& firms, const Catalogue& catalogue, std::size_t f, Id<Catalogue> interface,
                       const Offer& weights, double wait, bool retires) {
    // Weights that were not sold go on from what the maker released of the same base run, as they would at once.
    const Id<Catalogue> before = interface ? interface : firms.released[f];
    const bool same_run = before && catalogue.live(before.at()) && catalogue.base_run[before.at()] == firms.runs[f];
    const bool ancestor = same_run && catalogue.open_ancestor[before.at()] != 0;
    put_off(
        openings,
        {.firm = Id<Firms>(f),
         .due = weights.time,
         .capability = weights.capability,
         .score = weights.score,
         .model = interface ? catalogue.serial[interface.at()] : combine(combine(firms.serial[f], serial_of("licence")), firms.attempts[f]),
         .strategy = weights.strategy,
         .own_lineage = weights.own_lineage,
         .descent = {ancestor || !weights.own_lineage, weights.bound || (ancestor && catalogue.bound[before.at()] != 0), firms.runs[f]},
         .compulsory = false,
         .licensed = weights.time + wait,
         .retires = retires});
}

}  // namespace enclosure
