#include "sim/phases/tailoring.h"

#include <algorithm>

namespace enclosure {

void tailor_models(Catalogue& catalogue, const Firms& firms, const Market& market, const Scenario& rules, const AdoptionParams& p) {
    std::fill(catalogue.tailoring.begin(), catalogue.tailoring.end(), 0.0);
    if (p.vendor_tailoring <= 0 || p.modifiability_weight <= 0) return;
    const std::size_t slots = catalogue.size();
    for (std::size_t m = 0; m < slots; ++m) {
        if (!catalogue.live(m) || catalogue.open[m] != 0 || !catalogue.owner[m]) continue;
        double seats = 0;
        for (std::size_t g = 0; g < rules.segment.size(); ++g) {
            if (rules.segment[g].tooling > 0) seats += market.seats[g * slots + m];
        }
        const double served = p.tailoring_seats * firms.staff[catalogue.owner[m].at()];
        if (served > 0) catalogue.tailoring[m] = p.vendor_tailoring * served / (served + seats);
    }
}

}  // namespace enclosure
