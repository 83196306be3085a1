#include "sim/phases/hosts.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

namespace {

constexpr double fewest = 2;  // one host would be a monopoly, for which logit without an outside good has no price

// What users of each region spend on released weights that others than their maker host, USD/yr.
StepVector<double> hosted_spending(const Market& market, const Catalogue& catalogue, const Firms& firms, const Scenario& rules, Step step) {
    const std::size_t slots = catalogue.size();
    StepVector<double> spending(rules.region.size(), 0.0, step.memory());
    for (std::size_t m = 0; m < slots; ++m) {
        if (!catalogue.live(m) || catalogue.open[m] == 0) continue;
        const bool owned = catalogue.owner[m] && firms.active(catalogue.owner[m].at(), step.t);
        const double others = owned ? 1 - rules.parameters.finance.hosting_share : 1.0;
        for (std::size_t r = 0; r < spending.size(); ++r) spending[r] += others * market.region_revenue[r * slots + m];
    }
    return spending;
}

}  // namespace

double host_margin(double n, const HostParams& p, const CostParams& cost) {
    const double number = std::max(n, fewest);
    const double relative = (p.reference_number - 1) / p.reference_number * number / (number - 1);
    return cost.host_margin * (1 - p.competition + p.competition * relative);
}

void compete_hosts(PublicState& commons, const Market& market, const Catalogue& catalogue, const Firms& firms, const Scenario& rules,
                   const HostParams& p, const CostParams& cost, Step step) {
    if (p.competition <= 0) {
        commons.host_margin = cost.host_margin;
        std::fill(commons.hosts.begin(), commons.hosts.end(), 0.0);
        return;
    }
    const StepVector<double> spending = hosted_spending(market, catalogue, firms, rules, step);
    const double earned = commons.host_margin / (1 + commons.host_margin);
    double all = 0;
    double weighted = 0;
    double plain = 0;
    for (std::size_t r = 0; r < spending.size(); ++r) {
        double& n = commons.hosts[r];
        const double bears = std::max(spending[r] * earned / p.fixed_cost, fewest);
        n = n > 0 ? n + (bears - n) * math::fires(1 / p.entry_time, step.dt) : bears;
        const double margin = host_margin(n, p, cost);
        all += spending[r];
        weighted += spending[r] * margin;
        plain += margin / static_cast<double>(spending.size());
    }
    commons.host_margin = all > 0 ? weighted / all : plain;
}

}  // namespace enclosure
