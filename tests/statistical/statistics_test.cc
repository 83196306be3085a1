// The test statistics themselves, against closed forms and tables.
#include "tests/statistical/statistics.h"

#include <gtest/gtest.h>

namespace {

using namespace enclosure::statistics;

double identity(double u) {
    return u;
}

TEST(Statistics, KolmogorovDistanceOfSmallSamples) {
    EXPECT_DOUBLE_EQ(kolmogorov_distance({0.5}, identity), 0.5);
    EXPECT_DOUBLE_EQ(kolmogorov_distance({0.75, 0.25}, identity), 0.25);      // the best two points can do
    EXPECT_DOUBLE_EQ(kolmogorov_distance({0.1, 0.2, 0.3}, identity), 0.7);    // above the last point
    EXPECT_DOUBLE_EQ(kolmogorov_distance({0.9, 0.95, 0.99}, identity), 0.9);  // below the first
}

TEST(Statistics, KolmogorovPAgreesWithTables) {
    // Asymptotic critical values of sqrt(n) D: 1.2239 at 10 %, 1.3581 at 5 %, 1.6276 at 1 %, 1.9495 at 0.1 % (Smirnov 1948).
    const std::size_t n = 100000000;
    EXPECT_NEAR(kolmogorov_p(1.2239e-4, n), 0.10, 1e-4);
    EXPECT_NEAR(kolmogorov_p(1.3581e-4, n), 0.05, 1e-4);
    EXPECT_NEAR(kolmogorov_p(1.6276e-4, n), 0.01, 1e-5);
    EXPECT_NEAR(kolmogorov_p(1.9495e-4, n), 0.001, 1e-6);
    EXPECT_NEAR(kolmogorov_p(0.40925, 10), 0.05, 2e-3);  // exact small-sample value (Massey 1951)
    EXPECT_EQ(kolmogorov_p(0, 100), 1.0);
}

TEST(Statistics, ChiSquareOfEqualCells) {
    const std::size_t even[] = {25, 25, 25, 25};
    EXPECT_DOUBLE_EQ(chi_square_of_equal_cells(even), 0.0);
    const std::size_t coin[] = {60, 40};
    EXPECT_DOUBLE_EQ(chi_square_of_equal_cells(coin), 4.0);
}

TEST(Statistics, ChiSquarePAgreesWithClosedForms) {
    // With 2m degrees of freedom P(X > x) = exp(-x/2) sum_{k<m} (x/2)^k / k!.
    for (const double freedom : {30.0, 64.0, 256.0}) {
        for (const double stretch : {1.2, 1.4, 1.6}) {
            const double half = stretch * freedom / 2;
            double term = std::exp(-half);
            double tail = 0;
            for (int k = 0; k < static_cast<int>(freedom / 2); ++k) {
                tail += term;
                term *= half / (k + 1);
            }
            EXPECT_NEAR(two_sided_chi_square_p(2 * half, freedom) / (2 * tail), 1.0, 0.1) << freedom << " " << stretch;
        }
    }
    EXPECT_GT(two_sided_chi_square_p(64, 64), 0.9);
    EXPECT_LT(two_sided_chi_square_p(20, 64), 1e-6);  // too even is also wrong
}

TEST(Statistics, NormalP) {
    EXPECT_NEAR(two_sided_normal_p(1.959963984540054), 0.05, 1e-15);
    EXPECT_NEAR(two_sided_normal_p(-3.890591886413094), 1e-4, 1e-17);
}

TEST(Statistics, CorrelationOfKnownSamples) {
    const double a[] = {1, 2, 3, 4};
    const double b[] = {10, 20, 30, 40};
    const double c[] = {4, 3, 2, 1};
    const double d[] = {1, -1, -1, 1};
    EXPECT_DOUBLE_EQ(correlation(a, b), 1.0);
    EXPECT_DOUBLE_EQ(correlation(a, c), -1.0);
    EXPECT_DOUBLE_EQ(correlation(a, d), 0.0);
    EXPECT_NEAR(correlation_p(0.1959963984540054, 100), 0.05, 1e-15);
}

}  // namespace
