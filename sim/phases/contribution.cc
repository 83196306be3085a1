#include "sim/phases/contribution.h"

#include <algorithm>
#include <span>

#include "sim/base/math.h"
#include "sim/phases/maintenance.h"

namespace enclosure {

namespace {

// Effort and heads by slot and domain: views of one row of sums, so that blocks of developers can be added up.
struct Work {
    std::span<double> effort;      // slot × domain
    std::span<double> heads;       // slot
    std::span<double> busy;        // domain: developers at work
    std::span<double> developers;  // domain

    static std::size_t size(std::size_t slots, std::size_t domains) { return slots * domains + slots + 2 * domains; }
    Work(std::span<double> sums, std::size_t slots, std::size_t domains)
        : effort(sums.first(slots * domains)),
          heads(sums.subspan(slots * domains, slots)),
          busy(sums.subspan(slots * domains + slots, domains)),
          developers(sums.last(domains)) {}
};

// What effort yields; nothing comes from nothing, whatever the exponent.
double yield(double effort, double returns) {
    return effort > 0 ? math::pow(effort, returns) : 0.0;
}

// Where revenue of a closed model comes from, by domain; all zero without revenue.
void spread_revenue(std::span<double> by_domain, std::size_t m, const Market& market, const Cells& cells, std::size_t slots) {
    std::fill(by_domain.begin(), by_domain.end(), 0.0);
    double total = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::size_t row = cells.segment[c] * slots + m;
        if (!(market.seats[row] > 0)) continue;
        const double revenue = static_cast<double>(market.users[c * slots + m]) * cells.seats[c] * market.revenue[row] / market.seats[row];
        by_domain[cells.domain[c]] += revenue;
        total += revenue;
    }
    for (double& share : by_domain) share = total > 0 ? share / total : 0.0;
}

// Relative rise of a domain's growth by the derivatives that a base has there; slot × domain, empty when derivatives lift nothing.
StepVector<double> derivative_lift(const Derivatives& derivatives, const DerivativeParams& p, std::size_t slots, std::size_t domains,
                                   Step step) {
    StepVector<double> lift(step.memory());
    if (p.rate <= 0 || p.lift <= 0) return lift;
    lift.resize(slots * domains, 0.0);
    for (std::size_t i = 0; i < derivatives.size(); ++i) lift[derivatives.base[i].at() * domains + derivatives.domain[i]] += 1;
    for (double& n : lift) n = p.lift * n / (n + p.lift_half);
    return lift;
}

}  // namespace

double pool_growth(const ContributionParams& p, double t) {
    return math::exp(p.growth * std::min(t, p.growth_years));
}

double creation_share(const CommunityParams& community, const MaintenanceParams& maintenance) {
    return (1 - maintenance.upkeep) * (1 + maintenance.funding_creation * funding_intensity(community, maintenance));
}

void contribute(Out<&Developers::effort> effort, Out<&Developers::given> given, In<&Developers::project> project,
                In<&Developers::employer> employer, In<&Developers::region> region, In<&Developers::domain> domain,
                In<&Developers::skill> skill, In<&Developers::productivity> productivity, In<&Developers::altruism> altruism,
                In<&Developers::fatigue> fatigue, Catalogue& catalogue, PublicState& commons, const Derivatives& derivatives,
                const Firms& firms, const Market& market, const Cells& cells, const Scenario& rules, const ContributionParams& p,
                const CommunityParams& community, const MaintenanceParams& maintenance, Step step) {
    const std::size_t slots = catalogue.size();
    const std::size_t domains = rules.domain.size();
    StepVector<double> sums(Work::size(slots, domains), 0.0, step.memory());
    const Work work(sums, slots, domains);
    const double reach_of[] = {community.collaboration, 1.0};  // of a developer elsewhere, and near or paid
    step.threads->add_up(project.size(), std::span(sums), [&](std::size_t begin, std::size_t end, std::span<double> row) {
        const Work part(row, slots, domains);
        for (std::size_t i = begin; i < end; ++i) {
            effort[i] = 0;
            part.developers[domain[i]] += 1;
            if (!project[i]) continue;
            const std::size_t m = project[i].at();
            const Id<Firms> owner = catalogue.owner[m];
            // By tables: branches would go either way.
            const std::size_t paid = owner && owner == employer[i] ? 1 : 0;
            const std::size_t near = !owner || firms.region[owner.at()] == region[i] ? 1 : 0;
            const double share[] = {0.5 + 0.5 * altruism[i], p.paid_ratio};
            const double hours = p.hours / 300 * share[paid];
            const double reach = reach_of[paid | near];
            effort[i] = static_cast<float>(hours * skill[i] * productivity[i] * (1 - fatigue[i]) * reach);
            part.effort[m * domains + domain[i]] += effort[i];
            part.heads[m] += 1;
            part.busy[domain[i]] += 1;
        }
    });

    const double all = static_cast<double>(project.size());
    const double upkeep = maintenance.upkeep * (1 + maintenance.funding_maintenance * funding_intensity(community, maintenance)) / all;
    const double created = creation_share(community, maintenance) * pool_growth(p, step.t) / all;
    const StepVector<double> lift = derivative_lift(derivatives, rules.parameters.derivatives, slots, domains, step);
    std::fill(commons.domain_effort.begin(), commons.domain_effort.end(), 0.0);
    for (std::size_t d = 0; d < domains; ++d) {
        commons.domain_busy[d] = work.developers[d] > 0 ? work.busy[d] / work.developers[d] : 0.0;
    }
    StepVector<double> total(slots, 0.0, step.memory());
    StepVector<double> revenue(domains, step.memory());
    for (std::size_t m = 0; m < slots; ++m) {
        for (std::size_t d = 0; d < domains; ++d) {
            total[m] += work.effort[m * domains + d];
            commons.domain_effort[d] += work.effort[m * domains + d] / all;
        }
        catalogue.effort[m] = total[m] / all;
        catalogue.maintenance[m] = total[m] * upkeep;
        catalogue.contributors[m] = work.heads[m];
        if (!catalogue.live(m)) continue;
        const bool open = catalogue.open[m] != 0;
        const StrategyRow& strategy = rules.strategy[catalogue.strategy[m]];
        const double openness = open ? std::max(strategy.code, strategy.modifiability) : 0.0;
        double& gain = catalogue.gain[m];
        gain += step.dt * (p.gain * yield(total[m] * created, p.returns) * openness * (1 - gain / p.gain_max) - p.decay * gain);
        gain = std::clamp(gain, 0.0, p.gain_max);

        if (p.domain_gain <= 0) continue;
        const double staff = !open && catalogue.owner[m] ? firms.staff[catalogue.owner[m].at()] : 0.0;
        if (!open) spread_revenue(revenue, m, market, cells, slots);
        for (std::size_t d = 0; d < domains; ++d) {
            const double more = lift.empty() ? 1.0 : 1 + lift[m * domains + d];
            const double drive = open ? yield(work.effort[m * domains + d] * created, p.returns) * openness * more
                                      : p.staff_improvement * (staff / (staff + p.domain_staff) * revenue[d]);
            double& offset = catalogue.offset[m * domains + d];
            const double rise = p.domain_max > 0 ? (offset - rules.domain[d].offset) / p.domain_max : 1.0;
            offset = std::min(offset + step.dt * p.domain_gain * drive * std::max(1 - rise, 0.0), rules.domain[d].offset + p.domain_max);
        }
    }

    step.threads->for_blocks(project.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            if (!project[i] || !(effort[i] > 0)) continue;
            const std::size_t m = project[i].at();
            given[i] += static_cast<float>(step.dt * market.slot_seats[m] * effort[i] / total[m]);
        }
    });
}

}  // namespace enclosure
