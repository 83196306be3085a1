#include "sim/policy/capability_leap.h"

#include "sim/policy/impulse.h"

namespace enclosure {

void leap_ahead(Firms& firms, PublicState& commons, Chronicle& chronicle, const Catalogue& catalogue, const DisruptionParams& p,
                Step step) {
    const Rise rise = take_rise(p.capability_leap, commons.capability_leap_struck);
    if (!rise) return;
    Id<Firms> leader;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t) || !firms.interface[f]) continue;
        const double capability = catalogue.capability[firms.interface[f].at()];
        if (!leader || capability > catalogue.capability[firms.interface[leader.at()].at()]) leader = Id<Firms>(f);
    }
    if (!leader) return;
    firms.lead[leader.at()] += rise.amount();
    firms.next_release[leader.at()] = step.t;
    chronicle.note(step.t, "leap", firms.label[leader.at()], "makes a leap in capability");
}

}  // namespace enclosure
