// Sobol' indices and main effects of emulated outcomes whose answers are exact.
#include "analysis/emulator/emulator_indices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/main_effects.h"
#include "tests/analysis/emulator_examples.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const EmulatorIndicesSettings quick{.base_rows = 512, .realisations = 12, .resamples = 30, .second_order = true};

void expect_index(const EmulatorIndex& index, double expected, double tolerance) {
    EXPECT_NEAR(index.value, expected, tolerance);
    EXPECT_NEAR(index.of_mean, expected, tolerance);
    EXPECT_LE(index.interval.low, expected);
    EXPECT_GE(index.interval.high, expected);
}

// y = x1 x2: variance 7/144, first order 3/7 each, total 4/7, interaction 1/7. The third input does nothing.
TEST(EmulatorIndices, product_of_two_inputs) {
    const Emulator emulator = fit_emulator(sobol_training(50, 3, [](const double* u) { return u[0] * u[1]; }), {}, single_thread);
    const EmulatorIndices out = emulator_indices(emulator, quick, single_thread);
    for (std::size_t k = 0; k < 2; ++k) {
        expect_index(out.first[k], 3.0 / 7, 0.02);
        expect_index(out.total[k], 4.0 / 7, 0.02);
    }
    expect_index(out.first[2], 0, 0.005);
    EXPECT_NEAR(out.total[2].value, 0, 0.001);
    ASSERT_EQ(out.second.size(), 3U);
    expect_index(out.second[0], 1.0 / 7, 0.03);
    expect_index(out.second[1], 0, 0.02);
    expect_index(out.second[2], 0, 0.02);
    EXPECT_NEAR(out.variance, 7.0 / 144, 5e-4);
    EXPECT_NEAR(out.mean, 0.25, 1e-3);
    EXPECT_EQ(out.points, 512U * 8);
    EXPECT_LT(out.unknown_share, 0.001);
    EXPECT_THAT(out.warnings, IsEmpty());
}

// y = 3 x1 + a step of 2 at the second of two levels, about a wide level: shares 9/12 and 1 of variances 9/12 + 1.
TEST(EmulatorIndices, numbers_and_categories_add_up) {
    TrainingSet set = sobol_training(40, 2, [](const double* u) { return 1e6 + 3 * u[0] + (u[1] < 0.5 ? 0 : 2); });
    set.inputs[1].levels = {"off", "on"};
    for (std::size_t i = 0; i < 40; ++i) set.x[2 * i + 1] = set.x[2 * i + 1] < 0.5 ? 0 : 1;
    const EmulatorIndices out = emulator_indices(fit_emulator(set, {}, single_thread), quick, single_thread);
    for (const std::vector<EmulatorIndex>& order : {out.first, out.total}) {
        expect_index(order[0], 0.75 / 1.75, 0.02);
        expect_index(order[1], 1 / 1.75, 0.02);
    }
}

// With x1 between 0.5 and 0.75 the variance of x1 + x2 comes from it by (1/16) / (1/16 + 1).
TEST(EmulatorIndices, inputs_may_have_laws_of_their_own) {
    const Emulator emulator = fit_emulator(sobol_training(40, 2, [](const double* u) { return u[0] + u[1]; }), {}, single_thread);
    EmulatorIndicesSettings narrow = quick;
    narrow.measure.quantiles = {[](double u) { return 0.5 + 0.25 * u; }, {}};
    const EmulatorIndices out = emulator_indices(emulator, narrow, single_thread);
    expect_index(out.first[0], 1.0 / 17, 0.02);
    EXPECT_NEAR(out.mean, 0.625 + 0.5, 1e-3);
    narrow.measure.quantiles.pop_back();
    EXPECT_THROW(emulator_indices(emulator, narrow, single_thread), AnalysisError);
}

TEST(EmulatorIndices, an_outcome_plus_a_number_has_the_same) {
    const auto with_level = [](double level) {
        const TrainingSet set = sobol_training(30, 2, [level](const double* u) { return level + branin_at(u); });
        return emulator_indices(fit_emulator(set, {.given = ProcessParameters{{0.4, 0.8}, 5e3, 1}}, single_thread), quick, single_thread);
    };
    const EmulatorIndices plain = with_level(0), raised = with_level(1e6);
    for (std::size_t k = 0; k < 2; ++k) {
        EXPECT_NEAR(plain.first[k].value, raised.first[k].value, 1e-6);
        EXPECT_NEAR(plain.total[k].interval.high, raised.total[k].interval.high, 1e-6);
    }
}

TEST(EmulatorIndices, constant_outcome) {
    const Emulator emulator = fit_emulator(sobol_training(20, 2, [](const double*) { return 3.0; }), {}, single_thread);
    const EmulatorIndices out = emulator_indices(emulator, quick, single_thread);
    ASSERT_EQ(out.first.size(), 2U);
    for (const std::vector<EmulatorIndex>& order : {out.first, out.total, out.second}) {
        for (const EmulatorIndex& index : order) {
            EXPECT_EQ(index.value, 0);
            EXPECT_EQ(index.interval.low, 0);
            EXPECT_EQ(index.interval.high, 0);
        }
    }
    EXPECT_EQ(out.variance, 0);
    EXPECT_EQ(out.mean, 3);
    EXPECT_THAT(out.warnings, testing::Contains(HasSubstr("all indices are 0")));
    EXPECT_EQ(main_effects(emulator, {.sample = 16, .realisations = 2}, single_thread)[0].band[5].high, 3);
}

TEST(EmulatorIndices, is_the_same_for_any_number_of_threads) {
    const Emulator emulator = fit_emulator(sobol_training(30, 2, branin_at), {.starts = 2}, single_thread);
    const EmulatorIndices one = emulator_indices(emulator, quick, single_thread);
    const std::vector<MainEffect> curves = main_effects(emulator, {.sample = 64, .realisations = 10}, single_thread);
    for (const int count : {2, 3}) {
        const Threads threads(count);
        const EmulatorIndices other = emulator_indices(emulator, quick, threads);
        EXPECT_EQ(other.variance, one.variance);
        for (std::size_t k = 0; k < 2; ++k) {
            EXPECT_EQ(other.first[k].value, one.first[k].value);
            EXPECT_EQ(other.total[k].interval.low, one.total[k].interval.low);
            EXPECT_EQ(main_effects(emulator, {.sample = 64, .realisations = 10}, threads)[k].mean, curves[k].mean);
        }
    }
}

TEST(EmulatorIndices, more_is_less_uncertain_of_either_kind) {
    const TrainingSet few = sobol_training(10, 2, branin_at);
    const TrainingSet many = sobol_training(40, 2, branin_at);
    EmulatorIndicesSettings large = quick;
    large.base_rows = 2048;
    const EmulatorIndices rough = emulator_indices(fit_emulator(few, {}, single_thread), quick, single_thread);
    const EmulatorIndices fine = emulator_indices(fit_emulator(many, {}, single_thread), large, single_thread);
    EXPECT_GT(rough.total[0].emulator_sd, 3 * fine.total[0].emulator_sd);
    EXPECT_NEAR(rough.total[0].sample_sd / fine.total[0].sample_sd, 2, 0.6);
    EXPECT_THAT(rough.warnings, testing::Contains(HasSubstr("more points would help")));
    // An interval of more confidence holds one of less.
    EmulatorIndicesSettings narrow = quick;
    narrow.confidence = 0.5;
    const EmulatorIndices inner = emulator_indices(fit_emulator(few, {}, single_thread), narrow, single_thread);
    EXPECT_GT(inner.first[0].interval.low, rough.first[0].interval.low);
    EXPECT_LT(inner.first[0].interval.high, rough.first[0].interval.high);
}

TEST(EmulatorIndices, refuses_sizes_that_make_no_sense) {
    const Emulator emulator = fit_emulator(sobol_training(20, 2, branin_at), {.starts = 1}, single_thread);
    EXPECT_THROW(emulator_indices(emulator, {.base_rows = 1}, single_thread), AnalysisError);
    EXPECT_THROW(emulator_indices(emulator, {.realisations = 1}, single_thread), AnalysisError);
    EXPECT_THROW(emulator_indices(emulator, {.resamples = 0}, single_thread), AnalysisError);
    EXPECT_THROW(emulator_indices(emulator, {.confidence = 0}, single_thread), AnalysisError);
    EXPECT_THROW(emulator_indices(emulator, {.base_rows = std::size_t{1} << 30}, single_thread), AnalysisError);
    EXPECT_THROW(main_effects(emulator, {.values = 1}, single_thread), AnalysisError);
    EXPECT_THROW(main_effects(emulator, {.sample = 0}, single_thread), AnalysisError);
}

// x1 x2 on average over the other input is half of the one; the third input does nothing.
TEST(MainEffects, product_of_two_inputs) {
    TrainingSet set = sobol_training(60, 3, [](const double* u) { return u[0] * u[1]; });
    set.inputs[1].low = -10;
    set.inputs[1].high = 10;
    for (std::size_t i = 0; i < 60; ++i) set.x[3 * i + 1] = 20 * set.x[3 * i + 1] - 10;
    const std::vector<MainEffect> effects =
        main_effects(fit_emulator(set, {}, single_thread), {.values = 5, .realisations = 40}, single_thread);
    ASSERT_EQ(effects.size(), 3U);
    EXPECT_EQ(effects[1].input, "x2");
    EXPECT_EQ(effects[1].at, (std::vector<double>{-10, -5, 0, 5, 10}));
    for (std::size_t i = 0; i < 5; ++i) {
        const double u = static_cast<double>(i) / 4;
        EXPECT_NEAR(effects[0].mean[i], u / 2, 0.002);
        EXPECT_NEAR(effects[1].mean[i], u / 2, 0.002);
        EXPECT_NEAR(effects[2].mean[i], 0.25, 0.002);
        for (const MainEffect& effect : effects) {
            EXPECT_LE(effect.band[i].low, effect.mean[i] + 1e-6);
            EXPECT_GE(effect.band[i].high, effect.mean[i] - 1e-6);
            EXPECT_LT(effect.band[i].high - effect.band[i].low, 0.02);
        }
    }
}

TEST(MainEffects, levels_are_values) {
    TrainingSet set = sobol_training(40, 2, [](const double* u) { return u[0] + std::floor(3 * u[1]) * std::floor(3 * u[1]); });
    set.inputs[1].levels = {"a", "b", "c"};
    for (std::size_t i = 0; i < 40; ++i) set.x[2 * i + 1] = std::floor(3 * set.x[2 * i + 1]);
    const std::vector<MainEffect> effects = main_effects(fit_emulator(set, {}, single_thread), {.realisations = 10}, single_thread);
    EXPECT_EQ(effects[1].at, (std::vector<double>{0, 1, 2}));
    EXPECT_THAT(effects[1].mean, testing::Pointwise(testing::DoubleNear(0.01), {0.5, 1.5, 4.5}));
}

}  // namespace
}  // namespace enclosure::test
