#include "sim/policy/compulsory_opening.h"

#include <algorithm>

#include "sim/phases/delayed_opening.h"
#include "sim/policy/public_lab.h"
#include "sim/policy/release_licence.h"

namespace enclosure {

namespace {

void forget_orders(Openings& openings, Step step) {
    StepVector<std::uint8_t> stays(step.memory());
    stays.reserve(openings.compulsory.size());
    for (const std::uint8_t compulsory : openings.compulsory) stays.push_back(compulsory == 0 ? 1 : 0);
    keep_openings(openings, stays);
}

bool is_ordered(const Openings& openings, std::uint64_t model) {
    for (std::size_t i = 0; i < openings.due.size(); ++i) {
        if (openings.compulsory[i] != 0 && openings.model[i] == model) return true;
    }
    return false;
}

}  // namespace

void order_openings(Openings& openings, const Firms& firms, const Catalogue& catalogue, const Scenario& rules, const GovernmentParams& p,
                    Step step) {
    if (!(p.compulsory_opening > 0)) {
        forget_orders(openings, step);
        return;
    }
    const std::optional<std::size_t> plain = plain_release(rules);
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t) || !firms.interface[f]) continue;
        const std::size_t m = firms.interface[f].at();
        const double due = catalogue.release_time[m] + p.opening_age / p.compulsory_opening;
        // What was due before is opened now, once; the same model is not ordered again.
        const bool opened = firms.released[f] && catalogue.score[firms.released[f].at()] >= catalogue.score[m];
        if (!catalogue.live(m) || opened || is_ordered(openings, catalogue.serial[m])) continue;
        Opening opening = opening_of(catalogue, m, Id<Firms>(f), due);
        opening.strategy = plain ? static_cast<std::uint32_t>(*plain) : firms.strategy[f];
        opening.compulsory = true;
        // The maker applies for the licence when the order reaches it.
        const double wait = licence_wait(opening.capability, p);
        if (wait > 0) opening.licensed = std::max(catalogue.release_time[m], step.t) + wait;
        put_off(openings, opening);
    }
}

}  // namespace enclosure
