// Runs of a study, their records, and what is made of them, in this process.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>

#include "sim/output/run_file.h"
#include "sim/run/simulation.h"
#include "sim/study/claims.h"
#include "sim/study/make_run.h"
#include "sim/study/merge.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_folder.h"
#include "sim/study/work.h"
#include "tests/small_study.h"

namespace enclosure::test {
namespace {

using ::testing::HasSubstr;

// Two events that set one parameter at one priority are refused; a factor's date makes them meet at some of its levels, which follow.
const std::string contradictory = small_world + hhi_metric + R"([[policy]]
id = "a"
[[policy.event]]
target = "prices.adjustment"
value = 1
from = 2023-02-01
until = 2023-03-01
[[policy.event]]
target = "prices.adjustment"
value = 2
from = 2023-05-01
[[factor]]
id = "until"
path = "policy.a.event.1.until"
levels = )";

std::size_t made_in(const std::filesystem::path& folder) {
    return RecordIndex(folder / records_folder).records().size();
}

Plan plan_in(const Study& study, const std::filesystem::path& folder) {
    return plan_of(study, RecordIndex(folder / records_folder));
}

struct StartedStudy {
    TemporaryFolder folder;
    Study study;
    explicit StartedStudy(const std::string& text) : study(study_from(text)) { start_study(folder.path, study); }
    Plan plan() const { return plan_in(study, folder.path); }
};

TEST(StudyRun, IsTheRunThatItsScenarioSays) {
    const StartedStudy s(small_grid);
    const Plan plan = s.plan();
    RunMaker maker(s.study);
    for (const std::size_t k : {std::size_t{0}, std::size_t{7}, std::size_t{23}}) {
        const auto record = maker.make(plan, plan.runs[k], [] { return true; });
        ASSERT_TRUE(record && !record->failure);
        Scenario scenario = s.study.arms[plan.runs[k].arm].scenario;
        scenario.parameters.prices.adjustment = plan.point(plan.runs[k].point)[0];
        scenario.parameters.network.degree = plan.point(plan.runs[k].point)[1];
        scenario.seed = record->head.seed;
        Simulation simulation(scenario, {.threads = 2});
        while (!simulation.done()) simulation.step();
        EXPECT_EQ(record->head.state_hash, simulation.state_hash());
        EXPECT_EQ(record->head.steps, simulation.steps_made());
    }
}

TEST(StudyRun, WorldsAreSharedByArmsAndOnAGridByPoints) {
    const StartedStudy s(small_grid);
    const Plan plan = s.plan();
    std::set<std::int64_t> seeds;
    for (const PlannedRun& run : plan.runs) {
        seeds.insert(seed_of(s.study, plan, run));
        EXPECT_EQ(seed_of(s.study, plan, run), seed_of(s.study, plan, {0, 0, run.replicate}));
    }
    EXPECT_EQ(seeds.size(), 2u);
    EXPECT_TRUE(seeds.contains(s.study.seed));
}

// An arm without what a factor sets runs once for all its values.
TEST(StudyRun, ARunThatTwoPointsShareIsMadeOnce) {
    std::string text = small_grid;
    text.replace(text.find("path = \"network.degree\"\nlevels = [4, 10]"), 40,
                 "path = \"policy.compute.event.1.strength\"\nlevels = [0.5, 1]");
    const StartedStudy s(text);
    const Plan plan = s.plan();
    EXPECT_EQ(plan.runs.size(), 24u);
    EXPECT_EQ(missing_runs(s.study, plan, RecordIndex(s.folder.path / records_folder)).size(), 18u);
    EXPECT_EQ(work_on(s.study, s.folder.path, {.jobs = 2}).made, 18u);
    EXPECT_TRUE(merge_state(s.study, s.plan(), RecordIndex(s.folder.path / records_folder)).complete());
}

TEST(StudyRun, AFailureIsARecordWithStageAndMessage) {
    // Two events that set one parameter at one priority are refused; a factor's date makes them meet at some points alone.
    const std::string text = contradictory + R"([2023-03-01, 2023-06-01]
[design]
[limits]
failed_share = 1
)";
    const StartedStudy s(text);
    const WorkDone done = work_on(s.study, s.folder.path, {.jobs = 2});
    EXPECT_EQ(done.made, 2u);
    EXPECT_EQ(done.failed, 1u);
    const Plan plan = s.plan();
    const RecordIndex index(s.folder.path / records_folder);
    const auto record = index.read(*index.find(key_of(s.study, plan, plan.runs[1])), layout_of(s.study, 0));
    ASSERT_TRUE(record && record->failure);
    EXPECT_EQ(record->failure->stage, "scenario");
    EXPECT_THAT(record->failure->message, HasSubstr("priority"));
    const std::filesystem::path file = s.folder.path / "study.h5";
    write_study_file(file, s.study, plan, index);
    const RunFile merged = read_study_file(file);
    EXPECT_EQ(std::get<std::vector<std::string>>(find_dataset(merged, "failures", "settings")->values).front(),
              "policy.a.event.1.until = 2023-06-01");
    EXPECT_EQ(std::get<std::vector<std::int64_t>>(find_dataset(merged, "runs", "failed")->values), (std::vector<std::int64_t>{0, 1}));
}

TEST(StudyRun, TooManyFailuresStopTheStudy) {
    // From the second month on at most points the two events meet.
    const std::string text = contradictory + R"([2023-03-01, 2023-05-15, 2023-05-20, 2023-05-25, 2023-06-01, 2023-06-05]
[design]
[limits]
failed_share = 0.4
)";
    const StartedStudy s(text);
    const WorkDone done = work_on(s.study, s.folder.path, {.jobs = 1});
    EXPECT_EQ(done.end, WorkEnd::too_many_failures);
    EXPECT_EQ(done.made, 4u);  // one that ends, two that may fail, one too many
    EXPECT_EQ(done.failed, 3u);
}

TEST(StudyRun, StopsAfterTheRunsInFlightOrAtOnce) {
    for (const Stop how : {Stop::after_runs, Stop::at_once}) {
        const StartedStudy s(small_grid);
        std::atomic<int> asked = 0;
        WorkOptions options{.jobs = 1};
        options.stop = [&] { return ++asked > 10 ? how : Stop::no; };
        const WorkDone done = work_on(s.study, s.folder.path, options);
        EXPECT_EQ(done.end, WorkEnd::stopped);
        EXPECT_EQ(done.made, how == Stop::at_once ? 1u : 2u);  // six steps and one question before each run
        EXPECT_EQ(made_in(s.folder.path), done.made);
        EXPECT_EQ(work_on(s.study, s.folder.path, {.jobs = 2}).made, 24 - done.made);
    }
}

TEST(StudyRun, ClaimsHandEachRunToOneProcess) {
    const StartedStudy s(small_grid);
    WorkOptions first{.jobs = 1};
    std::size_t runs = 0;
    first.told = [&](std::size_t made, std::size_t) { runs = made; };
    first.stop = [&] { return runs >= 5 ? Stop::after_runs : Stop::no; };
    EXPECT_EQ(work_on_claims(s.study, s.folder.path, "a", first).made, 5u);
    // Another of the round makes what is not claimed: the claimed block's own runs were all made, here.
    EXPECT_EQ(work_on_claims(s.study, s.folder.path, "a", {.jobs = 2}).made, 19u);
    EXPECT_EQ(RecordIndex(s.folder.path / records_folder).duplicates(), 0u);
}

TEST(StudyRun, ANewRoundTakesUpWhatAClaimLeftUndone) {
    const StartedStudy s(small_grid);
    std::filesystem::create_directories(s.folder.path / claims_folder / "a" / "1");
    WorkOptions none{.jobs = 1};
    none.stop = [] { return Stop::after_runs; };
    work_on_claims(s.study, s.folder.path, "a", none);                             // freezes the list
    std::ofstream(s.folder.path / claims_folder / "a" / "1" / "block-0").flush();  // a process that claimed and died
    const WorkDone first = work_on_claims(s.study, s.folder.path, "a", {.jobs = 1});
    EXPECT_EQ(first.made, 23u);
    EXPECT_EQ(first.end, WorkEnd::waiting);  // of another process, for all that this one knows
    EXPECT_EQ(work_on_claims(s.study, s.folder.path, "a", {.jobs = 1}).made, 0u);
    const WorkDone last = work_on_claims(s.study, s.folder.path, "b", {.jobs = 1});
    EXPECT_EQ(last.made, 1u);
    EXPECT_EQ(last.end, WorkEnd::finished);
}

TEST(StudyRun, ReplicatesGoOnUntilTheIntervalIsNarrow) {
    std::string text = small_grid;
    text.replace(text.find("number = 2"), 10, "number = 4\nmost = 30\nmetric = \"hhi\"\nhalf_width = 0.001");
    const StartedStudy s(text);
    EXPECT_FALSE(s.plan().settled);
    work_on(s.study, s.folder.path, {.jobs = 2});
    const Plan plan = s.plan();
    EXPECT_TRUE(plan.settled);
    std::set<std::uint32_t> numbers(plan.replicates.begin(), plan.replicates.end());
    for (const std::uint32_t n : numbers) EXPECT_TRUE(n >= 4 && n <= 30) << n;
    // Made by other ways, the plan is the same.
    const StartedStudy again(text);
    for (const std::size_t stripe : {std::size_t{1}, std::size_t{0}})
        work_on(again.study, again.folder.path, {.jobs = 3, .stripe = stripe, .stripes = 2});
    EXPECT_EQ(again.plan().runs, plan.runs);
    EXPECT_TRUE(again.plan().settled);
}

TEST(StudyRun, RefiningAddsPointsAtTheBorderAlone) {
    const std::string text = small_world + R"([[factor]]
id = "adjustment"
path = "prices.adjustment"
min = 0.5
max = 8.5
[design]
levels = [5]
[[metric]]
id = "price"
series = "flagship_price"
satisficing = "PRICE USD/Mtok"
[refine]
metric = "price"
levels = 3
)";
    // A border between the second and the third point, found by a first look.
    std::string first = text;
    first.replace(first.find("PRICE"), 5, "1e9");
    const StartedStudy look(first);
    work_on(look.study, look.folder.path, {.jobs = 2});
    const Plan coarse = look.plan();
    EXPECT_TRUE(coarse.settled);
    EXPECT_EQ(coarse.points(), 5u);
    const RecordIndex index(look.folder.path / records_folder);
    const auto price = [&](std::uint32_t p) {
        return index.read(*index.find(key_of(look.study, coarse, {p, 0, 0})), layout_of(look.study, 0))->metrics[0];
    };
    ASSERT_NE(price(1), price(2));
    std::string second = text;
    second.replace(second.find("PRICE"), 5, fmt::format("{}", (price(1) + price(2)) / 2));
    const StartedStudy s(second);
    work_on(s.study, s.folder.path, {.jobs = 2});
    const Plan plan = s.plan();
    EXPECT_TRUE(plan.settled);
    EXPECT_GE(plan.added_points, 3u);
    EXPECT_LE(plan.added_points, 9u);
    EXPECT_EQ(std::vector<double>(plan.values.begin(), plan.values.begin() + 5), (std::vector<double>{0.5, 2.5, 4.5, 6.5, 8.5}));
    EXPECT_NE(std::find(plan.values.begin(), plan.values.end(), 3.5), plan.values.end());
}

TEST(StudyRun, RecordsThatDifferAreNoResult) {
    const StartedStudy s(small_grid);
    work_on(s.study, s.folder.path, {.jobs = 2});
    const Plan plan = s.plan();
    RunMaker maker(s.study);
    Record record = *maker.make(plan, plan.runs[3], [] { return true; });
    record.metrics[0] += 1;
    SegmentWriter(s.folder.path / records_folder, false).append(record);
    const MergeState state = merge_state(s.study, plan, RecordIndex(s.folder.path / records_folder));
    EXPECT_EQ(state.conflicts, (std::vector<RunKey>{key_of(s.study, plan, plan.runs[3])}));
    EXPECT_FALSE(state.complete());
    EXPECT_EQ(state.missing, 0u);
}

// A factor that changes how long a run is changes the steps that a metric is about.
TEST(StudyRun, AMetricFollowsTheRunsOwnSpan) {
    const std::string text = small_world + R"([[factor]]
id = "end"
path = "time.end"
levels = [2024-01-01, 2024-07-01]
[design]
[[metric]]
id = "hhi"
aggregate = "final"
[[metric]]
id = "mean"
series = "hhi"
aggregate = "mean"
from = 2023-10-15
)";
    const StartedStudy s(text);
    const Plan plan = s.plan();
    RunMaker maker(s.study);
    for (std::size_t k = 0; k < 2; ++k) {
        const Record record = *maker.make(plan, plan.runs[k], [] { return true; });
        Scenario scenario = s.study.arms[0].scenario;
        scenario.time.end = k == 0 ? *parse_date("2024-01-01") : *parse_date("2024-07-01");
        scenario.seed = record.head.seed;
        Simulation simulation(scenario, {.threads = 1});
        double sum = 0;
        double n = 0;
        double last = 0;
        while (!simulation.done()) {
            const bool counts = simulation.date() >= *parse_date("2023-10-15");
            simulation.step();
            last = measure(s.study.measures.columns[0], simulation.world());
            if (counts) sum += last, n += 1;
        }
        EXPECT_EQ(record.metrics[0], last);
        EXPECT_TRUE(n > 0 ? std::abs(record.metrics[1] - sum / n) < 1e-12 : std::isnan(record.metrics[1]));
        EXPECT_EQ(n, k == 0 ? 1 : 4);
    }
}

TEST(StudyRun, FailuresOfAnotherPlanDoNotCount) {
    const StartedStudy s(small_grid);
    Record foreign;
    foreign.head.key = {1, 2};
    foreign.failure = RunFailure{"step 1", "of a run that nobody wants any more"};
    SegmentWriter(s.folder.path / records_folder, false).append(foreign);
    const RecordIndex index(s.folder.path / records_folder);
    EXPECT_EQ(index.failed(), 1u);
    EXPECT_EQ(failed_runs(s.study, s.plan(), index), 0u);
}

// Whatever the keys are, and they are others with every commit, no stripe has more than a run more than another.
TEST(StudyRun, StripesShareTheRunsOfAStudyOfOnePoint) {
    const StartedStudy s(small_world + hhi_metric + "[replicates]\nnumber = 29\n");
    const std::size_t share[] = {10, 10, 9};
    for (std::size_t stripe = 0; stripe < 3; ++stripe) {
        EXPECT_EQ(work_on(s.study, s.folder.path, {.jobs = 2, .stripe = stripe, .stripes = 3}).made, share[stripe]);
    }
    EXPECT_EQ(work_on(s.study, s.folder.path, {.jobs = 2}).made, 0u);
}

TEST(StudyFolder, IsOfOneStudy) {
    const StartedStudy s(small_grid);
    EXPECT_NO_THROW(start_study(s.folder.path, s.study));
    EXPECT_EQ(open_study(s.folder.path).texts, s.study.texts);
    std::string text = small_grid;
    text.replace(text.find("users = 1000"), 12, "users = 3000");
    const Study other = study_from(text);
    try {
        start_study(s.folder.path, other);
        FAIL();
    } catch (const StudyFolderError& error) {
        EXPECT_THAT(error.what(), HasSubstr("users = 1000"));
        EXPECT_THAT(error.what(), HasSubstr("users = 3000"));
    }
    EXPECT_THROW(extend_study(s.folder.path, other), StudyFolderError);
    EXPECT_EQ(open_study(s.folder.path).texts, s.study.texts);
    extend_study(s.folder.path, with_replicates(s.study, 7));
    EXPECT_EQ(open_study(s.folder.path).keys.replicates.number, 7);
    EXPECT_NO_THROW(start_study(s.folder.path, s.study));  // what it was before
    // Fewer replicates would leave runs out, once they are there.
    work_on(s.study, s.folder.path, {.jobs = 2});
    EXPECT_THROW(extend_study(s.folder.path, with_replicates(s.study, 1)), StudyFolderError);
    extend_study(s.folder.path, with_replicates(s.study, 1), true);
    EXPECT_EQ(open_study(s.folder.path).keys.replicates.number, 1);
    // What else lies beside plans is none.
    std::filesystem::create_directories(s.folder.path / "plans" / "0099");
    write_text_file(s.folder.path / "plans" / "0003" / "study.toml~", "an editor's");
    EXPECT_EQ(open_study(s.folder.path).keys.replicates.number, 1);
}

}  // namespace
}  // namespace enclosure::test
