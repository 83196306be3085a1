#include "analysis/discovery/feature_scores.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/data/analysis_error.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"
#include "sim/study/designs/sobol.h"

namespace enclosure {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr TreeOutcome number = TreeOutcome::number;
constexpr TreeOutcome classes = TreeOutcome::classes;

double scored_draw(std::uint64_t seed, std::size_t column, std::size_t row) {
    return analysis_draws(seed, AnalysisDraw::bootstrap, column, static_cast<std::uint32_t>(row)).uniform();
}

struct Data {
    std::vector<InputColumn> inputs;
    OutcomeColumn outcome;
};

// Friedman's first function (Ann. Stat. 19, 1991) without noise, of ten inputs of which five matter, on Sobol's points from the origin.
Data friedman(std::size_t points, Scrambling scrambling = Scrambling::none, std::uint64_t seed = 0) {
    const DesignPoints design = sobol_points({.points = points, .factors = 10, .scrambling = scrambling, .seed = seed});
    Data data;
    data.outcome.id = "y";
    data.inputs.resize(10);
    for (std::size_t j = 0; j < 10; ++j) data.inputs[j].id = fmt::format("x{}", j + 1);
    for (std::size_t i = 0; i < points; ++i) {
        const auto x = design.point(i);
        for (std::size_t j = 0; j < 10; ++j) data.inputs[j].values.push_back(x[j]);
        data.outcome.values.push_back(10 * std::sin(std::acos(-1) * x[0] * x[1]) + 20 * (x[2] - 0.5) * (x[2] - 0.5) + 10 * x[3] + 5 * x[4]);
    }
    return data;
}

FeatureScoreOptions plain() {
    FeatureScoreOptions options;
    options.null = FeatureNull::none;
    return options;
}

OutcomeScores scored(const Data& data, TreeOutcome kind, const FeatureScoreOptions& options, int threads = 1) {
    return feature_scores(data.inputs, std::span(&data.outcome, 1), std::span(&kind, 1), options, Threads(threads)).outcomes.front();
}

std::vector<double> scores_of(const OutcomeScores& outcome) {
    std::vector<double> scores;
    for (const FeatureScore& s : outcome.inputs) scores.push_back(s.score);
    return scores;
}

void expect_near(const std::vector<double>& got, const std::vector<double>& expected, double tolerance) {
    ASSERT_EQ(got.size(), expected.size());
    for (std::size_t j = 0; j < got.size(); ++j) EXPECT_NEAR(got[j], expected[j], tolerance) << "x" << j + 1;
}

// Of 4000 trees of scikit-learn 1.2.1 on the same rows, whose standard errors are below 0.002.
TEST(FeatureScores, AreThoseOfScikitLearn) {
    Data data = friedman(1024);
    FeatureScoreOptions options = plain();
    options.forest.trees = 200;
    options.forest.tried = TriedInputs::all;
    options.forest.bootstrap = false;
    options.folds = 0;
    expect_near(scores_of(scored(data, number, options)), {.2202, .2236, .0424, .3516, .0882, .0144, .0141, .0138, .0155, .0160}, 0.015);
    options.forest.tried = TriedInputs::third;
    options.forest.bootstrap = true;
    const OutcomeScores third = scored(data, number, options);
    expect_near(scores_of(third), {.1813, .1806, .0664, .2984, .0931, .0360, .0352, .0358, .0357, .0373}, 0.015);
    EXPECT_NEAR(third.r2, 0.8102, 0.01);
    for (double& y : data.outcome.values) y = y < 11 ? 0 : y < 17 ? 1 : 2;
    options.forest.min_leaf = 4;
    const OutcomeScores three = scored(data, classes, options);
    expect_near(scores_of(three), {.2010, .1891, .0627, .2892, .0802, .0357, .0340, .0356, .0351, .0373}, 0.015);
    EXPECT_NEAR(three.accuracy, 0.8008, 0.025);
    EXPECT_NEAR(three.accuracy_without, 436.0 / 1024, 1e-12);
}

TEST(FeatureScores, OrderOfFriedmansInputs) {
    const OutcomeScores r = scored(friedman(256, Scrambling::owen, 2), number, {});
    const std::vector<double> s = scores_of(r);
    EXPECT_GT(s[3], std::max(s[0], s[1]));
    EXPECT_NEAR(s[0], s[1], 0.05);
    EXPECT_GT(std::min(s[0], s[1]), s[4]);
    EXPECT_GT(s[4], s[2]);
    for (std::size_t j = 5; j < 10; ++j) EXPECT_GT(s[2], 1.2 * s[j]);
    EXPECT_NEAR(std::accumulate(s.begin(), s.end(), 0.0), 1, 1e-12);
    for (std::size_t j = 0; j < 5; ++j) {
        EXPECT_TRUE(r.inputs[j].above_noise) << j;
        EXPECT_EQ(r.inputs[j].p, j == 2 ? 2.0 / 51 : 1.0 / 51) << "x3 is the weakest";
        EXPECT_GT(r.inputs[j].beside_noise, r.inputs[j].noise);
    }
    std::size_t marked = 0;
    for (std::size_t j = 5; j < 10; ++j) {
        marked += r.inputs[j].above_noise ? 1 : 0;
        EXPECT_GE(r.inputs[j].p_any, r.inputs[j].p);
    }
    EXPECT_LE(marked, 1U);
    EXPECT_GT(r.r2, 0.6);
    EXPECT_TRUE(r.warnings.empty());
}

// A shuffled outcome shows what inputs score where none matters: about the same each. The weak ones of Friedman's inputs do not reach that.
TEST(FeatureScores, NoiseOfShuffledOutcomes) {
    FeatureScoreOptions options;
    options.null = FeatureNull::shuffled_outcome;
    options.null_forests = 30;
    const OutcomeScores r = scored(friedman(256, Scrambling::owen, 2), number, options);
    for (const FeatureScore& s : r.inputs) EXPECT_NEAR(s.noise, 0.11, 0.03);
    EXPECT_TRUE(r.inputs[3].above_noise);
    EXPECT_FALSE(r.inputs[2].above_noise);
    for (std::size_t j = 5; j < 10; ++j) EXPECT_EQ(r.inputs[j].p, 1);
}

// Of many rows some show the noise: as many of a rare class as of the others, as far as there are as many.
TEST(FeatureScores, NoiseIsShownByAPartOfManyRows) {
    Data data = friedman(1024);
    for (double& y : data.outcome.values) y = y > 22 ? 1 : 0;
    const double rare = std::accumulate(data.outcome.values.begin(), data.outcome.values.end(), 0.0);
    ASSERT_LT(rare, 80);
    const ExtraTreeRows rows(tree_table(data.inputs, data.outcome, classes, {}, 2));
    const std::vector<std::uint32_t> chosen = rows_for_noise(rows, 200, 1);
    EXPECT_TRUE(std::is_sorted(chosen.begin(), chosen.end()));
    EXPECT_EQ(static_cast<double>(chosen.size()), 100 + rare);
    for (const std::uint32_t i : rows_for_noise(rows, 100, 1)) EXPECT_TRUE(std::binary_search(chosen.begin(), chosen.end(), i));
    const ExtraTreeRows part = rows.only(chosen);
    ASSERT_EQ(part.size(), chosen.size());
    EXPECT_EQ(part.row(7)[3], data.inputs[3].values[chosen[7]]);
    EXPECT_EQ(static_cast<double>(part.outcome()[7]), data.outcome.values[chosen[7]]);
    FeatureScoreOptions options;
    options.null_rows = 200;
    options.null_forests = 19;
    const OutcomeScores r = scored(data, classes, options);
    EXPECT_EQ(r.rows, 1024U);
    for (const std::size_t j : {0U, 1U, 3U}) EXPECT_TRUE(r.inputs[j].above_noise);
}

TEST(FeatureScores, CategoriesAreSetsNotNumbers) {
    // Only the levels b and d matter, which no order of a to e has at one end.
    Data data;
    data.outcome.id = "y";
    data.inputs.resize(3);
    data.inputs[0].id = "kind";
    data.inputs[0].levels = {"a", "b", "c", "d", "e"};
    data.inputs[1].id = "x";
    data.inputs[2].id = "other";
    data.inputs[2].levels = {"u", "v", "w"};
    for (std::size_t i = 0; i < 300; ++i) {
        data.inputs[0].values.push_back(std::floor(5 * scored_draw(1, 0, i)));
        data.inputs[1].values.push_back(scored_draw(1, 1, i));
        data.inputs[2].values.push_back(std::floor(3 * scored_draw(1, 2, i)));
        const double level = data.inputs[0].values.back();
        data.outcome.values.push_back((level == 1 || level == 3 ? 1 : 0) + 0.5 * scored_draw(1, 3, i));
    }
    FeatureScoreOptions options;
    options.null_trees = 5;
    const OutcomeScores r = scored(data, number, options);
    EXPECT_GT(r.inputs[0].score, 0.7);
    EXPECT_TRUE(r.inputs[0].above_noise);
    EXPECT_GT(r.r2, 0.8);
    Data renamed = data;
    for (double& v : renamed.inputs[0].values) v = 4 - v;
    expect_near(scores_of(scored(renamed, number, plain())), scores_of(r), 0.05);
}

TEST(FeatureScores, IntervalsTakeTheConfidence) {
    const Data data = friedman(128);
    FeatureScoreOptions options = plain();
    options.forest.trees = 30;
    options.half_samples = 6;
    options.shuffle_inputs = true;
    options.confidence = 0.9;
    const OutcomeScores narrow = scored(data, number, options);
    options.confidence = 0.99;
    const OutcomeScores wide = scored(data, number, options);
    const auto width = [](const Interval& i) { return i.high - i.low; };
    const double t = student_quantile(0.995, 29) / student_quantile(0.95, 29);
    const double z = math::normal_quantile(0.995) / math::normal_quantile(0.95);
    for (std::size_t j = 0; j < 10; ++j) {
        const FeatureScore& a = narrow.inputs[j];
        const FeatureScore& b = wide.inputs[j];
        EXPECT_NEAR(width(b.over_trees) / width(a.over_trees), t, 1e-9);
        EXPECT_NEAR(width(b.over_rows) / width(a.over_rows), z, 1e-9);
        EXPECT_NEAR(width(b.shuffled_over_trees) / width(a.shuffled_over_trees), t, 1e-9);
        EXPECT_NEAR((a.over_trees.low + a.over_trees.high) / 2, a.score, 1e-12);
        EXPECT_NEAR((a.over_rows.low + a.over_rows.high) / 2, a.score, 1e-12);
    }
}

TEST(FeatureScores, ShufflingAnInputCostsWhatItExplains) {
    const Data data = friedman(512);
    for (const bool bootstrap : {true, false}) {
        FeatureScoreOptions options = plain();
        options.forest.bootstrap = bootstrap;
        options.forest.trees = 40;
        options.forest.tried = TriedInputs::all;
        options.shuffle_inputs = true;
        const OutcomeScores r = scored(data, number, options);
        EXPECT_GT(r.r2, 0.8) << "out of sample, by rows not taken or by folds";
        EXPECT_GT(r.inputs[3].shuffled, r.inputs[4].shuffled);
        EXPECT_GT(r.inputs[4].shuffled, 0.05);
        for (std::size_t j = 5; j < 10; ++j) EXPECT_NEAR(r.inputs[j].shuffled, 0, 0.03);
        // Twice the variance that goes with x4: 100 / 12 of 23.8.
        EXPECT_NEAR(r.inputs[3].shuffled, 2 * 100.0 / 12 / 23.8, 0.15);
    }
}

TEST(FeatureScores, ThreadsDoNotMatterAndForestsOfNoiseAreKeyed) {
    const Data data = friedman(128);
    FeatureScoreOptions options;
    options.forest.trees = 20;
    options.null_forests = 8;
    options.null_trees = 5;
    options.half_samples = 2;
    options.shuffle_inputs = true;
    const auto numbers_of = [](const OutcomeScores& r) {
        std::vector<double> all = {r.r2};
        for (const FeatureScore& s : r.inputs) {
            all.insert(all.end(),
                       {s.score, s.explained, s.over_trees.low, s.over_rows.low, s.p, s.p_any, s.noise, s.beside_noise, s.shuffled});
        }
        return all;
    };
    const OutcomeScores one = scored(data, number, options);
    for (const int threads : {2, 3}) EXPECT_EQ(numbers_of(one), numbers_of(scored(data, number, options, threads)));
    const ExtraTreeRows rows(tree_table(data.inputs, data.outcome, number, {}, 2));
    for (const FeatureNull kind : {FeatureNull::shuffled_inputs, FeatureNull::shuffled_outcome}) {
        const FeatureNoise few = feature_noise(rows, kind, 3, options.forest, Threads(1));
        const FeatureNoise more = feature_noise(rows, kind, 5, options.forest, Threads(1));
        EXPECT_TRUE(std::equal(few.noise.begin(), few.noise.end(), more.noise.begin()));
    }
}

TEST(FeatureScores, OrderOfRowsDoesNotMatterToTreesOfAllRows) {
    Data data = friedman(200);
    FeatureScoreOptions options = plain();
    options.forest.bootstrap = false;
    options.folds = 0;
    options.forest.trees = 10;
    const OutcomeScores r = scored(data, number, options);
    EXPECT_TRUE(std::isnan(r.r2));
    for (InputColumn& column : data.inputs) std::reverse(column.values.begin(), column.values.end());
    std::reverse(data.outcome.values.begin(), data.outcome.values.end());
    EXPECT_EQ(scores_of(r), scores_of(scored(data, number, options)));
}

TEST(FeatureScores, OutcomesAreScoredApart) {
    const Data data = friedman(128);
    OutcomeColumn constant = data.outcome;
    constant.id = "constant";
    for (double& y : constant.values) y = 3;
    OutcomeColumn partly = data.outcome;
    partly.id = "partly";
    for (std::size_t i = 0; i < 128; i += 5) partly.values[i] = not_defined;
    OutcomeColumn yes = data.outcome;
    yes.id = "yes";
    for (double& y : yes.values) y = y > 14 ? 1 : 0;
    const std::vector<OutcomeColumn> outcomes = {constant, data.outcome, partly, yes};
    const std::vector<TreeOutcome> kinds = {number, number, number, classes};
    FeatureScoreOptions options;
    options.forest.trees = 20;
    options.null_forests = 5;
    options.null_trees = 5;
    const FeatureScores all = feature_scores(data.inputs, outcomes, kinds, options, Threads(1));
    ASSERT_EQ(all.outcomes.size(), 4U);
    EXPECT_EQ(all.inputs[9], "x10");
    for (const FeatureScore& s : all.outcomes[0].inputs) {
        EXPECT_EQ(s.score, 0);
        EXPECT_EQ(s.explained, 0);
        EXPECT_EQ(s.p, 1);
        EXPECT_FALSE(s.above_noise);
    }
    EXPECT_THAT(all.outcomes[0].warnings, ElementsAre(HasSubstr("'constant' is the same in every row")));
    EXPECT_EQ(scores_of(all.outcomes[1]), scores_of(scored(data, number, options)));
    EXPECT_EQ(all.outcomes[2].undefined, 26U);
    EXPECT_EQ(all.outcomes[2].rows, 102U);
    EXPECT_THAT(all.outcomes[2].warnings, ElementsAre("26 of 128 rows are left out: 'partly' is not defined there."));
    EXPECT_GT(all.outcomes[3].accuracy, all.outcomes[3].accuracy_without);
    EXPECT_GT(all.outcomes[3].r2, 0.2);
}

TEST(FeatureScores, WarnsWhereTreesPredictNothing) {
    Data data = friedman(100);
    for (std::size_t i = 0; i < 100; ++i) data.outcome.values[i] = scored_draw(3, 0, i);
    const OutcomeScores r = scored(data, number, plain());
    EXPECT_LT(r.r2, 0.05);
    EXPECT_THAT(r.warnings, ElementsAre(HasSubstr("the scores say nothing")));
}

TEST(FeatureScores, SaysAllThatIsWrongAtOnce) {
    Data data = friedman(16);
    data.inputs[2].values[1] = not_defined;
    OutcomeColumn none = data.outcome;
    none.id = "none";
    for (double& y : none.values) y = not_defined;
    const std::vector<OutcomeColumn> outcomes = {data.outcome, none};
    const std::vector<TreeOutcome> kinds = {number};
    try {
        feature_scores(data.inputs, outcomes, kinds, {}, Threads(1));
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.reasons(),
                    ElementsAre(HasSubstr("'x3' is not a finite number"), HasSubstr("'none' is defined in 0 of 16 rows; at least 10")));
    }
    FeatureScoreOptions wrong;
    wrong.confidence = 1;
    wrong.forest.trees = 0;
    wrong.half_samples = 1;
    try {
        feature_scores(data.inputs, outcomes, kinds, wrong, Threads(1));
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_EQ(error.reasons().size(), 3U);
    }
}

}  // namespace
}  // namespace enclosure
