#include "sim/phases/projects.h"

#include <algorithm>
#include <limits>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/phases/race.h"
#include "sim/world/frontier.h"

namespace enclosure {

namespace {

// What a released model is to any developer.
struct Project {
    std::size_t slot = 0;
    Id<Firms> owner;
    std::uint32_t key = 0;
    double quality = 0;  // relative to the best, without the domain
    double fame = 0;
    double openness = 0;
    double attachment = 0;
};

std::vector<Project> live_projects(const Catalogue& c, const Market& market, const Scenario& rules, const CommunityParams& p) {
    const double best = frontier(c).open_score;
    std::vector<Project> projects;
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!c.live(m) || c.open[m] == 0) continue;
        const StrategyRow& strategy = rules.strategy[c.strategy[m]];
        Project project;
        project.slot = m;
        project.owner = c.owner[m];
        project.key = std::max<std::uint32_t>(static_cast<std::uint32_t>(c.serial[m] >> 32), 1);
        project.quality = c.score[m] + c.gain[m] - best;
        project.fame = p.reputation * math::log10(1 + market.slot_seats[m] / 1e5);
        project.openness = p.openness * 0.5 * (strategy.code + strategy.modifiability);
        project.attachment = p.peers * math::log(1 + c.contributors[m]);
        projects.push_back(project);
    }
    return projects;
}

// A firm that pays for work on what it releases, in proportion to its research staff.
struct Employer {
    Id<Firms> firm;
    std::uint32_t key = 0;
    double staff = 0;
};

std::vector<Employer> live_employers(const Firms& firms, double t) {
    std::vector<Employer> employers;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, t) || !firms.released[f]) continue;
        employers.push_back({Id<Firms>(f), static_cast<std::uint32_t>(firms.serial[f] >> 32), firms.staff[f] + 1});
    }
    return employers;
}

// Exponential race keyed by (developer, firm): a further employer draws developers only to itself.
Id<Firms> new_employer(const std::vector<Employer>& employers, std::uint64_t developer, Step step) {
    Id<Firms> first;
    double least = std::numeric_limits<double>::max();
    for (const Employer& e : employers) {
        const double arrival = Draws(step.seed, Purpose::developer_employer, developer, step.index, e.key).exponential() / e.staff;
        if (arrival < least) {
            least = arrival;
            first = e.firm;
        }
    }
    return first;
}

}  // namespace

void choose_projects(Out<&Developers::project> project, Out<&Developers::employer> employer, In<&Developers::serial> serial,
                     In<&Developers::domain> domain, In<&Developers::use_value> use_value, In<&Developers::reputation> reputation,
                     In<&Developers::pay> pay, In<&Developers::altruism> altruism, In<&Developers::fatigue> fatigue,
                     const Catalogue& catalogue, const Firms& firms, const Market& market, const Scenario& rules, const CommunityParams& p,
                     Step step) {
    const std::vector<Project> projects = live_projects(catalogue, market, rules, p);
    const std::vector<Employer> employers = live_employers(firms, step.t);
    const std::size_t domains = rules.domain.size();
    const double review = math::fires(p.review_hazard, step.dt);

    step.threads->for_blocks(project.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            if (project[i] && !(catalogue.live(project[i].at()) && catalogue.open[project[i].at()] != 0)) project[i] = {};
            if (employer[i] && !firms.active(employer[i].at(), step.t)) employer[i] = {};
            if (project[i] && Draws(step.seed, Purpose::developer_burnout, serial[i], step.index).uniform() <
                                  math::fires(p.burnout_hazard * fatigue[i], step.dt)) {
                project[i] = {};
                continue;
            }
            Draws draws(step.seed, Purpose::developer_review, serial[i], step.index);
            if (draws.uniform() >= review) continue;
            employer[i] = draws.uniform() < p.paid_share ? new_employer(employers, serial[i], step) : Id<Firms>();
            double best = p.friction + Draws(step.seed, Purpose::developer_choice, serial[i], step.index, 0).gumbel();
            Id<Catalogue> chosen;
            for (const Project& m : projects) {
                const double quality = m.quality + catalogue.offset[m.slot * domains + domain[i]];
                const bool mine = employer[i] && m.owner == employer[i];
                double v = p.use_value * use_value[i] * quality + reputation[i] * m.fame + altruism[i] * m.openness + m.attachment;
                if (mine) v += p.pay * pay[i];
                if (project[i] && project[i] != Id<Catalogue>(m.slot)) v -= p.switching;
                const Draws noise(step.seed, Purpose::developer_choice, serial[i], step.index, m.key);
                if (overtakes(best, v, 1, 0, noise)) chosen = Id<Catalogue>(m.slot);
            }
            project[i] = chosen;
        }
    });
}

}  // namespace enclosure
