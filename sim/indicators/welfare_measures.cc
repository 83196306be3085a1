#include "sim/indicators/welfare_measures.h"


#include "sim/indicators/measures.h"
#include "sim/world/world.h"

namespace enclosure {

namespace {

bool owner_account(std::uint32_t account) { return account == Ledger::investors || account == Ledger::parents; }

double region_consumer_surplus(const World& w, std::size_t r) {
    double sum = 0;
    for (std::size_t c = 0; c < w.cells.size(); ++c) {
        if (w.cells.region[c] != r) continue;
        const double aware = static_cast<double>(static_cast<std::int64_t>(w.cells.users(c)) - w.market.unaware[c]);
        for (std::size_t k = 0; k < income_classes; ++k) {
            sum += aware * w.cells.seats[c] * income_class[k].share * w.welfare.benefit[c * income_classes + k];
        }
    }
    return sum;
}

double region_firms_surplus(const World& w, std::size_t r) {
    double sum = 0;
    for (std::size_t f = 0; f < w.firms.size(); ++f) {
        if (w.firms.region[f] == r) sum += account_surplus(w, w.ledger.firm(f), w.ledger.firm(f) + 1);
    }
    return sum;
}

double region_hosts_surplus(const World& w, std::size_t r) { return account_surplus(w, w.ledger.hosts(r), w.ledger.hosts(r) + 1); }

// Mean over cells that `in` selects, by seats of segments with exposed work, of 1 − displaced + created.
template <class Select>
double employment(const World& w, Select in) {
    const std::size_t regions = w.rules.region.size();
    double sum = 0;
    double seats = 0;
    for (std::size_t c = 0; c < w.cells.size(); ++c) {
        const std::size_t g = w.cells.segment[c];
        if (!in(c) || w.rules.segment[g].exposure <= 0) continue;
        const double n = w.cells.seats[c] * static_cast<double>(w.cells.users(c));
        const std::size_t i = g * regions + w.cells.region[c];
        sum += n * (1 - w.welfare.displaced[i] + w.welfare.created[i]);
        seats += n;
    }
    return seats > 0 ? sum / seats : undefined;
}

// Mean over seats in cells that `in` selects.
template <class Select>
double log_sum(const World& w, Select in) {
    double sum = 0;
    double seats = 0;
    for (std::size_t c = 0; c < w.cells.size(); ++c) {
        if (!in(c)) continue;
        const double n = w.cells.seats[c] * static_cast<double>(w.cells.users(c));
        sum += n * w.welfare.gain[c];
        seats += n;
    }
    return seats > 0 ? sum / seats : undefined;
}

constexpr Indicator welfare_of_world[] = {
    {"compensation", "USD/yr", "What users receive from others: damages, refunds.", &compensation},
    {"firms_surplus", "USD/yr", "What firms receive less what they pay, money of investors and parents left out.", &firms_surplus},
    {"hosts_surplus", "USD/yr", "Margins of hosts of released weights that are not their makers.", &hosts_surplus},
    {"developers_surplus", "USD/yr", "Surplus of the community's developers by log-sum, at a dollar value of their time, and what they are paid by funds.", &developers_surplus},
    {"public_spending", "USD/yr", "What the public purse pays less what it receives.", &public_spending},
    {"log_sum", "1", "What models are worth to an aware user over having none, in utility, mean over seats; it goes on rising where the surplus nears the budget.",
     [](const World& w) { return log_sum(w, [](std::size_t) { return true; }); }},
    {"employment", "1", "Tasks left and new, over tasks without models: 1 - displaced + created, mean of segments that work, by seats. Stylised.",
     [](const World& w) { return employment(w, [](std::size_t) { return true; }); }},
};

constexpr MemberIndicator welfare_of_segments[] = {
    {"migration_cost", "USD/yr", "Cost of forced migration to the segment's users.", [](const World& w, std::size_t g) { return w.welfare.migration_cost[g]; }},
    {"surplus_per_seat", "USD/person/yr", "Consumer surplus over all seats of the segment.",
     [](const World& w, std::size_t g) { return w.commons.consumer_surplus[g] / w.rules.segment[g].seats; }},
    {"log_sum", "1", "What models are worth to an aware user of the segment over having none, in utility.",
     [](const World& w, std::size_t g) { return log_sum(w, [&](std::size_t c) { return w.cells.segment[c] == g; }); }},
    {"employment", "1", "Tasks left and new, over tasks without models; NaN if the segment does not work.",
     [](const World& w, std::size_t g) { return employment(w, [&](std::size_t c) { return w.cells.segment[c] == g; }); }},
};

constexpr MemberIndicator welfare_of_regions[] = {
    {"consumer_surplus", "USD/yr", "Consumer surplus of the region's users by log-sum.", &region_consumer_surplus},
    {"firms_surplus", "USD/yr", "What the region's firms receive less what they pay, money of investors and parents left out.", &region_firms_surplus},
    {"hosts_surplus", "USD/yr", "Margins of the region's hosts.", &region_hosts_surplus},
    {"developers_surplus", "USD/yr", "Surplus of the region's developers by log-sum.", [](const World& w, std::size_t r) { return w.welfare.developers_surplus[r]; }},
    {"log_sum", "1", "What models are worth to an aware user of the region over having none, in utility.",
     [](const World& w, std::size_t r) { return log_sum(w, [&](std::size_t c) { return w.cells.region[c] == r; }); }},
    {"employment", "1", "Tasks left and new, over tasks without models.",
     [](const World& w, std::size_t r) { return employment(w, [&](std::size_t c) { return w.cells.region[c] == r; }); }},
};

}  // namespace

double account_surplus(const World& world, std::uint32_t first, std::uint32_t last) {
    const Ledger& ledger = world.ledger;
    double sum = 0;
    for (std::size_t i = 0; i < ledger.amount.size(); ++i) {
        if (owner_account(ledger.payer[i]) || owner_account(ledger.payee[i])) continue;
        if (ledger.payee[i] >= first && ledger.payee[i] < last) sum += ledger.amount[i];
        if (ledger.payer[i] >= first && ledger.payer[i] < last) sum -= ledger.amount[i];
    }
    return sum / world.step.dt;
}

double compensation(const World& world) {
    const Ledger& ledger = world.ledger;
    double sum = 0;
    for (std::size_t i = 0; i < ledger.amount.size(); ++i) {
        if (ledger.payee[i] >= ledger.users(0) && ledger.payee[i] < ledger.hosts(0)) sum += ledger.amount[i];
    }
    return sum / world.step.dt;
}

double firms_surplus(const World& world) {
    return account_surplus(world, world.ledger.firm(0), world.ledger.firm(world.firms.size()));
}

double hosts_surplus(const World& world) {
    return account_surplus(world, world.ledger.hosts(0), world.ledger.firm(0));
}

double developers_surplus(const World& world) {
    // Between the public purse and the users lie the accounts of developers, if there are any.
    return sum_of(world.welfare.developers_surplus) + account_surplus(world, Ledger::public_purse + 1, Ledger::first_segment);
}

double public_spending(const World& world) {
    return -account_surplus(world, Ledger::public_purse, Ledger::public_purse + 1);
}

double welfare(const World& world) {
    return sum_of(world.commons.consumer_surplus) + compensation(world) + firms_surplus(world) + hosts_surplus(world) +
           developers_surplus(world) - public_spending(world) - world.commons.harm_cost - world.commons.migration_cost;
}

Theme welfare_theme() {
    return {.world = welfare_of_world, .segments = welfare_of_segments, .regions = welfare_of_regions};
}

}  // namespace enclosure
