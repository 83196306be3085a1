#include "sim/phases/maturing.h"

#include "sim/base/math.h"

namespace enclosure {

double care(const Catalogue& catalogue, const Firms& firms, std::size_t m, const DefectParams& p) {
    if (catalogue.open[m] != 0) return catalogue.maintenance[m] / (catalogue.maintenance[m] + p.maintenance_half);
    return catalogue.owner[m] ? firms.quality_assurance[catalogue.owner[m].at()] : 0.0;
}

double reliability_at_release(double quality_assurance, bool open, const MaturingParams& p) {
    const double tested = p.testing * quality_assurance * (open ? p.release_coverage : 1.0);
    return p.reliability_start + (1 - p.reliability_start) * tested;
}

void mature_models(Catalogue& catalogue, const Firms& firms, const DefectParams& defects, const MaturingParams& p, Step step) {
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        const double cared = care(catalogue, firms, m, defects);
        const double ripening = math::fires(p.rate * (p.uncared + (1 - p.uncared) * cared), step.dt);
        catalogue.reliability[m] += ripening * (p.reliability_end + (1 - p.reliability_end) * cared - catalogue.reliability[m]);
        catalogue.dispersion[m] += ripening * (p.dispersion_end * (1 - cared) - catalogue.dispersion[m]);
    }
}

}  // namespace enclosure
