#include "sim/phases/tailoring.h"

#include <algorithm>

namespace enclosure {

double tailoring(double staff, double seats, const AdoptionParams& p) {
    const double served = p.tailoring_seats * staff;
    return served > 0 ? p.vendor_tailoring * served / (served + seats) : 0.0;
}

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
        catalogue.tailoring[m] = tailoring(firms.staff[catalogue.owner[m].at()], seats, p);
    }
}

}  // namespace enclosure
