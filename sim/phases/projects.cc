#include "sim/phases/projects.h"

#include <algorithm>
#include <limits>

#include "sim/base/draws.h"
#include "sim/base/many_draws.h"
#include "sim/base/math.h"
#include "sim/phases/maintenance.h"
#include "sim/phases/race.h"
#include "sim/world/frontier.h"

namespace enclosure {

namespace {

constexpr std::int32_t nowhere = -1;  // region of an orphan

// What a released model is to any developer.
struct Project {
    std::size_t slot = 0;
    Id<Firms> owner;
    std::int32_t region = nowhere;
    std::uint32_t key = 0;
    double quality = 0;  // relative to the best, without the domain
    double fame = 0;
    double openness = 0;
    double others = 0;  // what draws everybody alike: peers and bounties
};

std::vector<Project> live_projects(const Catalogue& c, const Firms& firms, const Market& market, const Scenario& rules,
                                   const CommunityParams& p, const MaintenanceParams& maintenance, std::size_t developers, double t) {
    const double best = frontier(c).open_score;
    const double intensity = funding_intensity(p, maintenance);
    // What a developer of the reference number would see, whatever the number of records.
    const double records = p.peers_of / static_cast<double>(developers);
    std::vector<Project> projects;
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!c.live(m) || c.open[m] == 0) continue;
        const StrategyRow& strategy = rules.strategy[c.strategy[m]];
        Project project;
        project.slot = m;
        project.owner = c.owner[m];
        if (project.owner) project.region = static_cast<std::int32_t>(firms.region[project.owner.at()]);
        project.key = std::max<std::uint32_t>(static_cast<std::uint32_t>(c.serial[m] >> 32), 1);
        project.quality = c.score[m] + c.gain[m] - best;
        project.fame = p.reputation * math::log10(1 + market.slot_seats[m] / 1e5);
        project.openness = p.openness * 0.5 * (strategy.code + strategy.modifiability);
        project.others = p.peers * math::log(1 + records * c.contributors[m]) +
                         p.bounty * intensity * unserved_requests(c, m, market, maintenance, rules.parameters.contribution, t);
        projects.push_back(project);
    }
    return projects;
}

// A firm that pays for work on what it releases, in proportion to its research staff.
struct Employer {
    Id<Firms> firm;
    std::uint32_t region = 0;
    std::uint32_t key = 0;
    double staff = 0;
};

std::vector<Employer> live_employers(const Firms& firms, double t) {
    std::vector<Employer> employers;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, t) || !firms.released[f]) continue;
        employers.push_back({Id<Firms>(f), firms.region[f], static_cast<std::uint32_t>(firms.serial[f] >> 32), firms.staff[f] + 1});
    }
    return employers;
}

// Exponential race keyed by (developer, firm): a further employer draws developers only to itself.
Id<Firms> new_employer(const std::vector<Employer>& employers, std::uint64_t developer, std::uint32_t region, double collaboration,
                       Step step) {
    Id<Firms> first;
    double least = std::numeric_limits<double>::max();
    for (const Employer& e : employers) {
        const double pull = e.staff * (e.region == region ? 1.0 : collaboration);
        if (!(pull > 0)) continue;
        const double arrival = Draws(step.seed, Purpose::developer_employer, developer, step.index, e.key).exponential() / pull;
        if (arrival < least) {
            least = arrival;
            first = e.firm;
        }
    }
    return first;
}

}  // namespace

void choose_projects(Out<&Developers::project> project, Out<&Developers::employer> employer, In<&Developers::serial> serial,
                     In<&Developers::region> region, In<&Developers::domain> domain, In<&Developers::use_value> use_value,
                     In<&Developers::reputation> reputation, In<&Developers::pay> pay, In<&Developers::altruism> altruism,
                     In<&Developers::fatigue> fatigue, const Catalogue& catalogue, const Firms& firms, const Market& market,
                     const PublicState& commons, const Scenario& rules, const CommunityParams& p, const MaintenanceParams& maintenance,
                     Step step) {
    const std::vector<Project> projects = live_projects(catalogue, firms, market, rules, p, maintenance, project.size(), step.t);
    const std::vector<Employer> employers = live_employers(firms, step.t);
    const std::size_t domains = rules.domain.size();
    const double review = math::fires(p.review_hazard, step.dt);
    // Probability that none of the others who could do the work is at it, times the weight of own use.
    std::vector<double> own_use(domains);
    for (std::size_t d = 0; d < domains; ++d) {
        own_use[d] = p.use_value * math::pow(std::max(1 - commons.domain_busy[d], 0.0), p.rivals - 1);
    }

    std::vector<std::uint32_t> keys;
    for (const Project& m : projects) keys.push_back(m.key);

    step.threads->for_blocks(project.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        std::vector<double> uniform(projects.size());
        for (std::size_t i = begin; i < end; ++i) {
            if (project[i] && !(catalogue.live(project[i].at()) && catalogue.open[project[i].at()] != 0)) project[i] = {};
            if (employer[i] && !firms.active(employer[i].at(), step.t)) employer[i] = {};
            // The tired seldom look for new work.
            const double looks = project[i] ? review : math::fires(p.review_hazard * (1 - static_cast<double>(fatigue[i])), step.dt);
            Draws draws(step.seed, Purpose::developer_review, serial[i], step.index);
            if (draws.uniform() >= looks) continue;
            employer[i] =
                draws.uniform() < p.paid_share ? new_employer(employers, serial[i], region[i], p.collaboration, step) : Id<Firms>();
            double best = p.friction + p.noise * Draws(step.seed, Purpose::developer_choice, serial[i], step.index, 0).gumbel();
            Id<Catalogue> chosen;
            first_uniforms(step.seed, Purpose::developer_choice, serial[i], step.index, keys, uniform);
            for (std::size_t k = 0; k < projects.size(); ++k) {
                const Project& m = projects[k];
                const double quality = m.quality + catalogue.offset[m.slot * domains + domain[i]];
                const bool mine = employer[i] && m.owner == employer[i];
                const bool near = mine || m.region == nowhere || m.region == region[i];
                double v = own_use[domain[i]] * use_value[i] * std::max(1 + quality, 0.0) + reputation[i] * m.fame +
                           altruism[i] * m.openness + m.others;
                if (!near) v *= p.collaboration;
                if (mine) v += p.pay * pay[i];
                if (project[i] && project[i] != Id<Catalogue>(m.slot)) v -= p.switching;
                if (Variate(uniform[k], 0, p.noise).overtakes(best, v)) chosen = Id<Catalogue>(m.slot);
            }
            project[i] = chosen;
        }
    });
}

}  // namespace enclosure
