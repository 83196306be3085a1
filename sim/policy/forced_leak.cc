#include "sim/policy/forced_leak.h"

#include "sim/phases/leaks.h"
#include "sim/policy/impulse.h"

namespace enclosure {

void force_leak(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                const DisruptionParams& p, Step step) {
    const Rise rise = take_rise(p.weights_leak, commons.weights_leak_struck);
    StepVector<std::uint8_t> out(firms.size(), 0, step.memory());
    for (std::int64_t left = rise.count(); left > 0; --left) {
        Id<Firms> best;
        for (std::size_t f = 0; f < firms.size(); ++f) {
            if (out[f] != 0 || !firms.active(f, step.t) || !firms.interface[f]) continue;
            const double capability = catalogue.capability[firms.interface[f].at()];
            if (!best || capability > catalogue.capability[firms.interface[best.at()].at()]) best = Id<Firms>(f);
        }
        if (!best) return;
        out[best.at()] = 1;
        let_out(best.at(), firms, catalogue, commons, chronicle, rules, step);
    }
}

}  // namespace enclosure
