#include "sim/run/audit.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numeric>

namespace enclosure {

namespace {

[[noreturn]] void broken(const World& world, std::string_view phase, const std::string& what) {
    throw AuditError(fmt::format("step {}, after '{}': {}", world.step.index, phase, what));
}

std::string account_name(const World& world, std::size_t account) {
    static constexpr const char* names[] = {"suppliers", "investors", "parents", "buyers of complements", "public purse", "developers"};
    if (account < Ledger::first_segment) return names[account];
    account -= Ledger::first_segment;
    if (account < world.scenario.segment.size()) return "users of segment " + world.scenario.segment[account].id;
    account -= world.scenario.segment.size();
    if (account < world.scenario.region.size()) return "hosts of region " + world.scenario.region[account].id;
    return "firm " + world.firms.label[account - world.scenario.region.size()];
}

template <class T>
bool finite(const T& value) {
    if constexpr (std::is_floating_point_v<T>) {
        return std::isfinite(value);
    } else {
        return true;
    }
}

// Values that must lie in a range: probabilities, shares, capabilities.
struct Bound {
    const char* name;
    const std::vector<double>& values;
    double lo;
    double hi;
};

}  // namespace

Audit::Audit(const World& world) : cash_(world.firms.cash) {}

void Audit::after(std::string_view phase, const World& world) {
    settled_ = settled_ || phase == "settle";
    counted_ = counted_ || phase == "count users";
    check_people(phase, world);
    check_money(phase, world);
    check_numbers(phase, world);
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
    if (counted != world.scenario.population.users) {
        broken(world, phase, fmt::format("{} users counted of {}", counted, world.scenario.population.users));
    }
    if (counted_) {
        for (std::size_t c = 0; c < world.cells.size(); ++c) {
            std::array<std::int64_t, 256> uses{};
            for (std::size_t i = world.cells.begin[c]; i < world.cells.end[c]; ++i) ++uses[world.users.choice[i]];
            for (std::size_t m = 0; m < slots; ++m) {
                if (uses[m] == world.market.users[c * slots + m]) continue;
                broken(world, phase,
                       fmt::format("slot {} has {} users in cell {}, counted {}", m, uses[m], c, world.market.users[c * slots + m]));
            }
        }
    }
    for (std::size_t i = 0; i < world.users.size(); ++i) {
        const std::uint8_t choice = world.users.choice[i];
        if (choice == choice_none || choice == choice_unaware) continue;
        if (choice >= slots || world.catalogue.state[choice] == Slot::empty) {
            broken(world, phase, fmt::format("user {} uses slot {}, which is empty", i, choice));
        }
    }
    for (std::size_t i = 0; i < world.developers.size(); ++i) {
        const Id<Catalogue> project = world.developers.project[i];
        if (project && project.at() >= slots) broken(world, phase, fmt::format("developer {} works on slot {}", i, project.row));
    }
}

// Booked in pairs, balances sum to zero; firms' cash moves by their bookings and by nothing else.
void Audit::check_money(std::string_view phase, const World& world) const {
    const Ledger& ledger = world.ledger;
    const double gross = std::accumulate(ledger.amount.begin(), ledger.amount.end(), 0.0);
    double total = 0;
    double turnover = 1;
    for (const double b : ledger.balance) {
        total += b;
        turnover += std::abs(b);
    }
    if (std::abs(total) > 1e-9 * turnover) broken(world, phase, fmt::format("balances sum to {} USD of {} USD", total, turnover));
    for (std::size_t i = 0; i < ledger.amount.size(); ++i) {
        if (!(ledger.amount[i] > 0) || !std::isfinite(ledger.amount[i])) {
            broken(world, phase,
                   fmt::format("booking {} from {} to {} is {} USD", i, account_name(world, ledger.payer[i]),
                               account_name(world, ledger.payee[i]), ledger.amount[i]));
        }
    }
    if (!settled_) return;
    std::vector<double> expected = cash_;
    expected.resize(world.firms.size(), 0.0);  // entrants start with nothing but what is booked
    const std::uint32_t first = ledger.firm(0);
    for (std::size_t i = 0; i < ledger.amount.size(); ++i) {
        if (ledger.payer[i] >= first) expected[ledger.payer[i] - first] -= ledger.amount[i];
        if (ledger.payee[i] >= first) expected[ledger.payee[i] - first] += ledger.amount[i];
    }
    for (std::size_t f = 0; f < expected.size(); ++f) {
        if (std::abs(expected[f] - world.firms.cash[f]) > 1e-9 * (gross + 1)) {
            broken(world, phase,
                   fmt::format("account of {}: cash {} USD, by its bookings {} USD", account_name(world, first + f), world.firms.cash[f],
                               expected[f]));
        }
    }
}

void Audit::check_numbers(std::string_view phase, const World& world) const {
    for_each_part(world, [&](const auto& part, std::string_view part_name) {
        for_each_column<std::remove_cvref_t<decltype(part)>>([&](const auto& c) {
            const auto& column = part.*c.member;
            using Column = std::remove_cvref_t<decltype(column)>;
            if constexpr (std::is_arithmetic_v<Column>) {
                if (!finite(column)) broken(world, phase, fmt::format("{}.{} is {}", part_name, c.facts.name, column));
            } else {
                for (std::size_t i = 0; i < column.size(); ++i) {
                    if (!finite(column[i])) broken(world, phase, fmt::format("{}.{} is not finite in row {}", part_name, c.facts.name, i));
                }
            }
        });
    });
    const Catalogue& m = world.catalogue;
    const Bound bounds[] = {{"catalogue.trust", m.trust, 0, 1},
                            {"catalogue.reliability", m.reliability, 0, 1},
                            {"catalogue.capability", m.capability, -20, 40},
                            {"catalogue.score", m.score, -20, 40},
                            {"catalogue.gain", m.gain, 0, 2},
                            {"catalogue.defects", m.defects, 0, 1e9},
                            {"catalogue.price", m.price, 0, 1e9},
                            {"firms.markup", world.firms.markup, 1, 100},
                            {"firms.research", world.firms.research, 0, 1e15}};
    for (const Bound& b : bounds) {
        for (std::size_t i = 0; i < b.values.size(); ++i) {
            if (b.values[i] < b.lo || b.values[i] > b.hi) {
                broken(world, phase, fmt::format("{} is {} in row {}, outside [{}, {}]", b.name, b.values[i], i, b.lo, b.hi));
            }
        }
    }
}

}  // namespace enclosure
