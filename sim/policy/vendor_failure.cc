#include "sim/policy/vendor_failure.h"

#include "sim/phases/failure.h"
#include "sim/policy/impulse.h"

namespace enclosure {

void fail_vendors(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                  const FinanceParams& finance, const DisruptionParams& p, Step step) {
    const Rise rise = take_rise(p.vendor_failure, commons.vendor_failure_struck);
    for (std::int64_t left = rise.count(); left > 0; --left) {
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
