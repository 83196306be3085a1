#include "sim/run/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <type_traits>

#include "sim/run/row_label.h"
#include "sim/world/stored.h"

namespace enclosure {

namespace {

[[noreturn]] void broken(const World& world, std::string_view phase, const std::string& what) {
    throw AuditError(fmt::format("step {}, after '{}': {}", world.step.index, phase, what));
}

// The agent that row i of a column belongs to: by name where it has one.
std::string agent_name(const World& world, std::string_view part, Width width, std::size_t i) {
    const ColumnFacts facts{.name = {}, .unit = {}, .doc = {}, .width = width, .legal = {}};
    return (part == "firms" ? "firm " : "") + row_label(world, part, facts, i, 0);
}

// Net flow to each account by the bookings that the ledger holds.
std::vector<double> net_flows(const Ledger& ledger, std::size_t accounts) {
    std::vector<double> net(accounts, 0.0);
    for (std::size_t i = 0; i < ledger.amount.size(); ++i) {
        net[ledger.payer[i]] -= ledger.amount[i];
        net[ledger.payee[i]] += ledger.amount[i];
    }
    return net;
}

double gross_flow(const Ledger& ledger) {
    return std::accumulate(ledger.amount.begin(), ledger.amount.end(), 0.0);
}

// Every value of every column lies in its range and is a number.
void check_values(std::string_view phase, const World& world) {
    for_each_stored(world, [&](std::string_view part, const ColumnFacts& facts, const auto& column) {
        const auto check = [&](const auto& value, std::size_t i, bool single) {
            using Value = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_arithmetic_v<Value>) {
                const auto x = static_cast<double>(value);
                const bool number = !std::is_floating_point_v<Value> || std::isfinite(x);
                if (number && facts.legal.holds(x)) return;
                const std::string where = single ? "" : " of " + agent_name(world, part, facts.width, i);
                broken(world, phase,
                       number
                           ? fmt::format("{}.{}{} is {}, outside [{:g}, {:g}]", part, facts.name, where, x, facts.legal.lo, facts.legal.hi)
                           : fmt::format("{}.{}{} is {}, not a finite number", part, facts.name, where, x));
            }
        };
        if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(column)>>) {
            check(column, 0, true);
        } else {
            for (std::size_t i = 0; i < column.size(); ++i) check(column[i], i, false);
        }
    });
}

}  // namespace

Audit::Audit(const World& world) : cash_(world.firms.cash), balance_(world.ledger.balance), amounts_(world.ledger.amount) {}

void Audit::after(std::string_view phase, const World& world) {
    cleared_ = cleared_ || phase == clears_bookings;
    settled_ = settled_ || phase == moves_cash;
    developers_counted_ = developers_counted_ || phase == counts_developers;
    users_counted_ = users_counted_ || phase == counts_users;
    swept_ = swept_ || phase == frees_slots;
    check_bookings(phase, world);
    check_cash(phase, world);
    check_values(phase, world);
    check_people(phase, world);
    check_developers(phase, world);
}

// Every user is in one state, and the counts, once made, say so. Between choice and count they may differ; then only totals are checked.
void Audit::check_people(std::string_view phase, const World& world) const {
    const std::size_t slots = world.catalogue.size();
    std::int64_t counted = 0;
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        std::int64_t cell = world.market.unaware[c] + world.market.undecided[c];
        for (std::size_t m = 0; m < slots; ++m) cell += world.market.users[c * slots + m];
        if (cell != static_cast<std::int64_t>(world.cells.users(c))) {
            broken(world, phase, fmt::format("cell {} has {} users, counted {}", c, world.cells.users(c), cell));
        }
        counted += cell;
    }
    if (counted != world.scenario.population.users || counted != static_cast<std::int64_t>(world.users.size())) {
        broken(world, phase, fmt::format("{} users counted of {}", counted, world.scenario.population.users));
    }
    for (std::size_t i = 0; i < world.users.size(); ++i) {
        const std::uint8_t choice = world.users.choice[i];
        if (choice == choice_none || choice == choice_unaware) continue;
        if (choice >= slots || world.catalogue.state[choice] == Slot::empty) {
            broken(world, phase, fmt::format("user {} uses slot {}, which is empty", i, choice));
        }
        if (swept_ && !world.catalogue.live(choice)) broken(world, phase, fmt::format("user {} uses slot {}, which has ended", i, choice));
    }
    if (!users_counted_) return;
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        std::array<std::int64_t, 256> uses{};
        for (std::size_t i = world.cells.begin[c]; i < world.cells.end[c]; ++i) ++uses[world.users.choice[i]];
        const auto differ = [&](const std::string& state, std::int64_t are, std::int64_t said) {
            broken(world, phase, fmt::format("{} has {} users in cell {}, counted {}", state, are, c, said));
        };
        const Market& said = world.market;
        if (uses[choice_unaware] != said.unaware[c]) differ("no awareness", uses[choice_unaware], said.unaware[c]);
        if (uses[choice_none] != said.undecided[c]) differ("no model", uses[choice_none], said.undecided[c]);
        for (std::size_t m = 0; m < slots; ++m) {
            if (uses[m] != said.users[c * slots + m]) differ(fmt::format("slot {}", m), uses[m], said.users[c * slots + m]);
        }
    }
}

// Developers work on released models that exist, and a model's contributors, once counted, are those who work on it.
void Audit::check_developers(std::string_view phase, const World& world) const {
    const std::size_t slots = world.catalogue.size();
    std::vector<std::int64_t> at_work(slots, 0);
    if (world.developers.size() != static_cast<std::size_t>(world.scenario.population.developers)) {
        broken(world, phase, fmt::format("{} developers of {}", world.developers.size(), world.scenario.population.developers));
    }
    for (std::size_t i = 0; i < world.developers.size(); ++i) {
        const Id<Firms> employer = world.developers.employer[i];
        if (employer && employer.at() >= world.firms.size()) {
            broken(world, phase, fmt::format("developer {} is employed by row {}, which is no firm", i, employer.row));
        }
        const Id<Catalogue> project = world.developers.project[i];
        if (!project) continue;
        if (project.at() >= slots || world.catalogue.state[project.at()] == Slot::empty) {
            broken(world, phase, fmt::format("developer {} works on slot {}, which is empty", i, project.row));
        }
        ++at_work[project.at()];
        if (developers_counted_ && world.catalogue.open[project.at()] == 0) {
            broken(world, phase, fmt::format("developer {} works on slot {}, whose weights are not released", i, project.row));
        }
        if (swept_ && !world.catalogue.live(project.at())) {
            broken(world, phase, fmt::format("developer {} works on slot {}, which has ended", i, project.row));
        }
    }
    if (!developers_counted_) return;
    for (std::size_t m = 0; m < slots; ++m) {
        if (static_cast<double>(at_work[m]) != world.catalogue.contributors[m]) {
            broken(world, phase, fmt::format("slot {} has {} developers, counted {}", m, at_work[m], world.catalogue.contributors[m]));
        }
    }
}

// Booked in pairs: each account's balance has moved by its bookings and by nothing else, and all balances sum to zero.
void Audit::check_bookings(std::string_view phase, const World& world) {
    const Ledger& ledger = world.ledger;
    const std::size_t last = ledger.firm(world.firms.size());
    if (ledger.payer.size() != ledger.amount.size() || ledger.payee.size() != ledger.amount.size() ||
        ledger.flow.size() != ledger.amount.size()) {
        broken(world, phase, "the ledger's columns differ in length");
    }
    for (std::size_t i = 0; i < ledger.amount.size(); ++i) {
        if (!(ledger.amount[i] > 0) || !std::isfinite(ledger.amount[i]) || ledger.payer[i] >= last || ledger.payee[i] >= last) {
            broken(world, phase,
                   fmt::format("booking {} from {} to {} is {} USD", i, account_name(world, ledger.payer[i]),
                               account_name(world, ledger.payee[i]), ledger.amount[i]));
        }
    }
    cleared_ = cleared_ || ledger.amount.size() < amounts_.size() || !std::equal(amounts_.begin(), amounts_.end(), ledger.amount.begin());

    const std::size_t accounts = std::max<std::size_t>(last, std::max(ledger.balance.size(), balance_.size()));
    std::vector<double> moved(accounts, 0.0);
    for (std::size_t a = 0; a < accounts; ++a) {
        moved[a] = (a < ledger.balance.size() ? ledger.balance[a] : 0.0) - (a < balance_.size() ? balance_[a] : 0.0);
    }
    std::vector<double> booked(accounts, 0.0);
    for (std::size_t i = cleared_ ? 0 : amounts_.size(); i < ledger.amount.size(); ++i) {
        booked[ledger.payer[i]] -= ledger.amount[i];
        booked[ledger.payee[i]] += ledger.amount[i];
    }
    const double gross = gross_flow(ledger);
    double total = 0;
    double turnover = 1;
    for (std::size_t a = 0; a < accounts; ++a) {
        const double balance = a < ledger.balance.size() ? ledger.balance[a] : 0.0;
        if (!(std::abs(moved[a] - booked[a]) <= 1e-9 * (gross + 1) + 1e-12 * std::abs(balance))) {
            broken(world, phase,
                   fmt::format("account of {}: balance moved by {} USD, booked {} USD", account_name(world, a), moved[a], booked[a]));
        }
        total += balance;
        turnover += std::abs(balance);
    }
    if (!(std::abs(total) <= 1e-9 * turnover)) broken(world, phase, fmt::format("balances sum to {} USD of {} USD", total, turnover));
}

// Firms' cash moves by their bookings when these are settled, and at no other time.
void Audit::check_cash(std::string_view phase, const World& world) const {
    const Ledger& ledger = world.ledger;
    const std::uint32_t first = ledger.firm(0);
    const std::vector<double> net = net_flows(ledger, std::max<std::size_t>(ledger.firm(world.firms.size()), ledger.balance.size()));
    const double gross = gross_flow(ledger);
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        const double before = f < cash_.size() ? cash_[f] : 0.0;  // entrants start with nothing but what is booked
        // After settlement nothing is booked on a firm's account but what an entrant brings along, which is cash at once.
        const double expected = before + (settled_ || f >= cash_.size() ? net[first + f] : 0.0);
        if (!(std::abs(expected - world.firms.cash[f]) <= 1e-9 * (gross + 1) + 1e-12 * std::abs(before))) {
            broken(world, phase,
                   fmt::format("account of {}: cash {} USD, by its bookings {} USD", account_name(world, first + f), world.firms.cash[f],
                               expected));
        }
    }
}

}  // namespace enclosure
