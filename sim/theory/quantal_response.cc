// McKelvey and Palfrey 1995: in a symmetric 2x2 coordination game with payoff J·p for doing what a share p does, the logit response is
// p = 1/(1 + exp(-lambda J(2p - 1))): one equilibrium for lambda J <= 2, two stable ones above. Firms that all review at once make the
// number k of followers a Markov chain, k' ~ Binomial(N, P(k/N)), whose law is computed here exactly and goes to the equilibrium with N.
#include <fmt/format.h>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

constexpr int firms = 120;
constexpr int reviews = 30;
constexpr std::string_view review_phases[] = {"review strategies"};

double response(double strength, double p) {
    return 1 / (1 + std::exp(-strength * (2 * p - 1)));
}

// Mean and variance of the share after all reviews, from all firms on the first strategy (share 1) or none.
Moments exact(double strength, int start) {
    std::vector<double> law(firms + 1, 0.0);
    law[static_cast<std::size_t>(start)] = 1;
    for (int t = 0; t < reviews; ++t) {
        std::vector<double> next(law.size(), 0.0);
        for (int k = 0; k <= firms; ++k) {
            if (law[static_cast<std::size_t>(k)] < 1e-14) continue;
            const std::vector<double> row = binomial_law(firms, response(strength, static_cast<double>(k) / firms));
            for (std::size_t j = 0; j < row.size(); ++j) next[j] += law[static_cast<std::size_t>(k)] * row[j];
        }
        law = next;
    }
    Moments m;
    double square = 0;
    for (int k = 0; k <= firms; ++k) {
        const double x = static_cast<double>(k) / firms;
        m.mean += x * law[static_cast<std::size_t>(k)];
        square += x * x * law[static_cast<std::size_t>(k)];
    }
    m.variance = square - m.mean * m.mean;
    return m;
}

double equilibrium(double strength, double p) {
    for (int i = 0; i < 20000; ++i) p = response(strength, p);
    return p;
}

double mean_share(double strength, bool first, int replicates) {
    Scenario s = scenario("quantal_response",
                          {fmt::format("review.intensity={}", strength), std::string("firm.one.strategy=") + (first ? "closed" : "shut")});
    const FirmRow one = s.firm[0];
    s.firm.clear();
    for (int f = 0; f < firms; ++f) {
        s.firm.push_back(one);
        s.firm.back().id = fmt::format("firm_{}", f);
    }
    double mean = 0;
    for (int seed = 1; seed <= replicates; ++seed) {
        Rig rig(with_seed(s, seed), review_phases);
        rig.steps(reviews);
        for (int f = 0; f < firms; ++f) mean += rig.world.firms.strategy[static_cast<std::size_t>(f)] == 0 ? 1.0 / firms / replicates : 0;
    }
    return mean;
}

}  // namespace

std::vector<Comparison> quantal_response(int effort) {
    std::vector<Comparison> all;
    const int replicates = 30 * effort;
    for (const double strength : {1.0, 3.0, 4.0}) {
        for (const bool first : {true, false}) {
            const Moments law = exact(strength, first ? firms : 0);
            const double fixed = equilibrium(strength, first ? 1 : 0);
            all.push_back(
                {fmt::format("lambda J = {:.0f}, all firms start {}: share of the first strategy", strength, first ? "there" : "elsewhere"),
                 mean_share(strength, first, replicates), law.mean, deviations * std::sqrt(law.variance / replicates),
                 fmt::format("Exact chain of 120 firms after 30 reviews, whose limit for many firms is the equilibrium p = {:.6f}; 4 "
                             "sd/sqrt({} replicates), alpha 6.3e-5.",
                             fixed, replicates)});
        }
    }
    return all;
}

}  // namespace enclosure::theory
