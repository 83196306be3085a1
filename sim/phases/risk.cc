#include "sim/phases/risk.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

void perceive_risk(PublicState& commons, const Market& market, const Catalogue& catalogue, const HarmParams& p, Step step) {
    double open = 0;
    double closed = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) (catalogue.open[m] != 0 ? open : closed) += market.slot_seats[m] / 1e8;
    const auto felt = [&](std::int64_t incidents, double hundred_million) {
        const double rate = static_cast<double>(incidents) / step.dt / std::max(hundred_million, 0.1);
        return p.risk * rate / (rate + p.risk_half);
    };
    const double forget = math::fires(1 / p.risk_lag, step.dt);
    commons.risk_open += forget * (felt(commons.misuse_open + commons.exploits_open + commons.breaches_open, open) - commons.risk_open);
    commons.risk_closed +=
        forget * (felt(commons.misuse_closed + commons.exploits_closed + commons.breaches_closed, closed) - commons.risk_closed);
}

}  // namespace enclosure
