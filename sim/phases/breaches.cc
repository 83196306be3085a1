#include "sim/phases/breaches.h"

#include <algorithm>

#include "sim/base/distributions.h"

namespace enclosure {

double breach_rate(const Catalogue& catalogue, const Market& market, std::size_t m, const Scenario& rules) {
    const HarmParams& p = rules.parameters.harm;
    double sent = 0;
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        const double kept = std::clamp(rules.parameters.law.privacy_rule * rules.segment[g].data_sensitivity, 0.0, 1.0);
        sent += market.seats[g * catalogue.size() + m] * (1 - kept);
    }
    if (catalogue.open[m] == 0) return p.breach_rate * sent / 1e8;
    return p.breach_rate * p.breach_hosted * sent / 1e8 + p.breach_released * rules.strategy[catalogue.strategy[m]].data;
}

void strike_breaches(Catalogue& catalogue, PublicState& commons, const Market& market, const Scenario& rules, Step step) {
    commons.breaches_open = 0;
    commons.breaches_closed = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        const double mean = breach_rate(catalogue, market, m, rules) * step.dt;
        const std::int64_t breached = poisson(mean, step.seed, Purpose::breach, catalogue.serial[m], step.index);
        (catalogue.open[m] != 0 ? commons.breaches_open : commons.breaches_closed) += breached;
        catalogue.incidents[m] += static_cast<double>(breached);
    }
}

}  // namespace enclosure
