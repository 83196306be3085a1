// Arthur 1989: adopters of two kinds arrive in random order; each prefers its own technology by delta and gains r by each earlier adopter
// of the one it chooses. While the lead d = n_A - n_B is within the barriers, each kind takes its own and d is a random walk; once d >
// delta/r both kinds take the leader, for ever. Linear returns: peers' weight times share, and shares are of all users, who all hold a
// technology from the start, so r = weight/N exactly. The noise of choice cannot be switched off; within a nest of scale lambda = .05 it is
// a logistic variable of that scale, and half a step of the lead, r/2 = .5, is ten times that: one choice in 2e4 next to a barrier is
// against the rule. The barrier is therefore that of delta/r = D - 1/2: the first whole lead above it, D. With delta/r = D - 1/2 the row of
// barrier D holds, and for delta/r a little above D the row of D + 1, which the paper's strict inequality gives for delta/r = D. The phases
// "score models" and "choose models" are fed one adopter at a time; the harness keeps the tally of who holds what.
#include <fmt/format.h>

#include "sim/base/draws.h"
#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

constexpr int adopters = 100;
constexpr std::string_view renewal_phases[] = {"score models", "choose models"};

struct Walk {
    int absorbed = 0;  ///< adopters until the barrier; 0 if it was not reached
    int side = 0;      ///< +1 if A won
    int strays = 0;    ///< choices against the leader after the barrier
};

class Renewal {
  public:
    explicit Renewal(const Scenario& s) : rig_(prepared(s), renewal_phases) {
        std::fill(rig_.world.users.reach.begin(), rig_.world.users.reach.end(), std::uint8_t{255});
        for (std::size_t f = 0; f < 3; ++f) {
            slot_[f] = (f < 2 ? rig_.world.firms.released[f] : rig_.world.firms.interface[f]).at();
        }
    }

    Walk walk(int up, int down) {
        World& world = rig_.world;
        std::fill(world.market.users.begin(), world.market.users.end(), 0);
        world.market.users[slot_[2]] = adopters;
        Walk result;
        int lead = 0;
        for (int k = 1; k <= adopters; ++k) {
            Draws coin(29, Purpose::test, 1, walks_, static_cast<std::uint32_t>(k));
            const int chosen = renew(static_cast<std::size_t>(k - 1), coin.uniform() < 0.5);
            lead += chosen;
            if (result.absorbed != 0 && chosen != result.side) ++result.strays;
            if (result.absorbed == 0 && (lead >= up || lead <= -down)) {
                result.absorbed = k;
                result.side = lead > 0 ? 1 : -1;
            }
        }
        ++walks_;
        return result;
    }

  private:
    static Scenario prepared(Scenario s) {
        s.population.users = adopters;  // a file has a thousand at the least
        return s;
    }
    // One user of the old technology chooses; +1 for A, -1 for B.
    int renew(std::size_t i, bool transparent) {
        World& world = rig_.world;
        world.users.data_sensitivity[i] = transparent ? 255 : 0;
        world.users.customisation[i] = transparent ? 0 : 255;
        world.users.reach[i] = 0;
        while (world.users.choice[i] == choice_unaware) rig_.step();  // aware in a step with probability 1 - e^-10
        const bool first = world.users.choice[i] == slot_[0];
        world.users.reach[i] = 255;
        world.users.choice[i] = choice_unaware;
        --world.market.users[slot_[2]];
        ++world.market.users[first ? slot_[0] : slot_[1]];
        return first ? 1 : -1;
    }

    Rig rig_;
    std::size_t slot_[3] = {};
    std::uint32_t walks_ = 0;
};

struct Absorption {
    double up = 0;  ///< probability of the upper barrier within all adopters
    double down = 0;
    double mean_time = 0;          ///< of min(T, adopters)
    std::vector<double> absorbed;  ///< by number of adopters
};

Absorption exact(int up, int down) {
    std::vector<double> law(static_cast<std::size_t>(up + down) + 1, 0.0);
    law[static_cast<std::size_t>(down)] = 1;
    Absorption result;
    result.absorbed.push_back(0);
    for (int k = 1; k <= adopters; ++k) {
        result.mean_time += 1 - result.absorbed.back();
        std::vector<double> next(law.size(), 0.0);
        for (std::size_t d = 1; d + 1 < law.size(); ++d) {
            next[d - 1] += law[d] / 2;
            next[d + 1] += law[d] / 2;
        }
        result.down += next.front();
        result.up += next.back();
        next.front() = next.back() = 0;
        law = next;
        result.absorbed.push_back(result.up + result.down);
    }
    return result;
}

void compare(std::vector<Comparison>& all, const std::vector<std::string>& settings, int up, int down, int walks) {
    Renewal renewal(scenario("arthur", settings));
    const Absorption theory = exact(up, down);
    double by_half = 0;
    double by_end = 0;
    double won = 0;
    double strays = 0;
    std::vector<double> times;
    for (int w = 0; w < walks; ++w) {
        const Walk walk = renewal.walk(up, down);
        by_half += walk.absorbed != 0 && walk.absorbed <= adopters / 2 ? 1.0 / walks : 0;
        by_end += walk.absorbed != 0 ? 1.0 / walks : 0;
        won += walk.side > 0 ? 1.0 / walks : 0;
        strays += walk.strays;
        times.push_back(walk.absorbed != 0 ? walk.absorbed : adopters);
    }
    const std::string barriers = fmt::format("barriers +{} -{}", up, down);
    const auto share = [&](const std::string& what, double model, double p) {
        all.push_back(
            {barriers + ": " + what, model, p, deviations * std::sqrt(p * (1 - p) / walks) + 1e-3,
             fmt::format("Random walk, step by step; 4 sqrt(p(1 - p)/{} walks) and .001 for choices against the rule, alpha 6.3e-5.",
                         walks)});
    };
    share("locked in by 50 adopters", by_half, theory.absorbed[adopters / 2]);
    share("locked in by 100 adopters", by_end, theory.absorbed[adopters]);
    share("locked into the first by 100 adopters", won, theory.up);
    const Moments m = moments(times);
    all.push_back(
        {barriers + ": mean adopters until lock-in, 100 at most", m.mean, theory.mean_time, deviations * m.standard_error() + 0.05,
         fmt::format("Random walk, step by step (without the bound of 100: {}); 4 sd/sqrt({} walks) and .05 for choices against the "
                     "rule, alpha 6.3e-5.",
                     up * down, walks)});
    all.push_back({barriers + ": choices against the leader after lock-in", strays, 0, 3 + 3.0 * walks / 1000,
                   "None but for noise: one in 2e4 at the barrier, fewer beyond; more than this has probability below 1e-6."});
}

}  // namespace

std::vector<Comparison> arthur(int effort) {
    std::vector<Comparison> all;
    const int walks = 1000 * effort;
    compare(all, {"adoption.transparency_weight=4.5", "adoption.modifiability_weight=4.5"}, 5, 5, walks);
    // Those who like the transparent one keep to it until it is 7 behind, the others until theirs is 3 behind.
    compare(all, {"adoption.transparency_weight=6.5", "adoption.modifiability_weight=2.5"}, 3, 7, walks);
    compare(all, {}, 10, 10, walks);
    // delta/r = 10/.95: a little above 10.
    compare(all, {"adoption.transparency_weight=10", "adoption.modifiability_weight=10", "segment.all.peer_weight=9.5"}, 11, 11, walks);
    return all;
}

}  // namespace enclosure::theory
