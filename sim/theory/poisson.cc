// Counts of a constant rate in disjoint steps are Poisson: mean and variance are rate·dt, and steps are independent.
#include <fmt/format.h>

#include <algorithm>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

void compare(std::vector<Comparison>& all, const std::string& what, const std::vector<double>& counts, double mean) {
    const Moments m = moments(counts);
    all.push_back({what + ": mean a step", m.mean, mean, deviations * std::sqrt(mean / m.n),
                   fmt::format("rate·dt; 4 sqrt(mean/{:.0f} steps), alpha 6.3e-5.", m.n)});
    // The fourth central moment of a Poisson count is mean·(1 + 3 mean).
    all.push_back({what + ": variance over mean", m.variance / m.mean, 1, deviations * std::sqrt((1 / mean + 2) / m.n),
                   fmt::format("Variance of the sample variance is mean·(1 + 2 mean)/n; 4 sd for n = {:.0f}, alpha 6.3e-5.", m.n)});
    double lagged = 0;
    for (std::size_t k = 0; k + 1 < counts.size(); ++k) lagged += (counts[k] - m.mean) * (counts[k + 1] - m.mean) / (m.variance * m.n);
    all.push_back({what + ": correlation of neighbouring steps", lagged, 0, deviations / std::sqrt(m.n), "4/sqrt(n), alpha 6.3e-5."});
    const auto most = static_cast<std::size_t>(*std::max_element(counts.begin(), counts.end()));
    std::vector<double> observed(std::max<std::size_t>(most, 30) + 1, 0.0);
    std::vector<double> expected(observed.size(), 0.0);
    for (const double n : counts) observed[static_cast<std::size_t>(n)] += 1;
    for (std::size_t n = 0; n < expected.size(); ++n) {
        const double x = static_cast<double>(n);
        expected[n] = m.n * std::exp(x * std::log(mean) - mean - std::lgamma(x + 1));
    }
    const ChiSquare fitted = chi_square(observed, expected);
    all.push_back({what + ": misfit of the law", fitted.statistic, fitted.freedom, chi_square_bound(fitted.freedom) - fitted.freedom,
                   "Chi-square; expected is its number of degrees of freedom, the bound is passed with probability 3.2e-5."});
}

}  // namespace

std::vector<Comparison> poisson_counts(int effort) {
    const Scenario s = scenario("poisson");
    std::vector<double> misuse;
    std::vector<double> outages;
    for (int seed = 1; seed <= 30 * effort; ++seed) {
        Rig rig(with_seed(s, seed));
        for (int k = 0; k < 240; ++k) {
            rig.step();
            misuse.push_back(static_cast<double>(rig.world.commons.misuse_closed));
            outages.push_back(static_cast<double>(rig.world.commons.outages));
        }
    }
    const double dt = s.time.step;
    std::vector<Comparison> all;
    compare(all, "misuse", misuse, s.parameters.harm.misuse_rate * s.segment[0].seats / 1e8 * dt);
    compare(all, "outages", outages, s.parameters.defects.outage_rate * dt);
    return all;
}

}  // namespace enclosure::theory
