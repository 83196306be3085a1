#include "sim/phases/risk.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

void perceive_risk(PublicState& commons, const Market& market, const Catalogue& catalogue, const HarmParams& p, Step step) {
    double open = 0;
    double closed = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) (catalogue.open[m] != 0 ? open : closed) += market.slot_seats[m] / 1e8;
    if (p.risk <= 0) {
        commons.felt_open = commons.felt_closed = commons.risk_open = commons.risk_closed = 0;
        return;
    }
    const double forget = math::fires(1 / p.risk_lag, step.dt);
    const auto perceive = [&](double& felt, double& risk, std::int64_t incidents, double hundred_million) {
        const double rate = static_cast<double>(incidents) / step.dt / std::max(hundred_million, 0.1);
        felt += forget * (rate - felt);
        risk = p.risk * felt / (felt + p.risk_half);
    };
    perceive(commons.felt_open, commons.risk_open, commons.misuse_open + commons.exploits_open + commons.breaches_open, open);
    perceive(commons.felt_closed, commons.risk_closed, commons.misuse_closed + commons.exploits_closed + commons.breaches_closed, closed);
}

}  // namespace enclosure
