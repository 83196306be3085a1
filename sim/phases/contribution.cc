#include "sim/phases/contribution.h"

#include <algorithm>

#include "sim/base/math.h"
#include "sim/world/users.h"

namespace enclosure {

namespace {

// Effort and heads by slot and domain; blocks are folded in order.
struct Work {
    std::vector<double> effort;  // slot × domain
    std::vector<double> heads;   // slot

    Work& operator+=(const Work& other) {
        for (std::size_t i = 0; i < effort.size(); ++i) effort[i] += other.effort[i];
        for (std::size_t i = 0; i < heads.size(); ++i) heads[i] += other.heads[i];
        return *this;
    }
};

// Growth of the pool of developers that one record stands for.
double pool(const CommunityParams& p, double t) {
    return math::exp(p.growth * std::min(t, p.growth_years));
}

}  // namespace

void contribute(Out<&Developers::effort> effort, In<&Developers::project> project, In<&Developers::employer> employer,
                In<&Developers::domain> domain, In<&Developers::skill> skill, In<&Developers::altruism> altruism,
                In<&Developers::fatigue> fatigue, Catalogue& catalogue, PublicState& commons, const Firms& firms, const Market& market,
                const Cells& cells, const Scenario& rules, const CommunityParams& p, Step step) {
    const std::size_t slots = catalogue.size();
    const std::size_t domains = rules.domain.size();
    const Work none{std::vector<double>(slots * domains, 0.0), std::vector<double>(slots, 0.0)};
    const Work work = step.threads->sum(project.size(), none, [&](std::size_t begin, std::size_t end) {
        Work part = none;
        for (std::size_t i = begin; i < end; ++i) {
            effort[i] = 0;
            if (!project[i]) continue;
            const std::size_t m = project[i].at();
            const bool paid = employer[i] && catalogue.owner[m] == employer[i];
            const double hours = p.hours / 300 * (paid ? p.paid_ratio : 0.5 + 0.5 * altruism[i]);
            effort[i] = static_cast<float>(hours * skill[i] * (1 - fatigue[i]));
            part.effort[m * domains + domain[i]] += effort[i];
            part.heads[m] += 1;
        }
        return part;
    });

    const double all = static_cast<double>(project.size());
    const double scale = pool(p, step.t) / all;
    std::fill(commons.domain_effort.begin(), commons.domain_effort.end(), 0.0);
    std::vector<double> use(domains);
    for (std::size_t m = 0; m < slots; ++m) {
        catalogue.effort[m] = 0;
        catalogue.contributors[m] = work.heads[m];
        for (std::size_t d = 0; d < domains; ++d) {
            catalogue.effort[m] += work.effort[m * domains + d] / all;
            commons.domain_effort[d] += work.effort[m * domains + d] / all;
        }
        catalogue.maintenance[m] = 0.5 * catalogue.effort[m];
        if (!catalogue.live(m)) continue;
        const bool open = catalogue.open[m] != 0;
        const StrategyRow& strategy = rules.strategy[catalogue.strategy[m]];
        const double openness = open ? std::max(strategy.code, strategy.modifiability) : 0.0;
        double& gain = catalogue.gain[m];
        gain += step.dt *
                (p.gain * math::pow(catalogue.effort[m] * scale * all, p.returns) * openness * (1 - gain / p.gain_max) - p.decay * gain);
        gain = std::clamp(gain, 0.0, p.gain_max);

        std::fill(use.begin(), use.end(), 0.0);
        double users = 0;
        for (std::size_t c = 0; c < cells.size() && !open; ++c) {
            const double n = static_cast<double>(market.users[c * slots + m]) * cells.seats[c];
            use[cells.domain[c]] += n;
            users += n;
        }
        const double staff = catalogue.owner[m] ? firms.staff[catalogue.owner[m].at()] : 0.0;
        for (std::size_t d = 0; d < domains; ++d) {
            const double drive = open ? math::pow(work.effort[m * domains + d] * scale, p.returns) * openness
                                      : (users > 0 ? staff / (staff + 2000) * use[d] / users : 0.0);
            double& offset = catalogue.offset[m * domains + d];
            const double rise = p.domain_max > 0 ? (offset - rules.domain[d].offset) / p.domain_max : 1.0;
            offset = std::min(offset + step.dt * p.domain_gain * drive * std::max(1 - rise, 0.0), rules.domain[d].offset + p.domain_max);
        }
    }
}

void abandon_stale(Catalogue& catalogue, Chronicle& chronicle, const CommunityParams& p, Step step) {
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m) || catalogue.open[m] == 0 || catalogue.owner[m] || catalogue.effort[m] >= p.stale_effort) continue;
        catalogue.state[m] = Slot::ended;
        catalogue.successor[m] = choice_none;
        chronicle.note(step.t, "abandonment", "released weights", "are abandoned: nobody maintains them");
    }
}

void grow_developers(Out<&Developers::skill> skill, Out<&Developers::fatigue> fatigue, In<&Developers::project> project,
                     const Catalogue& catalogue, const Market& market, const Scenario& rules, const CommunityParams& p, Step step) {
    const std::size_t slots = catalogue.size();
    std::vector<double> load(slots, 0.0);
    std::vector<double> lesson(slots, 0.0);
    for (std::size_t m = 0; m < slots; ++m) {
        // Requests per unit of effort; as many as the effort of one developer in a hundred can serve is a load of one half.
        const double requests = market.slot_seats[m] / rules.parameters.learning.support_reference;
        const double ratio = requests / (1 + 100 * catalogue.effort[m] * pool(p, step.t));
        load[m] = ratio / (1 + ratio);
        lesson[m] = rules.strategy[catalogue.strategy[m]].code;
    }
    step.threads->for_blocks(project.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            const double s = skill[i];
            const double tired = fatigue[i];
            const double growth = project[i] ? p.skill_gain * lesson[project[i].at()] * (1 - s) : 0.0;
            const double strain = project[i] ? p.fatigue_gain * load[project[i].at()] * (1 - tired) : 0.0;
            skill[i] = static_cast<float>(std::clamp(s + step.dt * (growth - p.skill_decay * s), 0.0, 1.0));
            fatigue[i] = static_cast<float>(std::clamp(tired + step.dt * (strain - p.recovery * tired), 0.0, 1.0));
        }
    });
}

}  // namespace enclosure
