#include "sim/run/starting_market.h"

#include <limits>

#include "sim/base/draws.h"
#include "sim/base/hash.h"
#include "sim/base/math.h"

namespace enclosure {

StartingMarket::StartingMarket(const World& world) {
    const Firms& firms = world.firms;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        const double share = world.rules.firm[f].initial_share;
        if (!(share > 0)) continue;
        const auto add = [&](Side& side, Id<Catalogue> model) {
            if (!model) return;
            side.slot.push_back(static_cast<std::uint8_t>(model.at()));
            side.serial.push_back(firms.serial[f]);
            side.share.push_back(share);
            side.log_share.push_back(math::log(share));
        };
        add(closed_, firms.interface[f]);
        add(open_, firms.released[f]);
    }
}

// Gumbel-max over firms, keyed by the firm. Of the variate −ln(−ln u) two logarithms are computed only where it may win: as −ln u ≥ 1 − u,
// exp(−value) is at least (1 − u)/share.
std::uint8_t StartingMarket::model(bool open, std::uint64_t seed, std::uint64_t user) const {
    const Side& wanted = open ? open_ : closed_;
    const Side& side = wanted.slot.empty() ? (open ? closed_ : open_) : wanted;
    constexpr double room = 1 + 1e-9;  // for what is rounded
    double best = std::numeric_limits<double>::lowest();
    double least = std::numeric_limits<double>::infinity();  // exp(−best)
    std::uint8_t choice = choice_none;
    for (std::size_t i = 0; i < side.slot.size(); ++i) {
        Draws draws(seed, Purpose::user_start, combine(user, side.serial[i]), 0, 1);
        if (1 - Draws(draws).uniform() > least * side.share[i] * room) continue;
        const double value = side.log_share[i] + draws.gumbel();
        if (value > best) {
            best = value;
            least = math::exp(-best);
            choice = side.slot[i];
        }
    }
    return choice;
}

}  // namespace enclosure
