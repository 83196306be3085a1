#include "analysis/emulator/emulator_kernel.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/analysis/emulator_examples.h"

namespace enclosure::test {
namespace {

const std::vector<std::uint8_t> number_then_category{0, 1};
const std::vector<double> mixed_lengths{0.4, 0.7};

// At distances 0.2 / 0.4 and 1 / 0.7; numbers by another program.
TEST(EmulatorKernel, values) {
    const double a[] = {0.3, 0}, b[] = {0.5, 2}, c[] = {0.5, 0};
    const EmulatorCorrelation product(EmulatorKernel::matern_5_2_product, mixed_lengths, number_then_category);
    const EmulatorCorrelation radial(EmulatorKernel::matern_5_2, mixed_lengths, number_then_category);
    const EmulatorCorrelation smooth(EmulatorKernel::squared_exponential, mixed_lengths, number_then_category);
    EXPECT_NEAR(product.at(a, b), 0.258010947977942, 1e-14);
    EXPECT_NEAR(radial.at(a, b), 0.278048620672976, 1e-14);
    EXPECT_NEAR(smooth.at(a, b), std::exp(-0.5 * (0.25 + 1 / 0.49)), 1e-14);
    // Of one input alone both Matérn all_emulator_kernels are the same.
    EXPECT_NEAR(product.at(a, c), radial.at(a, c), 1e-15);
}

TEST(EmulatorKernel, levels_have_no_order) {
    for (const EmulatorKernel kernel : all_emulator_kernels) {
        const EmulatorCorrelation correlation(kernel, mixed_lengths, number_then_category);
        const double a[] = {0.3, 0}, b[] = {0.5, 1}, c[] = {0.5, 7};
        EXPECT_EQ(correlation.at(a, b), correlation.at(a, c));
        EXPECT_EQ(correlation.at(a, b), correlation.at(b, a));
        EXPECT_EQ(correlation.at(a, a), 1);
    }
}

TEST(EmulatorKernel, derivatives_by_lengths) {
    const double a[] = {0.3, 0}, b[] = {0.55, 1};
    for (const EmulatorKernel kernel : all_emulator_kernels) {
        double by_length[2];
        const EmulatorCorrelation correlation(kernel, mixed_lengths, number_then_category);
        EXPECT_NEAR(correlation.at(a, b, by_length), correlation.at(a, b), 1e-16);
        for (std::size_t k = 0; k < 2; ++k) {
            constexpr double step = 1e-5;
            std::vector<double> longer = mixed_lengths, shorter = mixed_lengths;
            longer[k] *= std::exp(step);
            shorter[k] *= std::exp(-step);
            const double slope = (EmulatorCorrelation(kernel, longer, number_then_category).at(a, b) -
                                  EmulatorCorrelation(kernel, shorter, number_then_category).at(a, b)) /
                                 (2 * step);
            EXPECT_NEAR(by_length[k], slope, 1e-9);
        }
    }
}

TEST(EmulatorKernel, derivative_by_a_number) {
    const double b[] = {0.55, 1};
    for (const EmulatorKernel kernel : all_emulator_kernels) {
        const EmulatorCorrelation correlation(kernel, mixed_lengths, number_then_category);
        double by_length[2];
        const double a[] = {0.3, 0}, right[] = {0.3 + 1e-5, 0}, left[] = {0.3 - 1e-5, 0};
        correlation.at(a, b, by_length);
        EXPECT_NEAR(-by_length[0] / (a[0] - b[0]), (correlation.at(right, b) - correlation.at(left, b)) / 2e-5, 1e-9);
    }
}

TEST(EmulatorKernel, matrices_of_different_points_are_positive_definite) {
    std::vector<double> points;
    for (int i = 0; i < 8; ++i) {
        for (int level = 0; level < 3; ++level) points.insert(points.end(), {i / 7.0, static_cast<double>(level)});
    }
    for (const EmulatorKernel kernel : all_emulator_kernels) {
        const EmulatorCorrelation correlation(kernel, std::vector<double>{0.1, 0.7}, number_then_category);
        DenseMatrix matrix = correlations_within(correlation, points);
        const DenseMatrix all = correlations(correlation, points, points);
        EXPECT_EQ(matrix(20, 3), all(20, 3));
        EXPECT_EQ(all(3, 20), all(20, 3));
        EXPECT_TRUE(factorise(matrix));
    }
}

}  // namespace
}  // namespace enclosure::test
