#include "sim/phases/tally.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "sim/base/many_bytes.h"
#include "sim/base/math.h"
#include "sim/phases/budget.h"
#include "sim/phases/release.h"
#include "sim/world/pieces.h"

namespace enclosure {

namespace {

// Which slots an organisation uses.
struct SlotSet {
    std::uint64_t low = 0;                // slots below 64, of which markets seldom have more: kept in a register
    std::array<std::uint64_t, 4> rest{};  // the others

    /// What is no slot is left out.
    void insert(std::uint8_t choice) {
        low |= std::uint64_t{choice < 64} << (choice % 64u);
        if (choice - 64u < choice_slots - 64u) rest[choice / 64u] |= std::uint64_t{1} << (choice % 64u);
    }

    std::int64_t size() const {
        std::int64_t size = std::popcount(low);
        for (const std::uint64_t word : rest) size += word != 0 ? std::popcount(word) : 0;
        return size;
    }
};

// Organisations whose first record lies in [first, last), and the different models that each uses. The records of the last one may lie
// behind `last`.
void count_organisations(Market& market, const Cells& cells, std::size_t c, std::size_t first, std::size_t last, In<&Users::choice> choice,
                         double workloads) {
    std::int64_t organisations = 0;
    std::int64_t models = 0;
    const std::size_t begin = cells.begin[c];
    const auto begin_of = [&](std::size_t which) {
        return std::min<std::size_t>(begin + organisation_begin(which, workloads), cells.end[c]);
    };
    std::size_t which = first > begin ? organisation_of(first - 1 - begin, workloads) + 1 : 0;
    for (std::size_t i = begin_of(which); i < last;) {
        SlotSet used;
        for (const std::size_t end = begin_of(++which); i < end; ++i) used.insert(choice[i]);
        const std::int64_t different = used.size();
        organisations += different > 0 ? 1 : 0;
        models += different;
    }
    add_count(market.organisations[cells.segment[c]], organisations);
    add_count(market.organisation_models[cells.segment[c]], models);
}

}  // namespace

void count_users(Market& market, const Cells& cells, In<&Users::choice> choice, const Scenario& rules, Step step) {
    std::fill(market.users.begin(), market.users.end(), 0);
    std::fill(market.unaware.begin(), market.unaware.end(), 0);
    std::fill(market.undecided.begin(), market.undecided.end(), 0);
    std::fill(market.organisations.begin(), market.organisations.end(), 0);
    std::fill(market.organisation_models.begin(), market.organisation_models.end(), 0);
    const std::size_t slots = market.users.size() / cells.size();
    step.threads->for_blocks(choice.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for_each_piece(cells, begin, end, [&](std::size_t c, std::size_t first, std::size_t last) {
            const std::array<std::int64_t, 256> count = count_bytes(choice.subspan(first, last - first), slots, choice_none);
            std::int64_t adopters = 0;
            for (std::size_t m = 0; m < slots; ++m) {
                add_count(market.users[c * slots + m], count[m]);
                adopters += count[m];
            }
            add_count(market.unaware[c], count[choice_unaware]);
            add_count(market.undecided[c], count[choice_none]);
            const double workloads = rules.segment[cells.segment[c]].workloads;
            if (workloads > 1) {
                count_organisations(market, cells, c, first, last, choice, workloads);
            } else {
                add_count(market.organisations[cells.segment[c]], adopters);
                add_count(market.organisation_models[cells.segment[c]], adopters);
            }
        });
    });
}

void sweep_ended(Catalogue& catalogue, Out<&Developers::project> project, Step step) {
    step.threads->for_blocks(project.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            if (project[i] && catalogue.state[project[i].at()] != Slot::live) project[i] = {};
        }
    });
    sweep_catalogue(catalogue);
}

void tally_market(Market& market, const Cells& cells, const Catalogue& catalogue, PublicState& commons, const Scenario& rules,
                  const PriceParams& p, Step step) {
    const std::size_t slots = catalogue.size();
    std::fill(market.seats.begin(), market.seats.end(), 0.0);
    std::fill(market.revenue.begin(), market.revenue.end(), 0.0);
    std::fill(market.tokens.begin(), market.tokens.end(), 0.0);
    std::fill(market.slot_seats.begin(), market.slot_seats.end(), 0.0);
    std::fill(market.slot_revenue.begin(), market.slot_revenue.end(), 0.0);
    std::fill(market.region_revenue.begin(), market.region_revenue.end(), 0.0);

    StepVector<double> spend(rules.segment.size() * slots, 0.0, step.memory());
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        const Segment& segment = rules.segment[g];
        const double budget = seat_budget(segment, step.t);
        for (std::size_t m = 0; m < slots; ++m) {
            if (!catalogue.live(m)) continue;
            const double relative = math::pow(catalogue.price[m] / commons.average_price, 1 - segment.use_elasticity);
            spend[g * slots + m] = budget * std::min(relative, p.spend_cap);
        }
    }
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::size_t g = cells.segment[c];
        for (std::size_t m = 0; m < slots; ++m) {
            const std::int64_t users = market.users[c * slots + m];
            if (users == 0 || !catalogue.live(m)) continue;
            const double seats = static_cast<double>(users) * cells.seats[c];
            const double revenue = seats * cells.income[c] * spend[g * slots + m];
            market.seats[g * slots + m] += seats;
            market.revenue[g * slots + m] += revenue;
            market.region_revenue[cells.region[c] * slots + m] += revenue;
            market.tokens[g * slots + m] += revenue / catalogue.price[m];
        }
    }
    double log_price = 0;
    double seats = 0;
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        for (std::size_t m = 0; m < slots; ++m) {
            market.slot_seats[m] += market.seats[g * slots + m];
            market.slot_revenue[m] += market.revenue[g * slots + m];
        }
    }
    for (std::size_t m = 0; m < slots; ++m) {
        if (market.slot_seats[m] <= 0) continue;
        log_price += market.slot_seats[m] * math::log(catalogue.price[m]);
        seats += market.slot_seats[m];
    }
    if (seats > 0) {
        const double average = math::exp(log_price / seats);
        commons.average_price *= math::pow(average / commons.average_price, math::fires(1 / p.average_lag, step.dt));
    }
}

}  // namespace enclosure
