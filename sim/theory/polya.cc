// Eggenberger and Polya 1923: of balls added in proportion to those there, k of n are of the first of two colours with probability
// 1/(n + 1) for every k, when each has one at the start. A developer joins project m with weight exp(peers·ln(1 + contributors)) =
// (1 + contributors)^peers: with peers = 1 an urn in which each project has one ball at the start; with peers > 1 one project ends up with
// all. The phase "choose projects" is fed one developer at a time, and the harness keeps the count of contributors. A developer who
// prefers to work on nothing draws no ball: given that a project is chosen, the weights are those of the urn.
#include <fmt/format.h>

#include <array>

#include "sim/base/hash.h"
#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

constexpr std::string_view urn_phases[] = {"choose projects"};

class Urn {
  public:
    explicit Urn(const Scenario& s) : rig_(s, urn_phases) {
        // One developer, who stands for whoever comes next.
        std::apply([&](const auto&... c) { ((rig_.world.developers.*c.member).resize(1), ...); }, Developers::columns());
    }
    // Number of the first project's balls added in n draws, when each had `start` contributors.
    int draw(int n, double start) {
        std::array<std::size_t, 2> slot = {rig_.world.firms.released[0].at(), rig_.world.firms.released[1].at()};
        for (const std::size_t m : slot) rig_.world.catalogue.contributors[m] = start;
        int first = 0;
        for (int k = 0; k < n;) {
            Developers& d = rig_.world.developers;
            d.serial[0] = mix(++developer_);
            d.project[0] = {};
            rig_.step();
            if (!d.project[0]) continue;
            ++k;
            if (d.project[0].at() == slot[0]) ++first;
            rig_.world.catalogue.contributors[d.project[0].at()] += 1;
        }
        return first;
    }

  private:
    Rig rig_;
    std::uint64_t developer_ = 0;
};

// Law of the first colour's draws of n, with weights (start + k)^exponent.
std::vector<double> urn_law(int n, double start, double exponent) {
    std::vector<double> law(static_cast<std::size_t>(n) + 1, 0.0);
    law[0] = 1;
    for (int drawn = 0; drawn < n; ++drawn) {
        std::vector<double> next(law.size(), 0.0);
        for (int k = 0; k <= drawn; ++k) {
            const double a = std::pow(start + k, exponent);
            const double b = std::pow(start + drawn - k, exponent);
            const double here = law[static_cast<std::size_t>(k)];
            next[static_cast<std::size_t>(k)] += here * b / (a + b);
            next[static_cast<std::size_t>(k) + 1] += here * a / (a + b);
        }
        law = next;
    }
    return law;
}

Comparison fit(const std::string& what, Urn& urn, int n, double start, std::vector<double> law, int replicates) {
    std::vector<double> observed(law.size(), 0.0);
    for (int r = 0; r < replicates; ++r) observed[static_cast<std::size_t>(urn.draw(n, start))] += 1;
    for (double& p : law) p *= replicates;
    const ChiSquare fitted = chi_square(observed, law);
    return {what, fitted.statistic, fitted.freedom, chi_square_bound(fitted.freedom) - fitted.freedom,
            fmt::format("Chi-square over the outcomes of {} urns; expected is its number of degrees of freedom, the bound is passed with "
                        "probability 3.2e-5.",
                        replicates)};
}

}  // namespace

std::vector<Comparison> polya(int effort) {
    std::vector<Comparison> all;
    const int urns = 1500 * effort;
    constexpr int n = 20;
    Urn linear(scenario("polya"));
    all.push_back(fit("one ball each, P(k of 20) = 1/21: misfit", linear, n, 0, std::vector<double>(n + 1, 1.0 / (n + 1)), urns));
    // Beta-binomial (2, 2): P(k) = 6 (k + 1)(n - k + 1)/((n + 1)(n + 2)(n + 3)).
    std::vector<double> two(n + 1);
    for (int k = 0; k <= n; ++k) two[static_cast<std::size_t>(k)] = 6.0 * (k + 1) * (n - k + 1) / ((n + 1.0) * (n + 2.0) * (n + 3.0));
    all.push_back(fit("two balls each, P(k of 20) beta-binomial: misfit", linear, n, 1, two, urns));

    // Lock-in: share of urns in which one project has at least 95 % of 60 draws.
    constexpr int many = 60;
    for (const double exponent : {1.0, 2.0}) {
        Urn urn(scenario("polya", {fmt::format("community.peers={}", exponent)}));
        const std::vector<double> law = urn_law(many, 1, exponent);
        double expected = 0;
        for (int k = 0; k <= many; ++k) expected += k >= 57 || k <= 3 ? law[static_cast<std::size_t>(k)] : 0.0;
        double locked = 0;
        const int replicates = 400 * effort;
        for (int r = 0; r < replicates; ++r) {
            const int k = urn.draw(many, 0);
            if (k >= 57 || k <= 3) locked += 1.0 / replicates;
        }
        all.push_back({fmt::format("exponent {:.0f}: urns with 95 % of 60 draws on one project", exponent), locked, expected,
                       deviations * std::sqrt(expected * (1 - expected) / replicates),
                       fmt::format("Exact law of the urn, step by step; 4 sqrt(p(1 - p)/{}), alpha 6.3e-5.", replicates)});
    }
    return all;
}

}  // namespace enclosure::theory
