#include "sim/phases/outages.h"

#include "sim/base/distributions.h"

namespace enclosure {

void strike_outages(Catalogue& catalogue, PublicState& commons, const Firms& firms, const DefectParams& p, Step step) {
    commons.outages = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        catalogue.outages[m] = 0;
        if (!catalogue.live(m) || catalogue.open[m] != 0) continue;
        const double quality = catalogue.owner[m] ? firms.quality_assurance[catalogue.owner[m].at()] : 0.0;
        const double rate =
            p.outage_rate * math::exp(-p.quality_effect * quality) * (1 + p.outage_immaturity * (1 - catalogue.reliability[m]));
        const std::int64_t outages = poisson(rate * step.dt, step.seed, Purpose::outage, catalogue.serial[m], step.index);
        commons.outages += outages;
        catalogue.outages[m] = static_cast<double>(outages);
    }
}

}  // namespace enclosure
