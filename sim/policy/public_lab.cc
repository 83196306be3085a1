#include "sim/policy/public_lab.h"

#include <algorithm>
#include <string>

#include "sim/base/hash.h"
#include "sim/base/math.h"
#include "sim/phases/finance.h"
#include "sim/phases/knowledge.h"
#include "sim/phases/lineage.h"
#include "sim/phases/release.h"
#include "sim/phases/training.h"

namespace enclosure {

std::optional<std::size_t> plain_release(const Scenario& rules) {
    for (std::size_t s = 0; s < rules.strategy.size(); ++s) {
        const StrategyRow& strategy = rules.strategy[s];
        if (strategy.release && !strategy.interface && strategy.delay <= 0) return s;
    }
    return {};
}

namespace {

std::size_t found_lab(Firms& firms, std::size_t region, std::size_t strategy, const Catalogue& catalogue, PublicState& commons,
                      const Scenario& rules, const GovernmentParams& p, Step step) {
    const Parameters& parameters = rules.parameters;
    const double budget = rules.region[region].public_lab;
    ++commons.public_labs;
    NewFirm firm{.brand = StepVector<double>(step.memory())};
    firm.serial = combine(serial_of("public lab"), combine(serial_of(rules.region[region].id), step.index));
    firm.label = "public_lab_" + std::to_string(commons.public_labs) + "_" + rules.region[region].id;
    firm.region = region;
    firm.strategy = strategy;
    for (const Segment& g : rules.segment) firm.brand.push_back(g.entrant_brand);
    const std::size_t f = add_firm(firms, firm, parameters.prices);
    firms.public_lab[f] = 1;
    firms.fixed_strategy[f] = 1;
    firms.start[f] = step.t;
    firms.parent_growth[f] = 1;
    firms.research[f] = budget;
    firms.safety[f] = firms.quality_assurance[f] = p.lab_safety;
    const FirmRow usual;
    firms.run_interval[f] = usual.run_interval;
    firms.refresh_interval[f] = usual.refresh_interval;
    firms.next_release[f] = step.t + firms.refresh_interval[f];
    firms.next_run[f] = step.t + usual.first_run;
    firms.run_spend[f] =
        std::max(parameters.training.run_share * budget / research_price(rules, region) * firms.run_interval[f], least_run);
    firms.run_knowledge[f] = commons.knowledge[region];
    firms.run_hardware[f] = parameters.knowledge.hardware_growth * step.t;
    const double own =
        firms.run_knowledge[f] + firms.run_hardware[f] + math::log10(firms.run_spend[f] / parameters.training.reference_spend);
    firms.imitation[f] = std::clamp(own, capability_range.lo, capability_range.hi);
    const Id<Catalogue> base = parameters.training.lineage ? best_base(catalogue, rules.strategy[strategy], rules) : Id<Catalogue>();
    if (base && catalogue.capability[base.at()] - p.lab_gap > firms.imitation[f]) {
        firms.imitation[f] = catalogue.capability[base.at()] - p.lab_gap;
        firms.adapted[f] = catalogue.serial[base.at()];
        firms.adapted_bound[f] = lets_be_sold(catalogue, base.at(), rules) ? 0 : 1;
    }
    return f;
}

}  // namespace

void run_public_labs(Firms& firms, const Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                     const GovernmentParams& p, Step step) {
    const std::optional<std::size_t> strategy = plain_release(rules);
    for (std::size_t r = 0; strategy && r < rules.region.size(); ++r) {
        if (!(rules.region[r].public_lab > 0)) continue;
        bool there = false;
        for (std::size_t f = 0; f < firms.size(); ++f) {
            there = there || (firms.public_lab[f] != 0 && firms.alive[f] != 0 && firms.region[f] == r);
        }
        if (there) continue;
        const std::size_t f = found_lab(firms, r, *strategy, catalogue, commons, rules, p, step);
        chronicle.note(step.t, "entry", firms.label[f], "is founded by the state");
    }
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (firms.public_lab[f] == 0 || firms.alive[f] == 0) continue;
        const double budget = rules.region[firms.region[f]].public_lab;
        firms.grants[f] = budget;
        if (!(budget > 0)) continue;
        // A soft budget (Kornai 1986): the state covers a deficit within the year and does not let its lab fail.
        firms.grants[f] += std::max(-firms.cash[f], 0.0);
        firms.insolvent[f] = 0;
        const double reserve = budget / 12;
        const double left = budget + firms.margin[f] - firms.opex[f] - firms.legal[f] + (firms.cash[f] - reserve);
        firms.aspiration[f] = std::clamp(std::max(left, budget / 5) / frontier_research(rules.parameters.training, step.t), 0.0, 10.0);
    }
}

}  // namespace enclosure
