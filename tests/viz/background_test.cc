// What is read beside the window's thread: jobs, studies, their series.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "tests/viz/made_study.h"
#include "tests/viz/without_window.h"
#include "viz/app/offscreen_stage.h"
#include "viz/panels/presets.h"
#include "viz/studies/background.h"
#include "viz/studies/open_result.h"
#include "viz/studies/studies_view.h"

namespace enclosure::viz {
namespace {

std::atomic<int> woken = 0;

void note_wake() {
    ++woken;
}

// Until that many jobs have been done since the test began.
void wait_for_wakes(int count) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (woken < count && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ASSERT_GE(woken, count);
}

class InBackground : public testing::Test {
  protected:
    void SetUp() override { woken = 0; }
};

bool has_mark(const Frame& frame, std::string_view name) {
    return std::any_of(frame.marks.begin(), frame.marks.end(), [&](const WidgetMark& mark) { return mark.name == name; });
}

TEST_F(InBackground, AJobIsDoneInAnotherThreadAndWakesOnceItIsDone) {
    Background<std::thread::id> background;
    EXPECT_FALSE(background.busy());
    background.ask([] { return std::this_thread::get_id(); }, note_wake);
    EXPECT_TRUE(background.busy());
    wait_for_wakes(1);
    const auto thread = background.take();
    ASSERT_TRUE(thread.has_value()) << "it is there when the window wakes";
    EXPECT_NE(*thread, std::this_thread::get_id());
    EXPECT_FALSE(background.busy());
    EXPECT_EQ(background.take(), std::nullopt) << "once";
}

TEST_F(InBackground, AJobThatNobodyWakesForIsDoneAtOnce) {
    Background<std::thread::id> background;
    background.ask([] { return std::this_thread::get_id(); }, nullptr);
    EXPECT_EQ(background.take(), std::this_thread::get_id());
}

TEST_F(InBackground, TheNewestOfThoseThatWaitedFollowsAlone) {
    Background<int> background;
    std::promise<void> gate;
    std::atomic<int> done = 0;
    background.ask([opened = gate.get_future().share(), &done] { return opened.wait(), ++done, 1; }, note_wake);
    background.ask([&done] { return ++done, 2; }, note_wake);
    background.ask([&done] { return ++done, 3; }, note_wake);
    EXPECT_EQ(background.take(), std::nullopt);
    gate.set_value();
    wait_for_wakes(1);
    EXPECT_EQ(background.take(), std::nullopt) << "what was asked for first is not wanted any more";
    EXPECT_TRUE(background.busy());
    wait_for_wakes(2);
    EXPECT_EQ(background.take(), 3);
    EXPECT_EQ(done, 2);
}

TEST_F(InBackground, WhatIsForgottenIsNotTakenAndWhatIsAskedForNextFollows) {
    Background<int> background;
    background.forget();
    EXPECT_FALSE(background.busy()) << "nothing is in hand";
    std::promise<void> gate;
    std::atomic<int> done = 0;
    background.ask(
        [opened = gate.get_future().share(), &done]() -> int {
            opened.wait();
            ++done;
            throw std::runtime_error("no");
        },
        note_wake);
    background.ask([&done] { return ++done, 2; }, note_wake);
    background.forget();
    EXPECT_FALSE(background.busy());
    background.ask([&done] { return ++done, 3; }, note_wake);  // does not wait for the one in hand
    EXPECT_TRUE(background.busy());
    gate.set_value();
    wait_for_wakes(1);
    EXPECT_EQ(background.take(), std::nullopt);
    wait_for_wakes(2);
    EXPECT_EQ(background.take(), 3);
    EXPECT_EQ(done, 2) << "the wish that waited was never begun";

    background.ask([] { return 4; }, note_wake);
    background.forget();
    wait_for_wakes(3);
    EXPECT_EQ(background.take(), std::nullopt);
    background.ask([] { return 5; }, note_wake);
    wait_for_wakes(4);
    EXPECT_EQ(background.take(), 5);
}

TEST_F(InBackground, WhatAJobThrowsIsThrownToWhoTakes) {
    Background<int> background;
    background.ask([]() -> int { throw std::runtime_error("no"); }, note_wake);
    wait_for_wakes(1);
    EXPECT_THROW(background.take(), std::runtime_error);
    EXPECT_FALSE(background.busy());
}

TEST_F(InBackground, StudiesAndTheirSeriesAreReadWhileTheWindowDraws) {
    const test::MadeStudy made(6);
    OffscreenStage stage(without_window());
    App& app = stage.app();
    app.wake = note_wake;
    open_result(app, made.folder.path.string());
    EXPECT_EQ(app.view.view, View::studies);
    EXPECT_EQ(app.studies->study, nullptr) << "whatever has been read is taken over between frames alone";
    EXPECT_TRUE(has_mark(stage.frame({}), "studies.reading"));
    wait_for_wakes(1);
    EXPECT_TRUE(take_results(app));
    EXPECT_FALSE(take_results(app)) << "once";
    ASSERT_NE(app.studies->study, nullptr);
    EXPECT_EQ(app.studies->study->data.runs(), 6u);
    EXPECT_FALSE(has_mark(stage.frame({}), "studies.reading"));

    app.studies->picture = StudyPicture::bands;
    EXPECT_FALSE(has_mark(stage.frame({}), "studies.bands"));
    wait_for_wakes(2);
    take_results(app);
    EXPECT_TRUE(has_mark(stage.frame({}), "studies.bands"));

    // Once more, as of one that runs: what is open stays until it is there.
    const auto before = app.studies->study;
    open_result(app, made.folder.path.string());
    EXPECT_EQ(app.studies->study, before);
    EXPECT_TRUE(has_mark(stage.frame({}), "studies.reading"));
    EXPECT_TRUE(has_mark(stage.frame({}), "studies.bands"));
    wait_for_wakes(3);
    take_results(app);
    EXPECT_NE(app.studies->study, before);
}

TEST_F(InBackground, WhatCannotBeReadIsSaidAndWhatIsOpenStays) {
    const test::MadeStudy made(2);
    OffscreenStage stage(without_window());
    App& app = stage.app();
    open_result(app, made.folder.path.string());
    const auto open = app.studies->study;
    ASSERT_NE(open, nullptr) << "without a window it is read at once";
    app.wake = note_wake;
    open_result(app, (made.folder.path / "none.h5").string());
    wait_for_wakes(1);
    EXPECT_TRUE(take_results(app));
    EXPECT_EQ(app.studies->study, open);
    ASSERT_THAT(app.studies->mistakes, testing::SizeIs(1));
    EXPECT_THAT(app.studies->mistakes[0], testing::HasSubstr("none.h5"));
    EXPECT_TRUE(has_mark(stage.frame({}), "studies.mistakes"));
}

TEST_F(InBackground, AScenarioThatIsOpenedMeanwhileStaysOpen) {
    const test::TemporaryFolder folder;
    const std::filesystem::path file = test::made_run_file(folder.path);  // beside its scenario, world.toml
    OffscreenStage stage(without_window());
    App& app = stage.app();
    app.wake = note_wake;
    open_result(app, file.string());
    EXPECT_TRUE(app.studies->reading.busy());
    ASSERT_THAT(open_scenario(app, {.scenario = folder.path / "world.toml"}), testing::IsEmpty());
    EXPECT_FALSE(app.studies->reading.busy());
    const auto track = app.session.track();
    wait_for_wakes(1);
    EXPECT_FALSE(take_results(app));
    EXPECT_EQ(app.session.track(), track);
    EXPECT_NE(app.session.seed(), 11u) << "that of the run file";
    EXPECT_EQ(app.view.view, View::live);

    // What is opened after the scenario is opened.
    open_result(app, file.string());
    wait_for_wakes(2);
    EXPECT_TRUE(take_results(app));
    EXPECT_EQ(app.session.seed(), 11u);

    // A scenario with mistakes opens nothing, and what is being read still comes.
    const test::MadeStudy study(2);
    open_result(app, study.folder.path.string());
    const auto bad = test::write_text_file(folder.path / "bad.toml", "no_such_section = 1\n");
    EXPECT_THAT(open_scenario(app, {.scenario = bad}), testing::Not(testing::IsEmpty()));
    wait_for_wakes(3);
    EXPECT_TRUE(take_results(app));
    EXPECT_NE(app.studies->study, nullptr);
}

TEST_F(InBackground, TheRunsOfAStudyAreNotClickedWhileAnotherIsRead) {
    const test::MadeStudy made(6);
    OffscreenStage stage(without_window());
    App& app = stage.app();
    open_result(app, made.folder.path.string());
    const auto before = app.studies->study;
    ASSERT_NE(before, nullptr);
    app.wake = note_wake;
    open_result(app, made.folder.path.string());
    play(read_script("click studies.run.0\n", "list"), stage);
    wait_for_wakes(1);
    EXPECT_TRUE(take_results(app));
    EXPECT_NE(app.studies->study, before) << "the study was read to its end";
    EXPECT_EQ(app.session.track(), nullptr);

    play(read_script("click studies.run.0\n", "list"), stage);
    wait_for_wakes(2);
    EXPECT_TRUE(take_results(app));
    EXPECT_EQ(app.view.view, View::live);
    ASSERT_NE(app.session.track(), nullptr);
}

}  // namespace
}  // namespace enclosure::viz
