#include "sim/phases/breaches.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(Breaches, FollowWhatIsSentAndWhatIsReleased) {
    World world = tiny_world();
    world.market.seats[0] = 3e8;
    world.market.seats[1] = 1e8;
    const auto rate = [&](std::size_t m) { return breach_rate(world.catalogue, world.market, m, world.rules); };
    EXPECT_NEAR(rate(0), 0.1 * 3, 1e-12);
    EXPECT_NEAR(rate(1), 0.1 * 0.5 * 1, 1e-12) << "half of it is hosted, the rest on the premises";
    world.rules.strategy[1].data = 0.5;
    EXPECT_NEAR(rate(1), 0.05 + 0.2 * 0.5, 1e-12);
    world.rules.parameters.law.privacy_rule = 0.5;
    world.rules.segment[0].data_sensitivity = 0.4;
    EXPECT_NEAR(rate(0), 0.3 * (1 - 0.2), 1e-12);
    EXPECT_NEAR(rate(1), 0.05 * 0.8 + 0.1, 1e-12) << "a rule on use does not unpublish data";
}

TEST(Breaches, AreCountedBySideAndModel) {
    World world = tiny_world();
    world.market.seats[0] = 5e9;
    world.market.seats[1] = 5e9;
    world.rules.parameters.harm.breach_rate = 10;
    world.catalogue.incidents[0] = 3;  // of before
    strike_breaches(world.catalogue, world.commons, world.market, world.rules, step_at(world, 1));
    EXPECT_GT(world.commons.breaches_open, 0);
    EXPECT_GT(world.commons.breaches_closed, world.commons.breaches_open);
    EXPECT_EQ(world.catalogue.incidents[0], 3 + static_cast<double>(world.commons.breaches_closed));
    EXPECT_EQ(world.catalogue.incidents[1], static_cast<double>(world.commons.breaches_open));
}

}  // namespace
}  // namespace enclosure::test
