#include "sim/phases/discontinuation.h"

#include "sim/phases/release.h"

namespace enclosure {

void give_notice(Firms& firms, Catalogue& catalogue, std::size_t f, double notice, double t) {
    if (!firms.interface[f]) return;
    if (notice > 0) {
        catalogue.ends[firms.interface[f].at()] = t + notice;
    } else {
        end_model(firms, catalogue, f, OfferKind::interface, {});
    }
}

void end_discontinued(Firms& firms, Catalogue& catalogue, Chronicle& chronicle, Step step) {
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.interface[f]) continue;
        const std::size_t m = firms.interface[f].at();
        if (!catalogue.under_notice(m) || !step.holds(catalogue.ends[m])) continue;
        end_model(firms, catalogue, f, OfferKind::interface, {});
        chronicle.note(step.t, "discontinuation", firms.label[f], "ends its closed model after notice");
    }
}

}  // namespace enclosure
