#include "sim/study/correlation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/study/designs/latin_hypercube.h"
#include "sim/study/designs/random_points.h"
#include "sim/study/designs/sobol.h"
#include "tests/nan.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;

constexpr std::size_t factors = 4;
const std::vector<double> request = {1,    0.7,  0, -0.5,  //
                                     0.7,  1,    0, -0.2,  //
                                     0,    0,    1, 0,     //
                                     -0.5, -0.2, 0, 1};

std::string refused(std::size_t n, const std::vector<double>& spearman, const std::vector<std::string>& names = {}) {
    try {
        gaussian_copula(n, spearman, names);
    } catch (const std::invalid_argument& mistake) {
        return mistake.what();
    }
    return "";
}

std::vector<std::pair<std::string, DesignPoints>> samples(std::size_t n) {
    return {{"random", random_points(n, factors, 1)},
            {"Latin hypercube", latin_hypercube({.points = n, .factors = factors, .seed = 1})},
            {"Sobol", sobol_points({.points = n, .factors = factors, .seed = 1})},
            {"unscrambled", sobol_points({.points = n, .factors = factors, .scrambling = Scrambling::none})}};
}

TEST(Correlation, IsWhatWasAskedFor) {
    const GaussianCopula copula = gaussian_copula(factors, request);
    for (const auto& [name, sample] : samples(1000)) {
        SCOPED_TRACE(name);
        const DesignPoints points = correlated(copula, sample);
        for (std::size_t i = 0; i < factors; ++i) {
            for (std::size_t j = 0; j < factors; ++j) EXPECT_NEAR(rank_correlation(points, i, j), request[i * factors + j], 0.05);
        }
        EXPECT_EQ(points.worlds, sample.worlds);
        EXPECT_EQ(points.block, sample.block);
    }
}

TEST(Correlation, IsSpearmansNotPearsonsOfNormals) {
    // With many evenly spread points the two part: Pearson's 2 sin(π/6 0.6) = 0.618 would give a rank correlation of 0.6, 0.6 one of 0.582.
    const GaussianCopula copula = gaussian_copula(2, std::vector<double>{1, 0.6, 0.6, 1});
    EXPECT_NEAR(copula.lower[2], 2 * std::sin(M_PI * 0.1), 1e-15);
    EXPECT_NEAR(rank_correlation(correlated(copula, sobol_points({.points = 8192, .factors = 2})), 0, 1), 0.6, 0.003);
    EXPECT_NEAR(gaussian_copula(2, std::vector<double>{1, -0.99, -0.99, 1}).lower[2], -2 * std::sin(M_PI * 0.99 / 6), 1e-15);
}

TEST(Correlation, LeavesMarginsUniform) {
    // Kolmogorov and Smirnov's distance at 0.999 for random points is 1.95/√n; the even samples stay far below.
    const GaussianCopula copula = gaussian_copula(factors, request);
    for (const auto& [name, sample] : samples(16384)) {
        SCOPED_TRACE(name);
        const DesignPoints points = correlated(copula, sample);
        for (std::size_t k = 0; k < factors; ++k) {
            std::vector<double> column;
            for (std::size_t i = 0; i < points.size(); ++i) column.push_back(points.point(i)[k]);
            std::sort(column.begin(), column.end());
            double distance = 0;
            for (std::size_t i = 0; i < column.size(); ++i)
                distance = std::max(distance, std::fabs(column[i] - (static_cast<double>(i) + 0.5) / 16384));
            EXPECT_LT(distance, 1.95 / 128) << k;
        }
    }
}

TEST(Correlation, LeavesFactorsWithoutAnyToTheBitAndExtends) {
    const GaussianCopula copula = gaussian_copula(factors, request);
    const DesignPoints sample = random_points(50, factors, 3);
    const DesignPoints points = correlated(copula, sample);
    const DesignPoints half = correlated(copula, random_points(25, factors, 3));
    for (std::size_t i = 0; i < 50; ++i) {
        EXPECT_EQ(points.point(i)[0], sample.point(i)[0]);
        EXPECT_EQ(points.point(i)[2], sample.point(i)[2]);
        EXPECT_NE(points.point(i)[1], sample.point(i)[1]);
        for (std::size_t k = 0; i < 25 && k < factors; ++k) EXPECT_EQ(half.point(i)[k], points.point(i)[k]);
    }
}

TEST(Correlation, EndsStayInside) {
    const GaussianCopula copula = gaussian_copula(2, std::vector<double>{1, 0.9, 0.9, 1});
    const DesignPoints points =
        correlated(copula, {.factors = 2, .u = {0, 0, 1, 1, 0, 1, 0.5, 0.5}, .worlds = {0, 0, 0, 0}, .block = {0, 1, 2, 3}});
    for (const double u : points.u) EXPECT_TRUE(u >= 0 && u <= 1) << u;
    EXPECT_NEAR(points.point(3)[1], 0.5, 1e-15);
    EXPECT_LT(points.point(0)[1], 1e-15);
    EXPECT_GT(points.point(1)[1], 1 - 1e-15);
}

TEST(Correlation, RefusesWhatCannotBe) {
    const std::vector<std::string> names = {"price", "quality", "reach"};
    const std::vector<double> contradictory = {1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1};
    EXPECT_THAT(refused(3, contradictory, names), HasSubstr("those of reach with price (0.9), quality (-0.9) contradict"));
    EXPECT_THAT(refused(3, contradictory, names), HasSubstr("not positive definite (pivot -"));
    EXPECT_THAT(refused(3, contradictory), HasSubstr("factor 2 with factor 0 (0.9)"));
    EXPECT_THAT(refused(2, {1, 1, 1, 1}), HasSubstr("not positive definite")) << "one factor twice";
    EXPECT_THAT(refused(2, {1, 0.5, 0.4, 1}, names), HasSubstr("price and quality must be one number"));
    EXPECT_THAT(refused(2, {1, 1.5, 1.5, 1}), HasSubstr("one number in [-1, 1]"));
    EXPECT_THAT(refused(2, {1, nan, nan, 1}), HasSubstr("one number in [-1, 1]"));
    EXPECT_THAT(refused(2, {1, 0, 0, 0.9}), HasSubstr("factor 1 with itself must be 1"));
    EXPECT_THAT(refused(2, {1, 0, 0}), HasSubstr("4 numbers, not 3"));
    EXPECT_EQ(refused(3, {1, 0.9, 0.9, 0.9, 1, 0.9, 0.9, 0.9, 1}), "");
}

TEST(Correlation, RefusesFactorsAtTheScenariosOwnValue) {
    const GaussianCopula copula = gaussian_copula(factors, request);
    DesignPoints points = random_points(1, factors, 3);
    points.u[2] = nan;
    EXPECT_TRUE(std::isnan(correlated(copula, points).u[2])) << "it has no correlations";
    points.u[0] = nan;
    EXPECT_THROW(correlated(copula, points), std::invalid_argument);
    EXPECT_THROW(correlated(copula, random_points(1, 3, 3)), std::invalid_argument);
}

TEST(Correlation, OfRanksCountsTiesAlike) {
    // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: 4.5 / sqrt(4.5 × 5).
    const DesignPoints points{.factors = 2, .u = {0, 0, 0.5, 0.1, 0.5, 0.2, 1, 0.3}, .worlds = {0, 0, 0, 0}, .block = {0, 1, 2, 3}};
    EXPECT_NEAR(rank_correlation(points, 0, 1), 4.5 / std::sqrt(4.5 * 5), 1e-15);
}

}  // namespace
}  // namespace enclosure::test
