#include "sim/output/snapshots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/diagnostics.h"
#include "sim/output/provenance.h"
#include "tests/saved_run.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;

const RunProvenance program{.build = {.version = "1.2.3", .git = "abc", .compiler = "c", .flags = "f"}, .started = "2023-01-31T12:00:00Z"};

using Settings = std::vector<Override>;

struct Observed {
    LoadedScenario loaded;
    Simulation simulation;
    RunRecorder recorder;

    explicit Observed(Settings settings)
        : loaded(tiny_baseline(std::move(settings))), simulation(loaded.scenario, {.threads = 1}), recorder(loaded, program) {
        recorder.begin(simulation);
    }
    void step() {
        simulation.step();
        recorder.observe(simulation);
    }
    void steps_to(std::size_t made) {
        while (simulation.steps_made() < made) step();
    }
};

template <class T>
const std::vector<T>& values(const RunFile& run, const std::string& population, const std::string& column) {
    static const std::vector<T> none;
    const Dataset* found = find_dataset(run, "snapshots/" + population, column);
    EXPECT_NE(found, nullptr) << population << "/" << column;
    return found == nullptr ? none : std::get<std::vector<T>>(found->values);
}

std::string recorder_error(const std::vector<Override>& settings) {
    try {
        const LoadedScenario loaded = tiny_baseline(settings);
        RunRecorder recorder(loaded, program);
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "no error";
}

TEST(Snapshots, HoldTheAgentsOfTheDatesAskedFor) {
    Observed run(Settings{{"output.snapshots", "[\"2023-01-01\", \"2023-04-15\"]"}});
    const auto at_start = run.simulation.world().users.choice;
    const std::vector<float> skill = run.simulation.world().developers.skill;
    run.steps_to(4);
    const World world = run.simulation.world();
    run.steps_to(6);
    const RunFile image = run.recorder.image("running");
    // The state of the first step's begin on or after the date.
    const Dataset* dates = find_dataset(image, "", "snapshot");
    ASSERT_NE(dates, nullptr);
    EXPECT_EQ(std::get<std::vector<double>>(dates->values), (std::vector<double>{0, 120}));
    std::vector<std::uint8_t> choice(at_start.begin(), at_start.end());
    choice.insert(choice.end(), world.users.choice.begin(), world.users.choice.end());
    EXPECT_EQ(values<std::uint8_t>(image, "users", "choice"), choice);
    EXPECT_EQ(values<std::uint16_t>(image, "users", "since").size(), choice.size());
    const std::vector<float>& skills = values<float>(image, "developers", "skill");
    EXPECT_TRUE(std::equal(skill.begin(), skill.end(), skills.begin()));
    EXPECT_TRUE(std::equal(world.developers.skill.begin(), world.developers.skill.end(),
                           skills.begin() + static_cast<std::ptrdiff_t>(skill.size())));
    EXPECT_EQ(values<std::uint64_t>(image, "models", "serial").size(), 2 * world.catalogue.size());
    const std::vector<std::int32_t>& owner = values<std::int32_t>(image, "models", "owner");
    EXPECT_EQ(owner.back(), world.catalogue.owner.back().row);
    EXPECT_NO_THROW(encode_run_file(image, "memory"));
}

TEST(Snapshots, SayWhichCellAUserIsIn) {
    Observed run(Settings{{"output.snapshots", "[\"2023-02-01\"]"}, {"output.snapshot_columns", "[\"users.choice\"]"}});
    run.steps_to(1);
    const RunFile image = run.recorder.image("running");
    const std::vector<std::uint32_t>& in_cell = values<std::uint32_t>(image, "users", "in_cell");
    const std::vector<std::string>& segment = values<std::string>(image, "cells", "segment");
    const World& world = run.simulation.world();
    ASSERT_EQ(in_cell.size(), world.users.size());
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        ASSERT_EQ(in_cell[world.cells.begin[c]], c);
        ASSERT_EQ(in_cell[world.cells.end[c] - 1], c);
        ASSERT_EQ(segment[c], world.scenario.segment[world.cells.segment[c]].id);
    }
    EXPECT_EQ(find_dataset(image, "snapshots/users", "since"), nullptr);
    EXPECT_EQ(find_dataset(image, "snapshots/firms", "cash"), nullptr);
}

TEST(Snapshots, AreTakenEverySoOften) {
    Observed run(
        {{"output.snapshots", "[\"6 month\"]"}, {"output.snapshot_columns", "[\"firms.cash\", \"firms.alive\", \"firms.brand\"]"}});
    run.steps_to(60);
    const RunFile image = run.recorder.image("running");
    const auto& dates = std::get<std::vector<double>>(find_dataset(image, "", "snapshot")->values);
    EXPECT_EQ(dates.size(), 11u);
    EXPECT_EQ(dates[2], 365);
    // Entrants come while the run goes on: earlier snapshots are filled up.
    const World& world = run.simulation.world();
    const std::size_t firms = world.firms.size();
    ASSERT_GT(firms, run.loaded.scenario.firm.size());
    const std::vector<double>& cash = values<double>(image, "firms", "cash");
    ASSERT_EQ(cash.size(), 11 * firms);
    EXPECT_TRUE(std::isnan(cash[firms - 1]));
    EXPECT_EQ(cash.back(), world.firms.cash.back());
    EXPECT_EQ(values<std::uint8_t>(image, "firms", "alive")[firms - 1], 0);
    EXPECT_EQ(values<double>(image, "firms", "brand").size(), 11 * world.firms.brand.size());
    EXPECT_NO_THROW(encode_run_file(image, "memory"));
}

TEST(Snapshots, FitTheirScalesWhateverTheStride) {
    Observed run(Settings{{"output.snapshots", "[\"1 month\"]"}, {"output.snapshot_columns", "[\"firms.cash\"]"}, {"output.stride", "50"}});
    for (std::size_t k = 0; k < 48; ++k) {
        run.step();
        if (k % 6 != 0) continue;
        ASSERT_NO_THROW(encode_run_file(run.recorder.image("running"), "memory")) << k;
    }
}

TEST(Snapshots, AreNoneUnlessAskedFor) {
    Observed run(Settings{});
    run.steps_to(1);
    for (const Group& group : run.recorder.image("running").groups) EXPECT_FALSE(group.path.starts_with("snapshots")) << group.path;
}

TEST(Snapshots, RefuseWhatTheyCannotBe) {
    EXPECT_THAT(recorder_error({{"output.snapshots", "[\"2040-01-01\"]"}}), HasSubstr("2040-01-01 is outside the run"));
    EXPECT_THAT(recorder_error({{"output.snapshots", "[\"now and then\"]"}}), HasSubstr("neither a date"));
    EXPECT_THAT(recorder_error({{"output.snapshots", "[\"3\"]"}}), HasSubstr("neither a date"));
    EXPECT_THAT(recorder_error({{"output.snapshots", "[\"-1 yr\"]"}}), HasSubstr("neither a date"));
    EXPECT_THAT(recorder_error({{"output.snapshots", "[\"3 USD\"]"}}), HasSubstr("neither a date"));
    EXPECT_THAT(recorder_error({{"output.snapshots", "[\"1 yr\", \"2024-01-01\"]"}}), HasSubstr("must stand alone"));
    EXPECT_THAT(recorder_error({{"output.snapshot_columns", "[\"users.choise\"]"}}), HasSubstr("did you mean users.choice"));
    EXPECT_THAT(recorder_error({{"output.snapshots", "[\"1 week\"]"}, {"population.users", "1e8"}}), HasSubstr("name fewer dates"));
}

TEST(Snapshots, AndSeriesGoOnFromACheckpoint) {
    const std::vector<Override> settings{{"output.snapshots", "[\"3 month\"]"}, {"output.stride", "2"}};
    Observed whole(settings);
    whole.steps_to(40);
    Observed first(settings);
    first.steps_to(17);
    RunRecorder again(first.loaded, provenance_now(build_info()));
    again.restore(first.recorder.save());
    while (first.simulation.steps_made() < 40) {
        first.simulation.step();
        again.observe(first.simulation);
    }
    RunFile expected = whole.recorder.image("complete");
    const RunFile got = again.image("complete");
    ASSERT_EQ(expected.groups.size(), got.groups.size());
    for (std::size_t g = 0; g < got.groups.size(); ++g) {
        ASSERT_EQ(expected.groups[g].datasets.size(), got.groups[g].datasets.size()) << got.groups[g].path;
        for (std::size_t d = 0; d < got.groups[g].datasets.size(); ++d) {
            SCOPED_TRACE(got.groups[g].path + "/" + got.groups[g].datasets[d].name);
            ASSERT_EQ(expected.groups[g].datasets[d].values.index(), got.groups[g].datasets[d].values.index());
            std::visit(
                [&]<class T>(const std::vector<T>& want) {
                    const auto& have = std::get<std::vector<T>>(got.groups[g].datasets[d].values);
                    if constexpr (std::is_floating_point_v<T>) {
                        ASSERT_EQ(want.size(), have.size());
                        ASSERT_TRUE(want.empty() || std::memcmp(want.data(), have.data(), want.size() * sizeof(T)) == 0);
                    } else {
                        ASSERT_EQ(want, have);
                    }
                },
                expected.groups[g].datasets[d].values);
        }
    }
    const Attribute* started = find_attribute(got, "started");
    ASSERT_NE(started, nullptr);
    EXPECT_EQ(std::get<std::string>(started->value), "2023-01-31T12:00:00Z");
}

TEST(Snapshots, OfAnotherScenarioAreRefused) {
    Observed run(Settings{{"output.snapshots", "[\"3 month\"]"}});
    run.steps_to(3);
    RunRecorder other(tiny_baseline({{"output.series", "[\"hhi\"]"}}), program);
    EXPECT_THROW(other.restore(run.recorder.save()), BytesError);
}

}  // namespace
}  // namespace enclosure::test
