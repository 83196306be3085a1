#include "sim/phases/events.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

Event event_on(const char* target, Operation op, double value) {
    Event e;
    e.target = target;
    e.op = op;
    e.value = value;
    return e;
}

Date day(const char* text) {
    return *parse_date(text);
}

TEST(EventLevel, IsNoneBeforeItsDateAndFullFromThenOn) {
    Event e = event_on("cost.host_margin", Operation::set, 1);
    e.at = day("2024-06-01");
    EXPECT_EQ(event_level(e, day("2024-05-31")), 0);
    EXPECT_EQ(event_level(e, day("2024-06-01")), 1);
    EXPECT_EQ(event_level(e, day("2034-06-01")), 1);
    e.strength = 0.25;
    EXPECT_EQ(event_level(e, day("2024-06-01")), 0.25);
}

TEST(EventLevel, EndsOnTheDayOfUntil) {
    Event e = event_on("cost.host_margin", Operation::set, 1);
    e.from = day("2024-01-01");
    e.until = day("2025-01-01");
    EXPECT_EQ(event_level(e, day("2023-12-31")), 0);
    EXPECT_EQ(event_level(e, day("2024-12-31")), 1);
    EXPECT_EQ(event_level(e, day("2025-01-01")), 0);
}

TEST(EventLevel, RisesLinearlyOverItsRamp) {
    Event e = event_on("cost.host_margin", Operation::set, 1);
    e.at = day("2024-01-01");
    e.ramp = 2;
    e.strength = 0.8;
    EXPECT_EQ(event_level(e, day("2024-01-01")), 0);
    EXPECT_DOUBLE_EQ(event_level(e, day("2024-07-01")), 0.2);
    EXPECT_DOUBLE_EQ(event_level(e, day("2025-01-01")), 0.4);
    EXPECT_DOUBLE_EQ(event_level(e, day("2026-01-01")), 0.8);
    EXPECT_DOUBLE_EQ(event_level(e, day("2030-01-01")), 0.8);
}

TEST(EventLevel, OfAnEventWithoutDateIsFullAlways) {
    EXPECT_EQ(event_level(event_on("cost.host_margin", Operation::set, 1), day("1990-01-01")), 1);
}

// The host margin, .15 by default, after the events of one policy at `t` years.
double host_margin(const std::vector<Event>& events, double t) {
    Scenario s = tiny_scenario();
    PolicyRow policy;
    policy.id = "tested";
    policy.event = events;
    s.policy = {policy};
    World world = tiny_world(s);
    world.rules.parameters.cost.host_margin = 77;  // whatever was in force is forgotten
    apply_events(world.rules, {world.scenario}, world.chronicle, step_at(world, t));
    EXPECT_EQ(world.scenario.parameters.cost.host_margin, 0.15) << "the scenario itself never changes";
    return world.rules.parameters.cost.host_margin;
}

TEST(ApplyEvents, SetMultiplyAddByTheLevel) {
    const char* target = "cost.host_margin";
    Event set = event_on(target, Operation::set, 0.35);
    set.strength = 0.5;
    EXPECT_DOUBLE_EQ(host_margin({set}, 0), 0.25);
    Event multiply = event_on(target, Operation::multiply, 3);
    multiply.strength = 0.5;
    EXPECT_DOUBLE_EQ(host_margin({multiply}, 0), 0.30);
    Event add = event_on(target, Operation::add, 0.2);
    add.strength = 0.5;
    EXPECT_DOUBLE_EQ(host_margin({add}, 0), 0.25);
}

TEST(ApplyEvents, StackInTheOrderOfTheFile) {
    const Event twice = event_on("cost.host_margin", Operation::multiply, 2);
    const Event more = event_on("cost.host_margin", Operation::add, 0.1);
    EXPECT_DOUBLE_EQ(host_margin({twice, more}, 0), 0.4);
    EXPECT_DOUBLE_EQ(host_margin({more, twice}, 0), 0.5);
}

TEST(ApplyEvents, PutBackWhatTheScenarioSaysWhenTheyEnd) {
    Event e = event_on("cost.host_margin", Operation::set, 0.5);
    e.from = day("2023-07-01");
    e.until = day("2024-01-01");
    EXPECT_EQ(host_margin({e}, 5.0 / 12), 0.15);
    EXPECT_EQ(host_margin({e}, 6.0 / 12), 0.5);
    EXPECT_EQ(host_margin({e}, 11.0 / 12), 0.5);
    EXPECT_EQ(host_margin({e}, 1), 0.15);
}

TEST(ApplyEvents, StayWithinTheLegalRange) {
    const double lowest = host_margin({event_on("cost.host_margin", Operation::add, -1e6)}, 0);
    const double highest = host_margin({event_on("cost.host_margin", Operation::multiply, 1e9)}, 0);
    EXPECT_GE(lowest, 0);
    EXPECT_LT(highest, 1e6);
    EXPECT_GT(highest, 0.15);
}

TEST(ApplyEvents, ReachARowByItsId) {
    Scenario s = tiny_scenario();
    PolicyRow policy;
    policy.id = "tested";
    policy.title = "Tested";
    policy.event = {event_on("region.here.research_cost", Operation::multiply, 1.3)};
    policy.event[0].at = day("2023-02-01");
    s.policy = {policy};
    World world = tiny_world(s);
    apply_events(world.rules, {world.scenario}, world.chronicle, step_at(world, 0));
    EXPECT_EQ(world.rules.region[0].research_cost, 1);
    EXPECT_EQ(world.chronicle.entries.size(), 0U);
    apply_events(world.rules, {world.scenario}, world.chronicle, step_at(world, 1.0 / 12));
    EXPECT_DOUBLE_EQ(world.rules.region[0].research_cost, 1.3);
    ASSERT_EQ(world.chronicle.entries.size(), 1U);
    EXPECT_EQ(world.chronicle.entries[0].subject, "Tested");
    apply_events(world.rules, {world.scenario}, world.chronicle, step_at(world, 2.0 / 12));
    EXPECT_EQ(world.chronicle.entries.size(), 1U) << "it takes effect once";
}

}  // namespace
}  // namespace enclosure::test
