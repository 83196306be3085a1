#include "sim/policy/vendor_failure.h"

#include "sim/phases/failure.h"
#include "sim/policy/once.h"

namespace enclosure {

void fail_vendors(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                  const FinanceParams& finance, const DisruptionParams& p, Step step) {
    if (!strikes_once(p.vendor_failure, commons.vendor_failure_struck)) return;
    for (double left = p.vendor_failure; left > 0; left -= 1) {
        Id<Firms> largest;
        double most = -1;
        for (std::size_t f = 0; f < firms.size(); ++f) {
            if (!firms.active(f, step.t) || !firms.interface[f]) continue;
            const double revenue = market.slot_revenue[firms.interface[f].at()];
            if (revenue > most) {
                most = revenue;
                largest = Id<Firms>(f);
            }
        }
        if (!largest) return;
        ++commons.failures;
        chronicle.note(step.t, "failure", firms.label[largest.at()], "fails by a shock");
        shut_firm(firms, catalogue, largest.at(), finance.notice, step.t);
    }
}

}  // namespace enclosure
