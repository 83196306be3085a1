#include "sim/phases/support.h"

#include "sim/base/math.h"

namespace enclosure {

double integration_cost(const Segment& segment, const PublicState& commons, const LearningParams& p) {
    return segment.integration / (1 + commons.support / p.support_half);
}

double closed_support(double own, const PublicState& commons, const LearningParams& p) {
    return own + p.closed_community * commons.support;
}

double closed_integration_cost(const Segment& segment, double support, const LearningParams& p) {
    return p.closed_integration * segment.integration / (1 + support);
}

void support_users(PublicState& commons, Firms& firms, Catalogue& catalogue, const Market& market, const Scenario& rules,
                   const LearningParams& p, Step step) {
    const std::size_t slots = catalogue.size();
    double open_seats = 0;
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        double seats = 0;
        for (std::size_t m = 0; m < slots; ++m) {
            if (catalogue.open[m] != 0) seats += market.seats[g * slots + m];
        }
        open_seats += seats;
    }
    commons.support = p.support_effect > 0 ? p.support_effect * math::log(1 + open_seats / p.support_reference) : 0.0;

    // A vendor's support matters for integration alone.
    const double vendor_support = p.closed_integration > 0 ? p.vendor_support : 0.0;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        double target = 0;
        if (vendor_support > 0 && firms.interface[f]) {
            target = vendor_support * math::log(1 + market.slot_revenue[firms.interface[f].at()] / p.vendor_support_revenue);
        }
        firms.support[f] =
            vendor_support > 0 ? firms.support[f] + math::fires(1 / p.vendor_support_lag, step.dt) * (target - firms.support[f]) : 0.0;
    }
    for (std::size_t m = 0; m < slots; ++m) {
        catalogue.support[m] = 0;
        if (!catalogue.live(m)) continue;
        if (catalogue.open[m] != 0) {
            catalogue.support[m] = commons.support;
        } else if (p.closed_integration > 0) {
            const double own = catalogue.owner[m] ? firms.support[catalogue.owner[m].at()] : 0.0;
            catalogue.support[m] = closed_support(own, commons, p);
        }
    }
}

}  // namespace enclosure
