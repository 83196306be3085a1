#include "sim/phases/maintenance.h"

#include <algorithm>
#include <array>

#include "sim/base/draws.h"
#include "sim/base/many_draws.h"
#include "sim/base/math.h"
#include "sim/phases/contribution.h"
#include "sim/world/users.h"

namespace enclosure {

double funding_intensity(const CommunityParams& community, const MaintenanceParams& p) {
    return community.funding / (community.funding + p.funding_half);
}

double unserved_requests(const Catalogue& catalogue, std::size_t m, const Market& market, const MaintenanceParams& p,
                         const ContributionParams& contribution, double t) {
    const double requests = market.slot_seats[m] / p.request_seats;
    const double load = requests / (1 + p.capacity * catalogue.maintenance[m] * pool_growth(contribution, t));
    return load / (1 + load);
}

void fund_maintenance(Ledger& ledger, const Catalogue& catalogue, const CommunityParams& community, Step step) {
    const bool anybody = std::any_of(catalogue.contributors.begin(), catalogue.contributors.end(), [](double n) { return n > 0; });
    if (anybody) ledger.book(Ledger::public_purse, Ledger::developers, community.funding * step.dt, Flow::maintenance_fund);
}

void tire_developers(Out<&Developers::fatigue> fatigue, Out<&Developers::project> project, In<&Developers::serial> serial,
                     PublicState& commons, const Catalogue& catalogue, const Market& market, const MaintenanceParams& p,
                     const CommunityParams& community, const ContributionParams& contribution, Step step) {
    const double relief = 1 - p.funding_relief * funding_intensity(community, p);
    StepVector<double> strain(catalogue.size(), 0.0, step.memory());
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        strain[m] = p.fatigue_gain * relief * unserved_requests(catalogue, m, market, p, contribution, step.t);
    }
    commons.burnouts = step.threads->sum(project.size(), std::int64_t{0}, [&](std::size_t begin, std::size_t end) {
        std::array<std::uint32_t, block_size> words;
        agent_words(step.seed, Purpose::developer_burnout, serial.subspan(begin, end - begin), step.index, words);
        std::int64_t burnouts = 0;
        for (std::size_t i = begin; i < end; ++i) {
            const double tired = fatigue[i];
            const double growth = project[i] ? strain[project[i].at()] * (1 - tired) : 0.0;
            fatigue[i] = static_cast<float>(std::clamp(tired + step.dt * (growth - p.recovery * tired), 0.0, 1.0));
            if (!project[i] || tired <= 0) continue;
            if (!may_fall_below(words[i - begin], p.burnout_hazard * tired * step.dt)) continue;  // 1 − exp(−x) ≤ x
            Draws draws(step.seed, Purpose::developer_burnout, serial[i], step.index);
            if (draws.uniform() >= math::fires(p.burnout_hazard * tired, step.dt)) continue;
            project[i] = {};
            fatigue[i] = 1;
            ++burnouts;
        }
        return burnouts;
    });
}

void abandon_stale(Catalogue& catalogue, Firms& firms, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                   const MaintenanceParams& p, Step step) {
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m) || catalogue.open[m] == 0) continue;
        if (catalogue.leaked[m] != 0) continue;  // nobody maintains them, and nobody can take them back
        const Id<Firms> owner = catalogue.owner[m];
        const bool maintained = owner && firms.active(owner.at(), step.t) && firms.released[owner.at()] == Id<Catalogue>(m) &&
                                rules.strategy[firms.strategy[owner.at()]].release;
        if (maintained || catalogue.effort[m] >= p.stale_effort) {
            catalogue.stale[m] = 0;
            continue;
        }
        catalogue.stale[m] += step.dt;
        if (catalogue.stale[m] < p.stale_time - 1e-9) continue;
        catalogue.state[m] = Slot::ended;
        catalogue.successor[m] = choice_none;
        if (owner && firms.released[owner.at()] == Id<Catalogue>(m)) firms.released[owner.at()] = {};
        ++commons.abandoned;
        chronicle.note(step.t, "abandonment", owner ? std::string_view(firms.label[owner.at()]) : "released weights",
                       "released weights are abandoned: nobody maintains them");
    }
}

}  // namespace enclosure
