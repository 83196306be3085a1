#include "sim/run/branch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "sim/base/diagnostics.h"
#include "tests/saved_run.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

constexpr std::size_t branched_at = 24;  // 2025-01-01
constexpr std::size_t steps = 48;

const Date date = *parse_date("2025-01-01");

fs::path policy_file(const std::string& id, const std::string& events) {
    const fs::path file = fs::path(testing::TempDir()) / ("branch_test_" + id + ".toml");
    std::ofstream(file) << "schema_version = 1\nid = \"" << id << "\"\n" << events;
    return file;
}

fs::path slow_prices(const std::string& id, const std::string& at) {
    return policy_file(id, "[[event]]\ntarget = \"prices.adjustment\"\nop = \"multiply\"\nvalue = 0.3\nat = " + at + "\n");
}

// State hashes of the run that goes on from the checkpoint of `given` under `branched`.
std::vector<std::uint64_t> branch_hashes(const LoadedScenario& given, const LoadedScenario& branched) {
    Simulation simulation(given.scenario, {.threads = 1});
    make_steps(simulation, branched_at);
    Checkpoint checkpoint = decode_checkpoint(saved(simulation, given), build_info());
    rebase(checkpoint.world, branched.scenario);
    Simulation again(std::move(checkpoint.world), checkpoint.steps, {.threads = 1});
    std::vector<std::uint64_t> all;
    while (again.steps_made() < steps) {
        again.step();
        all.push_back(again.state_hash());
    }
    return all;
}

std::vector<std::uint64_t> tail(std::vector<std::uint64_t> all) {
    all.erase(all.begin(), all.begin() + branched_at);
    return all;
}

std::string branching_error(std::span<const Override> settings, std::span<const fs::path> policies = {}) {
    try {
        branch_scenario(tiny_baseline(), date, settings, policies);
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "no error";
}

TEST(Branch, ThatChangesNothingGoesOnAlike) {
    const LoadedScenario given = tiny_baseline();
    const LoadedScenario branched = branch_scenario(given, date, {}, {});
    EXPECT_EQ(branched.resolved_toml, given.resolved_toml);
    EXPECT_EQ(branch_hashes(given, branched), tail(hashes(given.scenario, steps)));
}

TEST(Branch, UnderAPolicyIsTheRunThatHadItFromTheStart) {
    const LoadedScenario given = tiny_baseline();
    const std::vector<fs::path> policies{slow_prices("slow", "2025-01-01"), slow_prices("slower", "2025-06-01")};
    const LoadedScenario branched = branch_scenario(given, date, {}, policies);
    const std::vector<Override> settings{{"population.users", "2000"}, {"population.developers", "200"}};
    const std::vector<std::uint64_t> whole = hashes(load_scenario("lib:baseline", settings, policies).scenario, steps);
    EXPECT_EQ(branch_hashes(given, branched), tail(whole));
    EXPECT_NE(tail(whole), tail(hashes(given.scenario, steps)));
}

// The scenario of the branch stands for the whole run: run from the start it has the past of the run that was branched.
TEST(Branch, WithSettingsIsTheRunOfItsOwnScenario) {
    const LoadedScenario given = tiny_baseline();
    const std::vector<Override> settings{{"prices.markup_max", "2"}, {"region.europe.research_cost", "1.5"}};
    const LoadedScenario branched = branch_scenario(given, date, settings, {});
    const std::vector<std::uint64_t> whole = hashes(branched.scenario, steps);
    const std::vector<std::uint64_t> before = hashes(given.scenario, steps);
    EXPECT_EQ(branch_hashes(given, branched), tail(whole));
    EXPECT_EQ(std::vector(whole.begin(), whole.begin() + branched_at), std::vector(before.begin(), before.begin() + branched_at));
    EXPECT_NE(whole[branched_at], before[branched_at]);
    const PolicyRow& row = branched.scenario.policy.back();
    EXPECT_EQ(row.id, "branch_2025-01-01");
    ASSERT_EQ(row.event.size(), 2u);
    EXPECT_EQ(branched.scenario.parameters.prices.markup_max, given.scenario.parameters.prices.markup_max);
}

TEST(Branch, OfABranchHasANameOfItsOwn) {
    const std::vector<Override> settings{{"prices.markup_max", "2"}};
    const std::vector<Override> more{{"prices.markup_max", "2.5"}};
    const LoadedScenario twice = branch_scenario(branch_scenario(tiny_baseline(), date, settings, {}), date, more, {});
    EXPECT_EQ(twice.scenario.policy.back().id, "branch_2025-01-01_2");
    EXPECT_GT(twice.scenario.policy.back().event[0].priority, twice.scenario.policy[twice.scenario.policy.size() - 2].event[0].priority)
        << "the later one has the last word";
}

TEST(Branch, KeepsWhereValuesCameFrom) {
    const LoadedScenario given = tiny_baseline();
    const std::vector<Override> settings{{"prices.markup_max", "2"}};
    const LoadedScenario branched = branch_scenario(given, date, settings, {});
    const auto place = [](const LoadedScenario& loaded, const std::string& path) {
        for (const Origin& origin : loaded.origins) {
            if (origin.path == path) return to_string(origin.place);
        }
        return std::string("nowhere");
    };
    EXPECT_EQ(place(branched, "population.users"), "--set");
    EXPECT_EQ(place(branched, "segment.consumer.title"), place(given, "segment.consumer.title"));
    EXPECT_EQ(place(branched, "policy.branch_2025-01-01.event.1.value"), "--set");
}

TEST(Branch, MayEndLater) {
    const std::vector<Override> settings{{"time.end", "2040-01-01"}, {"title", "A longer run"}};
    const LoadedScenario branched = branch_scenario(tiny_baseline(), date, settings, {});
    EXPECT_EQ(to_string(branched.scenario.time.end), "2040-01-01");
    EXPECT_EQ(branched.scenario.title, "A longer run");
}

TEST(Branch, RefusesWhatHoldsFromTheStartAllAtOnce) {
    const std::vector<Override> settings{{"seed", "2"}, {"time.step", "0.1"}, {"population.users", "3000"}, {"firm.hub.cash", "1"}};
    const std::string error = branching_error(settings);
    for (const char* path : {"seed = 2", "time.step = 0.1", "population.users = 3000", "firm.hub.cash = 1"})
        EXPECT_THAT(error, HasSubstr(path));
    EXPECT_THAT(error, HasSubstr("cannot change during a run"));
}

TEST(Branch, RefusesPoliciesOfThePast) {
    const std::vector<fs::path> policies{slow_prices("late", "2024-12-31")};
    EXPECT_THAT(branching_error({}, policies),
                testing::AllOf(HasSubstr("2024-12-31 is before the checkpoint, 2025-01-01"), HasSubstr("branch_test_late")));
}

TEST(Branch, RefusesToRewriteThePoliciesOfTheRun) {
    const std::vector<Override> settings{{"policy.export_controls_2023.event.1.value", "2"}};
    EXPECT_THAT(branching_error(settings), HasSubstr("a policy of the run so far"));
}

TEST(Branch, HasTheChecksOfTheLoader) {
    const std::vector<Override> settings{{"prices.markup_mox", "2"}};
    EXPECT_THAT(branching_error(settings), HasSubstr("markup_max"));
    const std::vector<Override> outside{{"prices.markup_max", "-5"}};
    EXPECT_THAT(branching_error(outside), HasSubstr("outside"));
}

}  // namespace
}  // namespace enclosure::test
