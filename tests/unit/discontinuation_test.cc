#include "sim/phases/discontinuation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/phases/choice_one_uniform.h"
#include "sim/world/users.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(Discontinuation, ComesWhenNoticeIsOverAndNotBefore) {
    World world = tiny_world();
    give_notice(world.firms, world.catalogue, 0, 0.25, 1);
    EXPECT_TRUE(world.catalogue.under_notice(0));
    EXPECT_EQ(world.catalogue.ends[0], 1.25);
    for (int k = 12; k < 15; ++k) {
        end_discontinued(world.firms, world.catalogue, world.chronicle, step_at(world, k * month));
        EXPECT_EQ(world.catalogue.state[0], Slot::live) << "month " << k;
    }
    end_discontinued(world.firms, world.catalogue, world.chronicle, step_at(world, 15 * month));
    EXPECT_EQ(world.catalogue.state[0], Slot::ended);
    EXPECT_EQ(world.catalogue.successor[0], choice_none);
    EXPECT_FALSE(world.firms.interface[0]);
    ASSERT_EQ(world.chronicle.entries.size(), 1U);
    EXPECT_EQ(world.chronicle.entries[0].kind, "discontinuation");
}

TEST(Discontinuation, IsAtOnceWithoutNotice) {
    World world = tiny_world();
    give_notice(world.firms, world.catalogue, 0, 0, 1);
    EXPECT_EQ(world.catalogue.state[0], Slot::ended);
    EXPECT_FALSE(world.firms.interface[0]);
}

// A model better than all, under notice: those who use it stay, others do not see it.
TEST(Discontinuation, NobodyNewTakesAModelUnderNotice) {
    const std::vector<Offering> offerings = {{.slot = 0, .vendor = 0, .key = 1, .shut = 1e9}, {.slot = 1, .vendor = 1, .key = 2}};
    const std::vector<float> utility = {50, 0};
    const ChoiceSetting how{.seed = 1, .step = 3, .nest_scale = 1, .outside = 20};
    for (std::uint64_t serial = 1; serial <= 200; ++serial) {
        Chooser user;
        user.serial = serial;
        EXPECT_EQ(choose(user, offerings, utility, how).slot, 1);
        user.slot = 0;
        user.vendor = 0;
        EXPECT_EQ(choose(user, offerings, utility, how).slot, 0);
    }
}

// In a run: from the failure on nobody comes, some leave at their reviews, and the end forces the rest.
TEST(Discontinuation, UsersLeaveInTimeAndTheRestAtTheEnd) {
    const auto users_of_first = [](double notice) {
        Scenario s = tiny_scenario();
        s.segment[0].review_hazard = 6;
        s.parameters.finance.notice = notice;
        s.parameters.entry.rate = 0;  // an entrant might take the slot
        s.firm[0].cash = 1;
        s.firm[0].research = 1e10;
        s.firm[0].aspiration = 10;
        s.parameters.finance.research_fall = 1;
        s.parameters.finance.patience = 0.25;
        Simulation run(s, {.threads = 1, .audit = true});
        std::vector<std::int64_t> users;
        std::int64_t forced = 0;
        for (int k = 0; k < 24; ++k) {
            run.step();
            users.push_back(run.world().market.users[0]);
            forced += run.world().market.forced[0];
        }
        users.push_back(forced);
        return users;
    };
    const std::vector<std::int64_t> with = users_of_first(0.5);
    const std::vector<std::int64_t> without = users_of_first(0);
    EXPECT_GT(without.back(), 0);
    EXPECT_LT(with.back(), 0.7 * static_cast<double>(without.back())) << "half a year to leave, with two months between reviews";
    EXPECT_EQ(with[23], 0);
    EXPECT_EQ(without[23], 0);
    EXPECT_GT(std::count(with.begin(), with.end(), 0), 0);
}

}  // namespace
}  // namespace enclosure::test
