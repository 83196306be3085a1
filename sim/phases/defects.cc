#include "sim/phases/defects.h"

#include "sim/base/distributions.h"
#include "sim/phases/maturing.h"

namespace enclosure {

void introduce_defects(Catalogue& catalogue, std::size_t m, bool fresh, double introduced) {
    if (fresh) catalogue.defects[m] = catalogue.known_defects[m] = catalogue.defect_age[m] = 0;
    const double old = catalogue.defects[m] + catalogue.known_defects[m];
    catalogue.defects[m] += introduced;
    const double all = old + introduced;
    catalogue.defect_age[m] *= all > 0 ? old / all : 0.0;
}

void find_defects(Catalogue& catalogue, PublicState& commons, const Firms& firms, const Scenario& rules, const DefectParams& p, Step step) {
    commons.exploits_open = 0;
    commons.exploits_closed = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        catalogue.incidents[m] = 0;
        if (!catalogue.live(m)) continue;
        const bool open = catalogue.open[m] != 0;
        const double visible = open ? rules.strategy[catalogue.strategy[m]].code : 0.0;
        const double quality = catalogue.owner[m] ? firms.quality_assurance[catalogue.owner[m].at()] : 0.0;
        // Where nobody looks nothing is found, whatever the elasticity.
        const double eyes = catalogue.effort[m] > 0 ? math::pow(catalogue.effort[m], p.eyes_exponent) : 0.0;
        const double outsiders = p.eyes_discovery * visible * eyes;
        const double staff = p.staff_discovery * quality;
        const double attackers = p.attack_discovery * (1 + p.attack_visibility * visible);
        double& unknown = catalogue.defects[m];
        double& known = catalogue.known_defects[m];

        const double attacks = (attackers * unknown + p.attack_known * visible * known) * step.dt;
        const std::int64_t exploits = poisson(attacks, step.seed, Purpose::exploit, catalogue.serial[m], step.index);
        (open ? commons.exploits_open : commons.exploits_closed) += exploits;
        catalogue.incidents[m] = static_cast<double>(exploits);

        const double found = unknown * math::fires(outsiders + staff + attackers, step.dt);
        const double fixed = known * math::fires(p.fix_rate * care(catalogue, firms, m, p), step.dt);
        unknown -= found;
        known += found - fixed;
        catalogue.defect_age[m] = unknown + known > 0 ? catalogue.defect_age[m] + step.dt : 0.0;
    }
}

}  // namespace enclosure
