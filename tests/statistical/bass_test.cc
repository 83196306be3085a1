// Awareness follows the discrete law of Bass: given A_k aware of N, newly aware in step k are Binomial(N − A_k, 1 − exp(−(p +
// q·F)·dt)), when all who are aware adopt. F is A_k/N or, by the midpoint rule, what it will be half a step later:
// F_k + (1 − F_k)·(1 − exp(−(p + q·F_k)·dt/2)).
#include <gtest/gtest.h>

#include <cmath>

#include "tests/statistical/statistics.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

using statistics::alpha;

// One segment in which nobody goes without a model and nobody is technical.
Scenario diffusion(double p, double q, bool midpoint = false) {
    Scenario s = tiny_scenario();
    s.parameters.adoption.midpoint = midpoint;
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
double misfit(const Scenario& scenario, double p, double q, bool midpoint = false) {
    Simulation simulation(scenario, {.threads = 2});
    const double users = 100000;
    const double dt = scenario.time.step;
    double sum = 0;
    for (int k = 0; k < 60; ++k) {
        const double unaware = static_cast<double>(simulation.world().market.unaware[0]);
        EXPECT_EQ(simulation.world().market.undecided[0], 0);
        double adoption = (users - unaware) / users;
        if (midpoint) adoption += (1 - adoption) * (1 - std::exp(-(p + q * adoption) * dt / 2));
        const double hazard = 1 - std::exp(-(p + q * adoption) * dt);
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

TEST(Bass, AwarenessFollowsTheMidpointLaw) {
    EXPECT_GT(statistics::two_sided_chi_square_p(misfit(diffusion(0.03, 1.5, true), 0.03, 1.5, true), 60), alpha);
    EXPECT_LT(statistics::two_sided_chi_square_p(misfit(diffusion(0.03, 1.5, true), 0.03, 1.5, false), 60), alpha);
}

TEST(Bass, AnotherLawIsRefused) {
    EXPECT_LT(statistics::two_sided_chi_square_p(misfit(diffusion(0.03, 0.6), 0.035, 0.6), 60), alpha);
    EXPECT_LT(statistics::two_sided_chi_square_p(misfit(diffusion(0.03, 0.6), 0.03, 0.65), 60), alpha);
}

}  // namespace
}  // namespace enclosure::test
