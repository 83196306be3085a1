#include "sim/phases/planned_change.h"

#include "sim/phases/offer_present.h"
#include "sim/policy/release_licence.h"

namespace enclosure {

namespace {

// Row of the strategy; there is one, or the scenario would have been refused.
std::size_t strategy_named(const std::vector<StrategyRow>& strategies, const std::string& id) {
    std::size_t s = 0;
    while (s + 1 < strategies.size() && strategies[s].id != id) ++s;
    return s;
}

}  // namespace

void change_as_planned(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle,
                       const Scenario& rules, Step step) {
    // Entrants, whose rows follow those of the scenario, have no plan.
    for (std::size_t f = 0; f < rules.firm.size(); ++f) {
        const FirmRow& row = rules.firm[f];
        if (row.later_strategy.empty() || firms.alive[f] == 0) continue;
        if (!step.holds(row.later) || row.later < step.t - 1e-9) continue;
        const std::size_t next = strategy_named(rules.strategy, row.later_strategy);
        if (next == firms.strategy[f]) continue;
        chronicle.note(step.t, "strategy", firms.label[f],
                       {"as planned, from ", rules.strategy[firms.strategy[f]].title, " to ", rules.strategy[next].title});
        firms.strategy[f] = static_cast<std::uint32_t>(next);
        ++commons.strategy_switches;
        const StrategyRow& strategy = rules.strategy[next];
        const ReleaseMarket market{firms, catalogue, commons, rules};
        if (strategy.interface) sell_what_it_has(market, f, step.t);
        if (!strategy.release || strategy.delay > 0 || firms.released[f] || !firms.interface[f]) continue;
        const Offer weights = weights_of_interface(market, f, step.t);
        const double wait = licence_wait(weights.capability, rules.parameters.government);
        if (wait > 0) {
            apply_for_licence(openings, firms, catalogue, f, firms.interface[f], weights, wait, !strategy.interface);
            chronicle.note(step.t, "licence", firms.label[f], "applies for a licence to release weights");
        } else {
            open_what_it_has(market, f, step.t);
        }
    }
}

}  // namespace enclosure
