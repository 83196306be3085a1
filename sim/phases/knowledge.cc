#include "sim/phases/knowledge.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

double research_price(const Scenario& rules, std::size_t region) {
    return rules.region[region].research_cost * rules.parameters.cost.compute_price;
}

double effective_research(const Firms& firms, std::size_t f, const Scenario& rules) {
    return (firms.research[f] + firms.public_compute[f]) / research_price(rules, firms.region[f]);
}

namespace {

// Research-weighted sums over the firms of a region, or of the world.
struct Inflow {
    double research = 0;
    double published = 0;  // Σ R_f o_f
    double leaked = 0;     // Σ R_f l_f L_f

    void add(double r, double openness, double leak) {
        research += r;
        published += r * openness;
        leaked += r * leak;
    }
};

}  // namespace

void advance_knowledge(PublicState& commons, Firms& firms, const Scenario& rules, const KnowledgeParams& p, Step step) {
    Inflow world;
    StepVector<Inflow> region(rules.region.size(), step.memory());
    // A lead can leak away whole in a long step, not more than whole.
    const auto leak_rate = [&](std::size_t f) {
        return std::min(p.leak_base + p.leak_openness * rules.strategy[firms.strategy[f]].openness, 1 / step.dt);
    };
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        const double r = effective_research(firms, f, rules);
        const double openness = rules.strategy[firms.strategy[f]].openness;
        world.add(r, openness, leak_rate(f) * firms.lead[f]);
        region[firms.region[f]].add(r, openness, leak_rate(f) * firms.lead[f]);
    }
    const double effort = math::pow(world.research / (3 * p.reference_research), p.research_elasticity);

    // Leads grow on the knowledge of the step's begin.
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        const double r = effective_research(firms, f, rules) / p.reference_research;
        const double known = commons.knowledge[firms.region[f]] + firms.lead[f];
        const double growth = p.own_growth * math::pow(r, p.research_elasticity) * math::exp10(-p.fishing_out * known);
        firms.lead[f] = std::max(firms.lead[f] + step.dt * (growth - leak_rate(f) * firms.lead[f]), 0.0);
    }
    for (std::size_t r = 0; r < region.size(); ++r) {
        const double harder = std::min(effort * math::exp10(-p.fishing_out * commons.knowledge[r]), p.spillover_cap);
        const auto inflow = [&](const Inflow& from) {
            return from.research > 0 ? (p.spillover * from.published * harder + from.leaked) / from.research : 0.0;
        };
        const double growth =
            p.academic_growth * rules.region[r].academic + p.region_coupling * inflow(world) + (1 - p.region_coupling) * inflow(region[r]);
        commons.knowledge[r] += step.dt * growth;
    }
}

}  // namespace enclosure
