#include "sim/base/probability.h"

#include <gtest/gtest.h>

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

namespace enclosure {
namespace {

// Expected values: closed forms where there is one, else tables of 12 and more digits.
TEST(Probability, NormalAgreesWithTheErrorFunction) {
    for (double z = -9; z <= 9; z += 0.0625) {
        const double expected = 0.5 * std::erfc(-z / std::sqrt(2.0));
        EXPECT_NEAR(normal_probability(z), expected, 1e-15 + 1e-13 * expected) << z;
    }
    EXPECT_EQ(normal_probability(0), 0.5);
    EXPECT_EQ(normal_probability(60), 1);
    EXPECT_EQ(normal_probability(-60), 0);
}

TEST(Probability, LogGammaAgreesWithTheLibrary) {
    for (double x = 0.05; x < 300; x *= 1.07) EXPECT_NEAR(log_gamma(x), std::lgamma(x), 1e-13 * (1 + std::fabs(std::lgamma(x)))) << x;
}

TEST(Probability, IncompleteBetaHasItsClosedForms) {
    for (double x = 0; x <= 1; x += 0.0625) {
        EXPECT_NEAR(incomplete_beta(1, 1, x), x, 1e-14);
        EXPECT_NEAR(incomplete_beta(3, 1, x), x * x * x, 1e-14);
        EXPECT_NEAR(incomplete_beta(2, 2, x), x * x * (3 - 2 * x), 1e-14);
        EXPECT_NEAR(incomplete_beta(0.5, 0.5, x), 2 / M_PI * std::asin(std::sqrt(x)), 1e-13);
        EXPECT_NEAR(incomplete_beta(2.5, 7, x) + incomplete_beta(7, 2.5, 1 - x), 1, 1e-14);
    }
    EXPECT_TRUE(std::isnan(incomplete_beta(0, 1, 0.5)));
    EXPECT_TRUE(std::isnan(incomplete_beta(1, 1, 1.5)));
}

TEST(Probability, IncompleteGammaHasItsClosedForms) {
    for (double x = 0; x < 60; x += 0.37) {
        const auto expect_both = [&](double a, double below, double above) {
            EXPECT_NEAR(incomplete_gamma(a, x), below, 1e-12 * below) << a << " " << x;
            EXPECT_NEAR(incomplete_gamma_above(a, x), above, 1e-12 * above) << a << " " << x;
        };
        expect_both(0.5, std::erf(std::sqrt(x)), std::erfc(std::sqrt(x)));
        expect_both(1, -std::expm1(-x), std::exp(-x));
        // Of whole a: a Poisson count of mean x is below a.
        double above = 0, term = std::exp(-x);
        for (int k = 0; k < 20; ++k, term *= x / k) above += term;
        double below = 0;
        for (int k = 20; k < 400; ++k, term *= x / k) below += term;
        expect_both(20, below, above);
    }
    EXPECT_EQ(incomplete_gamma(2, std::numeric_limits<double>::infinity()), 1);
    EXPECT_EQ(incomplete_gamma_above(2, std::numeric_limits<double>::infinity()), 0);
    EXPECT_EQ(incomplete_gamma(2, 0), 0);
    EXPECT_EQ(incomplete_gamma_above(2, 0), 1);
    for (const double a : {3000.0, 1e6}) {
        for (const double x : {a - 3 * std::sqrt(a), a, a + 2 * std::sqrt(a)}) {
            const auto below = static_cast<double>(boost::math::gamma_p(static_cast<long double>(a), static_cast<long double>(x)));
            const auto above = static_cast<double>(boost::math::gamma_q(static_cast<long double>(a), static_cast<long double>(x)));
            EXPECT_NEAR(incomplete_gamma(a, x), below, 1e-12 * below) << a;
            EXPECT_NEAR(incomplete_gamma_above(a, x), above, 1e-12 * above) << a;
        }
    }
    EXPECT_TRUE(std::isnan(incomplete_gamma(0, 1)));
    EXPECT_TRUE(std::isnan(incomplete_gamma_above(1, -1)));
}

TEST(Probability, StudentHasItsClosedForms) {
    for (double t = -30; t <= 30; t += 0.37) {
        EXPECT_NEAR(student_probability(t, 1), 0.5 + std::atan(t) / M_PI, 1e-14) << t;
        EXPECT_NEAR(student_probability(t, 2), 0.5 + t / (2 * std::sqrt(2 + t * t)), 1e-14) << t;
        EXPECT_NEAR(student_probability(t, 5) + student_probability(-t, 5), 1, 1e-15) << t;
        EXPECT_NEAR(student_probability(t, 1e9), normal_probability(t), 1e-8) << t;
    }
}

TEST(Probability, StudentQuantilesAreThoseOfTheTables) {
    // For seven degrees of freedom the integral is elementary. Tables that give 2.36462425101 are 6e-10 short.
    const double t = student_quantile(0.975, 7);
    const double angle = std::atan(t / std::sqrt(7.0));
    const double c = std::cos(angle) * std::cos(angle);
    const double inside = 2 / M_PI * (angle + std::sin(angle) * std::cos(angle) * (1 + 2.0 / 3 * c + 8.0 / 15 * c * c));
    EXPECT_NEAR(inside, 0.95, 1e-15);
    EXPECT_NEAR(t, 2.36462425101, 1e-9);
    EXPECT_NEAR(student_quantile(0.975, 1), std::tan(0.475 * M_PI), 1e-10);
    EXPECT_NEAR(student_quantile(0.975, 19), 2.093024054408, 1e-10);
    EXPECT_NEAR(student_quantile(0.975, 12.0601818199), 2.1777, 1e-3);
    EXPECT_NEAR(student_quantile(0.975, 1e7), 1.959964, 1e-6);
    EXPECT_EQ(student_quantile(0.5, 3), 0);
    EXPECT_TRUE(std::isnan(student_quantile(1, 3)));
}

TEST(Probability, QuantileAndProbabilityAreInverse) {
    for (const double freedom : {1.0, 2.0, 3.5, 19.0, 400.0}) {
        for (const double p : {1e-6, 0.001, 0.025, 0.3, 0.5, 0.71, 0.975, 0.9999}) {
            EXPECT_NEAR(student_probability(student_quantile(p, freedom), freedom), p, 1e-13) << freedom;
        }
    }
}

}  // namespace
}  // namespace enclosure
