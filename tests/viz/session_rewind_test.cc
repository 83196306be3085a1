// A session that is taken back goes on as if nothing had been.
#include <gtest/gtest.h>

#include "tests/viz/watched_session.h"

namespace enclosure::viz {
namespace {

TEST_P(SessionOf, GoesOnAfterARewindAsIfNothingHadBeen) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 10);
    session.change_rules(setting("prices.markup_max", "2.5"));
    make_steps(session, 60);
    const std::vector<std::uint64_t> first = hashes(session);
    const auto old = session.track();
    session.rewind(37);  // between two kept states
    EXPECT_EQ(session.track()->size(), 38u);
    EXPECT_EQ(session.changes().size(), 1u);
    EXPECT_EQ(session.status().state, RunState::paused);
    EXPECT_EQ(old->size(), 61u) << "who still reads it is not disturbed";
    make_steps(session, 60);
    EXPECT_EQ(hashes(session), first);

    session.rewind(10);
    EXPECT_TRUE(session.changes().empty()) << "made at the very step, it came after it";
    make_steps(session, 40);
    EXPECT_EQ(hashes(session), plain_hashes(small_baseline().scenario, 40));
    session.rewind(0);
    session.change_rules(setting("prices.markup_max", "2"));
    make_steps(session, 20);
    EXPECT_EQ(hashes(session), plain_hashes(load_scenario_text(session.scenario_toml(), "whole").scenario, 20));
}

TEST_P(SessionOf, ChangesRulesWhileItsStateIsMadeAgain) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 70);
    session.rewind(47);
    session.change_rules(setting("prices.markup_max", "2"));  // the simulation stands at a kept state before
    session.fork(40, setting("prices.markup_max", "2.2"));
    make_steps(session, 80);
    for (const WorldId world : {WorldId::a, WorldId::b}) {
        EXPECT_EQ(plain_hashes(load_scenario_text(session.scenario_toml(world), "whole").scenario, 80), hashes(session, world));
    }
    session.rewind(40);
    EXPECT_TRUE(session.status().forked) << "at the step of the fork there are two";
    EXPECT_EQ(session.changes(WorldId::b).size(), 1u);
    EXPECT_TRUE(session.changes().empty());
    make_steps(session, 50);
    EXPECT_NE(hashes(session), hashes(session, WorldId::b));
    session.rewind(39);
    EXPECT_FALSE(session.status().forked) << "before it there is one";
}

}  // namespace
}  // namespace enclosure::viz
