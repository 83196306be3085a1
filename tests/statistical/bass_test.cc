// Awareness follows the discrete law of Bass: given A_k aware of N, newly aware in step k are Binomial(N − A_k, 1 − exp(−(p +
// q·A_k/N)·dt)), when all who are aware adopt.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/statistical/statistics.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr double alpha = 1e-4;

// One segment in which nobody goes without a model and nobody is technical.
Scenario diffusion(double p, double q) {
    Scenario s = tiny_scenario();
    s.population.users = 100000;
    Segment& g = s.segment[0];
    g.outside = 100;
    g.technical = 0;
    g.innovation = p;
    g.contagion = q;
    g.ceiling = 1;
    g.aware_start = 0.01;
    return s;
}

// Sum of squared standardised numbers of newly aware users over the steps, under the law of (p, q); 60 degrees of freedom.
double misfit(const Scenario& scenario, double p, double q) {
    Simulation simulation(scenario, {.threads = 2});
    const double users = 100000;
    const double dt = scenario.time.step;
    double sum = 0;
    for (int k = 0; k < 60; ++k) {
        const double unaware = static_cast<double>(simulation.world().market.unaware[0]);
        EXPECT_EQ(simulation.world().market.undecided[0], 0);
        const double hazard = 1 - std::exp(-(p + q * (users - unaware) / users) * dt);
        simulation.step();
        const double newly = unaware - static_cast<double>(simulation.world().market.unaware[0]);
        sum += (newly - unaware * hazard) * (newly - unaware * hazard) / (unaware * hazard * (1 - hazard));
    }
    return sum;
}

TEST(Bass, AwarenessFollowsTheDiscreteLaw) {
    EXPECT_GT(statistics::two_sided_chi_square_p(misfit(diffusion(0.03, 0.6), 0.03, 0.6), 60), alpha);
    EXPECT_GT(statistics::two_sided_chi_square_p(misfit(diffusion(0.12, 0), 0.12, 0), 60), alpha);
}

TEST(Bass, AnotherLawIsRefused) {
    EXPECT_LT(statistics::two_sided_chi_square_p(misfit(diffusion(0.03, 0.6), 0.035, 0.6), 60), alpha);
    EXPECT_LT(statistics::two_sided_chi_square_p(misfit(diffusion(0.03, 0.6), 0.03, 0.65), 60), alpha);
}

}  // namespace
}  // namespace enclosure::test
