#include "sim/phases/entry.h"

#include <algorithm>
#include <optional>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/phases/finance.h"
#include "sim/phases/forecast.h"
#include "sim/phases/knowledge.h"
#include "sim/phases/lineage.h"
#include "sim/phases/release.h"
#include "sim/phases/row_race.h"
#include "sim/phases/training.h"
#include "sim/world/frontier.h"

namespace enclosure {

namespace {

// Founders: what they have and want.
struct Founders {
    std::uint64_t serial = 0;
    std::size_t strategy = 0;
    std::size_t region = 0;
    double cash = 0;
    double aspiration = 0;
    EntrantBase base = {};
};

Founders founders(std::uint64_t cause, std::uint32_t k, const Catalogue& catalogue, const PublicState& commons, const Scenario& rules,
                  Step step) {
    const EntryParams& p = rules.parameters.entry;
    Draws means(step.seed, Purpose::entry, cause, step.index, 4 * k + 2);
    Founders who;
    who.serial = combine(cause, combine(step.index, k));
    who.strategy =
        row_race(rules.strategy, &StrategyRow::entrants, step.seed, Purpose::entry_strategy, who.serial, step.index, step.memory());
    who.region = row_race(rules.region, &Region::developers, step.seed, Purpose::entry_region, who.serial, step.index, step.memory());
    const double growth = math::pow(rules.parameters.training.frontier_growth, std::min(step.t, 5.0));
    who.cash = p.cash * growth * (0.3 + 2 * means.uniform());
    who.aspiration = p.aspiration_min + (p.aspiration_max - p.aspiration_min) * means.uniform();
    const Id<Catalogue> open =
        rules.parameters.training.lineage ? best_base(catalogue, rules.strategy[who.strategy], rules) : Id<Catalogue>();
    who.base = entrant_base(who.cash, who.region, who.aspiration, open, catalogue, commons, rules, step.t);
    return who;
}

// Profit over the horizon less the cost of the base, over what it all costs.
double value_of(const Founders& who, const Forecast& forecast, const Scenario& rules, Step step) {
    const Parameters& p = rules.parameters;
    const double t = step.t;
    const Maker maker = newcomer(who.region, who.base.capability, rules, t, step.memory());
    const Prospect prospect = forecast.under(maker, rules.strategy[who.strategy]);
    const double profit = forecast.profit(prospect, rules.strategy[who.strategy]);
    const double income =
        prospect.interface_spend +
        prospect.hosted_spend * (p.finance.hosting_share + p.finance.service_share * rules.strategy[who.strategy].services);
    const double research = who.aspiration * frontier_research(p.training, t);
    const double running = research + p.finance.opex_share * income + p.finance.opex_fixed * (1 + p.finance.opex_fixed_growth * t);
    const double cost = p.entry.horizon * running + who.base.cost;
    return cost > 0 ? (p.entry.horizon * profit - cost) / cost : 0.0;
}

void enter(const Founders& who, Firms& firms, Ledger& ledger, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
           double until_release, Step step) {
    const Parameters& p = rules.parameters;
    NewFirm firm{.brand = StepVector<double>(step.memory())};
    firm.serial = who.serial;
    firm.label = "entrant_" + std::to_string(commons.entrants + 1);
    firm.strategy = who.strategy;
    firm.region = who.region;
    for (const Segment& g : rules.segment) firm.brand.push_back(g.entrant_brand);
    const std::size_t f = add_firm(firms, firm, p.prices);
    firms.entrant[f] = 1;
    firms.venture[f] = 1;
    firms.start[f] = step.t;
    // Founders' money comes from investors; it is there, and the base paid for, at once, after the others' accounts were settled.
    firms.cash[f] = who.cash - who.base.cost;
    firms.capital[f] = who.cash;
    ledger.book(Ledger::investors, ledger.firm(f), who.cash, Flow::investment);
    ledger.book(ledger.firm(f), Ledger::suppliers, who.base.cost, Flow::research);
    firms.aspiration[f] = who.aspiration;
    firms.research[f] = 0.5 * who.aspiration * frontier_research(p.training, step.t);
    firms.run_spend[f] = who.base.run_spend;
    firms.lead[f] = p.entry.lead;
    firms.run_knowledge[f] = commons.knowledge[who.region] + p.entry.lead;
    firms.run_hardware[f] = p.knowledge.hardware_growth * step.t;
    firms.imitation[f] = who.base.capability;
    firms.adapted[f] = who.base.adapted;
    firms.adapted_bound[f] = who.base.bound ? 1 : 0;
    firms.quality_assurance[f] = p.entry.quality_assurance;
    firms.safety[f] = p.entry.safety;
    firms.run_interval[f] = p.entry.run_interval;
    firms.refresh_interval[f] = p.entry.refresh_interval;
    firms.next_release[f] = step.t + until_release;
    firms.next_run[f] = step.t + 1;
    ++commons.entrants;
    chronicle.note(
        step.t, "entry", firms.label[f],
        {"enters with ", rules.strategy[who.strategy].title, who.base.adapted != 0 ? ", on another's weights" : ", on a base of its own"});
}

}  // namespace

EntrantBase entrant_base(double cash, std::size_t region, double aspiration, Id<Catalogue> open, const Catalogue& catalogue,
                         const PublicState& commons, const Scenario& rules, double t) {
    const EntryParams& p = rules.parameters.entry;
    const TrainingParams& training = rules.parameters.training;
    const double known = commons.knowledge[region] + p.lead + rules.parameters.knowledge.hardware_growth * t;
    const double price = research_price(rules, region);
    EntrantBase own;
    own.cost = p.base_share * cash;
    own.run_spend = std::max(training.run_share * own.cost / price, least_run);
    own.capability = std::clamp(known + math::log10(own.run_spend / training.reference_spend), capability_range.lo, capability_range.hi);
    if (!open) return own;

    EntrantBase adapted;
    adapted.adapted = catalogue.serial[open.at()];
    adapted.bound = !lets_be_sold(catalogue, open.at(), rules);
    adapted.capability = catalogue.capability[open.at()] - p.imitation_gap;
    if (adapted.capability <= own.capability) return own;
    // Within what a power of ten can hold: beyond it nobody could pay.
    const double run = training.reference_spend * math::exp10(std::clamp(adapted.capability - known, -12.0, 12.0));
    adapted.cost = p.adaptation * run * price / std::max(training.run_share, 1e-3);
    // Its own runs are what its aspiration makes of them: a twentieth of its research.
    adapted.run_spend = std::max(0.05 * aspiration * frontier_research(training, t), least_run);
    return adapted.cost <= p.base_share * cash ? adapted : own;
}

void admit_entrants(Firms& firms, Ledger& ledger, PublicState& commons, Chronicle& chronicle, const Market& market, const Cells& cells,
                    const Catalogue& catalogue, const Scenario& rules, const EntryParams& p, Step step) {
    const std::uint64_t cause = serial_of("entry");
    std::optional<Forecast> forecast;  // made for the first founders, before anybody enters: nobody sees a rival of the same step
    // Arrivals of the step are a Poisson process: waiting times, each keyed by its number.
    double wait = 0;
    for (std::uint32_t k = 0; p.rate > 0; ++k) {
        wait += Draws(step.seed, Purpose::entry, cause, step.index, 4 * k).exponential() / p.rate;
        if (wait >= step.dt) return;
        const Founders who = founders(cause, k, catalogue, commons, rules, step);
        if (p.intensity > 0) {
            if (!forecast) forecast.emplace(market, cells, catalogue, commons, rules, step.t, step.memory());
            const double optimism = Draws(step.seed, Purpose::entry_choice, cause, step.index, k).exponential() / p.intensity;
            if (value_of(who, *forecast, rules, step) + optimism < 0) {
                ++commons.declined;
                continue;
            }
        }
        std::int64_t present = 0;
        for (std::size_t f = 0; f < firms.size(); ++f) present += firms.entrant[f] != 0 && firms.alive[f] != 0 ? 1 : 0;
        if (static_cast<double>(present) >= p.capacity) {
            ++commons.turned_away;
            continue;
        }
        const double until_release = 0.2 + 0.3 * Draws(step.seed, Purpose::entry, cause, step.index, 4 * k + 3).uniform();
        enter(who, firms, ledger, commons, chronicle, rules, until_release, step);
    }
}

}  // namespace enclosure
