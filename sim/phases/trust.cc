#include "sim/phases/trust.h"

#include <algorithm>

#include "sim/base/math.h"
#include "sim/phases/evaluation.h"
#include "sim/phases/utility.h"

namespace enclosure {

double deserved_trust(const Catalogue& catalogue, const Firms& firms, std::size_t m, const Scenario& rules) {
    const TrustParams& p = rules.parameters.trust;
    const bool open = catalogue.open[m] != 0;
    const double eyes = catalogue.effort[m] / (catalogue.effort[m] + p.audit_half);
    const double audited = transparency_of(catalogue, m, rules) * (open ? eyes : 1.0);
    double deserved = p.base + p.audit * audited + p.record * catalogue.record[m] / (catalogue.record[m] + p.record_half);
    if (!open) deserved += p.safety * safety_effort(catalogue, firms, m, rules.parameters.law);
    if (catalogue.owner[m]) {
        const std::size_t segments = rules.segment.size();
        double name = 0;
        for (std::size_t g = 0; g < segments; ++g) name += firms.brand[catalogue.owner[m].at() * segments + g];
        deserved += p.brand * math::tanh(name / static_cast<double>(segments));
    }
    return std::clamp(deserved, 0.0, 1.0);
}

void move_trust(Catalogue& catalogue, const Firms& firms, const Market& market, const Scenario& rules, const TrustParams& p, Step step) {
    double incidents[2] = {0, 0};
    double seats[2] = {0, 0};
    const auto per_seats = [](double count, double n) { return count / std::max(n / 1e8, 0.1); };
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        const std::size_t side = catalogue.open[m] != 0 ? 1 : 0;
        incidents[side] += catalogue.incidents[m];
        seats[side] += market.slot_seats[m];
    }
    const double returning = math::fires(p.recovery, step.dt);
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        const std::size_t side = catalogue.open[m] != 0 ? 1 : 0;
        catalogue.record[m] = catalogue.incidents[m] > 0 ? 0.0 : catalogue.record[m] + step.dt;
        const double own = per_seats(catalogue.incidents[m], market.slot_seats[m]);
        const double shared = per_seats(incidents[side], seats[side]);
        double& trust = catalogue.trust[m];
        trust += returning * (deserved_trust(catalogue, firms, m, rules) - trust) -
                 p.loss * ((1 - p.shared_loss) * own + p.shared_loss * shared) - p.outage_loss * catalogue.outages[m];
        trust = std::clamp(trust, 0.0, 1.0);
    }
}

}  // namespace enclosure
