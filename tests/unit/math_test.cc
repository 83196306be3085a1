// The functions of sim/base/math.h against long double, at their edges, and to the bit.
#include "sim/base/math.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "tests/determinism/golden.h"
#include "tests/ulp.h"

namespace {

using namespace enclosure;
using test::error_ulp;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Largest error over 2 * 10^5 arguments in [lo, hi).
template <class Ours, class Truth>
double largest_error(Ours ours, Truth truth, double lo, double hi) {
    double worst = 0;
    for (std::uint64_t i = 0; i < 200000; ++i) {
        const double x = golden::argument(i, lo, hi);
        worst = std::max(worst, error_ulp(ours(x), truth(static_cast<long double>(x))));
    }
    return worst;
}

#define OURS(f) [](double x) { return math::f(x); }
#define TRUTH(f) [](long double x) { return std::f(x); }

TEST(Math, ErrorMeasureSeesOneUlp) {
    EXPECT_EQ(error_ulp(1.0, 1.0L), 0.0);
    EXPECT_EQ(error_ulp(1.0 + 0x1p-52, 1.0L), 1.0);
    EXPECT_EQ(error_ulp(0x1p-1074, 0.0L), 1.0);
}

TEST(Math, ExpIsWithinItsBound) {
    EXPECT_LE(largest_error(OURS(exp), TRUTH(exp), -1, 1), 0.9);
    EXPECT_LE(largest_error(OURS(exp), TRUTH(exp), -708, 709), 0.9);
    EXPECT_LE(largest_error(OURS(exp), TRUTH(exp), -746, -708), 0.9);
    EXPECT_LE(largest_error(OURS(expm1), TRUTH(expm1), -1, 1), 1.7);
    EXPECT_LE(largest_error(OURS(expm1), TRUTH(expm1), -70, 70), 1.7);
    EXPECT_LE(largest_error(OURS(expm1), TRUTH(expm1), -1e-6, 1e-6), 1.7);
    EXPECT_LE(largest_error(OURS(exp2), TRUTH(exp2), -1000, 1000), 1.1);
    EXPECT_LE(largest_error(
                  OURS(exp10), [](long double x) { return std::pow(10.0L, x); }, -300, 300),
              0.9);
}

TEST(Math, LogIsWithinItsBound) {
    EXPECT_LE(largest_error(OURS(log), TRUTH(log), 1e-9, 2), 0.9);
    EXPECT_LE(largest_error(OURS(log), TRUTH(log), 0.99, 1.01), 0.9);
    EXPECT_LE(largest_error(OURS(log), TRUTH(log), 1, 1e300), 0.9);
    EXPECT_LE(largest_error(OURS(log1p), TRUTH(log1p), -0.9, 3), 1.3);
    EXPECT_LE(largest_error(OURS(log1p), TRUTH(log1p), -1e-5, 1e-5), 1.3);
    EXPECT_LE(largest_error(OURS(log2), TRUTH(log2), 1e-9, 2.5), 0.6);
    EXPECT_LE(largest_error(OURS(log10), TRUTH(log10), 1e-9, 2.5), 0.6);
    EXPECT_LE(largest_error(OURS(log10), TRUTH(log10), 1, 1e300), 0.6);
}

TEST(Math, PowIsWithinItsBound) {
    for (const auto& [reach, bound] : {std::pair{10.0, 1.1}, {50.0, 4.0}, {700.0, 45.0}}) {
        double worst = 0;
        for (std::uint64_t i = 0; i < 200000; ++i) {
            const double x = i % 2 == 0 ? golden::argument(i, 0.01, 3) : std::exp(golden::argument(i, -100, 100));
            const double y = golden::argument(i + 13, -reach, reach) / std::fabs(std::log(x));
            worst = std::max(worst, error_ulp(math::pow(x, y), std::pow(static_cast<long double>(x), static_cast<long double>(y))));
        }
        EXPECT_LE(worst, bound) << "for |y log x| < " << reach;
    }
}

TEST(Math, TanhAndSinPiAreWithinTheirBounds) {
    EXPECT_LE(largest_error(OURS(tanh), TRUTH(tanh), -20, 20), 2.6);
    EXPECT_LE(largest_error(OURS(tanh), TRUTH(tanh), -1, 1), 2.6);
    EXPECT_LE(largest_error(OURS(tanh), TRUTH(tanh), -1e-5, 1e-5), 2.6);
    const auto sine = [](long double x) { return std::sin(std::acos(-1.0L) * (x <= 0.5L ? x : 1 - x)); };
    EXPECT_LE(largest_error(OURS(sin_pi), sine, 0, 1), 2.0);
    EXPECT_LE(largest_error(OURS(sin_pi), sine, 0, 1e-4), 2.0);
}

TEST(Math, NormalQuantileInvertsTheDistribution) {
    const long double pi = std::acos(-1.0L);
    long double worst = 0;
    for (std::uint64_t i = 0; i < 200000; ++i) {
        const double u = i % 2 == 0 ? golden::argument(i, 1e-9, 1) : std::exp(golden::argument(i, -36, -1e-9));
        const long double z = math::normal_quantile(u);
        // Newton's step from z to the exact quantile, taken in the nearer tail.
        const long double excess =
            u < 0.5 ? std::erfc(-z / std::sqrt(2.0L)) / 2 - u : (1 - static_cast<long double>(u)) - std::erfc(z / std::sqrt(2.0L)) / 2;
        const long double density = std::exp(-z * z / 2) / std::sqrt(2 * pi);
        worst = std::max(worst, std::fabs(excess / density / z));
    }
    EXPECT_LE(static_cast<double>(worst), 1e-15);
    EXPECT_EQ(math::normal_quantile(0.5), 0.0);
    EXPECT_NEAR(math::normal_quantile(0.975), 1.959963984540054, 4.5e-16);
    EXPECT_EQ(math::normal_quantile(0.125), -math::normal_quantile(0.875));
    for (const double outside : {0.0, 1.0, -0.1, 1.1, not_a_number}) EXPECT_TRUE(std::isnan(math::normal_quantile(outside))) << outside;
}

TEST(Math, ExactWherePromised) {
    for (int k = -1074; k <= 1023; ++k) {
        EXPECT_EQ(math::exp2(k), std::ldexp(1.0, k));
        EXPECT_EQ(math::log2(std::ldexp(1.0, k)), k);
    }
    double ten = 1;
    for (int k = 0; k <= 22; ++k, ten *= 10) {
        EXPECT_EQ(math::exp10(k), ten);
        EXPECT_EQ(math::log10(ten), k);
    }
    EXPECT_EQ(math::exp(0.0), 1.0);
    EXPECT_EQ(math::log(1.0), 0.0);
    EXPECT_EQ(math::sin_pi(0.0), 0.0);
    EXPECT_EQ(math::sin_pi(0.5), 1.0);
    EXPECT_EQ(math::sin_pi(1.0), 0.0);
    EXPECT_EQ(math::pow(7.0, 1.0), 7.0);
}

TEST(Math, OverflowAndUnderflow) {
    EXPECT_EQ(math::exp(709.79), infinity);
    EXPECT_EQ(math::exp(1e300), infinity);
    EXPECT_EQ(math::exp(infinity), infinity);
    EXPECT_EQ(math::exp(-745.14), 0.0);
    EXPECT_EQ(math::exp(-infinity), 0.0);
    EXPECT_EQ(math::exp(-745.13), 0x1p-1074);
    EXPECT_EQ(math::expm1(-infinity), -1.0);
    EXPECT_EQ(math::expm1(infinity), infinity);
    EXPECT_EQ(math::exp2(1024.0), infinity);
    EXPECT_EQ(math::exp2(-1e9), 0.0);
    EXPECT_EQ(math::exp10(309.0), infinity);
    EXPECT_EQ(math::exp10(-1e9), 0.0);
    EXPECT_EQ(math::tanh(1e300), 1.0);
    EXPECT_EQ(math::tanh(-infinity), -1.0);
}

TEST(Math, LogarithmsAtTheirEdges) {
    EXPECT_EQ(math::log(0.0), -infinity);
    EXPECT_EQ(math::log(infinity), infinity);
    EXPECT_NEAR(math::log(0x1p-1074), -744.4400719213812, 1.2e-13);
    EXPECT_EQ(math::log1p(-1.0), -infinity);
    EXPECT_EQ(math::log1p(infinity), infinity);
    EXPECT_EQ(math::log2(0.0), -infinity);
    EXPECT_EQ(math::log10(infinity), infinity);
    for (const double bad : {-1.0, not_a_number}) {
        EXPECT_TRUE(std::isnan(math::log(bad)));
        EXPECT_TRUE(std::isnan(math::log2(bad)));
        EXPECT_TRUE(std::isnan(math::log10(bad)));
    }
    EXPECT_TRUE(std::isnan(math::log1p(-1.5)));
}

TEST(Math, PowAtItsEdges) {
    EXPECT_EQ(math::pow(0.0, 2.0), 0.0);
    EXPECT_EQ(math::pow(0.0, 0.0), 1.0);
    EXPECT_EQ(math::pow(0.0, -1.0), infinity);
    EXPECT_EQ(math::pow(infinity, 0.5), infinity);
    EXPECT_EQ(math::pow(infinity, -0.5), 0.0);
    EXPECT_EQ(math::pow(1.0, infinity), 1.0);
    EXPECT_EQ(math::pow(2.0, 1e300), infinity);
    EXPECT_EQ(math::pow(0.5, 1e300), 0.0);
    EXPECT_EQ(math::pow(2.0, -infinity), 0.0);
    EXPECT_EQ(math::pow(not_a_number, 0.0), 1.0);
    EXPECT_TRUE(std::isnan(math::pow(-2.0, 2.0)));
    EXPECT_TRUE(std::isnan(math::pow(2.0, not_a_number)));
}

TEST(Math, NotANumberStaysOne) {
    EXPECT_TRUE(std::isnan(math::exp(not_a_number)));
    EXPECT_TRUE(std::isnan(math::expm1(not_a_number)));
    EXPECT_TRUE(std::isnan(math::exp2(not_a_number)));
    EXPECT_TRUE(std::isnan(math::exp10(not_a_number)));
    EXPECT_TRUE(std::isnan(math::log1p(not_a_number)));
    EXPECT_TRUE(std::isnan(math::tanh(not_a_number)));
    EXPECT_TRUE(std::isnan(math::sin_pi(not_a_number)));
}

TEST(Math, FiresKeepsSmallHazards) {
    EXPECT_EQ(math::fires(0.0, 1.0), 0.0);
    EXPECT_NEAR(math::fires(1e-12, 1.0 / 12), 1e-12 / 12, 1e-25);
    EXPECT_NEAR(math::fires(2.0, 0.5), 0.6321205588285577, 2e-16);
    EXPECT_EQ(math::fires(1e9, 1.0), 1.0);
}

TEST(Math, UsableInConstants) {
    constexpr double e = math::exp(1.0);
    EXPECT_EQ(e, math::exp(1.0));
}

TEST(Math, GoldenToTheBit) {
    EXPECT_EQ(golden::hash(), golden::expected);
}

}  // namespace
