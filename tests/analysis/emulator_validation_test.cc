// Emulators against points that were held out.
#include "analysis/emulator/validation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/coverage.h"
#include "analysis/emulator/predict.h"
#include "tests/analysis/emulator_examples.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(Coverage, binomial) {
    EXPECT_NEAR(binomial_probability(2, 4, 0.5), 11.0 / 16, 1e-14);
    EXPECT_NEAR(binomial_probability(0, 3, 0.1), 0.729, 1e-14);
    EXPECT_EQ(binomial_probability(4, 4, 0.3), 1);
    EXPECT_THAT(coverage_warning(95, 100, 0.95), IsEmpty());
    EXPECT_THAT(coverage_warning(88, 100, 0.95), HasSubstr("88.0 % of points lie inside intervals of 95 %: the emulator is too sure"));
    EXPECT_THAT(coverage_warning(100, 100, 0.95), IsEmpty()) << "0.6 % by chance";
    EXPECT_THAT(coverage_warning(200, 200, 0.95), HasSubstr("less sure"));
}

TEST(Validation, pivoted_factor_takes_the_least_certain_first) {
    DenseMatrix covariance(3, 3);
    const double values[3][3] = {{2, 1, 0.5}, {1, 3, 1.2}, {0.5, 1.2, 1}};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) covariance(i, j) = values[i][j];
    }
    const PivotedFactor factor = pivoted_factor(covariance);
    EXPECT_EQ(factor.pivot, (std::vector<std::size_t>{1, 0, 2}));
    const DenseMatrix square = times_transposed(factor.lower, factor.lower);
    for (std::size_t a = 0; a < 3; ++a) {
        for (std::size_t b = 0; b < 3; ++b) EXPECT_NEAR(square(a, b), values[factor.pivot[a]][factor.pivot[b]], 1e-14);
    }
    DenseMatrix twice(2, 2);
    for (double& v : twice.values) v = 3;
    EXPECT_EQ(pivoted_factor(twice).pivot.size(), 1U);
}

TEST(Validation, errors_at_points_that_were_held_out) {
    const Emulator emulator = fit_emulator(noisy_branin(), {}, single_thread);
    TrainingSet held_out = sobol_training(60, 2, branin_at, 9);
    add_runs(
        held_out, 4, [](const double*) { return 6.0; }, 8);
    held_out.mean[10] = std::nan("");
    const EmulatorValidation check = validate(emulator, held_out, 0.9, single_thread);
    ASSERT_EQ(check.row.size(), 59U);
    EXPECT_EQ(check.row[10], 11U);
    const EmulatorPrediction at = predict(emulator, held_out.x, single_thread);
    EXPECT_NEAR(check.error[0], held_out.mean[0] - at.mean[0], 1e-9);
    EXPECT_NEAR(check.sd[0], std::sqrt(at.sd[0] * at.sd[0] + emulator.noise / 4), 1e-9);
    EXPECT_NEAR(check.standardised[0], check.error[0] / check.sd[0], 1e-12);
    EXPECT_EQ(check.pivoted.size(), 59U);
    EXPECT_NEAR(check.pivoted[0], check.standardised[check.pivot[0]], 1e-9);
    EXPECT_NEAR(check.squared_distance, std::inner_product(check.pivoted.begin(), check.pivoted.end(), check.pivoted.begin(), 0.0), 1e-9);
    EXPECT_GT(check.q2, 0.95);
    EXPECT_GT(check.p, 0.01);
    EXPECT_THAT(check.warnings, IsEmpty());
}

TEST(Validation, warns_of_errors_that_are_too_large) {
    const Emulator sure = fit_emulator(sobol_training(40, 2, branin_at), {.given = ProcessParameters{{2, 2}, 100, 1e-3}}, single_thread);
    const EmulatorValidation check = validate(sure, sobol_training(40, 2, branin_at, 9), 0.95, single_thread);
    EXPECT_LT(check.p, 1e-6);
    EXPECT_THAT(check.warnings, testing::Contains(HasSubstr("together larger than the emulator says")));
    EXPECT_THROW(validate(sure, sobol_training(40, 3, ishigami_at), 0.95, single_thread), AnalysisError);
    TrainingSet none = sobol_training(3, 2, branin_at);
    none.mean.assign(3, std::nan(""));
    EXPECT_THROW(validate(sure, none, 0.95, single_thread), AnalysisError);
}

}  // namespace
}  // namespace enclosure::test
