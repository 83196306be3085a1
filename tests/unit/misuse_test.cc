// Misuse, by hand: slot 0 is closed with capability 1, slot 1 released with capability .5.
#include "sim/phases/misuse.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Misuse : public testing::Test {
  protected:
    Misuse() : world(tiny_world()) {
        world.market.slot_seats[0] = 2e8;
        world.market.slot_seats[1] = 1e8;
    }
    HarmParams& p() { return world.rules.parameters.harm; }
    double stopped(std::size_t m) { return misuse_stopped(world.catalogue, world.firms, m, world.rules); }
    void strike(std::uint32_t step) {
        world.catalogue.incidents = std::vector<double>(16, 0.0);
        strike_misuse(world.catalogue, world.commons, world.firms, world.market, world.rules, p(), {7, step, 1.0, month, &one_thread()});
    }
    World world;
};

TEST_F(Misuse, CountsOnlyWhatExceedsOtherMeans) {
    EXPECT_NEAR(misuse_uplift(1.5, p()), std::pow(10, 0.1) - 0.5, 1e-12);
    EXPECT_EQ(misuse_uplift(-3, p()), 0) << "other means do as well";
    EXPECT_NEAR(misuse_uplift(30, p()), std::pow(10, 0.4) - 0.5, 1e-12) << "bounded by abusers";
}

TEST_F(Misuse, IsStoppedByMonitoringAndLessByWhatIsInTheWeights) {
    EXPECT_NEAR(stopped(0), 0.8 * 0.75, 1e-12);
    EXPECT_NEAR(stopped(1), 0.2 * 200 / 1200 * 0.75, 1e-12);
    world.rules.strategy[0].monitoring = false;
    EXPECT_EQ(stopped(0), 0);
    world.catalogue.strategy[1] = 0;  // weights of a maker that releases none: leaked
    EXPECT_EQ(stopped(1), 0);
}

// Incidents of 2000 steps are Poisson; beyond five standard deviations is a defect.
TEST_F(Misuse, FollowsUseAndResilience) {
    world.commons.resilience = 0.25;
    double open = 0;
    double closed = 0;
    for (std::uint32_t k = 0; k < 2000; ++k) {
        strike(k);
        open += static_cast<double>(world.commons.misuse_open);
        closed += static_cast<double>(world.commons.misuse_closed);
        EXPECT_EQ(world.catalogue.incidents[0], static_cast<double>(world.commons.misuse_closed));
    }
    const double of_closed = 2000 * month * 20 * (std::pow(10, 0.05) - 0.5) * 2 * 0.4 * 0.75;
    const double of_open = 2000 * month * 20 * 0.5 * 1 * (1 - 0.025) * 1.5 * 0.75;
    EXPECT_NEAR(closed, of_closed, 5 * std::sqrt(of_closed));
    EXPECT_NEAR(open, of_open, 5 * std::sqrt(of_open));
    EXPECT_EQ(world.commons.copies, 0) << "no seat has left";
    EXPECT_EQ(world.commons.misuse_retired, 0);
}

TEST_F(Misuse, OfReleasedWeightsOutlivesThem) {
    strike(0);
    EXPECT_EQ(world.catalogue.released_seats[1], 1e8);
    EXPECT_EQ(world.catalogue.released_seats[0], 0) << "an interface leaves no copy";
    EXPECT_EQ(world.commons.copies, 0);
    EXPECT_EQ(world.commons.released_best, 0.5);
    world.catalogue.state[1] = Slot::empty;
    world.catalogue.open[1] = 0;
    world.market.slot_seats[1] = 0;
    p().copy_decay = 0;
    const auto retired = [&](double left) {
        double n = 0;
        for (std::uint32_t k = 1; k <= 2000; ++k) {
            strike(k);
            EXPECT_EQ(world.commons.misuse_open, world.commons.misuse_retired);
            EXPECT_NEAR(world.commons.copies, left, 1);
            n += static_cast<double>(world.commons.misuse_retired);
        }
        return n;
    };
    const double mean = 2000 * month * 20 * 0.5 * 0.1 * 1.5;
    EXPECT_NEAR(retired(1e7), mean, 5 * std::sqrt(mean)) << "a tenth of those that left";
    p().copy_decay = 1;
    strike(0);
    EXPECT_NEAR(world.commons.copies, 1e7 * std::exp(-month), 1);
}

TEST_F(Misuse, EndsWithARecallThatNobodyCanMake) {
    p().unrecalled = 0;
    strike(0);
    world.market.slot_seats[1] = 0;
    strike(1);
    EXPECT_EQ(world.commons.copies, 0);
    EXPECT_EQ(world.commons.misuse_retired, 0);
}

}  // namespace
}  // namespace enclosure::test
