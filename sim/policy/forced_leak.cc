#include "sim/policy/forced_leak.h"

#include "sim/phases/leaks.h"
#include "sim/policy/once.h"

namespace enclosure {

void force_leak(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                const DisruptionParams& p, Step step) {
    if (!strikes_once(p.weights_leak, commons.weights_leak_struck)) return;
    std::vector<bool> out(firms.size(), false);
    for (double left = p.weights_leak; left > 0; left -= 1) {
        Id<Firms> best;
        for (std::size_t f = 0; f < firms.size(); ++f) {
            if (out[f] || !firms.active(f, step.t) || !firms.interface[f]) continue;
            const double capability = catalogue.capability[firms.interface[f].at()];
            if (!best || capability > catalogue.capability[firms.interface[best.at()].at()]) best = Id<Firms>(f);
        }
        if (!best) return;
        out[best.at()] = true;
        let_out(best.at(), firms, catalogue, commons, chronicle, rules, step);
    }
}

}  // namespace enclosure
