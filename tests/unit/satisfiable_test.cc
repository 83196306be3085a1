// Which conditions can hold, alone, beside another, and in the range that indicators are described to have.
#include "sim/policy/satisfiable.h"

#include <gtest/gtest.h>

#include "sim/indicators/indicator.h"
#include "sim/indicators/judgement.h"
#include "sim/run/simulation.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

bool can_hold(const std::vector<std::string>& texts, IndicatorRange range = any_value) {
    const Scenario s = small_baseline();
    std::vector<Trigger> triggers;
    for (const std::string& text : texts) {
        std::vector<TriggerMistake> mistakes;
        triggers.push_back(parse_trigger(text, s, mistakes));
        EXPECT_TRUE(mistakes.empty()) << text;
    }
    std::vector<const Trigger*> conditions;
    for (const Trigger& trigger : triggers) conditions.push_back(&trigger);
    return satisfiable(conditions, range);
}

TEST(Satisfiable, OneCondition) {
    EXPECT_TRUE(can_hold({"hhi > 0.3"}));
    EXPECT_TRUE(can_hold({"hhi > 0.3 and hhi < 0.300001"}));
    EXPECT_FALSE(can_hold({"hhi > 0.3 and hhi < 0.3"}));
    EXPECT_TRUE(can_hold({"hhi >= 0.3 and hhi <= 0.3"}));
    EXPECT_FALSE(can_hold({"hhi == 0.3 and hhi == 0.4"}));
    EXPECT_FALSE(can_hold({"hhi != 1 and hhi == 1"}));
    EXPECT_TRUE(can_hold({"hhi > 5"}));
}

TEST(Satisfiable, AnIndicatorMayHaveNoValue) {
    EXPECT_TRUE(can_hold({"not (hhi > 0.3) and not (hhi <= 0.3)"})) << "both comparisons are false of an index that is not defined";
}

TEST(Satisfiable, TwoConditionsAtOnce) {
    EXPECT_TRUE(can_hold({"hhi > 0.3", "hhi > 0.9"}));
    EXPECT_FALSE(can_hold({"hhi > 0.3", "hhi < 0.2"}));
    EXPECT_TRUE(can_hold({"hhi > 0.3", "adoption < 0.2"}));
    EXPECT_FALSE(can_hold({"hhi > 0.3 and adoption > 0.1", "hhi < 0.2 or adoption == 0.1"}));
    EXPECT_TRUE(can_hold({"open_share.consumer > 0.5", "open_share.builder < 0.5"}));
    EXPECT_TRUE(can_hold({}));
}

TEST(Satisfiable, WithinTheDescribedRange) {
    EXPECT_FALSE(can_hold({"hhi > 5"}, described_values));
    EXPECT_FALSE(can_hold({"hhi > 1"}, described_values));
    EXPECT_TRUE(can_hold({"hhi >= 1"}, described_values));
    EXPECT_FALSE(can_hold({"hhi < 0"}, described_values));
    EXPECT_FALSE(can_hold({"open_share.builder > 1.5"}, described_values));
    EXPECT_TRUE(can_hold({"support_open > 2"}, described_values));
    EXPECT_TRUE(can_hold({"opinion < -0.5"}, described_values));
    EXPECT_FALSE(can_hold({"opinion < -1.5"}, described_values));
    EXPECT_FALSE(can_hold({"outages < 0"}, described_values));
    EXPECT_TRUE(can_hold({"profit < -1e12"}, described_values));
    EXPECT_TRUE(can_hold({"not (hhi > 5)"}, described_values));
}

TEST(Satisfiable, GivesUpOnWhatWouldTakeTooLong) {
    std::string text = "hhi > 1 and hhi < 0";
    for (const Indicator& i : indicators()) text += " and " + std::string(i.name) + " > 0.5";
    EXPECT_TRUE(can_hold({text})) << "not decided, so not excluded";
}

// A warning that a condition can never hold must be true.
TEST(DescribedRange, HoldsWhatIndicatorsShow) {
    Simulation simulation(small_baseline(), {.threads = 1});
    std::size_t seen = 0;
    const auto look = [&](std::string_view name, std::string_view unit, double value) {
        const Range range = described_range(name, unit);
        if (std::isnan(value) || range.lo == Range{}.lo) return;
        ++seen;
        EXPECT_TRUE(range.holds(value)) << name << " = " << value << " after step " << simulation.steps_made();
    };
    while (!simulation.done()) {
        simulation.step();
        const World& world = simulation.world();
        for (const Indicator& i : indicators()) look(i.name, i.unit, i.value(world));
        for (const MemberIndicator& i : segment_indicators()) {
            for (std::size_t m = 0; m < world.scenario.segment.size(); ++m) look(i.name, i.unit, i.value(world, m));
        }
        for (const MemberIndicator& i : region_indicators()) {
            for (std::size_t m = 0; m < world.scenario.region.size(); ++m) look(i.name, i.unit, i.value(world, m));
        }
    }
    EXPECT_GT(seen, 1000U);
}

}  // namespace
}  // namespace enclosure::test
