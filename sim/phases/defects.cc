#include "sim/phases/defects.h"

#include <algorithm>

#include "sim/base/distributions.h"

namespace enclosure {

void find_defects(Catalogue& catalogue, PublicState& commons, const Firms& firms, const Scenario& rules, const DefectParams& p, Step step) {
    commons.exploits_open = 0;
    commons.exploits_closed = 0;
    commons.outages = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        const bool open = catalogue.open[m] != 0;
        const double visible = open ? rules.strategy[catalogue.strategy[m]].code : 0.0;
        const double quality = catalogue.owner[m] ? firms.quality_assurance[catalogue.owner[m].at()] : 0.0;
        const double outsiders = p.eyes_discovery * visible * math::pow(catalogue.effort[m], p.eyes_exponent);
        const double staff = p.staff_discovery * quality;
        const double attackers = p.attack_discovery * (1 + p.attack_visibility * visible);

        (open ? commons.exploits_open : commons.exploits_closed) +=
            poisson(attackers * catalogue.defects[m] * step.dt, step.seed, Purpose::exploit, catalogue.serial[m], step.index);
        catalogue.defects[m] *= 1 - math::fires(outsiders + staff + attackers, step.dt);
        if (!open) {
            const double rate = p.outage_rate * math::exp(-p.quality_effect * quality) * (1.5 - catalogue.reliability[m]);
            commons.outages += poisson(rate * step.dt, step.seed, Purpose::outage, catalogue.serial[m], step.index);
        }
        // Care by staff or community decides how good a model gets in the end.
        const double care = open ? catalogue.effort[m] / (catalogue.effort[m] + 0.01) : quality;
        const double ripening = math::fires(p.maturing * (0.5 + care), step.dt);
        catalogue.reliability[m] += ripening * (0.9 + 0.1 * care - catalogue.reliability[m]);
        catalogue.dispersion[m] += ripening * (0.5 * p.dispersion_start * (1 - care) - catalogue.dispersion[m]);
    }
}

}  // namespace enclosure
