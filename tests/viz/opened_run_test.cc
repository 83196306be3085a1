// Run files that are opened in the viewer: that very run again, and what is said of a file that is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "analysis/data/analysis_error.h"
#include "sim/base/version.h"
#include "sim/output/output_error.h"
#include "tests/viz/made_study.h"
#include "tests/viz/without_window.h"
#include "viz/app/offscreen_stage.h"
#include "viz/app/start.h"
#include "viz/panels/run_words.h"
#include "viz/panels/welcome.h"
#include "viz/studies/open_result.h"
#include "viz/studies/opened_run.h"
#include "viz/studies/studies_view.h"

namespace enclosure::viz {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<std::string> messages_of(OffscreenStage& stage) {
    std::vector<std::string> texts;
    for (const ViewState::Message& message : stage.app().view.messages) texts.push_back(message.text);
    return texts;
}

// What is said of a file that cannot be opened.
std::string refusal_of(const fs::path& file) {
    OffscreenStage stage(without_window());
    try {
        stage.open({file});
    } catch (const AnalysisError& error) {
        return error.what();
    }
    return "";
}

TEST(RunFiles, AreReadAsTheScenarioThatTheyHold) {
    const test::TemporaryFolder folder;
    const fs::path file = test::made_run_file(folder.path);
    ASSERT_EQ(kind_of_result(file), ResultKind::run);
    const OpenedRun run = read_opened_run(file);
    EXPECT_EQ(run.loaded.scenario.seed, 11);
    EXPECT_THAT(run.made_by, IsEmpty());
    ASSERT_TRUE(run.last.has_value());
    Simulation simulation(run.loaded.scenario, {.threads = 1});
    EXPECT_EQ(run.last->step, simulation.steps_total());
    while (!simulation.done()) simulation.step();
    EXPECT_EQ(simulation.state_hash(), run.last->hash);
}

TEST(RunFiles, ThatWereInterruptedHaveTheStateOfTheirLastStep) {
    const test::TemporaryFolder folder;
    const OpenedRun run = read_opened_run(test::made_run_file(folder.path, 3));
    ASSERT_TRUE(run.last.has_value());
    EXPECT_EQ(run.last->step, 3u);
    Simulation simulation(run.loaded.scenario, {.threads = 1});
    for (int i = 0; i < 3; ++i) simulation.step();
    EXPECT_EQ(simulation.state_hash(), run.last->hash);
}

TEST(RunFiles, StandAtTheirStartAndComeToTheirState) {
    const test::TemporaryFolder folder;
    const fs::path file = test::made_run_file(folder.path);
    OffscreenStage stage(without_window());
    stage.open({file});
    EXPECT_EQ(stage.app().view.view, View::live);
    EXPECT_EQ(stage.session().status().state, RunState::paused);
    EXPECT_EQ(stage.session().track()->size(), 1u);
    EXPECT_EQ(stage.session().seed(), 11u);
    EXPECT_EQ(short_name(stage.session().name()), "run.h5");
    EXPECT_THAT(messages_of(stage), Contains(HasSubstr("run.h5: the run that it holds")));
    stage.until(stage.session().track()->steps_total());
    settle(stage, {});
    EXPECT_THAT(messages_of(stage), Contains("The same state as in the run file"));
}

TEST(RunFiles, AreOpenedByTheirNameAndInTheFieldOfTheStudies) {
    const test::TemporaryFolder folder;
    const fs::path file = test::made_run_file(folder.path);
    fs::copy_file(file, folder.path / "no ending");
    for (const fs::path& name : {file, folder.path / "no ending"}) {
        OffscreenStage stage(without_window());
        open_by_name(stage.app(), name.string());  // as a file that is dropped
        EXPECT_EQ(stage.session().status().state, RunState::paused) << name;
        EXPECT_THAT(stage.app().studies->mistakes, IsEmpty());
    }
    OffscreenStage stage(without_window());
    stage.app().view.view = View::studies;
    play(read_script("click studies.path\ntype \"" + file.string() + "\"\nclick studies.open\nexpect view 0\nexpect state Paused\n",
                     "field"),
         stage);
}

TEST(RunFiles, OfAnotherBuildAreSaidToPromiseNothing) {
    const test::TemporaryFolder folder;
    const fs::path file = test::made_run_file(folder.path, SIZE_MAX, [](RunFile& run) {
        test::set_attribute(run, "version", "9.9.9");
        test::set_attribute(run, "git", "0123456789abcdef0123456789abcdef01234567+");
    });
    OffscreenStage stage(without_window());
    stage.open({file});
    EXPECT_EQ(stage.session().status().state, RunState::paused);
    EXPECT_THAT(messages_of(stage),
                Contains("run.h5 was made by another build (version 9.9.9, commit 0123456789+): the same states are not promised"));
}

TEST(RunFiles, OfTheSameBuildPromiseTheSameStatesIfTheCommitTellsWhatWasBuilt) {
    const test::TemporaryFolder folder;
    const OpenedRun run = read_opened_run(test::made_run_file(folder.path, 1));
    EXPECT_THAT(run.made_by, IsEmpty());
    EXPECT_EQ(run.untold_from, untold_commit(build_info().git));
    OffscreenStage stage(without_window());
    stage.open({folder.path / "run.h5"});
    const auto doubted = Contains(HasSubstr("which does not tell what was built: the same states are not promised"));
    if (commit_tells(build_info().git)) {
        EXPECT_THAT(messages_of(stage), Not(doubted));
    } else {
        EXPECT_THAT(messages_of(stage), doubted);
    }
}

TEST(Builds, AreComparedInAllThatTheProgramCompares) {
    const BuildFacts mine{"0.1.0", "0123456789abcdef0123456789abcdef01234567", "GNU 12.2.0", "-O2"};
    EXPECT_THAT(other_build_words(mine, mine), IsEmpty());
    BuildFacts theirs = mine;
    theirs.git += '+';
    EXPECT_EQ(other_build_words(theirs, mine), "commit 0123456789+");
    theirs = {"0.2.0", "unknown", "Clang 14.0.6", "-O0"};
    EXPECT_EQ(other_build_words(theirs, mine), "version 0.2.0, commit unknown, compiler Clang 14.0.6, other flags");
    EXPECT_EQ(other_build_words({}, mine), "version unknown, commit unknown, compiler unknown, other flags");
}

TEST(Builds, OfACheckoutWithChangesAreNotToldByTheirCommit) {
    EXPECT_THAT(untold_commit("0123456789abcdef0123456789abcdef01234567"), IsEmpty());
    EXPECT_EQ(untold_commit("0123456789abcdef0123456789abcdef01234567+"), "commit 0123456789+");
    EXPECT_EQ(untold_commit("unknown"), "an unknown commit");
}

TEST(RunFiles, AreNamedByTheLastNameOfTheirPath) {
    EXPECT_EQ(short_name("/tmp/results/run.h5"), "run.h5");
    EXPECT_EQ(short_name("/tmp/results/no ending"), "no ending");
    EXPECT_EQ(short_name("results/no ending"), "no ending");
    EXPECT_EQ(short_name("/tmp/baseline.toml"), "baseline");
    EXPECT_EQ(short_name("lib:theory/bertrand"), "bertrand");
    const std::string of_study = "point 3, baseline, replicate 0, seed 7: adoption.file = data/a.csv";
    EXPECT_EQ(short_name(of_study), of_study);
}

TEST(RunFiles, WithAScenarioThatIsRefusedSayWhy) {
    const test::TemporaryFolder folder;
    const fs::path file = test::made_run_file(folder.path, SIZE_MAX, [](RunFile& run) {
        test::set_attribute(run, "version", "9.9.9");
        for (Group& group : run.groups) {
            if (group.path != "scenario") continue;
            for (Dataset& dataset : group.datasets) {
                if (dataset.name == "resolved") std::get<std::vector<std::string>>(dataset.values).front() += "\n[prices_of_old]\nx = 1\n";
            }
        }
    });
    const std::string said = refusal_of(file);
    EXPECT_THAT(said, HasSubstr("run.h5: this program refuses the scenario of the run, which was made by another (version 9.9.9):\n"));
    EXPECT_THAT(said, HasSubstr("prices_of_old"));
}

TEST(RunFiles, AndWhatIsNoneAreToldApartInOneLine) {
    const test::TemporaryFolder folder;
    const fs::path text = test::write_text_file(folder.path / "notes.h5", "these are no data");
    const fs::path cut = test::write_text_file(folder.path / "cut.h5", "\x89HDF\r\n\x1a\n cut");
    fs::path foreign = folder.path / "foreign.h5";
    fs::rename(test::made_run_file(folder.path, 1, [](RunFile& run) { test::set_attribute(run, "filetype", "weather"); }), foreign);
    EXPECT_THAT(refusal_of(text), HasSubstr("notes.h5: cannot be read: it is no HDF5 file"));
    EXPECT_THAT(refusal_of(cut), HasSubstr("it is damaged or cut short, and no whole run file or study"));
    EXPECT_THAT(refusal_of(foreign), HasSubstr("foreign.h5: this is an HDF5 file, but neither a run file nor a merged study of Enclosure"));
    EXPECT_THAT(refusal_of(folder.path / "none.h5"), HasSubstr("none.h5: there is no such file"));
    for (const fs::path& file : {text, cut, foreign}) EXPECT_THAT(refusal_of(file), Not(HasSubstr("\n"))) << file;
}

TEST(RunFiles, AreNotChangedByTheCommandLine) {
    const test::TemporaryFolder folder;
    ViewOptions options = without_window();
    options.scenario = test::made_run_file(folder.path, 1).string();
    EXPECT_NO_THROW(opened_as(options));
    options.seed = 3;
    try {
        opened_as(options);
        FAIL() << "another seed is another run";
    } catch (const ScenarioError& error) {
        ASSERT_THAT(error.diagnostics, SizeIs(1));
        EXPECT_THAT(error.diagnostics[0].what, HasSubstr("--set, --policy and --seed are for scenarios"));
    }
}

}  // namespace
}  // namespace enclosure::viz
