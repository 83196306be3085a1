#include "sim/phases/projects.h"

#include <algorithm>

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

// Firms pay for work on what they release, in proportion to their research staff; drawn once per review.
Id<Firms> new_employer(const Firms& firms, double paid_share, double u, double t) {
    if (u >= paid_share) return {};
    double total = 0;
    for (std::size_t f = 0; f < firms.size(); ++f) total += firms.active(f, t) && firms.released[f] ? firms.staff[f] + 1 : 0.0;
    double sum = 0;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, t) || !firms.released[f]) continue;
        sum += firms.staff[f] + 1;
        if (u / paid_share * total < sum) return Id<Firms>(f);
    }
    return {};
}

}  // namespace

void choose_projects(Out<&Developers::project> project, Out<&Developers::employer> employer, In<&Developers::serial> serial,
                     In<&Developers::domain> domain, In<&Developers::use_value> use_value, In<&Developers::reputation> reputation,
                     In<&Developers::pay> pay, In<&Developers::altruism> altruism, In<&Developers::fatigue> fatigue,
                     const Catalogue& catalogue, const Firms& firms, const Market& market, const Scenario& rules, const CommunityParams& p,
                     Step step) {
    const std::vector<Project> projects = live_projects(catalogue, market, rules, p);
    const std::size_t domains = rules.domain.size();
    const double review = math::fires(p.review_hazard, step.dt);
    const double burnout = step.dt * p.burnout_hazard;

    step.threads->for_blocks(project.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            if (project[i] && !(catalogue.live(project[i].at()) && catalogue.open[project[i].at()] != 0)) project[i] = {};
            if (employer[i] && !firms.active(employer[i].at(), step.t)) employer[i] = {};
            if (project[i] && Draws(step.seed, Purpose::developer_burnout, serial[i], step.index).uniform() < burnout * fatigue[i]) {
                project[i] = {};
                continue;
            }
            Draws draws(step.seed, Purpose::developer_review, serial[i], step.index);
            if (draws.uniform() >= review) continue;
            employer[i] = new_employer(firms, p.paid_share, draws.uniform(), step.t);
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
