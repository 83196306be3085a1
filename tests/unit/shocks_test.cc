// Shocks that happen once: when they strike, whom, and that they strike again by as much as their parameter rises.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/phases/harm.h"
#include "sim/policy/capability_leap.h"
#include "sim/policy/forced_leak.h"
#include "sim/policy/impulse.h"
#include "sim/policy/lever.h"
#include "sim/policy/major_incident.h"
#include "sim/policy/vendor_failure.h"
#include "tests/saved_run.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// Both firms sell an interface: firm 0 the more capable one, firm 1 the more used one.
class Shocks : public testing::Test {
  protected:
    Shocks() : world(tiny_world()) {
        world.catalogue.open[1] = 0;
        world.firms.interface[1] = world.firms.released[1];
        world.firms.released[1] = {};
        world.market.slot_revenue[0] = 1;
        world.market.slot_revenue[1] = 2;
        world.market.slot_seats[0] = 1;
        world.market.slot_seats[1] = 2;
    }
    DisruptionParams& p() { return world.rules.parameters.disruption; }
    void fail() {
        fail_vendors(world.firms, world.catalogue, world.commons, world.chronicle, world.market, world.rules.parameters.finance, p(),
                     step_at(world, 1));
    }
    void leap() { leap_ahead(world.firms, world.commons, world.chronicle, world.catalogue, p(), step_at(world, 1)); }
    void strike() {
        strike_major_incident(world.catalogue, world.commons, world.chronicle, world.market, world.firms, p(), step_at(world, 1));
    }
    void leak() { force_leak(world.firms, world.catalogue, world.commons, world.chronicle, world.rules, p(), step_at(world, 1)); }
    World world;
};

TEST(Impulse, StrikesByWhatItRises) {
    double struck = 0;
    EXPECT_FALSE(take_rise(0, struck));
    EXPECT_EQ(take_rise(2, struck).amount(), 2);
    EXPECT_FALSE(take_rise(2, struck)) << "it stays";
    EXPECT_EQ(take_rise(5, struck).amount(), 3);
    const Rise fall = take_rise(1, struck);
    EXPECT_FALSE(fall);
    EXPECT_EQ(fall.amount(), 0);
    EXPECT_EQ(fall.count(), 0);
    EXPECT_EQ(take_rise(2, struck).amount(), 1);
}

TEST(Impulse, CountsInPartsWhatItWouldCountAtOnce) {
    EXPECT_EQ((Rise{0, 0}.count()), 0);
    EXPECT_EQ((Rise{0, 0.5}.count()), 1);
    EXPECT_EQ((Rise{0.5, 1}.count()), 0);
    EXPECT_EQ((Rise{1, 3}.count()), 2);
    EXPECT_EQ((Rise{0, 1.5}.count()), 2);
    EXPECT_EQ((Rise{0.1 + 0.2, 1.3}.count()), 1) << "what the addition of strengths rounds off is no vendor";
}

TEST(Impulse, IsEveryParameterOfDisruptionAndEachHasAMemory) {
    std::set<std::string> described;
    for_each_field<DisruptionParams>([&](const auto& f) {
        const std::string path = "disruption." + std::string(f.facts.name);
        described.insert(path);
        const Impulse* impulse = find_impulse(path);
        ASSERT_NE(impulse, nullptr) << path;
        EXPECT_EQ(impulse->value, f.member) << path;
        bool kept = false;
        for_each_column<PublicState>([&](const auto& c) {
            if constexpr (std::is_same_v<decltype(c.member), double PublicState::*>) {
                kept = kept || (c.member == impulse->struck && c.facts.name == std::string(f.facts.name) + "_struck");
            }
        });
        EXPECT_TRUE(kept) << path;
    });
    EXPECT_EQ(described.size(), impulses().size());
    EXPECT_EQ(find_impulse("prices.markup_max"), nullptr);
}

TEST(Impulse, IsWhatItsLeverIs) {
    std::set<std::string_view> names;
    for (const Lever& lever : levers()) {
        if (is_impulse(lever)) names.insert(lever.name);
    }
    EXPECT_EQ(names, (std::set<std::string_view>{"vendor_failure", "capability_leap", "major_incident", "weights_leak"}));
}

TEST_F(Shocks, DoNotHappenByDefault) {
    const std::uint64_t before = state_hash(world, one_thread());
    fail();
    leap();
    strike();
    leak();
    EXPECT_EQ(state_hash(world, one_thread()), before);
    EXPECT_TRUE(world.chronicle.entries.empty());
}

TEST_F(Shocks, TheLargestVendorFails) {
    p().vendor_failure = 1;
    fail();
    EXPECT_EQ(world.firms.alive[0], 1);
    EXPECT_EQ(world.firms.alive[1], 0);
    EXPECT_EQ(world.commons.failures, 1);
    EXPECT_TRUE(world.catalogue.under_notice(1));
    fail();
    EXPECT_EQ(world.firms.alive[0], 1) << "once";
}

TEST_F(Shocks, AsManyVendorsFailAsTheStrengthSaysAndNoMoreThanThereAre) {
    p().vendor_failure = 1.5;
    fail();
    EXPECT_EQ(world.commons.failures, 2);
    p().vendor_failure = 9;
    fail();
    EXPECT_EQ(world.commons.failures, 2);
}

// As the levers' descriptions say: strengths add up, and their sum is rounded up.
TEST_F(Shocks, OfTwoHalvesTheFirstStrikes) {
    p().vendor_failure = 0.5;
    fail();
    EXPECT_EQ(world.commons.failures, 1);
    p().vendor_failure = 1;
    fail();
    EXPECT_EQ(world.commons.failures, 1);
    p().vendor_failure = 1.5;
    fail();
    EXPECT_EQ(world.commons.failures, 2);
}

TEST_F(Shocks, TheMostCapableMakerLeaps) {
    const double lead = world.firms.lead[0];
    p().capability_leap = 0.5;
    leap();
    EXPECT_DOUBLE_EQ(world.firms.lead[0], lead + 0.5);
    EXPECT_DOUBLE_EQ(world.firms.lead[1], 0.1);
    EXPECT_EQ(world.firms.next_release[0], 1) << "and releases what it can make of it";
    leap();
    EXPECT_DOUBLE_EQ(world.firms.lead[0], lead + 0.5);
    p().capability_leap = 0.75;
    leap();
    EXPECT_DOUBLE_EQ(world.firms.lead[0], lead + 0.75) << "by what it rises";
}

TEST_F(Shocks, AMajorIncidentCountsAsManyWithTheMostUsedModel) {
    p().major_incident = 500;
    strike();
    EXPECT_EQ(world.catalogue.incidents[1], 500);
    EXPECT_EQ(world.catalogue.incidents[0], 0);
    EXPECT_EQ(world.commons.misuse_closed, 500);
    attribute_harm(world.catalogue, world.rules.parameters.harm, step_at(world, 1));
    EXPECT_NEAR(world.catalogue.harm_cost[1], 500 * world.rules.parameters.harm.incident_cost * 12, 1);
    strike();
    EXPECT_EQ(world.catalogue.incidents[1], 500);
    p().major_incident = 700;
    strike();
    EXPECT_EQ(world.catalogue.incidents[1], 700);
}

TEST_F(Shocks, TheMostCapableWeightsLeakHoweverWellTheyAreGuarded) {
    world.rules.parameters.leaks.hazard = 0;
    p().weights_leak = 1;
    leak();
    EXPECT_EQ(world.commons.leaks, 1);
    ASSERT_EQ(world.catalogue.state[2], Slot::live);
    EXPECT_EQ(world.catalogue.parent[2], world.catalogue.serial[0]);
    EXPECT_EQ(world.catalogue.leaked[2], 1);
    leak();
    EXPECT_EQ(world.commons.leaks, 1);
}

TEST_F(Shocks, AsManyWeightsLeakAsTheStrengthSays) {
    p().weights_leak = 7;
    leak();
    EXPECT_EQ(world.commons.leaks, 2);
}

Event incident(const char* from, const char* until = nullptr) {
    Event event;
    event.lever = "major_incident";
    event.from = parse_date(from);
    if (until != nullptr) event.until = parse_date(until);
    return event;
}

Event incident_when(double hold, double cooldown, std::int64_t max_times) {
    Event event;
    event.lever = "major_incident";
    event.when = "adoption >= 0";
    event.hold = hold;
    event.cooldown = cooldown;
    event.max_times = max_times;
    return event;
}

Scenario with_shocks(std::vector<Event> events, double dt) {
    Scenario s = tiny_scenario();
    s.time.step = dt;
    PolicyRow shock;
    shock.id = "tested";
    shock.event = std::move(events);
    s.shock = {shock};
    return s;
}

// The dates at which major incidents strike in a run of a year, by the lengths of steps.
std::vector<std::string> incidents(std::vector<Event> events, double dt = 1.0 / 12) {
    Simulation run(with_shocks(std::move(events), dt), {.threads = 1});
    std::vector<std::string> dates;
    while (run.date() < *parse_date("2024-01-01")) {
        run.step();
        for (const ChronicleEntry& entry : run.world().chronicle.entries) {
            if (entry.kind == "incident") dates.push_back(to_string(date_after(run.scenario().time.start, entry.time)));
        }
    }
    return dates;
}

TEST(ShocksOfARun, StrikeOncePerEventWhateverTheLengthOfAStep) {
    for (const double dt : {1.0 / 12, 1.0 / 24, 1.0 / 6}) {
        SCOPED_TRACE(dt);
        EXPECT_THAT(incidents({incident("2023-03-01")}, dt), testing::ElementsAre("2023-03-01"));
        EXPECT_THAT(incidents({incident("2023-03-01"), incident("2023-07-01")}, dt), testing::ElementsAre("2023-03-01", "2023-07-01"))
            << "one on top of the other";
        EXPECT_THAT(incidents({incident("2023-03-01", "2023-07-01"), incident("2023-07-01")}, dt),
                    testing::ElementsAre("2023-03-01", "2023-07-01"))
            << "one in place of the other";
        EXPECT_THAT(incidents({incident("2023-03-01", "2023-11-01"), incident("2023-05-01", "2023-07-01")}, dt),
                    testing::ElementsAre("2023-03-01", "2023-05-01"))
            << "an end is no shock";
    }
}

TEST(ShocksOfARun, StrikeAgainWhenTheirConditionBeginsAgain) {
    EXPECT_THAT(incidents({incident_when(1.0 / 12, 0, 3)}), testing::ElementsAre("2023-01-01", "2023-02-01", "2023-03-01"));
    EXPECT_THAT(incidents({incident_when(1.0 / 12, 2.0 / 12, 0)}),
                testing::ElementsAre("2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01"));
    EXPECT_THAT(incidents({incident_when(std::numeric_limits<double>::quiet_NaN(), 0, 0)}), testing::ElementsAre("2023-01-01"))
        << "a condition that stands is one event";
}

TEST(ShocksOfARun, DoNotStrikeAgainInARunThatIsTakenUp) {
    const Scenario scenario = with_shocks({incident("2023-02-01"), incident("2023-05-01")}, 1.0 / 12);
    Simulation whole(scenario, {.threads = 1});
    for (int k = 0; k < 8; ++k) {
        Simulation again = taken_up(saved(whole, as_loaded(scenario)));
        whole.step();
        again.step();
        ASSERT_EQ(again.state_hash(), whole.state_hash()) << "after step " << k;
    }
    EXPECT_EQ(whole.world().commons.major_incident_struck, 2000);
}

TEST(ShocksOfARun, OfAPathStrikeAsThoseOfALever) {
    Event event = incident("2023-03-01");
    event.lever = {};
    event.target = "disruption.major_incident";
    event.op = Operation::set;
    event.value = 10;
    EXPECT_THAT(incidents({event}), testing::ElementsAre("2023-03-01"));
}

}  // namespace
}  // namespace enclosure::test
