// Studies in this process: designs, execution, and what a run is reduced to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/diagnostics.h"
#include "sim/base/paired.h"
#include "sim/indicators/indicator.h"
#include "sim/study/execute.h"
#include "sim/study/paired_paths.h"
#include "tests/nan.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// Half a year of the tiny world, with and without a change of price rules.
std::vector<Scenario> tiny_arms() {
    Scenario base = tiny_scenario();
    base.time.end = *parse_date("2023-07-01");
    Scenario treated = base;
    PolicyRow policy;
    policy.id = "tested";
    Event event;
    event.target = "prices.markup_max";
    event.op = Operation::multiply;
    event.value = 0.5;
    event.at = parse_date("2023-03-01");
    policy.event = {event};
    treated.policy.push_back(policy);
    return {base, treated};
}

struct Outcome {
    Executed done;
    PairedPaths paths{0, 0, 1};
};

Outcome outcome(const Design& design, int threads, std::function<bool()> keep_going = {}) {
    const std::vector<Scenario> arms = tiny_arms();
    const std::vector<Metric> metrics = metrics_of(arms.front());
    Outcome out{.done = {}, .paths = PairedPaths(step_count(arms.front().time), metrics.size(), arms.size())};
    Execution execution{.threads = threads, .keep_going = std::move(keep_going), .planned = {}};
    out.done = execute(design, arms, metrics, execution, [&](const MeasuredRun& run) { out.paths.add(run); });
    return out;
}

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

void expect_same(const Outcome& a, const Outcome& b) {
    ASSERT_EQ(a.done.records.size(), b.done.records.size());
    for (std::size_t i = 0; i < a.done.records.size(); ++i) {
        const RunRecord& x = a.done.records[i];
        const RunRecord& y = b.done.records[i];
        EXPECT_EQ(x.run, y.run);
        EXPECT_EQ(x.seed, y.seed);
        EXPECT_EQ(x.state_hash, y.state_hash);
        ASSERT_EQ(x.values.size(), y.values.size());
        for (std::size_t k = 0; k < x.values.size(); ++k) ASSERT_TRUE(same(x.values[k], y.values[k])) << k;
    }
    ASSERT_EQ(a.paths.worlds(), b.paths.worlds());
    for (std::size_t m = 0; m < a.paths.metrics(); ++m) {
        for (std::size_t s = 0; s < a.paths.steps(); ++s) {
            ASSERT_TRUE(same(a.paths.mean(1, s, m), b.paths.mean(1, s, m)));
            ASSERT_TRUE(same(a.paths.sd(1, s, m), b.paths.sd(1, s, m)));
            ASSERT_TRUE(same(a.paths.difference_mean(1, s, m), b.paths.difference_mean(1, s, m)));
            ASSERT_TRUE(same(a.paths.difference_sd(1, s, m), b.paths.difference_sd(1, s, m)));
        }
        ASSERT_TRUE(same(a.paths.difference_band(1, 0, m, 0.25), b.paths.difference_band(1, 0, m, 0.25)));
    }
}

TEST(Study, TheSameBitsForAnyNumberOfThreads) {
    const Outcome one = outcome(fixed_worlds(9, 2), 1);
    ASSERT_EQ(one.done.records.size(), 18U);
    ASSERT_TRUE(one.done.whole);
    for (const int threads : {2, 3, 8}) {
        SCOPED_TRACE(threads);
        expect_same(one, outcome(fixed_worlds(9, 2), threads));
    }
}

TEST(Study, RecordsComeInTheOrderOfTheDesign) {
    const Outcome out = outcome(fixed_worlds(5, 2), 4);
    for (std::size_t i = 0; i < out.done.records.size(); ++i) EXPECT_EQ(out.done.records[i].run, (StudyRun{i / 2, i % 2}));
}

TEST(Study, ALargerStudyBeginsAsASmallOne) {
    const Outcome few = outcome(fixed_worlds(3, 2), 2), many = outcome(fixed_worlds(6, 2), 2);
    for (std::size_t i = 0; i < few.done.records.size(); ++i) EXPECT_EQ(few.done.records[i].state_hash, many.done.records[i].state_hash);
}

TEST(Study, ArmsShareTheirWorldsAndWorldsDiffer) {
    const Outcome out = outcome(fixed_worlds(6, 2), 2);
    std::set<std::int64_t> seeds;
    for (std::size_t i = 0; i < out.done.records.size(); i += 2) {
        EXPECT_EQ(out.done.records[i].seed, out.done.records[i + 1].seed);
        EXPECT_NE(out.done.records[i].state_hash, out.done.records[i + 1].state_hash);
        seeds.insert(out.done.records[i].seed);
    }
    EXPECT_EQ(seeds.size(), 6U);
    EXPECT_EQ(out.done.records[0].seed, tiny_scenario().seed) << "world 0 is the scenario's own";
}

TEST(Study, SeedsAreLegalDifferAndAreNotNeighbours) {
    std::set<std::int64_t> seen;
    for (std::int64_t study = 0; study < 20; ++study) {
        EXPECT_EQ(world_seed(study, 0), study);
        for (std::size_t world = 1; world < 200; ++world) {
            const std::int64_t seed = world_seed(study, world);
            EXPECT_GE(seed, 0);
            EXPECT_LE(seed, 9'000'000'000'000'000);
            seen.insert(seed);
        }
    }
    EXPECT_EQ(seen.size(), 20U * 199);
}

TEST(Study, StopsBetweenStepsWithTheRunsThatAreWhole) {
    std::size_t steps = 0;  // told by one thread at a time
    const Outcome out = outcome(fixed_worlds(50, 2), 2, [&] { return ++steps < 100; });
    EXPECT_FALSE(out.done.whole);
    EXPECT_GT(out.done.records.size(), 10U);
    EXPECT_LT(out.done.records.size(), 20U);
    for (std::size_t i = 0; i < out.done.records.size(); ++i) EXPECT_EQ(out.done.records[i].run, (StudyRun{i / 2, i % 2}));
}

TEST(Study, EndsWithTheErrorOfItsFold) {
    const std::vector<Scenario> arms = tiny_arms();
    const std::vector<Metric> metrics = metrics_of(arms.front());
    std::size_t folded = 0;
    const auto fold = [&](const MeasuredRun&) {
        if (++folded == 4) throw std::runtime_error("the disk is full");
    };
    for (const int threads : {1, 3}) {
        folded = 0;
        EXPECT_THROW(execute(fixed_worlds(20, 2), arms, metrics, {.threads = threads}, fold), std::runtime_error);
        EXPECT_LT(folded, 20U);
    }
}

// Two events that set one parameter once adoption has risen: what no scenario that was loaded can do, some worlds here do.
TEST(Study, ARunThatFailsIsNamedAndTheRunsBeforeItAreKept) {
    std::vector<Scenario> arms = tiny_arms();
    Event event = arms[1].policy[0].event[0];
    event.op = Operation::set;
    event.value = 3;
    event.when = "aware > 0";
    Event other = event;
    other.value = 4;
    arms.push_back(arms[1]);
    arms[2].policy[0].event = {event, other};
    const std::vector<Metric> metrics = metrics_of(arms.front());
    for (const int threads : {1, 3}) {
        SCOPED_TRACE(threads);
        const Executed done = execute(
            [](std::span<const RunRecord> made) {
                return made.empty() ? std::vector<StudyRun>{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 2}, {3, 0}, {3, 2}}
                                    : std::vector<StudyRun>{};
            },
            arms, metrics, {.threads = threads}, [](const MeasuredRun&) {});
        EXPECT_FALSE(done.whole);
        ASSERT_EQ(done.records.size(), 4U);
        ASSERT_TRUE(done.failure.has_value());
        EXPECT_EQ(done.failure->run, (StudyRun{2, 2}));
        EXPECT_EQ(done.failure->seed, world_seed(arms[2].seed, 2));
        try {
            std::rethrow_exception(done.failure->error);
        } catch (const ScenarioError& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr("both set prices.markup_max, to 3 and to 4"));
        }
    }
}

TEST(Study, CountsHowOftenConditionsHaveBegun) {
    Scenario s = tiny_arms().front();
    PolicyRow policy;
    policy.id = "tested";
    policy.event.resize(3);
    for (Event& event : policy.event) {
        event.target = "prices.markup_max";
        event.op = Operation::multiply;
        event.value = 0.9;
    }
    policy.event[0].when = "hhi >= 0";
    policy.event[0].hold = 0.15;  // begins anew every second month
    policy.event[1].at = parse_date("2023-03-01");
    policy.event[2].when = "hhi > 5";
    s.policy = {policy};
    const MeasuredRun run = measure_run(s, 7, {}, metrics_of(s), [] { return true; });
    EXPECT_THAT(run.record.begins, testing::ElementsAre(3U, 0U)) << "of those with conditions only";
}

TEST(Study, ARunIsReducedToItsMeans) {
    const Scenario s = tiny_arms().front();
    const std::vector<Metric> metrics = metrics_of(s);
    const MeasuredRun run = measure_run(s, 7, {}, metrics, [] { return true; });
    const std::size_t steps = step_count(s.time);
    ASSERT_EQ(run.path.size(), steps * metrics.size());
    Simulation simulation(s, {.threads = 1});
    const auto adoption = static_cast<std::size_t>(
        std::find_if(metrics.begin(), metrics.end(), [](const Metric& m) { return m.name == "adoption"; }) - metrics.begin());
    double sum = 0;
    for (std::size_t k = 0; k < steps; ++k) {
        simulation.step();
        const double value = find_indicator("adoption")->value(simulation.world());
        EXPECT_EQ(run.path[k * metrics.size() + adoption], value);
        sum += value;
    }
    EXPECT_EQ(value_of(run.record, Average::whole_run, adoption), sum / static_cast<double>(steps));
    EXPECT_EQ(value_of(run.record, Average::last_year, adoption), sum / static_cast<double>(steps)) << "half a year is all of it";
    EXPECT_EQ(run.record.state_hash, simulation.state_hash());
}

TEST(Study, TheLastYearIsTwelveMonths) {
    Scenario s = tiny_arms().front();
    s.time.end = *parse_date("2025-01-01");
    const std::vector<Metric> metrics = metrics_of(s);
    const MeasuredRun run = measure_run(s, 7, {}, metrics, [] { return true; });
    for (std::size_t m = 0; m < metrics.size(); ++m) {
        double sum = 0;
        double n = 0;
        for (std::size_t k = 12; k < 24; ++k) {
            const double v = run.path[k * metrics.size() + m];
            if (std::isnan(v)) continue;
            sum += v;
            n += 1;
        }
        EXPECT_TRUE(same(value_of(run.record, Average::last_year, m), n > 0 ? sum / n : nan)) << metric_path(metrics[m]);
    }
}

TEST(Metrics, AreNamedOnce) {
    std::set<std::string> names;
    const std::vector<Metric> metrics = metrics_of(small_baseline());
    for (const Metric& m : metrics) EXPECT_TRUE(names.insert(metric_path(m)).second) << metric_path(m);
    EXPECT_TRUE(names.contains("hhi"));
    EXPECT_TRUE(names.contains("segment.consumer.adoption"));
    EXPECT_TRUE(names.contains("region.europe.consumer_surplus"));
}

// A record with one metric, of which both averages are the same.
RunRecord record(std::size_t world, std::size_t arm, double value) {
    return {.run = {world, arm}, .seed = 0, .state_hash = 0, .values = {value, value}};
}

std::vector<RunRecord> records(std::size_t worlds, double spread) {
    std::vector<RunRecord> all;
    for (std::size_t w = 0; w < worlds; ++w) {
        all.push_back(record(w, 0, 1));
        all.push_back(record(w, 1, 1 + (w % 2 == 0 ? spread : -spread)));
    }
    return all;
}

TEST(Design, FixedWorldsAsksOnceAndGoesOnFromWhatIsThere) {
    const Design design = fixed_worlds(3, 2);
    EXPECT_THAT(design({}),
                testing::ElementsAre(StudyRun{0, 0}, StudyRun{0, 1}, StudyRun{1, 0}, StudyRun{1, 1}, StudyRun{2, 0}, StudyRun{2, 1}));
    const std::vector<RunRecord> two = records(2, 1), three = records(3, 1);
    EXPECT_THAT(design(two), testing::ElementsAre(StudyRun{2, 0}, StudyRun{2, 1}));
    EXPECT_TRUE(design(three).empty());
}

TEST(Design, TheRuleNeverLooksBeforeItsFirstSample) {
    const StoppingRule rule{.metric = 0, .half_width = 1e9};
    EXPECT_EQ(until_narrow(rule, 2)({}).size(), 40U);
    EXPECT_FALSE(until_narrow(rule, 2)(records(10, 1)).empty());
    EXPECT_TRUE(until_narrow(rule, 2)(records(20, 1)).empty());
}

TEST(Design, TheRuleGoesOnUntilEveryIntervalIsNarrow) {
    // Differences ±1: sd √(n/(n-1)), half-width t √(1/(n-1)): 0.48 for 20 worlds, 0.32 for 40.
    const auto asks = [](double half_width, std::size_t worlds) {
        return until_narrow({.metric = 0, .half_width = half_width}, 2)(records(worlds, 1)).size();
    };
    EXPECT_EQ(asks(0.49, 20), 0U);
    EXPECT_EQ(asks(0.47, 20), 10U) << "five worlds, two arms";
    EXPECT_EQ(asks(0.33, 40), 0U);
    EXPECT_EQ(asks(0.32, 40), 20U);
    std::vector<RunRecord> three;  // a third arm that is wilder
    for (std::size_t w = 0; w < 40; ++w) {
        three.push_back(record(w, 0, 0));
        three.push_back(record(w, 1, w % 2 == 0 ? 1 : -1));
        three.push_back(record(w, 2, w % 2 == 0 ? 5 : -5));
    }
    EXPECT_EQ(until_narrow({.metric = 0, .half_width = 0.33}, 3)(three).size(), 30U);
}

TEST(Design, TheRuleGivesUpAtItsMost) {
    const StoppingRule rule{.metric = 0, .half_width = 1e-9, .most = 30};
    EXPECT_EQ(until_narrow(rule, 2)(records(25, 1)).size(), 10U);
    EXPECT_TRUE(until_narrow(rule, 2)(records(30, 1)).empty());
}

TEST(Design, WhereNothingVariesTheRuleStopsAndPromisesNothing) {
    const StoppingRule rule{.metric = 0, .half_width = 0.001};
    EXPECT_TRUE(varied(records(20, 1), rule, 2));
    EXPECT_FALSE(varied(records(20, 0), rule, 2));
    EXPECT_TRUE(until_narrow(rule, 2)(records(20, 0)).empty());
    std::vector<RunRecord> three;  // one arm of two that varies
    for (std::size_t w = 0; w < 20; ++w) {
        three.push_back(record(w, 0, 0));
        three.push_back(record(w, 1, w % 2 == 0 ? 1 : -1));
        three.push_back(record(w, 2, 3));
    }
    EXPECT_FALSE(varied(three, rule, 3));
    // Of worlds of which that share is different, so many are all equal once in twenty times.
    EXPECT_NEAR(std::pow(1 - unseen_share(20), 20), 0.05, 1e-12);
    EXPECT_NEAR(unseen_share(20), 0.139, 0.001);
}

TEST(Design, AnUndefinedMetricIsNeverNarrow) {
    std::vector<RunRecord> none;
    for (std::size_t w = 0; w < 20; ++w) {
        none.push_back(record(w, 0, nan));
        none.push_back(record(w, 1, nan));
    }
    EXPECT_FALSE(until_narrow({.metric = 0, .half_width = 1}, 2)(none).empty());
}

MeasuredRun path_of(std::size_t world, std::size_t arm, RunPath path) {
    return {.record = record(world, arm, 0), .path = std::move(path)};
}

TEST(PairedPaths, MomentsAndBandsOfFewWorlds) {
    PairedPaths paths(1, 2, 2);  // one step, two metrics
    const double base[] = {1, 2, 6}, treated[] = {2, 4, 9};
    for (std::size_t w = 0; w < 3; ++w) {
        paths.add(path_of(w, 0, {base[w], w == 0 ? nan : 5}));
        EXPECT_EQ(paths.worlds(), w) << "a world counts when its last arm is in";
        paths.add(path_of(w, 1, {treated[w], 7}));
    }
    EXPECT_DOUBLE_EQ(paths.mean(0, 0, 0), 3);
    EXPECT_DOUBLE_EQ(paths.mean(1, 0, 0), 5);
    EXPECT_DOUBLE_EQ(paths.sd(0, 0, 0), std::sqrt(7.0));
    EXPECT_DOUBLE_EQ(paths.difference_mean(1, 0, 0), 2);
    EXPECT_DOUBLE_EQ(paths.difference_sd(1, 0, 0), 1);
    EXPECT_EQ(paths.difference_count(1, 0, 1), 2U) << "undefined in one world";
    EXPECT_DOUBLE_EQ(paths.difference_mean(1, 0, 1), 2);
    EXPECT_DOUBLE_EQ(paths.difference_band(1, 0, 0, 0.5), 2);
    EXPECT_DOUBLE_EQ(paths.band(0, 0, 0, 0.5), 2);
}

TEST(PairedPaths, KeepsFewDatesAndFewWorlds) {
    const PairedPaths paths(626, 1, 2);
    ASSERT_EQ(paths.kept_steps().size(), PairedPaths::most_dates);
    EXPECT_EQ(paths.kept_steps().back(), 625U);
    PairedPaths many(1, 1, 2);
    const std::size_t worlds = PairedPaths::most_worlds + 100;
    for (std::size_t w = 0; w < worlds; ++w) {
        const bool late = w >= PairedPaths::most_worlds;
        many.add(path_of(w, 0, {0}));
        many.add(path_of(w, 1, {late ? 1e6 : 1}));
    }
    EXPECT_EQ(many.worlds(), worlds);
    EXPECT_DOUBLE_EQ(many.difference_band(1, 0, 0, 0.95), 1) << "bands are of the first worlds";
    EXPECT_GT(many.difference_mean(1, 0, 0), 1e5) << "sums are of all";
}

}  // namespace
}  // namespace enclosure::test
