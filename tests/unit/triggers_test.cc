// How an event with a condition begins, is held, ends and begins again.
#include "sim/phases/triggers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/policy/agenda.h"
#include "tests/phase.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;

Event on_support(double hold, double cooldown = 0, std::int64_t max_times = 0) {
    Event e;
    e.target = "cost.host_margin";
    e.op = Operation::add;
    e.value = 0.1;
    e.when = "support_open > 0.5";
    e.hold = hold;
    e.cooldown = cooldown;
    e.max_times = max_times;
    return e;
}

constexpr double as_long_as_it_lasts = std::numeric_limits<double>::quiet_NaN();

World world_with(const std::vector<Event>& events) {
    Scenario s = tiny_scenario();
    PolicyRow policy;
    policy.id = "tested";
    policy.title = "Tested";
    policy.event = events;
    s.policy = {policy};
    return tiny_world(s);
}

// Makes both phases of a step that begins in month `k` of a state in which support is `support`; says whether the event is in force.
bool in_force(World& world, int k, double support) {
    world.commons.support = support;
    world.chronicle.clear();
    const Step step = step_at(world, k * month);
    run_phase(world, "watch triggers", step);
    run_phase(world, "apply events", step);
    return world.rules.parameters.cost.host_margin > 0.2;
}

// In force in each month, by the support at its begin: "..xx." for months in which it is.
std::string course(World& world, const std::vector<double>& support) {
    std::string text;
    for (std::size_t k = 0; k < support.size(); ++k) text += in_force(world, static_cast<int>(k), support[k]) ? 'x' : '.';
    return text;
}

TEST(Triggers, LastAsLongAsTheConditionWithoutHold) {
    World world = world_with({on_support(as_long_as_it_lasts)});
    EXPECT_EQ(course(world, {0, 0, 1, 1, 0, 0.5, 1}), "..xx..x");
    ASSERT_EQ(world.triggered.size(), 1U);
    EXPECT_EQ(world.triggered.times[0], 2U);
    EXPECT_DOUBLE_EQ(world.triggered.begun[0], 6 * month);
    EXPECT_DOUBLE_EQ(world.triggered.ended[0], 4 * month);
    EXPECT_EQ(world.triggered.in_force[0], 1);
}

TEST(Triggers, HoldThroughWhateverTheConditionDoes) {
    World world = world_with({on_support(3 * month)});
    EXPECT_EQ(course(world, {0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0}), ".xxx..xxx..");
}

TEST(Triggers, BeginAnewWhenTheHoldIsOverAndTheConditionStands) {
    World world = world_with({on_support(2 * month)});
    EXPECT_EQ(course(world, {1, 1, 1, 1, 1}), "xxxxx");
    EXPECT_EQ(world.triggered.times[0], 3U);
}

TEST(Triggers, RestForTheCooldown) {
    World world = world_with({on_support(as_long_as_it_lasts, 3 * month)});
    EXPECT_EQ(course(world, {1, 0, 1, 1, 1, 1, 0, 1}), "x...xx..");
    World held = world_with({on_support(2 * month, 2 * month)});
    EXPECT_EQ(course(held, {1, 1, 1, 1, 1, 1, 1, 1, 1}), "xx..xx..x");
}

TEST(Triggers, BeginAtMostSoOften) {
    World world = world_with({on_support(as_long_as_it_lasts, 0, 2)});
    EXPECT_EQ(course(world, {1, 0, 1, 0, 1, 1}), "x.x...");
    EXPECT_EQ(world.triggered.times[0], 2U);
}

TEST(Triggers, ActWithinTheirDatesOnly) {
    Event e = on_support(as_long_as_it_lasts);
    e.from = parse_date("2023-03-01");
    e.until = parse_date("2023-05-01");
    World world = world_with({e});
    EXPECT_EQ(course(world, {1, 1, 1, 1, 1, 1}), "..xx..");
    Event held = on_support(1);
    held.until = parse_date("2023-03-01");
    World cut = world_with({held});
    EXPECT_EQ(course(cut, {0, 1, 0, 0}), ".x..") << "the end of its dates ends the hold";
}

TEST(Triggers, RampFromTheirOwnBegin) {
    Event e = on_support(as_long_as_it_lasts);
    e.ramp = 4 * month;
    e.value = 0.4;
    World world = world_with({e});
    in_force(world, 0, 0);
    EXPECT_EQ(world.rules.parameters.cost.host_margin, 0.15);
    in_force(world, 1, 1);
    EXPECT_EQ(world.rules.parameters.cost.host_margin, 0.15) << "the ramp begins at zero";
    in_force(world, 2, 1);
    EXPECT_NEAR(world.rules.parameters.cost.host_margin, 0.25, 1e-12);
    in_force(world, 6, 1);
    EXPECT_NEAR(world.rules.parameters.cost.host_margin, 0.55, 1e-12);
    in_force(world, 7, 0);
    EXPECT_EQ(world.rules.parameters.cost.host_margin, 0.15);
    in_force(world, 8, 1);
    EXPECT_EQ(world.rules.parameters.cost.host_margin, 0.15) << "and begins anew";
}

TEST(Triggers, LeaveNoTraceBeforeTheyBegin) {
    World world = world_with({on_support(1)});
    EXPECT_EQ(course(world, {0, 0, 0}), "...");
    EXPECT_EQ(world.triggered.size(), 0U);
    EXPECT_EQ(world.chronicle.entries.size(), 0U);
}

TEST(Triggers, LeaveNoTraceAtStrengthZero) {
    Event e = on_support(1);
    e.strength = 0;
    World world = world_with({e});
    EXPECT_EQ(course(world, {1, 1}), "..");
    EXPECT_EQ(world.triggered.size(), 0U);
}

TEST(Triggers, AreRememberedWhateverTheirOrder) {
    Event other = on_support(1);
    other.when = "support_open > 0.9";
    Event third = on_support(1);
    third.when = "support_open > 0.95";
    World world = world_with({on_support(1), other, third});
    World turned = world_with({third, on_support(1), other});
    for (World* w : {&world, &turned}) course(*w, {0, 0.6, 0.92, 1});
    EXPECT_EQ(world.triggered.size(), 3U);
    EXPECT_EQ(state_hash(world, one_thread()), state_hash(turned, one_thread()));
}

TEST(Triggers, ShareOneMemoryWhenTheySayTheSame) {
    Event e = on_support(2 * month, month);
    e.value = 0.06;
    World world = world_with({e, e});
    EXPECT_EQ(course(world, {1, 1, 1, 1, 1}), "xx.xx") << "in force both add .06";
    EXPECT_EQ(world.triggered.size(), 1U);
    EXPECT_EQ(world.triggered.times[0], 2U);
}

TEST(Triggers, SayWhy) {
    World world = world_with({on_support(as_long_as_it_lasts)});
    in_force(world, 3, 0.75);
    ASSERT_EQ(world.chronicle.entries.size(), 1U);
    EXPECT_EQ(world.chronicle.entries[0].subject, "Tested");
    EXPECT_EQ(world.chronicle.entries[0].text, "takes effect on cost.host_margin, because support_open > 0.5 (support_open = 0.75)");
    in_force(world, 4, 0.7);
    EXPECT_EQ(world.chronicle.entries.size(), 0U);
    in_force(world, 5, 0.25);
    ASSERT_EQ(world.chronicle.entries.size(), 1U);
    EXPECT_EQ(world.chronicle.entries[0].text,
              "no longer acts on cost.host_margin, because it is no longer true that support_open > 0.5 (support_open = 0.25)");
}

TEST(Triggers, ThatContradictEachOtherStopTheRunAndAreBothNamed) {
    Event low = on_support(1);
    low.op = Operation::set;
    low.value = 0.3;
    Event high = low;
    high.when = "support_open > 0.8";
    high.value = 0.5;
    World world = world_with({low, high});
    EXPECT_TRUE(in_force(world, 0, 0.6));
    try {
        in_force(world, 1, 0.9);
        FAIL() << "both set the margin";
    } catch (const ScenarioError& error) {
        EXPECT_STREQ(error.what(),
                     "on 2023-02-01: policy.tested.event.1 and policy.tested.event.2 both set cost.host_margin, to 0.3 and to 0.5, at "
                     "priority 0; give one of them a higher priority");
    }
    high.priority = 1;
    World ordered = world_with({high, low});
    in_force(ordered, 0, 0.9);
    EXPECT_EQ(ordered.rules.parameters.cost.host_margin, 0.5) << "the higher priority has the last word";
}

// The value that a condition reads in step k is the one that the run file has for step k − 1.
TEST(Triggers, ReadTheIndicatorsOfTheLastStep) {
    Scenario s = small_baseline();
    Event e = on_support(0);
    e.when = "reliability_young_open > -1 or releases_year > -1 or hhi > -1 or harm_cost > -1";
    PolicyRow policy;
    policy.id = "tested";
    policy.event = {e};
    s.policy = {policy};
    Simulation simulation(s, {.threads = 1, .audit = true});
    simulation.step();
    std::vector<TriggerMistake> mistakes;
    const Trigger trigger = parse_trigger(e.when, s, mistakes);
    for (int k = 1; k < 8; ++k) {
        const std::string expected = "(" + readings(trigger, simulation.world()) + ")";
        simulation.step();
        std::string said;
        for (const ChronicleEntry& entry : simulation.world().chronicle.entries) said += entry.text + "\n";
        EXPECT_THAT(said, HasSubstr(expected)) << "step " << k;
        EXPECT_EQ(simulation.world().step.index, static_cast<std::uint32_t>(k));
    }
}

}  // namespace
}  // namespace enclosure::test
