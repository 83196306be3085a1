#include "sim/scenario/paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace enclosure {
namespace {

Scenario example() {
    Scenario scenario;
    scenario.firm.resize(2);
    scenario.firm[0].id = "lab";
    scenario.firm[1].id = "hub";
    scenario.region.resize(1);
    scenario.region[0].id = "north";
    scenario.policy.resize(1);
    scenario.policy[0].id = "tax";
    scenario.policy[0].event.resize(2);
    return scenario;
}

TEST(Paths, reach_groups_rows_and_events) {
    Scenario s = example();
    EXPECT_EQ(find_parameter(s, "time.step"), &s.time.step);
    EXPECT_EQ(find_parameter(s, "prices.markup_max"), &s.parameters.prices.markup_max);
    EXPECT_EQ(find_parameter(s, "firm.hub.cash"), &s.firm[1].cash);
    EXPECT_EQ(find_parameter(s, "region.north.research_cost"), &s.region[0].research_cost);
    EXPECT_EQ(find_parameter(s, "policy.tax.event.2.strength"), &s.policy[0].event[1].strength);
    EXPECT_EQ(find_switch(s, "firm.hub.venture"), &s.firm[1].venture);
}

TEST(Paths, lead_nowhere_where_nothing_is) {
    Scenario s = example();
    for (const char* path : {"", ".", "time", "time.", "time.step.x", "time.stop", "firm", "firm.hub", "firm.hbu.cash", "firm.3.cash",
                             "parameters.prices.markup_max", "policy.tax.event.3.strength", "firm.hub.brand.x", "step"}) {
        EXPECT_EQ(find_parameter(s, path), nullptr) << path;
    }
    EXPECT_EQ(find_parameter(s, "firm.hub.venture"), nullptr);
    EXPECT_EQ(find_switch(s, "firm.hub.cash"), nullptr);
}

TEST(Paths, give_the_facts_of_any_value) {
    const Scenario s = example();
    EXPECT_EQ(find_facts(s, "firm.hub.cash")->unit, "USD");
    EXPECT_EQ(find_facts(s, "region.north.research_cost")->effect, Effect::live);
    EXPECT_EQ(find_facts(s, "seed")->name, "seed");
    EXPECT_EQ(find_facts(s, "firm.hub.region")->refers, "region");
    EXPECT_EQ(find_facts(s, "firm.hub.regoin"), nullptr);
}

TEST(Paths, the_list_is_complete_and_every_entry_leads_somewhere) {
    Scenario s = example();
    const std::vector<std::string> paths = parameter_paths(s);
    std::set<double*> numbers;
    for (const std::string& path : paths) {
        ASSERT_NE(find_parameter(s, path), nullptr) << path;
        numbers.insert(find_parameter(s, path));
    }
    EXPECT_EQ(numbers.size(), paths.size());
    EXPECT_EQ(std::count(paths.begin(), paths.end(), "firm.lab.cash"), 1);
    EXPECT_EQ(std::count(paths.begin(), paths.end(), "policy.tax.event.1.value"), 1);
    EXPECT_EQ(std::count(paths.begin(), paths.end(), "seed"), 0);
}

}  // namespace
}  // namespace enclosure
