#include "sim/phases/entry.h"

#include <algorithm>
#include <array>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/phases/finance.h"
#include "sim/phases/release.h"
#include "sim/world/frontier.h"

namespace enclosure {

namespace {

// Row whose share of the total weight contains u.
template <class Row>
std::size_t row_by_weight(const std::vector<Row>& rows, double Row::*weight, double u) {
    double total = 0;
    for (const Row& row : rows) total += row.*weight;
    double sum = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].*weight <= 0) continue;
        last = i;
        sum += rows[i].*weight;
        if (u * total < sum) break;
    }
    return last;
}

}  // namespace

void admit_entrants(Firms& firms, Ledger& ledger, PublicState& commons, Chronicle& chronicle, const Catalogue& catalogue,
                    const Scenario& rules, const EntryParams& p, const TrainingParams& training, Step step) {
    const Frontier best = frontier(catalogue);
    const double open = std::max(best.open_latent, -1.0);
    const double gap = std::max(std::max(best.closed_latent, best.open_latent) - open, 0.0);
    const double rate = p.rate * math::exp(-gap / p.gap_scale);
    const std::uint64_t cause = serial_of("entry");
    // Arrivals of the step are a Poisson process: waiting times, each keyed by its number.
    double wait = 0;
    for (std::uint32_t k = 0; rate > 0; ++k) {
        wait += Draws(step.seed, Purpose::entry, cause, step.index, 4 * k).exponential() / rate;
        if (wait >= step.dt) return;
        std::int64_t present = 0;
        for (std::size_t f = 0; f < firms.size(); ++f) present += firms.entrant[f] != 0 && firms.alive[f] != 0 ? 1 : 0;
        if (static_cast<double>(present) >= p.capacity) {
            ++commons.turned_away;
            continue;
        }
        Draws what(step.seed, Purpose::entry, cause, step.index, 4 * k + 1);
        Draws means(step.seed, Purpose::entry, cause, step.index, 4 * k + 2);
        Draws when(step.seed, Purpose::entry, cause, step.index, 4 * k + 3);

        NewFirm firm;
        firm.serial = combine(cause, combine(step.index, k));
        firm.label = "entrant_" + std::to_string(commons.entrants + 1);
        firm.strategy = row_by_weight(rules.strategy, &StrategyRow::entrants, what.uniform());
        firm.region = row_by_weight(rules.region, &Region::developers, what.uniform());
        for (const Segment& g : rules.segment) firm.brand.push_back(g.entrant_brand);
        const std::size_t f = add_firm(firms, firm, rules.parameters.prices);
        firms.entrant[f] = 1;
        firms.venture[f] = 1;
        firms.start[f] = step.t;
        // Founders' money comes from investors; it is there at once, after the others' accounts were settled.
        firms.cash[f] = p.cash * math::pow(training.frontier_growth, std::min(step.t, 5.0)) * (0.3 + 2 * means.uniform());
        ledger.book(Ledger::investors, ledger.firm(f), firms.cash[f], Flow::investment);
        firms.capital[f] = firms.cash[f];
        firms.aspiration[f] = p.aspiration_min + (p.aspiration_max - p.aspiration_min) * means.uniform();
        const double frontier_budget = frontier_research(training, step.t);
        firms.research[f] = 0.5 * firms.aspiration[f] * frontier_budget;
        firms.run_spend[f] = 0.05 * firms.aspiration[f] * frontier_budget;
        firms.lead[f] = p.lead;
        firms.run_knowledge[f] = commons.knowledge[firm.region] + p.lead;
        firms.run_hardware[f] = rules.parameters.knowledge.hardware_growth * step.t;
        firms.imitation[f] = open - p.imitation_gap;
        firms.quality_assurance[f] = 0.3;
        firms.safety[f] = 0.3;
        firms.run_interval[f] = 1.5;
        firms.refresh_interval[f] = 0.5;
        firms.next_release[f] = step.t + 0.2 + 0.3 * when.uniform();
        firms.next_run[f] = step.t + 1;
        firms.next_review[f] = step.t + rules.parameters.review.review_period;
        ++commons.entrants;
        chronicle.note(step.t, "entry", firms.label[f], "enters with " + rules.strategy[firm.strategy].title);
    }
}

}  // namespace enclosure
