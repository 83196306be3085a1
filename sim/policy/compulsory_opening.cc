#include "sim/policy/compulsory_opening.h"

#include <algorithm>

#include "sim/policy/public_lab.h"

namespace enclosure {

namespace {

void forget_orders(Openings& openings) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < openings.due.size(); ++i) {
        if (openings.compulsory[i] != 0) continue;
        std::apply([&](const auto&... c) { (((openings.*c.member)[kept] = (openings.*c.member)[i]), ...); }, Openings::columns());
        ++kept;
    }
    std::apply([&](const auto&... c) { ((openings.*c.member).resize(kept), ...); }, Openings::columns());
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
        forget_orders(openings);
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
        openings.firm.push_back(Id<Firms>(f));
        openings.due.push_back(due);
        openings.capability.push_back(catalogue.capability[m]);
        openings.score.push_back(catalogue.score[m]);
        openings.strategy.push_back(plain ? static_cast<std::uint32_t>(*plain) : firms.strategy[f]);
        openings.model.push_back(catalogue.serial[m]);
        openings.own_lineage.push_back(catalogue.own_lineage[m]);
        openings.open_ancestor.push_back(catalogue.open_ancestor[m]);
        openings.bound.push_back(catalogue.bound[m]);
        openings.base_run.push_back(catalogue.base_run[m]);
        openings.compulsory.push_back(1);
    }
}

}  // namespace enclosure
