#include "sim/policy/share_cap.h"

#include <algorithm>
#include <numeric>

#include "sim/base/math.h"

namespace enclosure {

void enforce_share_cap(Firms& firms, const Market& market, const Catalogue& catalogue, const GovernmentParams& p, Step step) {
    if (p.share_cap >= 1) {
        std::fill(firms.cap_price.begin(), firms.cap_price.end(), 0.0);
        return;
    }
    const double total = std::accumulate(market.slot_revenue.begin(), market.slot_revenue.end(), 0.0);
    // A share is never more than one: a price that has grown beyond this keeps everybody away.
    constexpr double prohibitive = 50;
    // Rivals take up from what they knew before the step, so that no vendor comes first.
    const StepVector<double> before(firms.imitation.begin(), firms.imitation.end(), step.memory());
    for (std::size_t f = 0; f < firms.size(); ++f) {
        const bool sells = firms.active(f, step.t) && firms.interface[f] && total > 0;
        const double share = sells ? market.slot_revenue[firms.interface[f].at()] / total : 0.0;
        firms.cap_price[f] = std::clamp(firms.cap_price[f] + step.dt * p.cap_speed * (share - p.share_cap), 0.0, prohibitive);
        if (!(firms.cap_price[f] > 0) || !sells) continue;
        const double licensed = catalogue.capability[firms.interface[f].at()];
        for (std::size_t rival = 0; rival < firms.size(); ++rival) {
            if (rival == f || !firms.active(rival, step.t)) continue;
            const double taken = before[rival] + std::max(licensed - before[rival], 0.0) * math::fires(p.licence_rate, step.dt);
            firms.imitation[rival] = std::max(firms.imitation[rival], taken);
        }
    }
}

}  // namespace enclosure
