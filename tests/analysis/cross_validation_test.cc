// Points left out, in closed form against doing it.
#include "analysis/emulator/cross_validation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/predict.h"
#include "sim/base/probability.h"
#include "tests/analysis/emulator_examples.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TrainingSet without_rows(const TrainingSet& set, const std::set<std::size_t>& rows) {
    TrainingSet out{.inputs = set.inputs, .outcome = set.outcome};
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (rows.contains(i)) continue;
        out.x.insert(out.x.end(), {set.x[2 * i], set.x[2 * i + 1]});
        out.mean.push_back(set.mean[i]);
        if (set.replicates.empty()) continue;
        out.replicates.push_back(set.replicates[i]);
        out.variance.push_back(set.variance[i]);
    }
    return out;
}

// Fits without some points, with the parameters of the whole, and predicts them.
void expect_left_out(const TrainingSet& set, const Emulator& whole, const CrossValidation& check, const std::set<std::size_t>& rows) {
    EmulatorSettings settings = whole.settings;
    settings.given = ProcessParameters{whole.lengths, whole.variance, whole.noise};
    const Emulator others = fit_emulator(without_rows(set, rows), settings, single_thread);
    for (const std::size_t i : rows) {
        const EmulatorPrediction at = predict(others, std::vector<double>{set.x[2 * i], set.x[2 * i + 1]}, single_thread);
        const double runs = set.replicates.empty() ? 1 : static_cast<double>(set.replicates[i]);
        const double sd = std::sqrt(at.sd[0] * at.sd[0] + whole.noise / runs);
        EXPECT_NEAR(check.predicted[i], at.mean[0], 1e-8 * whole.scale);
        EXPECT_NEAR(check.residual[i], set.mean[i] - at.mean[0], 1e-8 * whole.scale);
        EXPECT_NEAR(check.sd[i], sd, 1e-8 * whole.scale);
        EXPECT_NEAR(check.standardised[i], (set.mean[i] - at.mean[0]) / sd, 1e-6);
    }
}

TEST(CrossValidation, leaving_one_out_is_as_good_as_fitting_without_it) {
    for (const EmulatorTrend trend : {EmulatorTrend::constant, EmulatorTrend::linear}) {
        for (const EmulatorKernel kernel : {EmulatorKernel::matern_5_2_product, EmulatorKernel::squared_exponential}) {
            const EmulatorSettings settings{.kernel = kernel, .trend = trend, .starts = 2};
            const TrainingSet noisy = noisy_branin();
            const Emulator emulator = fit_emulator(noisy, settings, single_thread);
            const CrossValidation check = leave_one_out(emulator, 0.95, single_thread);
            for (std::size_t i = 0; i < noisy.size(); i += 3) expect_left_out(noisy, emulator, check, {i});
        }
    }
    const TrainingSet exact = sobol_training(20, 2, branin_at);
    const Emulator emulator = fit_emulator(exact, {.noise = EmulatorNoise::none}, single_thread);
    const CrossValidation check = leave_one_out(emulator, 0.95, single_thread);
    for (std::size_t i = 0; i < exact.size(); ++i) expect_left_out(exact, emulator, check, {i});
}

TEST(CrossValidation, folds_are_as_good_as_fitting_without_them) {
    const TrainingSet set = noisy_branin();
    const Emulator emulator = fit_emulator(set, {.trend = EmulatorTrend::linear, .starts = 2}, single_thread);
    const CrossValidation check = k_fold(emulator, 7, 5, 0.95, single_thread);
    for (std::size_t f = 0; f < 7; ++f) {
        std::set<std::size_t> rows;
        for (std::size_t i = 0; i < set.size(); ++i) {
            if (check.fold[i] == f) rows.insert(i);
        }
        EXPECT_GE(rows.size(), 5U);
        EXPECT_LE(rows.size(), 6U);
        expect_left_out(set, emulator, check, rows);
    }
    // A fold of one: the square of its standardised residual.
    const CrossValidation single = k_fold(emulator, 40, 5, 0.95, single_thread);
    const CrossValidation one_by_one = leave_one_out(emulator, 0.95, single_thread);
    for (std::size_t i = 0; i < set.size(); ++i) {
        EXPECT_NEAR(single.residual[i], one_by_one.residual[i], 1e-10);
        EXPECT_NEAR(one_by_one.squared_distance[i], std::pow(one_by_one.standardised[i], 2), 1e-10);
    }
}

// Numbers by another program.
TEST(CrossValidation, residuals_are_those_of_another_program) {
    const Emulator emulator =
        fit_emulator(twelve_points(), {.trend = EmulatorTrend::linear, .given = ProcessParameters{{0.4, 0.9}, 1.7, 0.05}}, single_thread);
    const CrossValidation check = leave_one_out(emulator, 0.95, single_thread);
    const std::vector<double> residual{-0.0970651710143655, -0.146566511101691, -0.0690120820614858};
    const std::vector<double> sd{0.535015513665371, 0.357136672304285, 0.420068932917578};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(check.residual[i], residual[i], 1e-10);
        EXPECT_NEAR(check.sd[i], sd[i], 1e-10);
    }
}

TEST(CrossValidation, sums_up_its_residuals) {
    const TrainingSet set = noisy_branin();
    const Emulator emulator = fit_emulator(set, {}, single_thread);
    const CrossValidation wide = leave_one_out(emulator, 0.99, single_thread);
    const CrossValidation narrow = leave_one_out(emulator, 0.5, single_thread);
    EXPECT_EQ(wide.residual, narrow.residual);
    double squares = 0, spread = 0, mean = 0;
    std::size_t inside = 0;
    for (const double m : set.mean) mean += m / 40;
    for (std::size_t i = 0; i < 40; ++i) {
        squares += wide.residual[i] * wide.residual[i];
        spread += (set.mean[i] - mean) * (set.mean[i] - mean);
        inside += std::fabs(narrow.standardised[i]) <= student_quantile(0.75, 39) ? 1 : 0;
    }
    EXPECT_NEAR(wide.q2, 1 - squares / spread, 1e-12);
    EXPECT_NEAR(wide.rmse, std::sqrt(squares / 40), 1e-12);
    EXPECT_EQ(narrow.coverage, static_cast<double>(inside) / 40);
    EXPECT_GT(wide.coverage, narrow.coverage);
    EXPECT_NEAR(1 - wide.q2_of_noise, emulator.noise * (39.0 / 3 + 1) / spread, 1e-9);
    EXPECT_THAT(wide.warnings, IsEmpty());
}

TEST(CrossValidation, is_the_same_for_any_number_of_threads) {
    const Emulator emulator = fit_emulator(noisy_branin(), {.starts = 2}, single_thread);
    const CrossValidation one = leave_one_out(emulator, 0.95, single_thread);
    const CrossValidation folds = k_fold(emulator, 5, 1, 0.95, single_thread);
    for (const int count : {2, 3}) {
        const Threads threads(count);
        EXPECT_EQ(leave_one_out(emulator, 0.95, threads).residual, one.residual);
        EXPECT_EQ(leave_one_out(emulator, 0.95, threads).sd, one.sd);
        EXPECT_EQ(k_fold(emulator, 5, 1, 0.95, threads).squared_distance, folds.squared_distance);
    }
}

// Eleven points on a line and one beside it: only that one tells the two slopes apart.
TEST(CrossValidation, a_point_that_fixes_a_slope_alone_cannot_be_left_out) {
    TrainingSet set{.inputs = unit_inputs(2), .outcome = "y"};
    for (std::size_t i = 0; i < 12; ++i) {
        const double x1 = static_cast<double>(i) / 11;
        set.x.insert(set.x.end(), {x1, i == 4 ? 0.9 : 1 - x1});
        set.mean.push_back(std::sin(3 * x1) + set.x.back());
    }
    const Emulator emulator =
        fit_emulator(set, {.trend = EmulatorTrend::linear, .given = ProcessParameters{{0.5, 0.5}, 1, 0.01}}, single_thread);
    const CrossValidation check = leave_one_out(emulator, 0.95, single_thread);
    for (std::size_t i = 0; i < 12; ++i) EXPECT_EQ(std::isnan(check.residual[i]), i == 4) << i;
    EXPECT_TRUE(std::isfinite(check.q2));
    EXPECT_THAT(check.warnings, testing::Contains(HasSubstr("1 points cannot be left out")));
}

TEST(CrossValidation, warns_of_an_emulator_that_is_no_good) {
    TrainingSet noise = sobol_training(60, 2, [](const double*) { return 0.0; });
    add_runs(
        noise, 1, [](const double*) { return 6.0; }, 9);
    const CrossValidation check = leave_one_out(fit_emulator(noise, {}, single_thread), 0.95, single_thread);
    EXPECT_LT(check.q2, 0.3);
    EXPECT_THAT(check.warnings, testing::Contains(HasSubstr("explains little")));
    // Lengths far too long: much too sure.
    const Emulator sure = fit_emulator(sobol_training(60, 2, branin_at), {.given = ProcessParameters{{3, 3}, 100, 1e-4}}, single_thread);
    EXPECT_THAT(leave_one_out(sure, 0.95, single_thread).warnings, testing::Contains(HasSubstr("too sure of itself")));
    const Emulator timid =
        fit_emulator(sobol_training(150, 2, branin_at), {.given = ProcessParameters{{0.5, 0.5}, 2e5, 1e-4}}, single_thread);
    EXPECT_THAT(leave_one_out(timid, 0.95, single_thread).warnings, testing::Contains(HasSubstr("less sure than it could be")));
    const Emulator constant = fit_emulator(sobol_training(20, 2, [](const double*) { return 1.0; }), {}, single_thread);
    const CrossValidation nothing = leave_one_out(constant, 0.95, single_thread);
    EXPECT_TRUE(std::isnan(nothing.q2));
    EXPECT_EQ(nothing.rmse, 0);
    EXPECT_THAT(nothing.warnings, testing::Contains(HasSubstr("nothing to check")));
    EXPECT_THROW(k_fold(sure, 1, 0, 0.95, single_thread), AnalysisError);
    EXPECT_THROW(k_fold(sure, 61, 0, 0.95, single_thread), AnalysisError);
    EXPECT_THROW(leave_one_out(sure, 1.5, single_thread), AnalysisError);
}

TEST(CrossValidation, refitted_folds_are_near_the_closed_form) {
    const Emulator emulator = fit_emulator(noisy_branin(), {.starts = 2}, single_thread);
    const CrossValidation closed = k_fold(emulator, 4, 1, 0.95, single_thread);
    const CrossValidation refitted = k_fold_refitted(emulator, 4, 1, 0.95, single_thread);
    EXPECT_EQ(closed.fold, refitted.fold);
    EXPECT_NE(closed.residual, refitted.residual);
    EXPECT_NEAR(closed.q2, refitted.q2, 0.05);
    for (std::size_t f = 0; f < 4; ++f) EXPECT_NEAR(closed.squared_distance[f], refitted.squared_distance[f], 8);
}

}  // namespace
}  // namespace enclosure::test
