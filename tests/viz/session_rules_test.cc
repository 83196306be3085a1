// Rules that are changed live: the same states as the run of the log, and of the scenario that the session hands out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/run/session_repeat.h"
#include "tests/viz/watched_session.h"

namespace enclosure::viz {
namespace {

using testing::HasSubstr;

// A live session, its log repeated, and the scenario that it hands out run from the start: three ways to the same states.
TEST_P(SessionOf, ChangedLiveIsTheRunOfItsLogAndOfItsScenario) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 20);
    session.change_rules(setting("prices.markup_max", "2"));
    session.change_rules(lever("interoperability", 0.7, to_string(session.track()->last().date)));  // on one date with the other
    make_steps(session, 45);
    session.change_rules(setting("prices.markup_max", "2.1"));
    session.change_rules(
        {.policy_texts =
             {"schema_version = 1\nid = \"cap\"\n[[event]]\nlever = \"share_cap\"\nwhen = \"hhi > 0.1\"\nhold = \"1 yr\"\nfrom = " +
              to_string(session.track()->last().date) + "\n"},
         .title = "a cap"});
    make_steps(session, 50);
    const double given = small_baseline().scenario.parameters.prices.markup_max;
    session.change_rules(setting("prices.markup_max", std::to_string(given)));  // back to what the scenario has
    make_steps(session, 90);
    const std::vector<std::uint64_t> live = hashes(session);

    const std::vector<std::uint64_t> untouched = plain_hashes(small_baseline().scenario, 90);
    EXPECT_EQ(live[20], untouched[20]);
    EXPECT_NE(live[21], untouched[21]) << "counts from the next step on";
    ASSERT_EQ(session.changes().size(), 5u);
    EXPECT_EQ(session.changes()[0].step, 20u);
    EXPECT_EQ(session.changes()[1].title, "interoperability");

    const LoadedScenario whole = load_scenario_text(session.scenario_toml(), "whole");
    EXPECT_EQ(plain_hashes(whole.scenario, 90), live);

    const SessionLog log = read_session_log(session.session_log(), "log");
    EXPECT_EQ(log.changes.size(), 5u);
    SessionRepeat repeat(log, "log");
    repeat.begin({.threads = 1});
    while (!repeat.done()) repeat.step();
    EXPECT_FALSE(repeat.parted());
    EXPECT_EQ(repeat.simulation().state_hash(), live.back());
    EXPECT_EQ(repeat.simulation().steps_made(), 90u);
}

TEST_P(SessionOf, SetsBackWhatItHasSet) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 5);
    session.change_rules(setting("prices.markup_max", "2.2"));
    const double given = small_baseline().scenario.parameters.prices.markup_max;
    session.change_rules(setting("prices.markup_max", std::to_string(given)));  // before any step under the other
    make_steps(session, 30);
    EXPECT_EQ(hashes(session), plain_hashes(small_baseline().scenario, 30));
}

TEST_P(SessionOf, RefusesAChangeAsAWhole) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 12);
    const std::string before = session.scenario_toml();
    RuleChange bad = setting("prices.markup_max", "2");
    bad.settings.push_back({"population.users", "5000"});
    bad.policy_texts = {"schema_version = 1\nid = \"late\"\n[[event]]\nlever = \"share_cap\"\nfrom = 2023-01-01\n"};
    try {
        session.change_rules(bad);
        ADD_FAILURE() << "no error";
    } catch (const ScenarioError& error) {
        EXPECT_THAT(error.what(), HasSubstr("population.users"));
        EXPECT_THAT(error.what(), HasSubstr("policy:"));
        EXPECT_THAT(error.what(), testing::Not(HasSubstr("/tmp"))) << "files that nobody knows are not named";
    }
    EXPECT_THROW(session.change_rules(setting("time.end", "2040-01-01")), ScenarioError);
    EXPECT_EQ(session.scenario_toml(), before);
    EXPECT_TRUE(session.changes().empty());
    make_steps(session, 20);
    EXPECT_EQ(hashes(session), plain_hashes(small_baseline().scenario, 20));
}

TEST_P(SessionOf, ResetsWithAndWithoutChanges) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 24);
    session.change_rules(lever("interoperability", 1, "2025-07-01"));  // half a year later
    make_steps(session, 30);
    session.reset(true);
    EXPECT_EQ(session.track()->size(), 1u);
    ASSERT_EQ(session.changes().size(), 1u);
    EXPECT_EQ(session.changes()[0].step, 0u);
    EXPECT_THAT(session.scenario_toml(), HasSubstr("2023-07-01")) << "half a year after the start";
    make_steps(session, 30);
    EXPECT_EQ(hashes(session), plain_hashes(load_scenario_text(session.scenario_toml(), "whole").scenario, 30));
    session.new_seed(7);
    EXPECT_EQ(session.seed(), 7u);
    EXPECT_EQ(session.changes().size(), 1u);
    make_steps(session, 20);
    EXPECT_EQ(hashes(session), plain_hashes(load_scenario_text(session.scenario_toml(), "whole").scenario, 20));
    EXPECT_THROW(session.new_seed(std::uint64_t{1} << 60U), ScenarioError);
    session.reset(false);
    EXPECT_EQ(session.seed(), 7u);
    EXPECT_TRUE(session.changes().empty());
    make_steps(session, 20);
    EXPECT_EQ(
        hashes(session),
        plain_hashes(load_scenario("lib:baseline",
                                   std::vector<Override>{{"population.users", "3000"}, {"population.developers", "300"}, {"seed", "7"}})
                         .scenario,
                     20));
}

}  // namespace
}  // namespace enclosure::viz
