// Trees where nothing is to be found: p values of inputs that do not matter are uniform, CART prunes noise to a stump, intervals over
// halves of the rows are as wide as scores vary from one set of rows to the next.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/discovery/cart.h"
#include "analysis/discovery/feature_scores.h"
#include "sim/base/math.h"

namespace enclosure {
namespace {

struct Data {
    std::vector<InputColumn> inputs;
    OutcomeColumn outcome;
};

enum class Truth { nothing, friedman };

// Eight inputs, of which five or none matter, with noise of variance 1.
Data rows_of(Truth truth, std::size_t rows, std::uint64_t seed) {
    Data data;
    data.outcome.id = "y";
    data.inputs.resize(8);
    const auto draws = [&](std::size_t column, std::size_t row) {
        return analysis_draws(seed, AnalysisDraw::null_sample, column, static_cast<std::uint32_t>(row));
    };
    for (std::size_t j = 0; j < 8; ++j) {
        data.inputs[j].id = fmt::format("x{}", j + 1);
        for (std::size_t i = 0; i < rows; ++i) data.inputs[j].values.push_back(draws(j, i).uniform());
    }
    for (std::size_t i = 0; i < rows; ++i) {
        const auto x = [&](std::size_t j) { return data.inputs[j].values[i]; };
        const double f = 10 * std::sin(std::acos(-1) * x(0) * x(1)) + 20 * (x(2) - 0.5) * (x(2) - 0.5) + 10 * x(3) + 5 * x(4);
        data.outcome.values.push_back((truth == Truth::friedman ? f : 0) + draws(8, i).normal());
    }
    return data;
}

OutcomeScores scored(const Data& data, const FeatureScoreOptions& options) {
    const TreeOutcome kind = TreeOutcome::number;
    return feature_scores(data.inputs, std::span(&data.outcome, 1), std::span(&kind, 1), options, Threads(2)).outcomes.front();
}

// Kolmogorov's distance of p values to the uniform law on {1, …, m} / m.
double distance_to_uniform(std::vector<double> p, double m) {
    std::sort(p.begin(), p.end());
    double most = 0;
    for (double k = 1; k < m; ++k) {
        const auto below = std::upper_bound(p.begin(), p.end(), k / m + 1e-9) - p.begin();
        most = std::max(most, std::fabs(static_cast<double>(below) / static_cast<double>(p.size()) - k / m));
    }
    return most;
}

// 120 seeds. The 0.999 quantile of Kolmogorov's statistic is 1.95 / √120 = 0.178; of x8 alone, since those of one seed are not independent.
// Marks among all that do not matter: 5 % by the design of the test.
TEST(NoiseOfFeatureScores, PValuesOfInputsWithoutEffectAreUniform) {
    constexpr std::size_t seeds = 120;
    struct Case {
        Truth truth;
        FeatureNull null;
    };
    for (const auto& [truth, null] :
         {Case{Truth::nothing, FeatureNull::shuffled_outcome}, Case{Truth::nothing, FeatureNull::shuffled_inputs},
          Case{Truth::friedman, FeatureNull::shuffled_inputs}}) {
        SCOPED_TRACE(fmt::format("{} {}", static_cast<int>(truth), static_cast<int>(null)));
        std::vector<double> p;
        double marked = 0;
        double any = 0;
        double inputs = 0;
        for (std::uint64_t seed = 0; seed < seeds; ++seed) {
            FeatureScoreOptions options;
            options.forest.seed = seed;
            options.forest.trees = 5;
            options.null = null;
            options.null_forests = 39;
            options.null_trees = 6;
            const OutcomeScores r = scored(rows_of(truth, 100, seed), options);
            p.push_back(r.inputs[7].p);
            bool any_marked = false;
            for (std::size_t j = truth == Truth::nothing ? 0 : 5; j < 8; ++j) {
                ++inputs;
                marked += r.inputs[j].above_noise ? 1 : 0;
                any_marked = any_marked || r.inputs[j].p_any <= 0.05;
            }
            any += any_marked ? 1 : 0;
            if (truth == Truth::friedman) {
                EXPECT_TRUE(r.inputs[3].above_noise);
            }
        }
        EXPECT_LT(distance_to_uniform(p, 40), 0.178);
        EXPECT_GT(marked / inputs, 0.01);
        EXPECT_LT(marked / inputs, 0.10);
        EXPECT_LT(any / seeds, 0.05 + 3.1 * std::sqrt(0.05 * 0.95 / seeds));
    }
}

TEST(NoiseOfFeatureScores, HalvesOfTheRowsShowHowScoresVary) {
    constexpr std::uint64_t sets = 40;
    std::vector<std::vector<double>> scores(8);
    std::vector<double> width(8, 0);
    FeatureScoreOptions options;
    options.null = FeatureNull::none;
    options.half_samples = 20;
    for (std::uint64_t seed = 0; seed < sets; ++seed) {
        const OutcomeScores r = scored(rows_of(Truth::friedman, 200, 1000 + seed), options);
        for (std::size_t j = 0; j < 8; ++j) {
            scores[j].push_back(r.inputs[j].score);
            width[j] += (r.inputs[j].over_rows.high - r.inputs[j].over_rows.low) / sets;
        }
    }
    for (std::size_t j = 0; j < 5; ++j) {
        const double mean = std::accumulate(scores[j].begin(), scores[j].end(), 0.0) / sets;
        double square = 0;
        for (const double s : scores[j]) square += (s - mean) * (s - mean) / (sets - 1);
        const double ratio = width[j] / 2 / math::normal_quantile(0.975) / std::sqrt(square);
        EXPECT_GT(ratio, 0.7) << j;
        EXPECT_LT(ratio, 1.7) << j;
    }
}

TEST(NoiseOfCart, IsPrunedToAStumpInNineOfTenSeeds) {
    constexpr int seeds = 300;
    for (const std::size_t rows : {100U, 500U}) {
        for (const CartRisk risk : {CartRisk::impurity, CartRisk::misclassification}) {
            int numbers = 0;
            int classes = 0;
            for (int seed = 0; seed < seeds; ++seed) {
                Data data = rows_of(Truth::nothing, rows, static_cast<std::uint64_t>(seed));
                CartOptions options;
                options.seed = static_cast<std::uint64_t>(seed);
                options.risk = risk;
                numbers += cart(data.inputs, data.outcome, TreeOutcome::number, options, Threads(1)).nodes.size() == 1 ? 1 : 0;
                for (double& y : data.outcome.values) y = y > 0.5 ? 1 : 0;
                classes += cart(data.inputs, data.outcome, TreeOutcome::classes, options, Threads(1)).nodes.size() == 1 ? 1 : 0;
            }
            EXPECT_GE(numbers, 9 * seeds / 10) << rows;
            EXPECT_GE(classes, 9 * seeds / 10) << rows;
        }
    }
}

// The box is there in most seeds although a tenth of the outcomes is noise, and the density of its leaf says so.
TEST(NoiseOfCart, DoesNotHideABox) {
    int found = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Data data = rows_of(Truth::nothing, 400, seed);
        for (std::size_t i = 0; i < 400; ++i) {
            const bool box = data.inputs[1].values[i] < 0.4 && data.inputs[6].values[i] > 0.5;
            const bool turned = analysis_draws(seed, AnalysisDraw::null_sample, 20, static_cast<std::uint32_t>(i)).uniform() < 0.1;
            data.outcome.values[i] = box != turned ? 1 : 0;
        }
        const CartResult tree = cart(data.inputs, data.outcome, TreeOutcome::classes, {.seed = seed}, Threads(1));
        for (const CartLeaf& leaf : tree.leaves) {
            if (leaf.density < 0.8 || leaf.coverage < 0.55) continue;
            std::vector<std::size_t> restricted;
            for (const CartLimit& limit : leaf.limits) restricted.push_back(limit.input);
            std::sort(restricted.begin(), restricted.end());
            found += restricted == std::vector<std::size_t>{1, 6} ? 1 : 0;
        }
    }
    EXPECT_GE(found, 45);
}

}  // namespace
}  // namespace enclosure
