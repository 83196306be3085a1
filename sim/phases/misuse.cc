#include "sim/phases/misuse.h"

#include <algorithm>

#include "sim/base/distributions.h"
#include "sim/base/hash.h"
#include "sim/phases/evaluation.h"

namespace enclosure {

double misuse_stopped(const Catalogue& catalogue, const Firms& firms, std::size_t m, const Scenario& rules) {
    const HarmParams& p = rules.parameters.harm;
    const StrategyRow& strategy = rules.strategy[catalogue.strategy[m]];
    const double effort = 1 - p.safety_effect * (1 - safety_effort(catalogue, firms, m, rules.parameters.law));
    if (catalogue.open[m] == 0) return strategy.monitoring ? p.safeguards * effort : 0.0;
    if (catalogue.leaked[m] != 0 || !strategy.release) return 0;  // leaked: its safeguards stood around the interface
    return p.safeguards_released * p.removal_cost / (p.removal_cost + p.misuser_budget) * effort;
}

double misuse_uplift(double capability, const HarmParams& p) {
    return std::max(math::exp10(p.misuse_slope * std::min(capability - p.misuse_threshold, 4.0)) - p.other_means, 0.0);
}

void strike_misuse(Catalogue& catalogue, PublicState& commons, const Firms& firms, const Market& market, const Scenario& rules,
                   const HarmParams& p, Step step) {
    commons.misuse_open = 0;
    commons.misuse_closed = 0;
    double leaving = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        const bool open = catalogue.open[m] != 0;
        const double released = open && catalogue.live(m) ? market.slot_seats[m] : 0.0;
        leaving += std::max(catalogue.released_seats[m] - released, 0.0);
        catalogue.released_seats[m] = released;
        if (!catalogue.live(m)) continue;
        if (open) commons.released_best = std::max(commons.released_best, catalogue.capability[m]);
        const double rate = p.misuse_rate * misuse_uplift(catalogue.capability[m], p) * market.slot_seats[m] / 1e8 *
                            (1 - misuse_stopped(catalogue, firms, m, rules)) * (open ? p.open_ratio : 1.0) * (1 - commons.resilience);
        const std::int64_t misused = poisson(rate * step.dt, step.seed, Purpose::misuse, catalogue.serial[m], step.index);
        (open ? commons.misuse_open : commons.misuse_closed) += misused;
        catalogue.incidents[m] += static_cast<double>(misused);
    }
    const double kept = p.misuse_rate > 0 ? p.unrecalled : 0.0;  // without misuse nobody keeps a copy for it
    commons.copies = commons.copies * (1 - math::fires(p.copy_decay, step.dt)) + kept * leaving;
    const double rate =
        p.misuse_rate * misuse_uplift(commons.released_best, p) * commons.copies / 1e8 * p.open_ratio * (1 - commons.resilience);
    commons.misuse_retired = poisson(rate * step.dt, step.seed, Purpose::misuse_retired, serial_of("retired weights"), step.index);
    commons.misuse_open += commons.misuse_retired;
}

}  // namespace enclosure
