#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "sim/base/byte_quantiles.h"
#include "sim/base/draws.h"
#include "sim/base/many_draws.h"
#include "sim/base/math.h"
#include "sim/base/pages.h"
#include "sim/run/set_up.h"
#include "sim/run/starting_market.h"
#include "sim/world/pieces.h"

namespace enclosure {

namespace {

// The quantile that 64 bits stand for, in units of 1/256.
std::uint8_t quantile_byte(std::uint64_t bits) {
    return static_cast<std::uint8_t>(bits >> 56);
}

// Levels of bytes (byte_at).

// A taste between 0 and 1 with the given mean: u^k has mean 1/(1 + k).
struct Taste {
    double mean = 0;

    double operator()(double u) const {
        if (mean <= 0) return 0;
        if (mean >= 1) return 255;
        return math::pow(u, (1 - mean) / mean) * 255;
    }
};

// A price weight, lognormal over a cell: falls with income, of which u is the quantile.
struct PriceWeight {
    double cell = 0;
    double spread = 0;
    double mean = 1;

    double operator()(double u) const { return cell * math::exp(-spread * math::normal_quantile(u)) / mean * 64; }
};

// Bytes that users of a segment draw.
struct SegmentTastes {
    DrawnByte<Taste> data_sensitivity, customisation, security;

    SegmentTastes(const Segment& segment, std::uint64_t users)
        : data_sensitivity({segment.data_sensitivity}, ByteQuantiles::Order::rises, users),
          customisation({segment.customisation}, ByteQuantiles::Order::rises, users),
          security({segment.security}, ByteQuantiles::Order::rises, users) {}
};

// By cell. Mean over a segment of (income)^-elasticity is made one, so that the segment's price weight stays its mean.
std::vector<PriceWeight> price_weights(const World& world) {
    const AdoptionParams& p = world.rules.parameters.adoption;
    const Cells& cells = world.cells;
    const double spread = p.income_spread * p.income_elasticity;
    std::vector<double> mean(world.rules.segment.size(), 0.0);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        mean[cells.segment[c]] += math::pow(cells.income[c], -p.income_elasticity) * static_cast<double>(cells.users(c)) * cells.seats[c] /
                                  world.rules.segment[cells.segment[c]].seats;
    }
    std::vector<PriceWeight> weights;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        weights.push_back(
            {math::pow(cells.income[c], -p.income_elasticity) / mean[cells.segment[c]], spread, math::exp(0.5 * spread * spread)});
    }
    return weights;
}

// All that users draw from, by segment or by segment and region.
struct Tastes {
    std::vector<SegmentTastes> segment;
    std::vector<DrawnByte<PriceWeight>> price;
    std::vector<std::size_t> price_of_cell;

    explicit Tastes(const World& world) {
        const Cells& cells = world.cells;
        const std::vector<PriceWeight> weight = price_weights(world);
        // Users of a segment in a region are of one distribution of income, whatever their field.
        std::map<std::pair<std::size_t, std::size_t>, std::uint64_t> users;
        std::vector<std::uint64_t> of_segment(world.rules.segment.size(), 0);
        for (std::size_t c = 0; c < cells.size(); ++c) {
            users[{cells.segment[c], cells.region[c]}] += cells.users(c);
            of_segment[cells.segment[c]] += cells.users(c);
        }
        std::map<std::pair<std::size_t, std::size_t>, std::size_t> row;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const std::pair<std::size_t, std::size_t> place{cells.segment[c], cells.region[c]};
            const auto [at, is_new] = row.try_emplace(place, price.size());
            if (is_new) price.emplace_back(weight[c], ByteQuantiles::Order::falls, users[place]);
            price_of_cell.push_back(at->second);
        }
        for (std::size_t g = 0; g < of_segment.size(); ++g) segment.emplace_back(world.rules.segment[g], of_segment[g]);
    }
};

using Numbers = std::array<std::uint64_t, 2>;
constexpr std::size_t together = 512;  // users whose numbers are made together

// What users or organisations draw for a purpose: Draws(seed, purpose, serial[i], 0, k) for k below `blocks`.
template <std::size_t blocks>
class NumbersOf {
  public:
    NumbersOf(std::uint64_t seed, Purpose purpose, std::span<const std::uint64_t> serial) {
        for (std::uint32_t k = 0; k < blocks; ++k) agent_numbers(seed, purpose, serial, 0, k, numbers_[k]);
    }
    const Numbers& of(std::size_t i, std::size_t k = 0) const { return numbers_[k][i]; }

  private:
    std::array<std::array<Numbers, together>, blocks> numbers_;
};

// The users [first, last) of a cell, no more than `together`, and the organisations that they belong to; who is in none is one of his own.
class Neighbours {
  public:
    Neighbours(const Cells& cells, std::size_t c, std::size_t first, std::size_t last, double workloads)
        : size(last - first), organised(workloads > 1) {
        const std::size_t begin = first - cells.begin[c];
        const std::size_t first_of_all = organisation_of(begin, workloads);
        for (std::size_t k = 0; k < size; ++k) {
            organisation[k] = static_cast<std::uint16_t>(organisation_of(begin + k, workloads) - first_of_all);
        }
        organisations = organisation_of(begin + size - 1, workloads) - first_of_all + 1;
        for (std::size_t k = 0; k < size; ++k) serials_[k] = user_serial(cells.serial[c], begin + k);
        if (!organised) return;
        for (std::size_t k = 0; k < organisations; ++k) of_organisation_[k] = user_serial(cells.serial[c], first_of_all + k);
    }

    std::span<const std::uint64_t> serials() const { return std::span(serials_).first(size); }
    std::span<const std::uint64_t> serials_of_organisations() const {
        return std::span(organised ? of_organisation_ : serials_).first(organisations);
    }

    std::size_t size;
    bool organised;
    std::size_t organisations;
    std::array<std::uint16_t, together> organisation;  // by user: which of them

  private:
    std::array<std::uint64_t, together> serials_;
    std::array<std::uint64_t, together> of_organisation_;
};

// Who of these users knows of models at the start, and which each of them uses.
void draw_awareness(Users& users, const World& world, const StartingMarket& market, std::size_t c, std::size_t first,
                    const Neighbours& here) {
    const Segment& segment = world.rules.segment[world.cells.segment[c]];
    const AdoptionParams& p = world.rules.parameters.adoption;
    const std::uint64_t seed = world.step.seed;
    const double mean = 1 + segment.technical * (p.technical_advantage - 1);
    const double technical_below = segment.technical * 256;
    const double reach_below = segment.ceiling * 256;
    const auto aware_if = [&](double relative) { return segment.ceiling <= 0 ? 0 : segment.aware_start * relative / segment.ceiling; };
    const double aware_technical = aware_if(p.technical_advantage / mean);
    const double aware_other = aware_if(1 / mean);

    std::fill_n(users.choice.begin() + static_cast<std::ptrdiff_t>(first), here.size, choice_unaware);
    // An organisation hears of models as a whole; its workloads choose each for itself. Nearly all are ruled out by half a number.
    const auto organisations = here.serials_of_organisations();
    std::array<std::uint32_t, together> heard;
    agent_words(seed, Purpose::user_start, organisations, 0, heard);
    const double highest = std::max(aware_technical, aware_other);
    for (std::size_t k = 0; k < here.size; ++k) {
        const std::size_t organisation = here.organisation[k];
        if (!may_fall_below(heard[organisation], highest)) continue;
        const std::size_t i = first + k;
        const bool technical = users.technical[i] < technical_below;
        const double aware = technical ? aware_technical : aware_other;
        const bool hears = Draws(seed, Purpose::user_start, organisations[organisation], 0, 0).uniform() < aware;
        if (!hears || users.reach[i] >= reach_below) continue;
        const std::uint64_t serial = here.serials()[k];
        Draws start(seed, Purpose::user_start, serial, 0, 0);
        start.bits();
        const double open_share = technical ? segment.initial_open_technical : segment.initial_open_other;
        const bool wants_open = start.uniform() < open_share;
        users.choice[i] = market.model(wants_open, seed, serial);
    }
}

// Draws the users [first, last) of a cell, no more than `together`.
void draw_users(Users& users, const World& world, const Tastes& tastes, const StartingMarket& market, std::size_t c, std::size_t first,
                std::size_t last) {
    const Cells& cells = world.cells;
    const Segment& segment = world.rules.segment[cells.segment[c]];
    const std::uint64_t seed = world.step.seed;
    const Neighbours here(cells, c, first, last, segment.workloads);
    const NumbersOf<3> shared(seed, Purpose::user_taste, here.serials_of_organisations());
    const auto drawn = [&](std::size_t k, std::size_t block, std::size_t number) { return shared.of(here.organisation[k], block)[number]; };

    // A column after the other, in loops short enough to keep what they need in registers.
    const auto fill = [&](auto& column, const auto& value) {
        auto* const row = column.data() + first;
        for (std::size_t k = 0; k < here.size; ++k) row[k] = value(k);
    };
    const auto fill_drawn = [&](auto& column, const auto& byte, const auto& number) {
        byte.of_many(here.size, number, column.data() + first);
    };
    fill_drawn(users.price, tastes.price[tastes.price_of_cell[c]], [&](std::size_t k) { return drawn(k, 0, 0); });
    fill(users.technical, [&](std::size_t k) { return quantile_byte(drawn(k, 0, 1)); });
    fill(users.reach, [&](std::size_t k) { return quantile_byte(drawn(k, 2, 1)); });
    fill(users.since, [](std::size_t) { return std::uint16_t{0}; });

    const SegmentTastes& taste = tastes.segment[cells.segment[c]];
    const auto fill_needs = [&](const auto& data_sensitivity, const auto& customisation, const auto& security) {
        fill_drawn(users.data_sensitivity, taste.data_sensitivity, data_sensitivity);
        fill_drawn(users.customisation, taste.customisation, customisation);
        fill_drawn(users.security, taste.security, security);
    };
    if (here.organised) {
        // Two workloads share their needs with probability √c·√c: their correlation is c, and the distribution stays.
        const NumbersOf<2> own(seed, Purpose::user_workload, here.serials());
        const double likeness = std::sqrt(segment.likeness);
        // Chosen by masks: a branch would go either way.
        std::array<std::uint64_t, together> of_his_own;
        for (std::size_t k = 0; k < here.size; ++k) of_his_own[k] = uniform_of_bits(own.of(k)[0]) >= likeness ? ~std::uint64_t{0} : 0;
        const auto either = [&](std::size_t k, std::uint64_t of_all, std::uint64_t of_one) {
            return of_all ^ ((of_all ^ of_one) & of_his_own[k]);
        };
        fill_needs([&](std::size_t k) { return either(k, drawn(k, 1, 0), own.of(k, 0)[1]); },
                   [&](std::size_t k) { return either(k, drawn(k, 1, 1), own.of(k, 1)[0]); },
                   [&](std::size_t k) { return either(k, drawn(k, 2, 0), own.of(k, 1)[1]); });
    } else {
        fill_needs([&](std::size_t k) { return drawn(k, 1, 0); }, [&](std::size_t k) { return drawn(k, 1, 1); },
                   [&](std::size_t k) { return drawn(k, 2, 0); });
    }
    draw_awareness(users, world, market, c, first, here);
}

}  // namespace

void set_up_users(World& world, const Threads& threads) {
    Users& users = world.users;
    const auto n = static_cast<std::size_t>(world.rules.population.users);
    const auto make_room = [&](auto& column) {
        column.resize(n);
        ask_for_pages(std::as_bytes(std::span(column)), threads);
    };
    std::apply([&](const auto&... c) { (make_room(users.*c.member), ...); }, Users::columns());
    const Tastes tastes(world);
    const StartingMarket market(world);
    threads.for_blocks(n, [&](std::size_t begin, std::size_t end, std::size_t) {
        for_each_piece(world.cells, begin, end, [&](std::size_t c, std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; i += together) {
                draw_users(users, world, tastes, market, c, i, std::min(i + together, last));
            }
        });
    });
}

}  // namespace enclosure
