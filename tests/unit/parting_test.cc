#include "sim/run/parting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "sim/phases/pipeline.h"
#include "tests/saved_run.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;

constexpr std::size_t steps_compared = 30;

PartingOptions options(std::size_t n = steps_compared) {
    return {.threads = 1, .steps_a = n, .steps_b = n, .indicators = {"hhi"}};
}

Scenario with_event(Scenario scenario, const std::string& target, double value, const char* at) {
    Event event;
    event.target = target;
    event.value = value;
    event.at = parse_date(at);
    PolicyRow row;
    row.id = "planted";
    row.event = {event};
    scenario.policy.push_back(row);
    return scenario;
}

const DifferentColumn* find_column(const std::vector<DifferentColumn>& columns, const std::string& part, const std::string& name) {
    for (const DifferentColumn& one : columns) {
        if (one.part == part && one.column == name) return &one;
    }
    return nullptr;
}

TEST(Parting, OfEqualRunsIsNone) {
    const Scenario scenario = tiny_baseline().scenario;
    const RunComparison found = compare_runs(scenario, scenario, options());
    EXPECT_FALSE(found.parting.has_value());
    EXPECT_TRUE(found.firsts.empty());
    EXPECT_EQ(found.hashes_a, hashes(scenario, steps_compared));
    EXPECT_EQ(found.hashes_b, hashes(scenario, steps_compared));
}

TEST(Parting, ComputesWhatPlainRunsCompute) {
    const Scenario a = tiny_baseline().scenario;
    const Scenario b = with_event(a, "prices.markup_max", 1.5, "2024-01-01");
    const RunComparison found = compare_runs(a, b, options());
    EXPECT_EQ(found.hashes_a, hashes(a, steps_compared));
    EXPECT_EQ(found.hashes_b, hashes(b, steps_compared));
}

TEST(Parting, IsFoundInStepPhaseAndFirm) {
    const Scenario a = tiny_baseline().scenario;
    const Scenario b = with_event(a, "prices.markup_max", 1.5, "2024-01-01");
    const RunComparison found = compare_runs(a, b, options());
    ASSERT_TRUE(found.parting.has_value());
    EXPECT_EQ(found.parting->step, 12u);
    ASSERT_FALSE(found.parting->phases.empty());
    const PartedPhase& first = found.parting->phases.front();
    EXPECT_EQ(first.phase.name, "set markups");
    ASSERT_EQ(first.columns.size(), 1u);
    const DifferentColumn* markup = find_column(first.columns, "firms", "markup");
    ASSERT_NE(markup, nullptr);
    EXPECT_GT(markup->rows, 0u);
    EXPECT_LT(markup->rows, markup->of);
    EXPECT_LE(markup->first.size(), 3u);
    EXPECT_NE(markup->first[0].a, markup->first[0].b);
    EXPECT_THAT(first.phase.writes, testing::Contains("firms"));
    // The rules say why.
    EXPECT_TRUE(std::any_of(found.parting->rules.begin(), found.parting->rules.end(),
                            [](const DifferentValue& v) { return v.path == "prices.markup_max" && v.b == "1.5"; }));
    // It spreads in the step, and no column is named twice.
    std::set<std::string> named;
    for (const PartedPhase& one : found.parting->phases) {
        for (const DifferentColumn& c : one.columns) EXPECT_TRUE(named.insert(c.part + "." + c.column).second) << c.part << "." << c.column;
    }
    EXPECT_EQ(named.count("catalogue.price"), 1u);
    ASSERT_FALSE(found.firsts.empty());
    EXPECT_EQ(found.firsts.front().step, 12u);
    EXPECT_TRUE(std::is_sorted(found.firsts.begin(), found.firsts.end(), [](const auto& x, const auto& y) { return x.step < y.step; }));
    EXPECT_THAT(found.firsts.front().what, HasSubstr(" → "));
    ASSERT_FALSE(found.distances.empty());
    EXPECT_EQ(found.distances.front().step, 12u);
    EXPECT_EQ(found.distances.back().step, steps_compared - 1);
    EXPECT_EQ(found.distances.back().indicators.size(), 1u);
}

TEST(Parting, NamesUsersAndThePurposesOfTheirChoice) {
    const Scenario a = tiny_baseline().scenario;
    const Scenario b = with_event(a, "adoption.switching_weight", 0, "2023-06-01");
    const RunComparison found = compare_runs(a, b, options(12));
    ASSERT_TRUE(found.parting.has_value());
    ASSERT_FALSE(found.parting->phases.empty());
    const PartedPhase& first = found.parting->phases.front();
    EXPECT_EQ(first.phase.name, "choose models");
    EXPECT_THAT(first.phase.draws, testing::IsSupersetOf({Purpose::user_review, Purpose::user_choice}));
}

TEST(Parting, BeforeTheFirstStepNamesTheFirm) {
    const Scenario a = tiny_baseline().scenario;
    Scenario b = a;
    b.firm[2].cash += 1;
    const RunComparison found = compare_runs(a, b, options(2));
    ASSERT_TRUE(found.parting.has_value());
    EXPECT_FALSE(found.parting->step.has_value());
    const DifferentColumn* cash = find_column(found.parting->at_start, "firms", "cash");
    ASSERT_NE(cash, nullptr);
    EXPECT_EQ(cash->rows, 1u);
    EXPECT_EQ(cash->of, a.firm.size());
    Simulation plain(a, {.threads = 1});
    EXPECT_EQ(cash->first[0].label, plain.world().firms.label[2]);
}

TEST(Parting, CountsRowsThatOneRunAloneHas) {
    World a = tiny_world();
    World b = a;
    b.derivatives.serial.push_back(7);
    b.derivatives.base.emplace_back();
    const std::vector<DifferentColumn> found = different_columns(a, b);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].part, "derivatives");
    EXPECT_EQ(found[0].rows, 1u);
    EXPECT_EQ(found[0].first[0].a, "none");
    a = b;
    a.users.choice[17] = choice_none;
    b.users.choice[17] = 0;
    const std::vector<DifferentColumn> users = different_columns(a, b);
    ASSERT_EQ(users.size(), 1u);
    EXPECT_EQ(users[0].first[0].label, "user 17 (all/here/general)");
    EXPECT_EQ(users[0].first[0].a, "none");
    EXPECT_THAT(users[0].first[0].b, HasSubstr("slot 0 ("));
    EXPECT_EQ(different_rows(a, b), (std::array<std::size_t, 4>{1, 0, 0, 0}));
}

// Equality is of bits: what a hash would see is a difference, and a number that is none is equal to itself.
TEST(Parting, ComparesBits) {
    World a = tiny_world();
    a.firms.cash[0] = std::numeric_limits<double>::quiet_NaN();
    World b = a;
    EXPECT_TRUE(different_columns(a, b).empty());
    a.firms.cash[0] = 0.0;
    b.firms.cash[0] = -0.0;
    EXPECT_EQ(different_columns(a, b).size(), 1u);
}

TEST(Parting, StopsWhenAsked) {
    const Scenario scenario = tiny_baseline().scenario;
    PartingOptions some = options();
    some.after_step = [](std::size_t k) { return k < 3; };
    EXPECT_EQ(compare_runs(scenario, scenario, some).hashes_a.size(), 4u);
}

// The purposes that the pipeline names are those that the sources of the phases draw for.
TEST(Purposes, OfThePhasesAreThoseOfTheirSources) {
    std::set<std::string> drawn;
    const std::regex use("Purpose::(\\w+)");
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "sim/phases")) {
        if (entry.path().filename() == "pipeline.cc") continue;
        std::ifstream in(entry.path());
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        for (std::sregex_iterator i(text.begin(), text.end(), use), end; i != end; ++i) drawn.insert((*i)[1]);
    }
    std::set<std::string> named;
    for (const PhaseFacts& phase : describe_pipeline()) {
        for (const Purpose purpose : phase.draws) named.insert(std::string(name_of(purpose)));
    }
    EXPECT_EQ(named, drawn);
}

}  // namespace
}  // namespace enclosure::test
