#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "sim/base/byte_quantiles.h"
#include "sim/base/draws.h"
#include "sim/base/many_draws.h"
#include "sim/base/math.h"
#include "sim/run/set_up.h"
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

// Weight of each firm's model among the aware users of one side (closed or open) at the start; empty if no model is there.
struct StartingSide {
    std::vector<std::size_t> slot;
    std::vector<std::uint64_t> serial;
    std::vector<double> share;
    std::vector<double> log_weight;  // its logarithm
};

StartingSide starting_side(const World& world, bool open) {
    StartingSide side;
    const Firms& firms = world.firms;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        const Id<Catalogue> model = open ? firms.released[f] : firms.interface[f];
        const double share = world.rules.firm[f].initial_share;
        if (!model || share <= 0) continue;
        side.slot.push_back(model.at());
        side.serial.push_back(firms.serial[f]);
        side.share.push_back(share);
        side.log_weight.push_back(math::log(share));
    }
    return side;
}

// Gumbel-max over firms, keyed by the firm: a further firm moves users only to itself. Of the variate −ln(−ln u) two logarithms are
// computed only where it may win: as −ln u ≥ 1 − u, exp(−value) is at least (1 − u)/share.
std::uint8_t starting_model(const StartingSide& side, const World& world, std::uint64_t user) {
    constexpr double room = 1 + 1e-9;  // for what is rounded
    double best = std::numeric_limits<double>::lowest();
    double least = std::numeric_limits<double>::infinity();  // exp(−best)
    std::uint8_t choice = choice_none;
    for (std::size_t i = 0; i < side.slot.size(); ++i) {
        Draws draws(world.step.seed, Purpose::user_start, combine(user, side.serial[i]), 0, 1);
        if (1 - Draws(draws).uniform() > least * side.share[i] * room) continue;
        const double value = side.log_weight[i] + draws.gumbel();
        if (value > best) {
            best = value;
            least = math::exp(-best);
            choice = static_cast<std::uint8_t>(side.slot[i]);
        }
    }
    return choice;
}

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

// What users draw in Purpose::user_taste and the like: Draws(seed, purpose, serial[i], 0, k) for k below `blocks`.
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

// The columns from a row on, by plain pointers: a byte that is stored may alias what a vector holds, and would have it loaded anew.
struct RowsFrom {
    std::uint8_t *choice, *price, *data_sensitivity, *customisation, *security, *technical, *reach;
    std::uint16_t* since;

    RowsFrom(Users& users, std::size_t first)
        : choice(users.choice.data() + first),
          price(users.price.data() + first),
          data_sensitivity(users.data_sensitivity.data() + first),
          customisation(users.customisation.data() + first),
          security(users.security.data() + first),
          technical(users.technical.data() + first),
          reach(users.reach.data() + first),
          since(users.since.data() + first) {}
};

// Draws the users [first, last) of a cell, no more than `together`.
void draw_users(Users& users, const World& world, const Tastes& tastes, const StartingSide& closed, const StartingSide& open, std::size_t c,
                std::size_t first, std::size_t last) {
    const Cells& cells = world.cells;
    const Segment& segment = world.rules.segment[cells.segment[c]];
    const AdoptionParams& p = world.rules.parameters.adoption;
    const SegmentTastes& taste = tastes.segment[cells.segment[c]];
    const DrawnByte<PriceWeight>& price = tastes.price[tastes.price_of_cell[c]];
    const std::uint64_t seed = world.step.seed;
    const double advantage = p.technical_advantage / (1 + segment.technical * (p.technical_advantage - 1));
    const double plain = 1 / (1 + segment.technical * (p.technical_advantage - 1));
    const double technical_below = segment.technical * 256;
    const double reach_below = segment.ceiling * 256;
    const auto aware_if = [&](double relative) { return segment.ceiling <= 0 ? 0 : segment.aware_start * relative / segment.ceiling; };
    const double aware_technical = aware_if(advantage);
    const double aware_other = aware_if(plain);
    const bool alike = segment.workloads > 1;
    const double likeness = std::sqrt(segment.likeness);

    std::array<std::uint64_t, together> serials;
    std::array<std::uint64_t, together> organisations;
    for (std::size_t i = first; i < last; ++i) {
        const std::size_t index = i - cells.begin[c];
        serials[i - first] = user_serial(cells.serial[c], index);
        organisations[i - first] = alike ? user_serial(cells.serial[c], organisation_of(index, segment.workloads)) : serials[i - first];
    }
    const auto serial = std::span(serials).first(last - first);
    const auto organisation = std::span(organisations).first(last - first);
    const NumbersOf<3> shared(seed, Purpose::user_taste, organisation);
    const NumbersOf<2> own(seed, Purpose::user_workload, alike ? serial : serial.first(0));
    const NumbersOf<1> heard(seed, Purpose::user_start, organisation);

    const RowsFrom row(users, first);
    for (std::size_t k = 0; k < last - first; ++k) {
        const auto [money, expertise] = shared.of(k, 0);
        auto [data_sensitivity, customisation] = shared.of(k, 1);
        auto [security, reach] = shared.of(k, 2);
        // Two workloads share their needs with probability √c·√c: their correlation is c, and the distribution stays.
        if (alike) {
            // Chosen by masks: a branch would go either way.
            const std::uint64_t of_his_own = uniform_of_bits(own.of(k, 0)[0]) >= likeness ? ~std::uint64_t{0} : 0;
            data_sensitivity ^= (data_sensitivity ^ own.of(k, 0)[1]) & of_his_own;
            customisation ^= (customisation ^ own.of(k, 1)[0]) & of_his_own;
            security ^= (security ^ own.of(k, 1)[1]) & of_his_own;
        }
        row.price[k] = price.of(money);
        row.technical[k] = quantile_byte(expertise);
        row.data_sensitivity[k] = taste.data_sensitivity.of(data_sensitivity);
        row.customisation[k] = taste.customisation.of(customisation);
        row.security[k] = taste.security.of(security);
        row.reach[k] = quantile_byte(reach);
        row.since[k] = 0;
        row.choice[k] = choice_unaware;
        const bool technical = quantile_byte(expertise) < technical_below;
        // An organisation hears of models as a whole; its workloads choose each for itself.
        const bool hears = uniform_of_bits(heard.of(k)[0]) < (technical ? aware_technical : aware_other);
        if (!hears || quantile_byte(reach) >= reach_below) continue;
        Draws start(seed, Purpose::user_start, serial[k], 0, 0);
        start.bits();
        const double open_share = technical ? segment.initial_open_technical : segment.initial_open_other;
        const bool wants_open = start.uniform() < open_share;
        const StartingSide& wanted = wants_open ? open : closed;
        const StartingSide& other = wants_open ? closed : open;
        row.choice[k] = starting_model(wanted.slot.empty() ? other : wanted, world, serial[k]);
    }
}

}  // namespace

void set_up_users(World& world, const Threads& threads) {
    Users& users = world.users;
    const auto n = static_cast<std::size_t>(world.rules.population.users);
    std::apply([&](const auto&... c) { ((users.*c.member).resize(n), ...); }, Users::columns());
    const Tastes tastes(world);
    const StartingSide closed = starting_side(world, false);
    const StartingSide open = starting_side(world, true);
    threads.for_blocks(n, [&](std::size_t begin, std::size_t end, std::size_t) {
        for_each_piece(world.cells, begin, end, [&](std::size_t c, std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; i += together) {
                draw_users(users, world, tastes, closed, open, c, i, std::min(i + together, last));
            }
        });
    });
}

}  // namespace enclosure
