#include "sim/phases/projects.h"

#include <algorithm>
#include <array>

#include "sim/base/draws.h"
#include "sim/base/many_draws.h"
#include "sim/base/math.h"
#include "sim/base/race.h"
#include "sim/phases/maintenance.h"
#include "sim/phases/project_choice.h"
#include "sim/world/frontier.h"

namespace enclosure {

namespace {

ProjectColumns live_projects(const Catalogue& c, const Firms& firms, const Market& market, const Scenario& rules, const CommunityParams& p,
                             const MaintenanceParams& maintenance, std::size_t developers, Step step) {
    const double best = frontier(c).open_score;
    const double intensity = funding_intensity(p, maintenance);
    // What a developer of the reference number would see, whatever the number of records.
    const double records = p.peers_of / static_cast<double>(developers);
    const std::size_t domains = rules.domain.size();
    ProjectColumns projects(step.memory(), c.size());
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!c.live(m) || c.open[m] == 0) continue;
        const StrategyRow& strategy = rules.strategy[c.strategy[m]];
        const Id<Firms> owner = c.owner[m];
        const double fame = p.reputation * math::log10(1 + market.slot_seats[m] / 1e5);
        const double openness = p.openness * 0.5 * (strategy.code + strategy.modifiability);
        const double others = p.peers * math::log(1 + records * c.contributors[m]) +
                              p.bounty * intensity * unserved_requests(c, m, market, maintenance, rules.parameters.contribution, step.t);
        projects.add(static_cast<std::uint32_t>(c.serial[m] >> 32), static_cast<std::int32_t>(m), owner.row,
                     owner ? static_cast<std::int32_t>(firms.region[owner.at()]) : no_row, static_cast<float>(fame),
                     static_cast<float>(openness), static_cast<float>(others));
    }
    projects.finish(domains, [&](std::size_t d, std::size_t k) {
        const auto m = static_cast<std::size_t>(projects.slot[k]);
        return static_cast<float>(std::max(1 + c.score[m] + c.gain[m] - best + c.offset[m * domains + d], 0.0));
    });
    return projects;
}

// Firms that pay for work on what they release, in proportion to their research staff; they race for developers of each region.
struct Employers {
    StepVector<Id<Firms>> firm;
    StepVector<Runners> by_region;

    Employers(const Firms& firms, std::size_t regions, double collaboration, Step step) : firm(step.memory()), by_region(step.memory()) {
        by_region.reserve(regions);
        for (std::size_t r = 0; r < regions; ++r) by_region.emplace_back(step.memory());
        for (std::size_t f = 0; f < firms.size(); ++f) {
            if (!firms.active(f, step.t) || !firms.released[f]) continue;
            firm.push_back(Id<Firms>(f));
            for (std::size_t r = 0; r < regions; ++r) {
                by_region[r].add(static_cast<std::uint32_t>(firms.serial[f] >> 32),
                                 (firms.staff[f] + 1) * (firms.region[f] == r ? 1.0 : collaboration));
            }
        }
    }

    Id<Firms> new_one(std::uint64_t developer, std::uint32_t region, Step step) const {
        const std::size_t first = by_region[region].first(step.seed, Purpose::developer_employer, developer, step.index);
        return first < firm.size() ? firm[first] : Id<Firms>();
    }
};

constexpr std::size_t together = 256;  // developers whose numbers are made together

}  // namespace

void choose_projects(Out<&Developers::project> project, Out<&Developers::employer> employer, In<&Developers::serial> serial,
                     In<&Developers::region> region, In<&Developers::domain> domain, In<&Developers::use_value> use_value,
                     In<&Developers::reputation> reputation, In<&Developers::pay> pay, In<&Developers::altruism> altruism,
                     In<&Developers::fatigue> fatigue, const Catalogue& catalogue, const Firms& firms, const Market& market,
                     const PublicState& commons, const Scenario& rules, const CommunityParams& p, const MaintenanceParams& maintenance,
                     Step step) {
    const ProjectColumns projects = live_projects(catalogue, firms, market, rules, p, maintenance, project.size(), step);
    const Employers employers(firms, rules.region.size(), p.collaboration, step);
    const std::size_t domains = rules.domain.size();
    const double review = math::fires(p.review_hazard, step.dt);
    // Probability that none of the others who could do the work is at it, times the weight of own use.
    StepVector<double> own_use(domains, step.memory());
    for (std::size_t d = 0; d < domains; ++d) {
        own_use[d] = p.use_value * math::pow(std::max(1 - commons.domain_busy[d], 0.0), p.rivals - 1);
    }

    const ProjectSetting setting{.seed = step.seed,
                                 .step = step.index,
                                 .noise = static_cast<float>(p.noise),
                                 .friction = static_cast<float>(p.friction),
                                 .collaboration = static_cast<float>(p.collaboration),
                                 .switching = static_cast<float>(p.switching)};

    step.threads->for_blocks(project.size(), [&](std::size_t block_begin, std::size_t block_end, std::size_t) {
        std::array<std::array<std::uint64_t, 2>, together> numbers;
        std::array<std::size_t, together> seeking;
        std::array<Seeker, together> seekers;
        std::array<std::int32_t, together> chosen;
        for (std::size_t begin = block_begin; begin < block_end; begin += together) {
            const std::size_t end = std::min(begin + together, block_end);
            agent_numbers(step.seed, Purpose::developer_review, serial.subspan(begin, end - begin), step.index, 0, numbers);
            std::size_t count = 0;
            for (std::size_t i = begin; i < end; ++i) {
                if (project[i] && !(catalogue.live(project[i].at()) && catalogue.open[project[i].at()] != 0)) project[i] = {};
                if (employer[i] && !firms.active(employer[i].at(), step.t)) employer[i] = {};
                const double u = uniform_of_bits(numbers[i - begin][0]);
                if (u >= review) continue;
                // The tired seldom look for new work.
                const double looks = project[i] ? review : math::fires(p.review_hazard * (1 - static_cast<double>(fatigue[i])), step.dt);
                if (u >= looks) continue;
                const bool paid = uniform_of_bits(numbers[i - begin][1]) < p.paid_share;
                employer[i] = paid ? employers.new_one(serial[i], region[i], step) : Id<Firms>();
                seeking[count] = i;
                seekers[count++] = {.serial = serial[i],
                                    .domain = domain[i],
                                    .region = static_cast<std::int32_t>(region[i]),
                                    .employer = employer[i].row,
                                    .slot = project[i].row,
                                    .use = static_cast<float>(own_use[domain[i]] * use_value[i]),
                                    .reputation = static_cast<float>(reputation[i]),
                                    .altruism = static_cast<float>(altruism[i]),
                                    .pay = static_cast<float>(p.pay * pay[i])};
            }
            choose_projects_of(std::span(seekers).first(count), projects, setting, chosen);
            for (std::size_t k = 0; k < count; ++k) {
                const std::int32_t row = chosen[k];
                project[seeking[k]] =
                    row == no_row ? Id<Catalogue>() : Id<Catalogue>(static_cast<std::size_t>(projects.slot[static_cast<std::size_t>(row)]));
            }
        }
    });
}

}  // namespace enclosure
