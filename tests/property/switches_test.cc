// Every mechanism has a switch, and a switch is one: while it is off, what belongs to its mechanism has no effect; on, it has one. All
// cases come from the descriptions of the parameters (`off`, `needs`): a new parameter is tested without being named here.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "sim/indicators/indicator.h"
#include "tests/property/switched.h"
#include "tests/property/unswitched.h"

namespace enclosure::test {
namespace {

constexpr std::size_t quiet_steps = 24;
constexpr std::size_t loud_steps = 36;
constexpr int draws = 4;
constexpr std::int64_t loud_seeds = 8;  // a choice among few may come out alike on one seed

// Where the baseline gives a switch little to do in that time: how long it is watched, and what is set on both sides.
struct Watched {
    std::string_view name;
    std::size_t steps;
    Given given = {};
};
constexpr Watched watched[] = {
    {"finance.failures", 120},  // firms of the baseline seldom run out of money
    {"finance.notice", 120},    // and only models of firms that are gone are under notice
    {"harm.breach_hosted", loud_steps, {{"harm.breach_rate", 20}}},
    {"leaks.security", loud_steps, {{"leaks.hazard", 0.5}}},
    {"leaks.lead_share", loud_steps, {{"leaks.hazard", 0.5}}},
    {"leaks.unlicensed", loud_steps, {{"leaks.hazard", 0.5}}},
};

Watched how_to_watch(std::string_view name) {
    const auto* found = std::find_if(std::begin(watched), std::end(watched), [&](const Watched& w) { return w.name == name; });
    return found == std::end(watched) ? Watched{name, loud_steps} : *found;
}

// Switches of what is measured, not of the state: an indicator must differ.
constexpr std::array<std::string_view, 1> measured{"training.economy_price_ratio"};

bool is_measured(std::string_view name) {
    return std::find(measured.begin(), measured.end(), name) != measured.end();
}

// First step after which a series of the world differs; `steps` if none does.
std::size_t first_difference_measured(const Scenario& a, const Scenario& b, std::size_t steps) {
    Simulation one(a, {.threads = 1});
    Simulation other(b, {.threads = 1});
    for (std::size_t k = 0; k < steps; ++k) {
        one.step();
        other.step();
        for (const Indicator& i : indicators()) {
            const double x = i.value(one.world());
            const double y = i.value(other.world());
            if (x != y && !(std::isnan(x) && std::isnan(y))) return k;
        }
    }
    return steps;
}

// The same of what the switch acts on: the state, or what is measured of it.
std::size_t first_difference_of(std::string_view name, const Scenario& a, const Scenario& b, std::size_t steps) {
    return is_measured(name) ? first_difference_measured(a, b, steps) : first_difference(a, b, steps);
}

// With `off` in force, drawing `drawn` anew leaves every state as it was. Returns what was found, empty if nothing.
std::string effect_of(const std::string& off, const std::vector<std::string>& drawn) {
    Scenario base = smallest_baseline();
    set_parameter(base, off, find_parameter(all_parameters(), off)->facts->off);
    for (int draw = 0; draw < draws; ++draw) {
        Scenario other = base;
        Chance chance(combine(serial_of(off), static_cast<std::uint64_t>(draw)));
        for (const std::string& name : drawn) draw_parameter(other, name, chance);
        const std::size_t first = first_difference_of(off, base, other, quiet_steps);
        if (first == quiet_steps) continue;
        // Which of them it was: each by itself.
        std::string guilty;
        for (const std::string& name : drawn) {
            Scenario one = base;
            Chance again(combine(serial_of(name), static_cast<std::uint64_t>(draw)));
            draw_parameter(one, name, again);
            if (first_difference_of(off, base, one, quiet_steps) < quiet_steps) guilty += (guilty.empty() ? "" : ", ") + name;
        }
        return "with " + off + " off, the state differs from step " + std::to_string(first) + " on by " +
               (guilty.empty() ? "what was drawn, though none by itself" : guilty) + " (draw " + std::to_string(draw) + ")";
    }
    return "";
}

std::vector<std::string> names_of_switches(bool with_dependants) {
    std::vector<std::string> names;
    for (const Parameter& p : switches()) {
        if (!with_dependants || !dependants(p.name).empty()) names.push_back(p.name);
    }
    return names;
}

std::string case_name(const testing::TestParamInfo<std::string>& p) {
    return test_name_of(p.param);
}

class SwitchedOff : public testing::TestWithParam<std::string> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SwitchedOff);
INSTANTIATE_TEST_SUITE_P(All, SwitchedOff, testing::ValuesIn(names_of_switches(true)), case_name);

TEST_P(SwitchedOff, LeavesNothingToWhatNeedsIt) {
    EXPECT_EQ(effect_of(GetParam(), dependants(GetParam())), "");
}

class SwitchedOn : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(All, SwitchedOn, testing::ValuesIn(names_of_switches(false)), case_name);

TEST_P(SwitchedOn, ChangesTheState) {
    const Parameter& p = *find_parameter(all_parameters(), GetParam());
    const Watched how = how_to_watch(p.name);
    for (std::int64_t seed = 1; seed <= loud_seeds; ++seed) {
        Scenario on = smallest_baseline(seed);
        switch_on_needs(on, p.name);
        apply_given(on, how.given);
        Scenario off = on;
        set_parameter(off, p.name, p.facts->off);
        if (is_everywhere(on, p.name, p.facts->off)) set_parameter(on, p.name, on_value(*p.facts));
        if (first_difference_of(p.name, on, off, how.steps) < how.steps) return;
    }
    ADD_FAILURE() << p.name << " does nothing in the baseline, in " << how.steps << " steps of " << loud_seeds << " seeds";
}

// The test above must be able to fail: a parameter that does not need the switch is caught, and named; one that does is not.
TEST(Switches, AreSeenToLeak) {
    EXPECT_EQ(effect_of("flywheel.gain", {"flywheel.reference_use"}), "");
    const std::string found = effect_of("flywheel.gain", {"flywheel.reference_use", "cost.reference_cost"});
    EXPECT_NE(found.find("by cost.reference_cost (draw"), std::string::npos) << found;
}

TEST(Switches, NeedSwitchesThatExist) {
    for (const Parameter& p : all_parameters()) {
        if (p.needs.empty()) continue;
        const Parameter* needed = find_parameter(all_parameters(), p.needs);
        ASSERT_NE(needed, nullptr) << p.name << " needs " << p.needs << ", which there is not";
        EXPECT_TRUE(needed->facts->is_switch()) << p.name << " needs " << p.needs << ", which is no switch";
        EXPECT_NE(p.needs, p.name);
        const std::vector<std::string> own = dependants(p.name);
        EXPECT_EQ(std::count(own.begin(), own.end(), p.needs), 0) << p.name << " and " << p.needs << " need each other";
    }
}

TEST(Switches, AreNotForgotten) {
    for (const Parameter& p : all_parameters()) {
        if (p.facts->is_switch() || !p.needs.empty()) continue;
        const bool excused = std::any_of(std::begin(unswitched), std::end(unswitched),
                                         [&](const Unswitched& u) { return u.name == p.name && !u.reason.empty(); });
        EXPECT_TRUE(excused) << p.name << " is no switch, needs none, and tests/property/unswitched.h gives no reason";
    }
}

TEST(Switches, AreWatchedOnlyWhereTheyExist) {
    for (const Watched& w : watched) {
        const Parameter* p = find_parameter(all_parameters(), w.name);
        ASSERT_NE(p, nullptr) << w.name;
        EXPECT_TRUE(p->facts->is_switch()) << w.name;
        for (const Setting& s : {w.given.first, w.given.second}) {
            EXPECT_TRUE(s.name.empty() || find_parameter(all_parameters(), s.name) != nullptr) << s.name;
        }
    }
}

TEST(Switches, AreExcusedOnlyWhereTheyExist) {
    for (const Unswitched& u : unswitched) {
        const Parameter* p = find_parameter(all_parameters(), u.name);
        ASSERT_NE(p, nullptr) << u.name;
        EXPECT_TRUE(!p->facts->is_switch() && p->needs.empty()) << u.name << " needs no excuse";
    }
}

// A rate per step would change its meaning with the length of a step.
TEST(Parameters, HaveNoUnitPerStep) {
    std::size_t checked = 0;
    const auto check = [&](const std::string& name, const Facts& facts) {
        ++checked;
        EXPECT_EQ(facts.unit.find("step"), std::string_view::npos) << name << " is in " << facts.unit;
    };
    for (const Parameter& p : all_parameters()) check(p.name, *p.facts);
    for_each_field<Event>([&](const auto& f) { check("event." + std::string(f.facts.name), f.facts); });
    for_each_field<PolicyRow>([&](const auto& f) { check("policy." + std::string(f.facts.name), f.facts); });
    for_each_field<TimeSpan>([&](const auto& f) { check("time." + std::string(f.facts.name), f.facts); });
    for_each_field<PopulationSize>([&](const auto& f) { check("population." + std::string(f.facts.name), f.facts); });
    EXPECT_GT(checked, 150U);
}

}  // namespace
}  // namespace enclosure::test
