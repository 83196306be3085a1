// What a comparison says: verdicts, directions, who gains, and its table and page.
#include "analysis/compare/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/chart/interval_chart.h"
#include "analysis/compare/compare_file.h"
#include "analysis/compare/compare_page.h"
#include "analysis/compare/difference_text.h"
#include "analysis/compare/table.h"
#include "sim/indicators/indicator.h"

namespace enclosure {
namespace {

using testing::HasSubstr;
using testing::Not;

Metric world_metric(std::string_view name, std::string_view unit = "1") {
    return {.level = Level::world, .name = name, .unit = unit, .doc = "Tested."};
}

// Worlds in which the baseline of the one metric is `base` and the differences are these.
std::vector<RunRecord> records(double base, const std::vector<double>& differences) {
    std::vector<RunRecord> all;
    for (std::size_t w = 0; w < differences.size(); ++w) {
        all.push_back({.run = {w, 0}, .values = {base, base}});
        all.push_back({.run = {w, 1}, .values = {base + differences[w], base + differences[w]}});
    }
    return all;
}

Difference judged(const Metric& metric, double base, const std::vector<double>& differences, std::vector<SmallestOverride> smallest = {}) {
    return compare_arms({metric}, {"baseline", "policy"}, records(base, differences), 1, smallest).at(1, Average::last_year, 0);
}

TEST(EffectVerdict, AsksInOrderWhetherThereIsAndWhetherItMatters) {
    const Metric share = world_metric("hhi");  // matters from 0.01
    EXPECT_EQ(judged(share, 0.5, {0, 0, 0, 0}).verdict, EffectVerdict::none);
    EXPECT_EQ(judged(share, 0.5, {0.001, 0.002, 0.001, 0.002}).verdict, EffectVerdict::equivalent);
    EXPECT_EQ(judged(share, 0.5, {0.03, 0.031, 0.029, 0.03}).verdict, EffectVerdict::relevant);
    EXPECT_EQ(judged(share, 0.5, {-0.03, -0.031, -0.029, -0.03}).verdict, EffectVerdict::relevant);
    EXPECT_EQ(judged(share, 0.5, {0.010, 0.012, 0.009, 0.008}).verdict, EffectVerdict::detected);
    EXPECT_EQ(judged(share, 0.5, {0.05, -0.05, 0.04, -0.03}).verdict, EffectVerdict::open);
    EXPECT_EQ(judged(share, 0.5, {0.05}).verdict, EffectVerdict::unknown);
}

TEST(EffectVerdict, UsesTheSmallestEffectThatTheUserStates) {
    const Metric share = world_metric("hhi");
    EXPECT_EQ(judged(share, 0.5, {0.03, 0.031, 0.029, 0.03}, {{"hhi", 0.1}}).verdict, EffectVerdict::equivalent);
    EXPECT_EQ(judged(share, 0.5, {0.03, 0.031, 0.029, 0.03}, {{"adoption", 0.1}}).verdict, EffectVerdict::relevant);
    Metric member = share;
    member.level = Level::segment;
    member.member = "consumer";
    EXPECT_EQ(judged(member, 0.5, {0.03, 0.031}, {{"segment.consumer.hhi", 0.1}}).smallest, 0.1);
    EXPECT_EQ(judged(member, 0.5, {0.03, 0.031}, {{"segment.builder.hhi", 0.1}}).smallest, 0.01);
}

TEST(SmallestEffect, IsOnePointOfAShareAndOnePercentOfAnAmount) {
    EXPECT_DOUBLE_EQ(judged(world_metric("adoption"), 0.2, {0.1, 0.2}).smallest, 0.01);
    EXPECT_DOUBLE_EQ(judged(world_metric("welfare", "USD/yr"), -2e9, {1, 2}).smallest, 2e7);
    EXPECT_DOUBLE_EQ(judged(world_metric("closed_frontier", "point"), 1500, {1, 2}).smallest, 1);
    EXPECT_DOUBLE_EQ(judged(world_metric("gap_oom", "OOM"), 2, {1, 2}).smallest, 0.05);
    EXPECT_DOUBLE_EQ(judged(world_metric("gap_months", "month"), 7, {1, 2}).smallest, 0.5);
}

TEST(Improvement, CountsWorldsInTheGoodDirection) {
    EXPECT_DOUBLE_EQ(judged(world_metric("hhi"), 0.5, {-0.1, -0.2, 0.1, 0}).improved, 0.5);  // less is better
    EXPECT_DOUBLE_EQ(judged(world_metric("welfare"), 0.5, {-0.1, -0.2, 0.1, 0}).improved, 0.25);
    EXPECT_TRUE(std::isnan(judged(world_metric("open_share_users"), 0.5, {0.1, 0.2}).improved));
}

TEST(Judgements, NameIndicatorsOnceThatThereAre) {
    std::vector<std::string> known, seen;
    for (const Indicator& i : indicators()) known.emplace_back(i.name);
    for (const auto& table : {segment_indicators(), region_indicators()}) {
        for (const MemberIndicator& i : table) known.emplace_back(i.name);
    }
    for (const Judgement& j : judgements()) {
        EXPECT_THAT(known, testing::Contains(std::string(j.name)));
        EXPECT_THAT(seen, Not(testing::Contains(std::string(j.name))));
        seen.emplace_back(j.name);
    }
}

TEST(Judgements, EveryShareHasNoUnit) {
    for (const Judgement& j : judgements()) {
        const Indicator* i = find_indicator(j.name);
        if (i == nullptr || !j.share) continue;
        EXPECT_TRUE(i->unit == "1" || i->unit == "1/yr") << j.name;
    }
}

TEST(Comparison, DoesNotDependOnThreads) {
    std::vector<double> differences;
    for (int i = 0; i < 40; ++i) differences.push_back(std::sin(i) * 0.1);
    const std::vector<RunRecord> all = records(0.5, differences);
    const std::vector<Metric> metrics{world_metric("hhi")};
    const Comparison one = compare_arms(metrics, {"a", "b"}, all, 3, {}, 1), four = compare_arms(metrics, {"a", "b"}, all, 3, {}, 4);
    for (const Average average : averages) {
        EXPECT_EQ(one.at(1, average, 0).bootstrap.low, four.at(1, average, 0).bootstrap.low);
        EXPECT_EQ(one.at(1, average, 0).bootstrap.high, four.at(1, average, 0).bootstrap.high);
        EXPECT_EQ(one.at(1, average, 0).pairs.interval.low, four.at(1, average, 0).pairs.interval.low);
    }
}

TEST(DifferenceText, SharesDifferByPoints) {
    const Metric share = world_metric("hhi"), money = world_metric("welfare", "USD/yr");
    EXPECT_EQ(signed_text(0.012, difference_form(share)), "+1.2 pp");
    EXPECT_EQ(signed_text(-2.5e9, difference_form(money)), "\u2212$2.5 bn");
    EXPECT_EQ(interval_text({-0.01, 0.02}, difference_form(share)), "[\u22121, +2] pp");
    EXPECT_EQ(interval_text({}, difference_form(share)), "\u2013");
}

CompareResults results() {
    CompareResults r;
    r.scenario = "tested";
    r.title = "A <tested> world";
    r.seed = 4;
    r.arms = {{.name = "baseline", .title = "Baseline"}, {.name = "tax", .title = "Tax & spend", .question = "Does it help?"}};
    r.segments = {{"consumer", "Consumers"}, {"builder", "Builders"}};
    r.regions = {{"here", "Here"}};
    r.days = {19358, 19389};
    Metric by = world_metric("consumer_surplus", "USD/yr");
    by.level = Level::segment;
    by.member = "consumer";
    Metric other = by;
    other.member = "builder";
    other.row = 1;
    Metric welfare = world_metric("welfare", "USD/yr");
    welfare.indicator = 1;
    const std::vector<Metric> metrics{world_metric("hhi"), welfare, by, other};
    r.paths = PairedPaths(2, metrics.size(), 2);
    for (std::size_t w = 0; w < 6; ++w) {
        const double wobble = 0.001 * static_cast<double>(w);
        const std::vector<double> base{0.3, 1e9, 5e8, 5e8},
            treated{0.25 + wobble, 1.1e9 + 1e9 * wobble, 6e8 + 1e9 * wobble, 4e8 + 1e9 * wobble};
        for (std::size_t arm = 0; arm < 2; ++arm) {
            const std::vector<double>& v = arm == 0 ? base : treated;
            std::vector<double> twice = v;
            twice.insert(twice.end(), v.begin(), v.end());
            MeasuredRun run{.record = {.run = {w, arm}, .seed = 1, .state_hash = w, .values = twice}, .path = twice};
            r.paths.add(run);
            r.records.push_back(run.record);
        }
    }
    r.comparison = compare_arms(metrics, {"baseline", "tax"}, r.records, r.seed);
    r.asked = 6;
    return r;
}

TEST(ComparisonTable, ShowsDifferencesAndWhoGains) {
    const std::string table = comparison_table(results());
    EXPECT_THAT(table, HasSubstr("Tax & spend (tax)"));
    EXPECT_THAT(table, HasSubstr("6 worlds"));
    EXPECT_THAT(table, HasSubstr("\u22124.75 pp"));
    EXPECT_THAT(table, HasSubstr("Consumers"));
    EXPECT_THAT(table, HasSubstr("+$102 m"));
    EXPECT_THAT(table, HasSubstr("\u2212$97.5 m"));
    EXPECT_THAT(table, HasSubstr("relevant"));
}

TEST(ComparisonTable, SaysWhatBecameOfTheRule) {
    CompareResults r = results();
    r.stopping = {.metric = "hhi", .half_width = 0.01, .reached = 0.002, .met = true};
    EXPECT_THAT(comparison_table(r),
                HasSubstr("reached with a half-width of 0.002; the rule's interval covers in at least 94% of studies"));
    r.stopping->met = false;
    EXPECT_THAT(comparison_table(r), HasSubstr("NOT reached in 6 worlds, it ended with a half-width of 0.002"));
    EXPECT_THAT(compare_page(r, ""), HasSubstr("not reached in 6 worlds"));
}

TEST(DifferenceText, ShowsRoundingNoiseAsZeroAndKeepsWhatIsMore) {
    Difference d;
    d.pairs.baseline = 2e9;
    d.pairs.treated = 2e9;
    d.pairs.difference = 1.9;
    d.pairs.interval = {.low = -2.5, .high = 1.5};
    d.pairs.effect_size = 0.3;
    d.bootstrap = {.low = -1, .high = 3};
    const Difference shown = without_noise(d);
    EXPECT_EQ(shown.pairs.difference, 0) << "2e9 has noise of 2";
    EXPECT_EQ(shown.pairs.effect_size, 0);
    EXPECT_EQ(shown.pairs.interval.low, -2.5);
    EXPECT_EQ(shown.pairs.interval.high, 0);
    EXPECT_EQ(shown.bootstrap.low, 0);
    EXPECT_EQ(shown.bootstrap.high, 3);
    d.pairs.difference = 2.1;
    EXPECT_EQ(without_noise(d).pairs.difference, 2.1);
    EXPECT_EQ(without_noise(d).pairs.effect_size, 0.3);
    d.pairs.effect_size = not_defined;
    d.pairs.difference = 0;
    EXPECT_TRUE(std::isnan(without_noise(d).pairs.effect_size));
}

// Public money that is the same in every world but for rounding: a difference of $1.75 bn, by no standard deviation that means anything.
TEST(DifferenceText, HasNoEffectSizeWhereTheSpreadIsRoundingNoise) {
    Difference d;
    d.pairs.baseline = 7.5e7;
    d.pairs.treated = 1.825e9;
    d.pairs.difference = 1.75e9;
    d.pairs.sd = 1e-7;
    d.pairs.effect_size = 1.75e16;
    EXPECT_EQ(without_noise(d).pairs.difference, 1.75e9);
    EXPECT_EQ(without_noise(d).pairs.sd, 0);
    EXPECT_TRUE(std::isnan(without_noise(d).pairs.effect_size));
    d.pairs.sd = 2;
    EXPECT_EQ(without_noise(d).pairs.effect_size, 1.75e16) << "1.825e9 has noise of 1.825";
}

TEST(ComparePage, IsWholeEscapedAndSelfContained) {
    const std::string page = compare_page(results(), "enclosure compare --policy 'a<b.toml'");
    EXPECT_THAT(page, HasSubstr("Tax &amp; spend"));
    EXPECT_THAT(page, HasSubstr("A &lt;tested&gt; world"));
    EXPECT_THAT(page, HasSubstr("Does it help?"));
    EXPECT_THAT(page, HasSubstr("a&lt;b.toml"));
    EXPECT_THAT(page, Not(HasSubstr("<tested>")));
    EXPECT_THAT(page, Not(HasSubstr("src=")));
    EXPECT_THAT(page, Not(HasSubstr("href=")));
    EXPECT_THAT(page, HasSubstr("What it moves most"));
    EXPECT_THAT(page, HasSubstr("Consumer surplus by segment"));
    EXPECT_THAT(page, testing::EndsWith("</html>\n"));
    EXPECT_EQ(page, compare_page(results(), "enclosure compare --policy 'a<b.toml'"));
}

TEST(CompareFile, HoldsEveryWorldAndEveryStatistic) {
    const CompareResults r = results();
    const RunFile file = compare_file(r);
    const auto numbers = [&](std::string_view group, std::string_view name) {
        const Dataset* dataset = find_dataset(file, group, name);
        EXPECT_NE(dataset, nullptr) << group << "/" << name;
        return dataset ? std::get<std::vector<double>>(dataset->values) : std::vector<double>{};
    };
    const std::vector<double> hhi = numbers("values/series", "hhi");  // average × arm × world
    ASSERT_EQ(hhi.size(), 24U);
    EXPECT_DOUBLE_EQ(hhi[0], 0.3);
    EXPECT_DOUBLE_EQ(hhi[6], 0.25);
    EXPECT_DOUBLE_EQ(hhi[11], 0.255);
    const std::vector<double> by = numbers("values/segments", "consumer_surplus");  // … × segment
    ASSERT_EQ(by.size(), 48U);
    EXPECT_DOUBLE_EQ(by[12], 6e8);
    EXPECT_DOUBLE_EQ(by[13], 4e8);
    const std::vector<double> statistics = numbers("statistics/series", "hhi");
    EXPECT_EQ(statistics[0], 6);
    EXPECT_NEAR(statistics[3], -0.0475, 1e-12);
    EXPECT_EQ(numbers("difference_mean/series", "hhi").size(), 2U);
    EXPECT_NEAR(numbers("difference_mean/series", "hhi")[1], -0.0475, 1e-12);
    EXPECT_EQ(numbers("difference_band/series", "hhi").size(), 2 * band_quantiles.size());
    EXPECT_FALSE(encode_run_file(file, "x.h5").empty());
}

TEST(IntervalChart, DrawsABarAndAWhiskerForEachRow) {
    IntervalChart chart;
    chart.title = "Bars";
    chart.rows = {{.name = "up & away", .value = 2, .low = 1, .high = 3, .colour = 0},
                  {.name = "down", .value = -1, .low = -2, .high = 0.5, .colour = 1},
                  {.name = "unknown", .value = std::nan(""), .low = std::nan(""), .high = std::nan("")}};
    const std::string svg = interval_chart(chart);
    const auto count = [&](const std::string& part) {
        std::size_t n = 0;
        for (std::size_t at = svg.find(part); at != std::string::npos; at = svg.find(part, at + 1)) ++n;
        return n;
    };
    EXPECT_EQ(count("<rect"), 2U);
    EXPECT_EQ(count("class=\"whisker\""), 2U);
    EXPECT_THAT(svg, HasSubstr("up &amp; away"));
    EXPECT_THAT(svg, HasSubstr("\u2013"));
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace enclosure
