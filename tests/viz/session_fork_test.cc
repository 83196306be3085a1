// Two worlds from one state: alike until something is changed, and each the run of its own rules.
#include <gtest/gtest.h>

#include "sim/run/session_repeat.h"
#include "tests/viz/watched_session.h"

namespace enclosure::viz {
namespace {

TEST_P(SessionOf, ForksIntoTheSameWorldIfNothingIsChanged) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 40);
    session.fork(17, {});
    EXPECT_TRUE(session.status().forked);
    make_steps(session, 60);
    EXPECT_EQ(hashes(session, WorldId::b), hashes(session));
    EXPECT_EQ(session.track(WorldId::b)->shared(17), session.track()->shared(17)) << "the past is one";
    EXPECT_NE(session.track(WorldId::b)->shared(18), session.track()->shared(18));
    session.join();
    EXPECT_EQ(session.track(WorldId::b), nullptr);
    EXPECT_FALSE(session.status().forked);
}

TEST_P(SessionOf, ForksIntoARunWithoutWhatWasChangedFromThenOn) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 10);
    session.change_rules(setting("prices.markup_max", "2.5"));
    make_steps(session, 30);
    session.change_rules(setting("prices.markup_max", "2.1"));
    make_steps(session, 40);
    session.fork(30, lever("interoperability", 1, "2025-07-01"));
    make_steps(session, 70);
    EXPECT_EQ(session.changes(WorldId::b).size(), 2u);
    EXPECT_EQ(session.changes(WorldId::b)[1].title, "interoperability");
    for (const WorldId world : {WorldId::a, WorldId::b}) {
        const LoadedScenario whole = load_scenario_text(session.scenario_toml(world), "whole");
        EXPECT_EQ(plain_hashes(whole.scenario, 70), hashes(session, world));
        SessionRepeat repeat(read_session_log(session.session_log(world), "log"), "log");
        repeat.begin({.threads = 1});
        while (!repeat.done()) repeat.step();
        EXPECT_FALSE(repeat.parted());
    }
    EXPECT_EQ(hashes(session)[30], hashes(session, WorldId::b)[30]);
    EXPECT_NE(hashes(session)[31], hashes(session, WorldId::b)[31]);
    session.change_rules(setting("prices.markup_max", "2"), WorldId::b);
    make_steps(session, 80);
    EXPECT_EQ(plain_hashes(load_scenario_text(session.scenario_toml(WorldId::b), "whole").scenario, 80), hashes(session, WorldId::b));
    EXPECT_EQ(session.changes().size(), 2u);
}

}  // namespace
}  // namespace enclosure::viz
