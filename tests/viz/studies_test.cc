// Studies as the viewer reads them: finished, running, foreign; their axes, brushes and cells; and a run of one again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "analysis/data/analysis_error.h"
#include "sim/output/output_error.h"
#include "sim/run/simulation.h"
#include "sim/study/merge.h"
#include "tests/viz/made_study.h"
#include "tests/viz/without_window.h"
#include "viz/app/offscreen_stage.h"
#include "viz/studies/open_result.h"
#include "viz/studies/opened_study.h"
#include "viz/studies/studies_view.h"
#include "viz/studies/study_axes.h"

namespace enclosure::viz {
namespace {

namespace fs = std::filesystem;
using test::MadeStudy;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(OpenedStudies, ThatStillRunShowWhatIsThere) {
    const MadeStudy made(6);
    const auto opened = read_opened_study(made.folder.path);
    EXPECT_TRUE(opened->running);
    EXPECT_EQ(opened->planned, 24u);
    EXPECT_EQ(opened->data.runs(), 6u);
    EXPECT_EQ(opened->folder, made.folder.path);
    EXPECT_FALSE(fs::exists(made.folder.path / "study.h5")) << "nothing is written into the folder";
    const fs::path merged = opened->made_file;
    EXPECT_TRUE(fs::exists(merged));
    const KeptSeries series = read_series(opened->data, "hhi");
    EXPECT_EQ(series.values.size(), 6 * opened->data.time.size());
}

TEST(OpenedStudies, TakeTheFileAwayThatTheyMade) {
    const MadeStudy made(2);
    fs::path merged;
    {
        const auto opened = read_opened_study(made.folder.path);
        merged = opened->made_file;
        EXPECT_TRUE(fs::exists(merged));
    }
    EXPECT_FALSE(fs::exists(merged));
}

TEST(OpenedStudies, WithoutARunAndForeignFilesAreSaidPlainly) {
    const MadeStudy made(0);
    try {
        read_opened_study(made.folder.path);
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.what(), HasSubstr("none of its 24 runs has been made yet"));
    }
    const test::TemporaryFolder folder;
    const fs::path foreign = test::write_text_file(folder.path / "notes.h5", "these are no data");
    EXPECT_THROW(read_opened_study(foreign), OutputError);
    EXPECT_THROW(read_opened_study(folder.path / "missing.h5"), OutputError);
    try {
        read_opened_study(foreign);
    } catch (...) {
        const std::vector<std::string> lines = lines_of_failure();
        ASSERT_THAT(lines, SizeIs(1));
        EXPECT_THAT(lines[0], HasSubstr("notes.h5"));
    }
}

TEST(OpenedStudies, GiveAnyRunAgainToTheBit) {
    const MadeStudy made(5);
    const auto opened = read_opened_study(made.folder.path);
    const RunAgain again = run_again(*opened, 4);
    ASSERT_TRUE(again.state_hash.has_value());
    EXPECT_THAT(again.title, HasSubstr("point 1, baseline, replicate 0"));
    EXPECT_THAT(again.title, HasSubstr("adjustment"));
    Simulation simulation(again.loaded.scenario, {.threads = 1});
    while (!simulation.done()) simulation.step();
    EXPECT_EQ(simulation.state_hash(), *again.state_hash);
}

TEST(OpenedStudies, OfAMergedFileAloneCannotGiveARunAgain) {
    const MadeStudy made(3);
    const test::TemporaryFolder elsewhere;
    const fs::path file = elsewhere.path / "study.h5";
    const RecordIndex index(made.folder.path / "records");
    write_study_file(file, made.study, plan_of(made.study, index), index);
    const auto opened = read_opened_study(file);
    EXPECT_EQ(opened->data.runs(), 3u);
    EXPECT_TRUE(opened->running) << "21 runs are missing in it";
    EXPECT_THROW(run_again(*opened, 0), AnalysisError);
}

StudyData made_up() {
    StudyData study;
    study.arms = {"a", "b"};
    study.factors.resize(2);
    study.factors[0].column = {.id = "x", .title = "X", .unit = "USD", .levels = {}, .values = {0, 1, 0, 1}};
    study.factors[1].column = {.id = "kind", .title = "Kind", .unit = "1", .levels = {"low", "high"}, .values = {0, 0, 1, 1}};
    study.block = {0, 1, 2, 3};
    study.stream = {0, 0, 0, 0};
    for (std::uint32_t point = 0; point < 4; ++point) {
        for (std::uint32_t arm = 0; arm < 2; ++arm) {
            study.point.push_back(point);
            study.arm.push_back(arm);
            study.replicate.push_back(0);
            study.failed.push_back(0);
        }
    }
    study.metrics.resize(2);
    study.metrics[0].id = "m";
    study.metrics[0].values = {1, 2, 3, 4, 5, 6, 7, std::nan("")};
    study.metrics[1].id = "n";
    study.metrics[1].values = {8, 7, 6, 5, 4, 3, 2, 1};
    return study;
}

TEST(StudyAxes, AreFactorsThenTheChosenMetricThenTheOthers) {
    const StudyData study = made_up();
    const std::vector<StudyAxis> axes = study_axes(study, 1, 10);
    ASSERT_THAT(axes, SizeIs(4));
    EXPECT_EQ(axes[0].title, "X");
    EXPECT_EQ(axes[2].title, "n");
    EXPECT_EQ(axes[3].title, "m");
    EXPECT_EQ(axes[0].place(2), 1.0);
    EXPECT_TRUE(std::isnan(axes[3].place(7)));
    EXPECT_THAT(study_axes(study, 1, 2), SizeIs(2));
    EXPECT_FALSE(study_axes(study, 1, 2).back().factor) << "a metric is always there";
}

TEST(StudyAxes, BrushesKeepWhatAllOfThemHold) {
    const StudyData study = made_up();
    const std::vector<StudyAxis> axes = study_axes(study, 0, 10);  // X, Kind, m, n
    std::vector<std::optional<AxisBrush>> brushes(4);
    EXPECT_THAT(brushed_runs(study, axes, brushes, {1, 1}), SizeIs(8));
    EXPECT_THAT(brushed_runs(study, axes, brushes, {0, 1}), ElementsAre(1, 3, 5, 7));
    brushes[0] = AxisBrush{0.5, 1};
    EXPECT_THAT(brushed_runs(study, axes, brushes, {1, 1}), ElementsAre(2, 3, 6, 7));
    brushes[2] = AxisBrush{0, 1};
    EXPECT_THAT(brushed_runs(study, axes, brushes, {1, 1}), ElementsAre(2, 3, 6)) << "a value that is not defined is in no brush";
}

TEST(StudyHeatMap, HasTheMeanOfEachCellAndItsRuns) {
    const StudyData study = made_up();
    std::vector<std::size_t> all(study.runs());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const StudyHeat heat = study_heat(study, 0, 1, 0, all);
    EXPECT_THAT(heat.columns, ElementsAre("0", "1"));
    EXPECT_THAT(heat.rows, ElementsAre("low", "high"));
    ASSERT_THAT(heat.means, SizeIs(4));
    EXPECT_EQ(heat.means[0], 1.5);
    EXPECT_EQ(heat.means[3], 7) << "without the one that is not defined";
    EXPECT_THAT(heat.runs[3], ElementsAre(6, 7));
    EXPECT_TRUE(std::isnan(study_heat(study, 0, 1, 0, {0, 1}).means[3])) << "no run, no number";
    EXPECT_THAT(study_heat(study, 0, 1, 0, all, 1).columns, SizeIs(1)) << "more values than classes";
}

TEST(StudyBands, SayWhyASeriesCannotBeReadUntilItIsOpenedAgain) {
    const MadeStudy made(6);
    OffscreenStage stage(without_window());
    App& app = stage.app();
    open_result(app, made.folder.path.string());
    ASSERT_NE(app.studies->study, nullptr);
    fs::remove(app.studies->study->made_file);
    play(read_script("click studies.picture.0\n"
                     "expect studies.bands absent\n"
                     "expect studies.series.mistakes contains \"there is no such file\"\n"
                     "expect studies.mistakes absent\n",
                     "unread"),
         stage);
    EXPECT_THAT(app.studies->series_mistakes, SizeIs(1));
    play(read_script("click studies.open\n"
                     "expect studies.series.mistakes absent\n"
                     "expect studies.bands 2\n",
                     "again"),
         stage);
}

TEST(StudyHeatMap, IsOfOneArmOrOfThoseThatAreShown) {
    EXPECT_THAT(one_arm(3, 1), ElementsAre(0, 1, 0));
    const MadeStudy made(24);
    OffscreenStage stage(without_window());
    open_result(stage.app(), made.folder.path.string());
    play(read_script("click studies.picture.2\n"
                     "expect studies.heat.arm \"All arms shown\"\n"
                     "expect studies.runs 24\n"
                     "click studies.heat.arm\n"
                     "click studies.heat.arm.2\n"
                     "expect studies.heat.arm compute\n"
                     "expect studies.runs 12\n"
                     "click studies.cell.0\n"
                     "expect studies.runs 2\n"
                     "click studies.picture.1\n"
                     "expect studies.runs 24\n"
                     "fits\n",
                     "heat"),
         stage);
    const StudiesState& state = *stage.app().studies;
    for (const std::size_t run : state.heat_runs) EXPECT_EQ(state.study->data.arm[run], 1u);
}

TEST(StudyRows, AreThinnedEvenlyAndQuantilesAreLinear) {
    std::vector<std::size_t> rows(1000);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const std::vector<std::size_t> some = thinned(rows, 10);
    EXPECT_THAT(some, ElementsAre(0, 100, 200, 300, 400, 500, 600, 700, 800, 900));
    EXPECT_THAT(thinned(rows, 2000), SizeIs(1000));
    EXPECT_EQ(quantile_of({3, 1, 2}, 0.5), 2);
    EXPECT_DOUBLE_EQ(quantile_of({0, 10}, 0.1), 1);
    EXPECT_EQ(quantile_of({std::nan(""), 4}, 0.9), 4);
    EXPECT_TRUE(std::isnan(quantile_of({}, 0.5)));
}

}  // namespace
}  // namespace enclosure::viz
