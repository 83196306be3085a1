#include "sim/output/recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "sim/base/diagnostics.h"
#include "sim/output/scenario_groups.h"
#include "sim/run/simulation.h"
#include "sim/world/world.h"

namespace enclosure {
namespace {

const RunProvenance program{.build = {.version = "1.2.3", .git = "abc", .compiler = "c", .flags = "f"}, .started = "2023-01-31T12:00:00Z"};

LoadedScenario small_baseline() {
    const std::vector<Override> overrides{{"population.users", "1000"}, {"population.developers", "100"}, {"seed", "42"}};
    return load_scenario("lib:baseline", overrides);
}

const std::vector<double>& numbers(const RunFile& run, std::string_view group, std::string_view name) {
    static const std::vector<double> none;
    const Dataset* found = find_dataset(run, group, name);
    EXPECT_NE(found, nullptr) << group << "/" << name;
    return found == nullptr ? none : std::get<std::vector<double>>(found->values);
}

std::string text(const RunFile& run, std::string_view attribute) {
    const Attribute* found = find_attribute(run, attribute);
    return found == nullptr ? "no " + std::string{attribute} : std::get<std::string>(found->value);
}

TEST(RunRecorder, KeepsWhatTheIndicatorsSaidAfterEachStep) {
    const LoadedScenario loaded = small_baseline();
    Simulation simulation(loaded.scenario, {.threads = 1});
    RunRecorder recorder(loaded, program);
    std::vector<std::vector<double>> expected(indicators().size());
    std::vector<std::uint64_t> hashes;
    std::size_t events = 0;
    constexpr std::size_t steps = 5;
    for (std::size_t k = 0; k < steps; ++k) {
        simulation.step();
        recorder.observe(simulation);
        for (std::size_t i = 0; i < expected.size(); ++i) expected[i].push_back(indicators()[i].value(simulation.world()));
        hashes.push_back(simulation.state_hash());
        events += simulation.world().chronicle.entries.size();
    }
    const RunFile run = recorder.image("complete");
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_THAT(numbers(run, "series", indicators()[i].name), testing::Pointwise(testing::NanSensitiveDoubleEq(), expected[i]))
            << indicators()[i].name;
    }
    EXPECT_EQ(std::get<std::vector<std::uint64_t>>(find_dataset(run, "series", "state_hash")->values), hashes);
    EXPECT_EQ(numbers(run, "series", "time"), (std::vector<double>{0, 31, 59, 90, 120}));  // first of January to May 2023
    char hex[17];
    std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(hashes.back()));
    EXPECT_EQ(text(run, "state_hash"), hex);
    EXPECT_EQ(text(run, "state"), "complete");
    EXPECT_EQ(text(run, "version"), "1.2.3");
    EXPECT_EQ(find_attribute(run, "seed")->value, (decltype(Attribute::value){std::int64_t{42}}));
    EXPECT_EQ(value_count(find_dataset(run, "events", "kind")->values), events);
    EXPECT_NO_THROW(encode_run_file(run, "memory"));
}

TEST(RunRecorder, KeepsEveryMemberOfEveryTable) {
    const LoadedScenario loaded = small_baseline();
    Simulation simulation(loaded.scenario, {.threads = 1});
    RunRecorder recorder(loaded, program);
    for (int k = 0; k < 3; ++k) {
        simulation.step();
        recorder.observe(simulation);
    }
    const RunFile run = recorder.image("running");
    const World& world = simulation.world();
    const std::size_t slots = world.catalogue.size();
    ASSERT_GT(firm_indicators().size(), 0U);
    const MemberIndicator& column = firm_indicators()[0];
    const std::vector<double>& values = numbers(run, "firms", column.name);
    ASSERT_EQ(values.size(), 3 * world.firms.size());
    for (std::size_t row = 0; row < world.firms.size(); ++row) {
        EXPECT_THAT(values[2 * world.firms.size() + row], testing::NanSensitiveDoubleEq(column.value(world, row))) << row;
    }
    const auto& serials = std::get<std::vector<std::uint64_t>>(find_dataset(run, "models", "serial")->values);
    ASSERT_EQ(serials.size(), 3 * slots);
    EXPECT_EQ(std::vector<std::uint64_t>(serials.end() - static_cast<std::ptrdiff_t>(slots), serials.end()), world.catalogue.serial);
    EXPECT_EQ(value_count(find_dataset(run, "", "segment")->values), loaded.scenario.segment.size());
}

TEST(RunRecorder, KeepsEveryNthStepAndTheSeriesAskedFor) {
    const std::string name{indicators()[0].name};
    LoadedScenario loaded = small_baseline();
    loaded.scenario.output.stride = 3;
    loaded.scenario.output.series = {name};
    Simulation simulation(loaded.scenario, {.threads = 1});
    RunRecorder recorder(loaded, program);
    for (int k = 0; k < 5; ++k) {
        simulation.step();
        recorder.observe(simulation);
    }
    const RunFile run = recorder.image("complete");
    EXPECT_EQ(numbers(run, "series", "time"), (std::vector<double>{0, 90}));
    EXPECT_EQ(numbers(run, "series", name).size(), 2U);
    EXPECT_EQ(run.groups[0].datasets.size(), 2U);  // and state_hash
}

TEST(RunRecorder, RefusesAnUnknownSeries) {
    LoadedScenario loaded = small_baseline();
    loaded.scenario.output.series = {"no_such_series_at_all"};
    EXPECT_THROW(RunRecorder(loaded, program), ScenarioError);
}

TEST(ScenarioGroups, HoldEachParameterWithItsFacts) {
    Parameters parameters;
    parameters.knowledge.own_growth = 0.25;
    const RunFile run{.attributes = {}, .scales = {}, .groups = parameter_groups(parameters)};
    const Dataset* growth = find_dataset(run, "parameters/knowledge", "own_growth");
    ASSERT_NE(growth, nullptr);
    EXPECT_EQ(growth->values, (Values{std::vector<double>{0.25}}));
    EXPECT_EQ(growth->units, "OOM/year");
    EXPECT_EQ(growth->dims, std::vector<std::string>{});
    EXPECT_EQ(find_attribute(*growth, "default")->value, (decltype(Attribute::value){KnowledgeParams{}.own_growth}));
    EXPECT_EQ(find_attribute(*growth, "legal_min")->value, (decltype(Attribute::value){0.0}));
    EXPECT_EQ(find_attribute(*growth, "source")->value, (decltype(Attribute::value){std::string{"calibrated"}}));
    EXPECT_EQ(find_dataset(run, "parameters/training", "lineage")->values, (Values{std::vector<std::int64_t>{1}}));
}

TEST(ScenarioGroups, QuoteOriginsAsCsv) {
    LoadedScenario loaded;
    loaded.resolved_toml = "id = \"x\"\n";
    loaded.origins = {{"title", "\"a, b\"", {"f.toml", 3, 9}}, {"seed", "1", {"default", 0, 0}}};
    const RunFile run{.attributes = {}, .scales = {}, .groups = {scenario_group(loaded)}};
    EXPECT_EQ(find_dataset(run, "scenario", "resolved")->values, (Values{std::vector<std::string>{"id = \"x\"\n"}}));
    EXPECT_EQ(find_dataset(run, "scenario", "origins")->values,
              (Values{std::vector<std::string>{"path,value,file,line,column\ntitle,\"\"\"a, b\"\"\",f.toml,3,9\nseed,1,default,0,0\n"}}));
}

}  // namespace
}  // namespace enclosure
