// What-ifs, shipped scenarios, watched files and what is remembered.
#include "viz/panels/presets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "sim/run/branch.h"
#include "sim/scenario/shipped.h"
#include "tests/small_study.h"
#include "viz/panels/remembered.h"
#include "viz/panels/scenario_watch.h"

namespace enclosure::viz {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Presets, AreTenAndEachLoads) {
    const std::vector<ViewerPreset> presets = read_presets(presets_file());
    EXPECT_THAT(presets, SizeIs(10));
    std::set<std::string> ids;
    for (const ViewerPreset& preset : presets) {
        SCOPED_TRACE(preset.id);
        EXPECT_TRUE(ids.insert(preset.id).second);
        std::vector<fs::path> policies;
        for (const std::string& word : preset.policies) policies.push_back(shipped_policy(word).value());
        if (!preset.fork) {
            load_scenario(preset.scenario, preset.settings, policies);
            continue;
        }
        // As the session does it: a branch at the very start.
        const LoadedScenario a = load_scenario(preset.scenario, preset.settings);
        const LoadedScenario b = branch_scenario(a, a.scenario.time.start, {}, policies);
        EXPECT_EQ(b.scenario.policy.size(), a.scenario.policy.size() + policies.size());
        EXPECT_FALSE(policies.empty()) << "two worlds that are alike";
    }
}

TEST(Presets, SayEveryMistakeWithItsPlace) {
    const test::TemporaryFolder folder;
    const fs::path file =
        test::write_text_file(folder.path / "presets.toml",
                              "[[preset]]\nid = \"a\"\ntitle = \"A\"\nquestion = \"Q?\"\npolicies = [\"interoperabilty\"]\nforks = true\n");
    try {
        read_presets(file);
        FAIL() << "no mistake was found";
    } catch (const ScenarioError& error) {
        ASSERT_THAT(error.diagnostics, SizeIs(2));
        EXPECT_EQ(error.diagnostics[0].place.line, 5);
        EXPECT_THAT(error.diagnostics[0].what, HasSubstr("did you mean interoperability?"));
        EXPECT_THAT(error.diagnostics[1].what, HasSubstr("unknown key forks"));
    }
}

TEST(ShippedScenarios, BeginWithTheWholeModelAndAllLoad) {
    const std::vector<ShippedScenario> all = shipped_scenarios();
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(all.front().name, "lib:baseline");
    for (const ShippedScenario& one : all) {
        SCOPED_TRACE(one.name);
        EXPECT_FALSE(one.title.empty());
        EXPECT_NO_THROW(load_scenario(one.name));
    }
}

TEST(ScenarioWatch, SaysWhenAFileHasChangedAndWhatIsWrongWithIt) {
    const test::TemporaryFolder folder;
    const fs::path file = test::write_text_file(folder.path / "own.toml", test::small_world);
    ScenarioWatch watch;
    watch.begin({.scenario = file}, load_scenario(file));
    EXPECT_FALSE(watch.look(10)) << "nothing has changed";
    test::write_text_file(file, test::small_world + "[prices]\nmarkup_mx = 3\n");
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(2));
    EXPECT_FALSE(watch.look(10.5)) << "not twice in a second";
    ASSERT_TRUE(watch.look(12));
    EXPECT_FALSE(watch.ready());
    ASSERT_THAT(watch.mistakes(), SizeIs(1));
    EXPECT_THAT(watch.mistakes()[0], HasSubstr("own.toml:11:"));
    EXPECT_THAT(watch.mistakes()[0], HasSubstr("did you mean markup_max?"));
    test::write_text_file(file, test::small_world + "[prices]\nmarkup_max = 3\n");
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(4));
    ASSERT_TRUE(watch.look(14));
    EXPECT_TRUE(watch.ready());
    EXPECT_THAT(watch.mistakes(), IsEmpty());
}

TEST(ScenarioWatch, NewsIsTakenOnceWhoeverLooked) {
    const test::TemporaryFolder folder;
    const fs::path file = test::write_text_file(folder.path / "own.toml", test::small_world);
    ScenarioWatch watch;
    watch.begin({.scenario = file}, load_scenario(file));
    EXPECT_FALSE(watch.take_news());
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(2));
    ASSERT_TRUE(watch.look(10)) << "the window's loop looks";
    EXPECT_FALSE(watch.look(12)) << "then a panel";
    EXPECT_TRUE(watch.take_news());
    EXPECT_FALSE(watch.take_news());
}

TEST(ScenarioWatch, SeesWhenWhatCouldNotBeOpenedIsMended) {
    const test::TemporaryFolder folder;
    const fs::path file = test::write_text_file(folder.path / "own.toml", test::small_world + "[prices]\nmarkup_mx = 3\n");
    ScenarioWatch watch;
    try {
        load_scenario(file);
        FAIL() << "it has a mistake";
    } catch (const ScenarioError& error) {
        watch.begin_unopened({.scenario = file}, error);
    }
    EXPECT_THAT(watch.mistakes(), SizeIs(1));
    EXPECT_FALSE(watch.ready());
    test::write_text_file(file, test::small_world + "[prices]\nmarkup_max = 3\n");
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(2));
    ASSERT_TRUE(watch.look(10));
    EXPECT_TRUE(watch.ready());
}

TEST(OtherThanScenario, IsAStudyOrTheLogOfASession) {
    const test::TemporaryFolder folder;
    const fs::path scenario = test::write_text_file(folder.path / "own.toml", test::small_world);
    const fs::path study = test::write_text_file(folder.path / "study.toml", "id = \"s\"\n[[factor]]\nid = \"a\"\n");
    const fs::path log = test::write_text_file(folder.path / "log.toml", "session_version = 1\n");
    EXPECT_THAT(other_than_scenario(scenario), IsEmpty());
    EXPECT_THAT(other_than_scenario(study), HasSubstr("this is a study; run it by `enclosure study run"));
    EXPECT_THAT(other_than_scenario(log), HasSubstr("`enclosure run --replay"));
    EXPECT_THAT(other_than_scenario(folder.path / "none.toml"), IsEmpty());
}

TEST(ScenarioWatch, LeavesAloneWhatWasOpenedFromNoFileOfAScenario) {
    const test::TemporaryFolder folder;
    const fs::path file = test::write_text_file(folder.path / "run.h5", "the results of a run that goes on");
    ScenarioWatch watch;
    watch.begin({}, load_scenario_text(test::small_world, file));
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(2));
    EXPECT_FALSE(watch.look(10));
}

TEST(ScenarioWatch, DoesNotLookWhileItIsOff) {
    const test::TemporaryFolder folder;
    const fs::path file = test::write_text_file(folder.path / "own.toml", test::small_world);
    ScenarioWatch watch;
    watch.off = true;
    watch.begin({.scenario = file}, load_scenario(file));
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(2));
    EXPECT_FALSE(watch.look(100));
}

TEST(RememberedThings, AreRememberedOnlyWhenAsked) {
    const test::TemporaryFolder folder;
    Remembered remembered;
    EXPECT_TRUE(remembered.tour_seen()) << "pictures without a window have no tour";
    remembered.note_tour_seen();
    remembered.note_opened("/somewhere/else.toml");
    remembered.remember(folder.path / "settings");
    EXPECT_FALSE(remembered.tour_seen());
    EXPECT_THAT(remembered.recent_files(), IsEmpty());
    remembered.note_tour_seen();
    EXPECT_TRUE(remembered.tour_seen());
}

TEST(RememberedThings, FilesAreNewestFirstOnceAndWhileTheyAreThere) {
    const test::TemporaryFolder folder;
    Remembered remembered;
    remembered.remember(folder.path / "settings");
    const std::string a = test::write_text_file(folder.path / "a.toml", "").string();
    const std::string b = test::write_text_file(folder.path / "b.toml", "").string();
    remembered.note_opened(a);
    remembered.note_opened(b);
    remembered.note_opened(a);
    remembered.note_opened("lib:baseline");
    EXPECT_THAT(remembered.recent_files(), ElementsAre(a, b));
    fs::remove(a);
    EXPECT_THAT(remembered.recent_files(), ElementsAre(b));
}

}  // namespace
}  // namespace enclosure::viz
