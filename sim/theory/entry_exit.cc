// M/M/infinity: arrivals at rate lambda, each staying an exponential time of rate mu. Starting with none, the number present at t is
// Poisson with mean (lambda/mu)(1 - e^(-mu t)). In steps of dt entrants give up before others arrive, so the mean after k steps is
// lambda·dt·(1 - q^k)/(1 - q), q = e^(-mu dt): Poisson exactly, and the above in the limit.
#include <fmt/format.h>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

constexpr std::string_view entry_and_exit_phases[] = {"fail firms", "admit entrants"};

double present(const World& world) {
    double n = 0;
    for (std::size_t f = 0; f < world.firms.size(); ++f) n += world.firms.entrant[f] != 0 && world.firms.alive[f] != 0 ? 1 : 0;
    return n;
}

}  // namespace

std::vector<Comparison> entry_exit(int effort) {
    const Scenario s = scenario("entry_exit");
    const double lambda = s.parameters.entry.rate;
    const double mu = s.parameters.finance.idle_hazard;
    const double dt = s.time.step;
    const int replicates = 600 * effort;
    std::vector<double> early;
    std::vector<double> late;
    for (int seed = 1; seed <= replicates; ++seed) {
        Rig rig(with_seed(s, seed), entry_and_exit_phases);
        rig.steps(12);
        early.push_back(present(rig.world));
        rig.steps(84);
        late.push_back(present(rig.world));
    }
    std::vector<Comparison> all;
    const auto mean = [&](int k) { return lambda * dt * (1 - std::exp(-mu * dt * k)) / (1 - std::exp(-mu * dt)); };
    const auto compare = [&](const std::string& when, const std::vector<double>& sample, double theory, double limit) {
        const Moments m = moments(sample);
        all.push_back({when + ": mean number present", m.mean, theory, deviations * std::sqrt(theory / m.n),
                       fmt::format("lambda·dt·(1 - q^k)/(1 - q); in continuous time {:.4f}. 4 sqrt(mean/{} replicates), alpha 6.3e-5.",
                                   limit, replicates)});
        all.push_back({when + ": variance over mean", m.variance / m.mean, 1, deviations * std::sqrt((1 / theory + 2) / m.n),
                       "Poisson; 4 sd of the sample variance over the mean, alpha 6.3e-5."});
    };
    compare("after 1 year", early, mean(12), lambda / mu * (1 - std::exp(-mu)));
    compare("after 8 years", late, mean(96), lambda / mu * (1 - std::exp(-8 * mu)));

    std::vector<double> observed(60, 0.0);
    std::vector<double> expected(60, 0.0);
    for (const double n : late) observed[static_cast<std::size_t>(std::min(n, 59.0))] += 1;
    for (std::size_t n = 0; n < expected.size(); ++n) {
        const double x = static_cast<double>(n);
        expected[n] = replicates * std::exp(x * std::log(mean(96)) - mean(96) - std::lgamma(x + 1));
    }
    const ChiSquare fitted = chi_square(observed, expected);
    all.push_back({"after 8 years: misfit of the Poisson law", fitted.statistic, fitted.freedom,
                   chi_square_bound(fitted.freedom) - fitted.freedom,
                   "Chi-square; expected is its number of degrees of freedom, the bound is passed with probability 3.2e-5."});
    return all;
}

}  // namespace enclosure::theory
