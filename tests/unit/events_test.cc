#include "sim/phases/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "sim/policy/agenda.h"
#include "sim/scenario/paths.h"
#include "tests/phase.h"
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
    run_phase(world, "apply events", step_at(world, t));
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

TEST(ApplyEvents, SetThenMultiplyThenAddWhateverTheOrderOfTheFile) {
    std::vector<Event> events{event_on("cost.host_margin", Operation::add, 0.1), event_on("cost.host_margin", Operation::multiply, 2),
                              event_on("cost.host_margin", Operation::set, 0.2), event_on("cost.host_margin", Operation::multiply, 1.1),
                              event_on("cost.host_margin", Operation::add, 0.07)};
    const double expected = host_margin(events, 0);
    EXPECT_DOUBLE_EQ(expected, 0.2 * 2 * 1.1 + 0.1 + 0.07);
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    do {
        std::vector<Event> turned;
        for (const std::size_t i : order) turned.push_back(events[i]);
        ASSERT_EQ(host_margin(turned, 0), expected) << "to the last bit";
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(ApplyEvents, OfAHigherPriorityComeLater) {
    Event set = event_on("cost.host_margin", Operation::set, 0.2);
    Event add = event_on("cost.host_margin", Operation::add, 0.1);
    EXPECT_DOUBLE_EQ(host_margin({set, add}, 0), 0.3);
    set.priority = 1;
    EXPECT_DOUBLE_EQ(host_margin({set, add}, 0), 0.2) << "the last word";
    add.priority = 2;
    EXPECT_DOUBLE_EQ(host_margin({set, add}, 0), 0.3);
    Event twice = event_on("cost.host_margin", Operation::multiply, 2);
    EXPECT_DOUBLE_EQ(host_margin({twice, add}, 0), 0.4);
    add.priority = -1;
    EXPECT_DOUBLE_EQ(host_margin({twice, add}, 0), 0.5);
    Event half_way = event_on("cost.host_margin", Operation::set, 0.6);
    half_way.priority = 3;
    half_way.strength = 0.5;
    EXPECT_DOUBLE_EQ(host_margin({half_way, set}, 0), 0.4) << "half the way from what it finds";
}

TEST(ApplyEvents, BoundTheEndAndNotTheWayThere) {
    const Event down = event_on("cost.host_margin", Operation::add, -1);
    Event up = event_on("cost.host_margin", Operation::add, 1.05);
    EXPECT_NEAR(host_margin({down, up}, 0), 0.2, 1e-12);
    EXPECT_EQ(host_margin({down}, 0), 0);
}

TEST(ApplyEvents, AtStrengthZeroLeaveTheScenariosBits) {
    Event e = event_on("cost.host_margin", Operation::set, 0.5);
    e.strength = 0;
    Event other = event_on("cost.host_margin", Operation::set, 0.7);
    other.strength = 0;
    Scenario s = tiny_scenario();
    s.policy.resize(1);
    s.policy[0].id = "tested";
    s.policy[0].event = {e, other};
    World world = tiny_world(s);
    run_phase(world, "apply events", step_at(world, 0));
    EXPECT_EQ(world.rules.parameters.cost.host_margin, 0.15) << "and what changes nothing contradicts nothing";
    EXPECT_EQ(world.chronicle.entries.size(), 0U);
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
    run_phase(world, "apply events", step_at(world, 0));
    EXPECT_EQ(world.rules.region[0].research_cost, 1);
    EXPECT_EQ(world.chronicle.entries.size(), 0U);
    run_phase(world, "apply events", step_at(world, 1.0 / 12));
    EXPECT_DOUBLE_EQ(world.rules.region[0].research_cost, 1.3);
    ASSERT_EQ(world.chronicle.entries.size(), 1U);
    EXPECT_EQ(world.chronicle.entries[0].subject, "Tested");
    run_phase(world, "apply events", step_at(world, 2.0 / 12));
    EXPECT_EQ(world.chronicle.entries.size(), 1U) << "it takes effect once";
}

// Two regions beside each other, with what an event makes of their cost of research.
std::vector<double> research_costs(const Event& event) {
    Scenario s = tiny_scenario();
    s.region[0].seats = {0.5, {}};
    s.region[0].developers = 0.5;
    s.region.push_back(s.region[0]);
    s.region[1].id = "there";
    s.region[1].research_cost = 1.5;
    PolicyRow policy;
    policy.id = "tested";
    policy.event = {event};
    s.policy = {policy};
    World world = tiny_world(s);
    run_phase(world, "apply events", step_at(world, 0));
    return {world.rules.region[0].research_cost, world.rules.region[1].research_cost};
}

TEST(ApplyEvents, ActOnTheRowsOfTheirScope) {
    Event e = event_on("region.*.research_cost", Operation::multiply, 2);
    EXPECT_THAT(research_costs(e), testing::ElementsAre(2, 3));
    e.regions = {"there"};
    EXPECT_THAT(research_costs(e), testing::ElementsAre(1, 3));
    e.regions = {"there", "here"};
    EXPECT_THAT(research_costs(e), testing::ElementsAre(2, 3));
    e.target = "region.here.research_cost";
    e.regions = {};
    EXPECT_THAT(research_costs(e), testing::ElementsAre(2, 1.5));
}

TEST(ApplyEvents, MoveLevers) {
    Event e;
    e.lever = "export_control";
    e.regions = {"there"};
    e.strength = 0.5;
    EXPECT_THAT(research_costs(e), testing::ElementsAre(1, 1.5 * 1.5));
    e.strength = 4;
    EXPECT_THAT(research_costs(e), testing::ElementsAre(1, 1.5 * 5));
    e.strength = 10;
    EXPECT_THAT(research_costs(e), testing::ElementsAre(1, 10)) << "the legal range of the parameter bounds it";
    e.strength = 0;
    EXPECT_THAT(research_costs(e), testing::ElementsAre(1, 1.5));
}

TEST(ApplyEvents, ReachStrategiesByFirms) {
    Scenario s = tiny_scenario();
    PolicyRow policy;
    policy.id = "tested";
    policy.event = {event_on("strategy.*.conversion", Operation::set, 0.4)};
    policy.event[0].firms = {"open", "delayed"};
    s.policy = {policy};
    World world = tiny_world(s);
    run_phase(world, "apply events", step_at(world, 0));
    EXPECT_EQ(world.rules.strategy[0].conversion, 0);
    EXPECT_EQ(world.rules.strategy[1].conversion, 0.4);
    EXPECT_EQ(world.rules.strategy[2].conversion, 0.4);
}

TEST(ApplyEvents, SayWhenLeversBeginAndEnd) {
    Scenario s = tiny_scenario();
    PolicyRow policy;
    policy.id = "tested";
    policy.event.resize(1);
    policy.event[0].lever = "export_control";
    policy.event[0].regions = {"here"};
    policy.event[0].from = day("2023-02-01");
    policy.event[0].until = day("2023-03-01");
    policy.event[0].ramp = 5;
    s.shock = {policy};
    World world = tiny_world(s);
    for (int k = 0; k < 4; ++k) run_phase(world, "apply events", step_at(world, k / 12.0));
    std::vector<std::string> said;
    for (const ChronicleEntry& e : world.chronicle.entries) said.push_back(e.kind + ' ' + e.subject + ' ' + e.text);
    EXPECT_THAT(said, testing::ElementsAre("shock tested takes effect: Export control on compute (here)",
                                           "shock tested no longer in effect: Export control on compute (here)"));
}

}  // namespace
}  // namespace enclosure::test
