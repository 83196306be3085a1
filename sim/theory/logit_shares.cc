// McFadden 1978: with Gumbel noise shares are exp(v)/sum exp(v); within nests of scale lambda they are exp(v/lambda)/S, and nest n gets
// S_n^lambda / sum S^lambda. The noise belongs to the pair of user and model, so removing a model moves its own users only.
#include <fmt/format.h>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

constexpr int draws_per_user = 5;  // steps, in each of which all users choose anew

std::vector<double> counts(const Scenario& s, int effort) {
    Rig rig(s);
    std::vector<double> sum(s.firm.size(), 0.0);
    const double users = static_cast<double>(s.population.users);
    for (int k = 0; k < draws_per_user * effort; ++k) {
        rig.step();
        const std::vector<double> shares = user_shares(rig.world);
        for (std::size_t f = 0; f < sum.size(); ++f) sum[f] += shares[f] * users;
    }
    return sum;
}

// Shares of three vendors against expected ones, each within four binomial deviations.
void compare(std::vector<Comparison>& all, const std::string& law, const std::vector<double>& seen, const std::vector<double>& expected) {
    double n = 0;
    for (const double count : seen) n += count;
    for (std::size_t f = 0; f < seen.size(); ++f) {
        all.push_back({fmt::format("{}, share of vendor {}", law, f + 1), seen[f] / n, expected[f],
                       deviations * std::sqrt(expected[f] * (1 - expected[f]) / n),
                       fmt::format("4 sqrt(s(1 - s)/n) for n = {:.0f} choices, alpha 6.3e-5.", n)});
    }
}

std::vector<double> logit(const std::vector<double>& v, double scale) {
    double sum = 0;
    std::vector<double> shares;
    for (const double x : v) sum += std::exp(x / scale);
    for (const double x : v) shares.push_back(std::exp(x / scale) / sum);
    return shares;
}

}  // namespace

std::vector<Comparison> logit_shares(int effort) {
    std::vector<Comparison> all;
    const Scenario plain = scenario("logit_shares");
    const std::vector<double> three = counts(plain, effort);
    compare(all, "logit, v = (1, 2, 3)", three, logit({1, 2, 3}, 1));
    compare(all, "logit, v = (1, 2, 3), scale .5", counts(scenario("logit_shares", {"adoption.nest_scale=0.5"}), effort),
            logit({1, 2, 3}, 0.5));

    // Vendor 1 releases weights, so it is alone in its nest; v = (1, 2, 2).
    const double first = std::exp(1);
    const double pair = std::pow(2 * std::exp(2 / 0.5), 0.5);
    compare(all, "nests {1}, {2, 3}, v = (1, 2, 2), lambda .5",
            counts(scenario("logit_shares", {"adoption.nest_scale=0.5", "firm.one.strategy=open", "firm.three.brand=2"}), effort),
            {first / (first + pair), pair / (first + pair) / 2, pair / (first + pair) / 2});

    // Without vendor 3: the ratio of the others stays, and the same users keep their choice.
    Scenario two = plain;
    two.firm.pop_back();
    const std::vector<double> rest = counts(two, effort);
    const double n = rest[0] + rest[1];
    const double share = 1 / (1 + std::exp(1));
    all.push_back({"without vendor 3, share of vendor 1", rest[0] / n, share, deviations * std::sqrt(share * (1 - share) / n),
                   "Irrelevant alternatives: the odds of 1 to 2 stay e^(1 - 2); 4 sqrt(s(1 - s)/n), alpha 6.3e-5."});
    Rig with(plain);
    Rig without(two);
    with.step();
    without.step();
    double moved = 0;
    for (std::size_t i = 0; i < with.world.users.size(); ++i) {
        const std::uint8_t before = with.world.users.choice[i];
        if (before != with.world.firms.interface[2].at() && before != without.world.users.choice[i]) moved += 1;
    }
    all.push_back(
        {"users of vendors 1 and 2 who move when vendor 3 was never there", moved, 0, 0, "Noise is keyed by user and model: exact."});
    return all;
}

}  // namespace enclosure::theory
