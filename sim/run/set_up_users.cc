#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/run/set_up.h"

namespace enclosure {

namespace {

std::uint8_t byte(double x, double scale) {
    return static_cast<std::uint8_t>(std::clamp(std::floor(x * scale + 0.5), 0.0, 255.0));
}

// A taste between 0 and 1 with the given mean: u^k has mean 1/(1 + k).
std::uint8_t taste(double u, double mean) {
    if (mean <= 0) return 0;
    if (mean >= 1) return 255;
    return byte(math::pow(u, (1 - mean) / mean), 255);
}

// Weight of each firm's model among the aware users of one side (closed or open) at the start; empty if no model is there.
struct Side {
    std::vector<std::size_t> slot;
    std::vector<std::uint64_t> serial;
    std::vector<double> log_weight;
};

Side starting_side(const World& world, bool open) {
    Side side;
    const Firms& firms = world.firms;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        const Id<Catalogue> model = open ? firms.released[f] : firms.interface[f];
        const double share = world.rules.firm[f].initial_share;
        if (!model || share <= 0) continue;
        side.slot.push_back(model.at());
        side.serial.push_back(firms.serial[f]);
        side.log_weight.push_back(math::log(share));
    }
    return side;
}

// Gumbel-max over firms, keyed by the firm: a further firm moves users only to itself.
std::uint8_t starting_model(const Side& side, const World& world, std::uint64_t user) {
    double best = std::numeric_limits<double>::lowest();
    std::uint8_t choice = choice_none;
    for (std::size_t i = 0; i < side.slot.size(); ++i) {
        Draws draws(world.step.seed, Purpose::user_start, combine(user, side.serial[i]), 0, 1);
        const double value = side.log_weight[i] + draws.gumbel();
        if (value > best) {
            best = value;
            choice = static_cast<std::uint8_t>(side.slot[i]);
        }
    }
    return choice;
}

}  // namespace

void set_up_users(World& world, const Threads& threads) {
    const Scenario& s = world.rules;
    const AdoptionParams& p = s.parameters.adoption;
    const Cells& cells = world.cells;
    Users& users = world.users;
    const auto n = static_cast<std::size_t>(s.population.users);
    std::apply([&](const auto&... c) { ((users.*c.member).assign(n, 0), ...); }, Users::columns());
    const Side closed = starting_side(world, false);
    const Side open = starting_side(world, true);
    // Mean over a segment of (income)^-elasticity is made one, so that the segment's price weight stays its mean.
    const double spread = p.income_spread * p.income_elasticity;
    const double spread_mean = math::exp(0.5 * spread * spread);

    threads.for_each(cells.size(), [&](std::size_t c) {
        const Segment& segment = s.segment[cells.segment[c]];
        double region_mean = 0;
        for (std::size_t other = 0; other < cells.size(); ++other) {
            if (cells.segment[other] != cells.segment[c]) continue;
            region_mean += math::pow(cells.income[other], -p.income_elasticity) * static_cast<double>(cells.users(other)) *
                           cells.seats[other] / segment.seats;
        }
        const double cell_price = math::pow(cells.income[c], -p.income_elasticity) / region_mean;
        const double advantage = p.technical_advantage / (1 + segment.technical * (p.technical_advantage - 1));
        const double plain = 1 / (1 + segment.technical * (p.technical_advantage - 1));
        for (std::size_t i = cells.begin[c]; i < cells.end[c]; ++i) {
            const std::uint64_t serial = user_serial(cells.serial[c], i - cells.begin[c]);
            const std::uint64_t organisation = user_serial(cells.serial[c], organisation_of(i - cells.begin[c], segment.workloads));
            Draws money(world.step.seed, Purpose::user_taste, organisation, 0, 0);
            Draws needs(world.step.seed, Purpose::user_taste, organisation, 0, 1);
            Draws more(world.step.seed, Purpose::user_taste, organisation, 0, 2);
            double data_sensitivity = needs.uniform();
            double customisation = needs.uniform();
            double security = more.uniform();
            if (segment.workloads > 1) {
                Draws own(world.step.seed, Purpose::user_workload, serial, 0, 0);
                Draws rest(world.step.seed, Purpose::user_workload, serial, 0, 1);
                // Two workloads share their needs with probability √c·√c: their correlation is c, and the distribution stays.
                if (own.uniform() >= std::sqrt(segment.likeness)) {
                    data_sensitivity = own.uniform();
                    customisation = rest.uniform();
                    security = rest.uniform();
                }
            }
            users.price[i] = byte(cell_price * math::exp(-spread * money.normal()) / spread_mean, 64);
            users.technical[i] = static_cast<std::uint8_t>(money.uniform() * 256);
            users.data_sensitivity[i] = taste(data_sensitivity, segment.data_sensitivity);
            users.customisation[i] = taste(customisation, segment.customisation);
            users.security[i] = taste(security, segment.security);
            users.reach[i] = static_cast<std::uint8_t>(more.uniform() * 256);

            const bool technical = users.technical[i] < segment.technical * 256;
            const bool reachable = users.reach[i] < segment.ceiling * 256;
            const double aware = segment.ceiling <= 0 ? 0 : segment.aware_start * (technical ? advantage : plain) / segment.ceiling;
            // An organisation hears of models as a whole; its workloads choose each for itself.
            Draws heard(world.step.seed, Purpose::user_start, organisation, 0, 0);
            Draws start(world.step.seed, Purpose::user_start, serial, 0, 0);
            start.bits();
            users.choice[i] = choice_unaware;
            if (heard.uniform() >= aware || !reachable) continue;
            const double open_share = technical ? segment.initial_open_technical : segment.initial_open_other;
            const bool wants_open = start.uniform() < open_share;
            const Side& first = wants_open ? open : closed;
            const Side& second = wants_open ? closed : open;
            users.choice[i] = starting_model(first.slot.empty() ? second : first, world, serial);
        }
    });
}

}  // namespace enclosure
