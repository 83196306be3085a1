#include "sim/phases/tally.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <span>

#include "sim/base/many_bytes.h"
#include "sim/base/math.h"
#include "sim/phases/budget.h"
#include "sim/phases/release.h"
#include "sim/world/pieces.h"

namespace enclosure {

namespace {

// Of `records` of a cell, from the first of organisation `which` on, their places in their organisations.
class PlacesInOrganisations {
  public:
    PlacesInOrganisations(std::size_t which, std::size_t records, double workloads) {
        // Edges of halves, quarters and so on repeat.
        std::size_t period = records;
        for (const double parts : {1.0, 2.0, 4.0, 8.0, 16.0}) {
            const double whole = workloads * parts;
            if (whole == std::floor(whole)) period = std::min(period, static_cast<std::size_t>(whole));
        }
        std::size_t made = 0;
        for (std::size_t begin = organisation_begin(which, workloads); made < period;) {
            const std::size_t end = organisation_begin(++which, workloads);
            for (std::size_t k = 0; k < end - begin; k += at_once) std::memcpy(place_.data() + made + k, numbers.data() + k, at_once);
            last_ = std::max(last_, end - begin - 1);
            made += end - begin;
            begin = end;
        }
        for (; made < records; made += made) std::memcpy(place_.data() + made, place_.data(), std::min(made, records - made));
    }

    const std::uint8_t* data() const { return place_.data(); }
    /// The highest of them.
    std::uint8_t last() const { return static_cast<std::uint8_t>(last_); }

  private:
    static constexpr std::size_t at_once = 8;    // a copy of known length is one instruction
    static constexpr std::size_t largest = 101;  // 100 are legal, and edges are rounded
    static constexpr auto numbers = [] {
        std::array<std::uint8_t, largest + at_once> from_0{};
        for (std::size_t k = 0; k < from_0.size(); ++k) from_0[k] = static_cast<std::uint8_t>(k);
        return from_0;
    }();

    std::array<std::uint8_t, block_size + 2 * largest + at_once> place_;
    std::size_t last_ = 0;
};

// Organisations whose first record lies in [first, last), and the different models that each uses. The records of the last one may lie
// behind `last`.
void count_organisations(Market& market, const Cells& cells, std::size_t c, std::size_t first, std::size_t last, In<&Users::choice> choice,
                         double workloads) {
    const std::size_t begin = cells.begin[c];
    // The first organisation that begins at a record or behind it.
    const auto next = [&](std::size_t i) { return i > begin ? organisation_of(i - 1 - begin, workloads) + 1 : 0; };
    const auto begin_of = [&](std::size_t which) {
        return std::min<std::size_t>(begin + organisation_begin(which, workloads), cells.end[c]);
    };
    const std::size_t from = begin_of(next(first));
    const std::size_t to = begin_of(next(last));
    if (from >= to) return;
    const PlacesInOrganisations places(next(first), to - from, workloads);
    const Variety found = variety(choice.subspan(from, to - from), {places.data(), to - from}, places.last(), choice_slots);
    add_count(market.organisations[cells.segment[c]], found.groups);
    add_count(market.organisation_models[cells.segment[c]], found.values);
}

}  // namespace

void count_users(Market& market, const Cells& cells, const Catalogue& catalogue, In<&Users::choice> choice, const Scenario& rules,
                 Step step) {
    std::fill(market.users.begin(), market.users.end(), 0);
    std::fill(market.unaware.begin(), market.unaware.end(), 0);
    std::fill(market.undecided.begin(), market.undecided.end(), 0);
    std::fill(market.organisations.begin(), market.organisations.end(), 0);
    std::fill(market.organisation_models.begin(), market.organisation_models.end(), 0);
    const std::size_t slots = market.users.size() / cells.size();
    StepVector<std::uint8_t> expected({choice_unaware, choice_none}, step.memory());
    expected.reserve(slots + 2);
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (catalogue.state[m] != Slot::empty) expected.push_back(static_cast<std::uint8_t>(m));
    }
    // In runs of several blocks, if there are enough for all threads: what is counted of a cell is added once for each run.
    const std::size_t runs = 16 * static_cast<std::size_t>(step.threads->count());
    const std::size_t run = block_size * std::clamp<std::size_t>(choice.size() / (block_size * runs), 1, 16);
    step.threads->for_each((choice.size() + run - 1) / run, [&](std::size_t k) {
        for_each_piece(cells, k * run, std::min((k + 1) * run, choice.size()), [&](std::size_t c, std::size_t first, std::size_t last) {
            const std::array<std::int64_t, 256> count = count_bytes(choice.subspan(first, last - first), expected);
            std::int64_t adopters = 0;
            for (std::size_t m = 0; m < slots; ++m) {
                add_count(market.users[c * slots + m], count[m]);
                adopters += count[m];
            }
            add_count(market.unaware[c], count[choice_unaware]);
            add_count(market.undecided[c], count[choice_none]);
            const double workloads = rules.segment[cells.segment[c]].workloads;
            if (workloads > 1) {
                for (std::size_t i = first; i < last; i += block_size) {
                    count_organisations(market, cells, c, i, std::min(i + block_size, last), choice, workloads);
                }
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
