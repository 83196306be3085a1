// Robustness of policies: values by hand, probabilities against all resamples there are, noise, and what is refused.
#include "analysis/robust/robustness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "analysis/robust/joint_satisficing.h"
#include "sim/base/draws.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;
using Of = RobustnessOf;
using By = RobustnessSummary;

// Costs of three policies in five worlds. Best in each world 4, 5, 8, 5, 5. Regret of a: 6 5 2 5 5; of b: 0 1 0 9 13; of c: 1 0 12 0 0.
PolicyWorlds three_costs() {
    return {.outcome = "cost",
            .unit = "EUR",
            .better = Better::lower,
            .satisficing = 9,
            .policies = {"a", "b", "c"},
            .worlds = 5,
            .values = {10, 10, 10, 10, 10, 4, 6, 8, 14, 18, 5, 5, 20, 5, 5}};
}

const RobustnessRow& row_of(const Robustness& all, const RobustnessMetric& metric) {
    const auto at = std::find_if(all.rows.begin(), all.rows.end(), [&](const RobustnessRow& row) {
        return row.metric.of == metric.of && row.metric.summary == metric.summary;
    });
    EXPECT_NE(at, all.rows.end());
    return *at;
}

void expect_scores(const Robustness& all, const RobustnessMetric& metric, std::vector<double> values, std::vector<double> ranks) {
    const RobustnessRow& row = row_of(all, metric);
    for (std::size_t p = 0; p < values.size(); ++p) {
        EXPECT_NEAR(row.scores[p].value, values[p], 1e-13) << row.name << " " << p;
        EXPECT_EQ(row.scores[p].rank, ranks[p]) << row.name << " " << p;
    }
}

TEST(Robustness, OfThreePoliciesByHand) {
    const Robustness all = robustness(three_costs(), {.reference = 0}, Threads(1));
    expect_scores(all, {Of::outcome, By::worst}, {10, 18, 20}, {1, 2, 3});
    expect_scores(all, {Of::outcome, By::best}, {10, 4, 5}, {3, 1, 2});
    expect_scores(all, {Of::outcome, By::hurwicz}, {10, 11, 12.5}, {1, 2, 3});
    expect_scores(all, {Of::outcome, By::mean}, {10, 10, 8}, {2, 2, 1});
    expect_scores(all, {Of::outcome, By::percentile}, {10, 16.4, 14}, {1, 3, 2});
    expect_scores(all, {Of::outcome, By::undesirable_deviations}, {0, 16.0 / 3, 5}, {1, 3, 2});
    expect_scores(all, {Of::outcome, By::satisficing}, {0, 0.6, 0.8}, {3, 2, 1});
    expect_scores(all, {Of::regret, By::worst}, {6, 13, 12}, {1, 3, 2});
    expect_scores(all, {Of::regret, By::percentile}, {5.6, 11.4, 7.6}, {1, 3, 2});  // type 7 at .9·4: 5 + .6·1, 9 + .6·4, 1 + .6·11
    expect_scores(all, {Of::regret, By::mean}, {4.6, 4.6, 2.6}, {2, 2, 1});
    expect_scores(all, {Of::reference_regret, By::worst}, {0, 8, 10}, {1, 2, 3});
    expect_scores(all, {Of::reference_regret, By::mean}, {0, 0, -2}, {2, 2, 1});
    EXPECT_TRUE(all.warnings.empty());
    EXPECT_EQ(row_of(all, {Of::regret, By::worst}).unit, "EUR");
    EXPECT_EQ(row_of(all, {Of::outcome, By::satisficing}).unit, "1");
}

TEST(Robustness, ScaleDividesRegretAlone) {
    const Robustness all = robustness(three_costs(), {.reference = 0, .scale = 4}, Threads(1));
    expect_scores(all, {Of::regret, By::worst}, {1.5, 3.25, 3}, {1, 3, 2});
    expect_scores(all, {Of::reference_regret, By::mean}, {0, 0, -0.5}, {2, 2, 1});
    expect_scores(all, {Of::outcome, By::worst}, {10, 18, 20}, {1, 2, 3});
}

TEST(Robustness, HigherIsBetterTurnsAllRound) {
    PolicyWorlds gains = three_costs();
    gains.better = Better::higher;
    gains.satisficing = -9;
    for (double& x : gains.values) x = -x;
    const Robustness cost = robustness(three_costs(), {.reference = 1, .seed = 4}, Threads(1));
    const Robustness gain = robustness(gains, {.reference = 1, .seed = 4}, Threads(1));
    ASSERT_EQ(cost.rows.size(), gain.rows.size());
    for (std::size_t m = 0; m < cost.rows.size(); ++m) {
        for (std::size_t p = 0; p < 3; ++p) {
            const RobustnessScore &c = cost.rows[m].scores[p], &g = gain.rows[m].scores[p];
            EXPECT_EQ(c.rank, g.rank) << cost.rows[m].name;
            EXPECT_EQ(c.best_probability, g.best_probability) << cost.rows[m].name;
            EXPECT_NEAR(std::fabs(c.value), std::fabs(g.value), 1e-13);
        }
    }
}

// All 5^5 resamples of five worlds, each as likely: the exact probability that a policy is the best.
std::vector<double> exact_best(const std::vector<double>& table, bool regret) {
    std::vector<double> best(3, 0.0);
    for (int code = 0; code < 3125; ++code) {
        std::vector<double> score(3, 0.0);
        int rest = code;
        for (int i = 0; i < 5; ++i, rest /= 5) {
            const auto w = static_cast<std::size_t>(rest % 5);
            const double least = std::min({table[w], table[5 + w], table[10 + w]});
            for (std::size_t p = 0; p < 3; ++p) {
                const double x = table[p * 5 + w];
                score[p] = regret ? std::max(score[p], x - least) : score[p] + x;
            }
        }
        const double least = *std::min_element(score.begin(), score.end());
        const auto ties = static_cast<double>(std::count(score.begin(), score.end(), least));
        for (std::size_t p = 0; p < 3; ++p) best[p] += score[p] == least ? 1 / ties / 3125 : 0;
    }
    return best;
}

TEST(Robustness, ProbabilityOfBeingTheBestMatchesAllResamples) {
    const PolicyWorlds table = three_costs();
    constexpr std::size_t n = 20000;
    const Robustness all = robustness(table, {.resamples = n, .seed = 7}, Threads(2));
    for (const bool regret : {false, true}) {
        const std::vector<double> exact = exact_best(table.values, regret);
        const RobustnessRow& row = row_of(all, regret ? RobustnessMetric{Of::regret, By::worst} : RobustnessMetric{Of::outcome, By::mean});
        EXPECT_EQ(row.resamples, n);
        double sum = 0;
        for (std::size_t p = 0; p < 3; ++p) {
            const double error = std::sqrt(exact[p] * (1 - exact[p]) / n);
            EXPECT_NEAR(row.scores[p].best_probability, exact[p], 4.5 * error) << regret << " " << p;
            sum += row.scores[p].best_probability;
        }
        EXPECT_NEAR(sum, 1, 1e-12);
    }
}

TEST(Robustness, TiesShareTheFirstPlace) {
    PolicyWorlds table = three_costs();
    for (std::size_t w = 0; w < 5; ++w) table.values[w] = table.values[10 + w];  // a does what c does
    const Robustness all = robustness(table, {.resamples = 500}, Threads(1));
    for (const RobustnessRow& row : all.rows) {
        EXPECT_EQ(row.scores[0].best_probability, row.scores[2].best_probability) << row.name;
        EXPECT_EQ(row.scores[0].rank, row.scores[2].rank) << row.name;
    }
}

// A large table of noise, for what holds in general.
PolicyWorlds random_table(std::size_t policies, std::size_t worlds, std::size_t replicates, double spread, double noise) {
    PolicyWorlds table{.outcome = "y", .better = Better::higher, .satisficing = 0, .worlds = worlds, .replicates = replicates};
    for (std::size_t p = 0; p < policies; ++p) {
        table.policies.push_back("p" + std::to_string(p));
        for (std::size_t w = 0; w < worlds; ++w) {
            const double truth = spread * Draws(1, Purpose::test, p, 0, static_cast<std::uint32_t>(w)).normal();
            for (std::size_t r = 0; r < replicates; ++r) {
                const auto index = static_cast<std::uint32_t>(w * replicates + r);
                table.values.push_back(truth + noise * Draws(2, Purpose::test, p, 1, index).normal());
            }
        }
    }
    return table;
}

// The interval of a mean is the normal one where there are many worlds: ±z sd/√n; both kinds, and both levels of confidence.
TEST(Robustness, IntervalsOfAMeanAreNearlyNormal) {
    const PolicyWorlds table = random_table(2, 400, 1, 1, 0);
    for (const RobustnessInterval kind : {RobustnessInterval::percentile, RobustnessInterval::bca}) {
        std::vector<double> half;
        for (const double confidence : {0.9, 0.99}) {
            const Robustness all = robustness(
                table, {.metrics = {{Of::outcome, By::mean}}, .confidence = confidence, .resamples = 8000, .interval = kind}, Threads(2));
            const RobustnessScore& score = all.rows[0].scores[0];
            double square = 0;
            for (std::size_t w = 0; w < 400; ++w) square += (table.values[w] - score.value) * (table.values[w] - score.value);
            const double error = std::sqrt(square / 400 / 400);
            const double z = confidence == 0.9 ? 1.6448536269514722 : 2.5758293035489004;
            EXPECT_NEAR(score.interval.low, score.value - z * error, 0.1 * z * error);
            EXPECT_NEAR(score.interval.high, score.value + z * error, 0.1 * z * error);
            half.push_back(score.interval.high - score.interval.low);
        }
        EXPECT_NEAR(half[1] / half[0], 2.5758293035489004 / 1.6448536269514722, 0.1);
    }
}

// Of a mean the jackknife's acceleration is a sixth of the skewness over √n: d = (x - mean)/(n - 1) for each world.
TEST(Robustness, AccelerationOfAMeanByFormula) {
    const std::vector<double> x{1, 2, 4, 8, 16, 40};
    const WorldStatistic mean = [&](std::span<const std::uint32_t> counts) {
        double sum = 0, n = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            sum += counts[i] * x[i];
            n += counts[i];
        }
        return std::vector<double>{sum / n, 5.0};
    };
    double center = 0, square = 0, cube = 0;
    for (const double v : x) center += v / 6;
    for (const double v : x) {
        square += (v - center) * (v - center);
        cube += (v - center) * (v - center) * (v - center);
    }
    const std::vector<double> a = bca_accelerations(mean, 2, x.size(), Threads(1));
    EXPECT_NEAR(a[0], cube / (6 * square * std::sqrt(square)), 1e-12);
    EXPECT_EQ(a[1], 0);
}

// Of a mean of exponential worlds both corrections are positive: the interval moves up.
TEST(Robustness, BcaMovesTowardsTheLongTail) {
    PolicyWorlds table{.outcome = "y", .better = Better::lower, .policies = {"a"}, .worlds = 30};
    for (std::uint32_t w = 0; w < 30; ++w) table.values.push_back(Draws(5, Purpose::test, w, 0).exponential());
    const std::vector<RobustnessMetric> mean{{Of::outcome, By::mean}};
    const Interval plain = robustness(table, {.metrics = mean, .resamples = 4000}, Threads(1)).rows[0].scores[0].interval;
    const Interval bca =
        robustness(table, {.metrics = mean, .resamples = 4000, .interval = RobustnessInterval::bca}, Threads(1)).rows[0].scores[0].interval;
    EXPECT_GT(bca.low, plain.low);
    EXPECT_GT(bca.high, plain.high);
}

void expect_same_bits(const Robustness& a, const Robustness& b) {
    ASSERT_EQ(a.rows.size(), b.rows.size());
    for (std::size_t m = 0; m < a.rows.size(); ++m) {
        for (std::size_t p = 0; p < a.rows[m].scores.size(); ++p) {
            EXPECT_EQ(std::memcmp(&a.rows[m].scores[p], &b.rows[m].scores[p], sizeof(RobustnessScore)), 0) << a.rows[m].name << " " << p;
        }
    }
}

TEST(Robustness, IsTheSameForAnyNumberOfThreads) {
    const PolicyWorlds table = random_table(4, 37, 3, 1, 0.5);
    const RobustnessOptions options{.reference = 1, .resamples = 300, .seed = 0, .interval = RobustnessInterval::bca};
    const Robustness one = robustness(table, options, Threads(1));
    for (const int threads : {2, 3}) expect_same_bits(one, robustness(table, options, Threads(threads)));
    RobustnessOptions other = options;
    other.seed = 1;
    EXPECT_NE(one.rows[0].scores[0].best_probability, robustness(table, other, Threads(1)).rows[0].scores[0].best_probability);
}

TEST(Robustness, MoreResamplesBeginWithTheFewer) {
    EXPECT_EQ(world_counts(3, 5, 10), world_counts(3, 5, 10));
    EXPECT_NE(world_counts(3, 5, 10), world_counts(3, 6, 10));
    for (const std::size_t n : {1U, 2U, 3U, 4U, 5U, 1001U}) {
        std::size_t sum = 0;
        for (const std::uint32_t count : world_counts(0, 0, n)) sum += count;
        EXPECT_EQ(sum, n);
    }
}

TEST(Robustness, WorldsInWhichAPolicyIsUndefinedAreDroppedForAll) {
    PolicyWorlds table = three_costs();
    table.worlds = 6;
    table.values = {10, 10, 10, 10, 10, 1, 4, 6, 8, 14, 18, not_defined, 5, 5, 20, 5, 5, 900};
    const Robustness all = robustness(table, {}, Threads(1));
    EXPECT_EQ(all.dropped, (std::vector<std::size_t>{5}));
    EXPECT_EQ(all.worlds, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
    expect_scores(all, {Of::outcome, By::worst}, {10, 18, 20}, {1, 2, 3});
    ASSERT_EQ(all.warnings.size(), 1U);
    EXPECT_THAT(all.warnings[0], HasSubstr("1 of 6 worlds"));
}

TEST(Robustness, FewWorldsHaveRanksButNoProbability) {
    PolicyWorlds table = three_costs();
    table.worlds = 2;
    table.values = {10, 10, 4, 6, 5, 5};
    const Robustness all = robustness(table, {}, Threads(1));
    EXPECT_EQ(all.rows[0].scores[2].rank, 1);
    EXPECT_TRUE(std::isnan(all.rows[0].scores[2].best_probability));
    EXPECT_TRUE(std::isnan(all.rows[0].scores[2].interval.low));
    ASSERT_EQ(all.warnings.size(), 1U);
    EXPECT_THAT(all.warnings[0], HasSubstr("too few"));
}

TEST(Robustness, WithoutDirectionOnlyTheMean) {
    PolicyWorlds table = three_costs();
    table.better = Better::unstated;
    const Robustness all = robustness(table, {}, Threads(1));
    ASSERT_EQ(all.rows.size(), 1U);
    EXPECT_EQ(all.rows[0].scores[2].value, 8);
    EXPECT_FALSE(std::isnan(all.rows[0].scores[2].interval.low));
    EXPECT_TRUE(std::isnan(all.rows[0].scores[2].rank));
    EXPECT_TRUE(std::isnan(all.rows[0].scores[2].best_probability));
    try {
        robustness(table, {.metrics = {{Of::outcome, By::worst}, {Of::regret, By::worst}}}, Threads(1));
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_EQ(error.reasons().size(), 2U);
        EXPECT_THAT(error.what(), HasSubstr("maximin of cost needs to know which way is better"));
    }
}

// With replicates in shares of a world's variance known: the bootstrap's variance of a mean over n worlds is Σ s²/R / n², s² by R.
TEST(Robustness, NoiseOfAMeanIsWhatReplicatesSay) {
    const std::size_t worlds = 50, replicates = 8;
    const PolicyWorlds table = random_table(2, worlds, replicates, 1, 2);
    const Robustness all = robustness(table, {.metrics = {{Of::outcome, By::mean}}, .resamples = 100}, Threads(2));
    double variance = 0;
    for (std::size_t w = 0; w < worlds; ++w) {
        double mean = 0, square = 0;
        for (std::size_t r = 0; r < replicates; ++r) mean += table.value(0, w, r) / replicates;
        for (std::size_t r = 0; r < replicates; ++r) square += (table.value(0, w, r) - mean) * (table.value(0, w, r) - mean);
        variance += square / (replicates * replicates);
    }
    const double expected = std::sqrt(variance) / worlds;
    EXPECT_NEAR(all.rows[0].scores[0].noise, expected, 0.12 * expected);
    EXPECT_NEAR(all.rows[0].scores[0].noise_bias, 0, 0.2 * expected);
}

// Two policies that are the same but for noise: regret against the better of two noisy means is noise, and is told to be.
TEST(Robustness, NoiseMakesRegretLookLarger) {
    PolicyWorlds table = random_table(2, 60, 10, 0, 1);
    table.paired = false;
    const Robustness all = robustness(table, {.metrics = {{Of::regret, By::mean}}, .resamples = 100}, Threads(2));
    EXPECT_GT(all.rows[0].scores[0].value, 0);
    EXPECT_GT(all.rows[0].scores[0].noise_bias, 0.1 * all.rows[0].scores[0].value);
    // With common random numbers, equal policies have equal replicates: no regret and no noise in it.
    PolicyWorlds same = table;
    same.paired = true;
    std::copy_n(same.values.begin(), 600, same.values.begin() + 600);
    const Robustness none = robustness(same, {.metrics = {{Of::regret, By::mean}}, .resamples = 100}, Threads(2));
    EXPECT_EQ(none.rows[0].scores[0].value, 0);
    EXPECT_EQ(none.rows[0].scores[0].noise, 0);
}

TEST(Robustness, ReplicatesCanBeDrawnInPlaceOfWorlds) {
    // Two scenarios, far apart; b is better in both by 1, with little noise. Drawing worlds again would need five of them.
    PolicyWorlds table{.outcome = "y", .better = Better::higher, .policies = {"a", "b"}, .worlds = 2, .replicates = 6};
    for (std::size_t p = 0; p < 2; ++p) {
        for (std::size_t i = 0; i < 12; ++i) {
            table.values.push_back((i < 6 ? 0 : 100) + static_cast<double>(p) +
                                   0.1 * Draws(8, Purpose::test, p, 0, static_cast<std::uint32_t>(i)).normal());
        }
    }
    const RobustnessOptions options{.metrics = {{Of::outcome, By::mean}}, .resamples = 700, .resampled = RobustnessResampled::replicates};
    const Robustness all = robustness(table, options, Threads(1));
    EXPECT_EQ(all.rows[0].scores[1].best_probability, 1);
    EXPECT_EQ(all.rows[0].resamples, 700U);
    EXPECT_LT(all.rows[0].scores[1].interval.high - all.rows[0].scores[1].interval.low, 0.2);
    EXPECT_NEAR(all.rows[0].scores[1].value, 51, 0.2);
    PolicyWorlds means = three_costs();
    EXPECT_THROW(robustness(means, options, Threads(1)), AnalysisError);
}

TEST(Robustness, PairedReplicatesCountForAllPoliciesOrForNone) {
    PolicyWorlds table{.outcome = "y", .better = Better::lower, .policies = {"a", "b"}, .worlds = 1, .replicates = 3};
    table.values = {1, 2, 6, 4, not_defined, 8};
    CompleteWorlds kept = complete_worlds(table);
    EXPECT_EQ(kept.means, (std::vector<double>{3.5, 6}));
    EXPECT_EQ(kept.dropped_replicates, 1U);
    table.paired = false;
    kept = complete_worlds(table);
    EXPECT_EQ(kept.means, (std::vector<double>{3, 6}));
    EXPECT_EQ(kept.dropped_replicates, 0U);
    // Of a world in which no replicate is defined for both, nothing counts.
    table.paired = true;
    table.values = {1, not_defined, not_defined, not_defined, 2, 3};
    EXPECT_THROW(complete_worlds(table), AnalysisError);
}

TEST(Robustness, SaysAllThatIsWrongAtOnce) {
    PolicyWorlds table = three_costs();
    table.policies = {"a", "b", "a"};
    table.weights = {1, 2};
    table.satisficing.reset();
    const RobustnessOptions options{
        .metrics = {{Of::outcome, By::satisficing}, {Of::reference_regret, By::mean}, {Of::outcome, By::hurwicz, 2}},
        .scale = 0,
        .confidence = 1};
    try {
        robustness(table, options, Threads(1));
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_EQ(error.reasons().size(), 7U) << error.what();
        EXPECT_THAT(error.what(), HasSubstr("satisficing share of cost needs a level"));
        EXPECT_THAT(error.what(), HasSubstr("Policy a is there twice"));
    }
    PolicyWorlds nothing = three_costs();
    for (std::size_t w = 0; w < 5; ++w) nothing.values[5 + w] = not_defined;
    try {
        robustness(nothing, {}, Threads(1));
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.what(), HasSubstr("b lacks it in 5"));
    }
}

// Cost good enough up to 9, gain from 3 on. Cost passes: a never, b in worlds 0 1 2, c in 0 1 3 4. Gain passes: a in all, b in 2 3 4, c in
// 0 4. Both: a 0, b 1/5, c 2/5.
TEST(JointSatisficing, OfTwoOutcomesByHand) {
    PolicyWorlds gain = three_costs();
    gain.outcome = "gain";
    gain.better = Better::higher;
    gain.satisficing = 3;
    gain.values = {3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 3, 2, 1, 0, 9};
    const std::vector<PolicyWorlds> tables{three_costs(), gain};
    const JointSatisficing joint = joint_satisficing(tables, {.resamples = 4000}, Threads(1));
    EXPECT_EQ(joint.alone, (std::vector<std::vector<double>>{{0, 0.6, 0.8}, {1, 0.6, 0.4}}));
    EXPECT_EQ(joint.joint[0].value, 0);
    EXPECT_NEAR(joint.joint[1].value, 0.2, 1e-15);
    EXPECT_NEAR(joint.joint[2].value, 0.4, 1e-15);
    EXPECT_EQ(joint.joint[2].rank, 1);
    EXPECT_EQ(joint.pass, (std::vector<double>{0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1}));
    double sum = 0;
    for (const RobustnessScore& score : joint.joint) sum += score.best_probability;
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_GT(joint.joint[0].best_probability, 0) << "all fail together in some resamples: a third each";
}

TEST(JointSatisficing, DropsAWorldOfAnyOutcomeAndRefusesOthersTables) {
    PolicyWorlds gain = three_costs();
    gain.values[7] = not_defined;
    std::vector<PolicyWorlds> tables{three_costs(), gain};
    const JointSatisficing joint = joint_satisficing(tables, {}, Threads(1));
    EXPECT_EQ(joint.dropped, (std::vector<std::size_t>{2}));
    EXPECT_EQ(joint.alone[0][1], 0.5);
    tables[1].policies[0] = "z";
    tables[1].satisficing.reset();
    EXPECT_THROW(joint_satisficing(tables, {}, Threads(1)), AnalysisError);
    EXPECT_THROW(joint_satisficing({}, {}, Threads(1)), AnalysisError);
}

}  // namespace
}  // namespace enclosure::test
