#include "sim/phases/lineage.h"

namespace enclosure {

bool lets_be_sold(const Catalogue& catalogue, std::size_t m, const Scenario& rules) {
    return catalogue.bound[m] == 0 && rules.strategy[catalogue.strategy[m]].closed_descendants;
}

bool may_build_on(const Catalogue& catalogue, std::size_t m, const StrategyRow& builder, const Scenario& rules) {
    if (!catalogue.live(m) || catalogue.open[m] == 0 || catalogue.leaked[m] != 0) return false;
    return !builder.interface || lets_be_sold(catalogue, m, rules);
}

Id<Catalogue> best_base(const Catalogue& catalogue, const StrategyRow& builder, const Scenario& rules) {
    Id<Catalogue> best;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!may_build_on(catalogue, m, builder, rules)) continue;
        if (!best || catalogue.capability[m] > catalogue.capability[best.at()]) best = Id<Catalogue>(m);
    }
    return best;
}

}  // namespace enclosure
