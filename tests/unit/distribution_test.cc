// Laws of factors against closed forms and Boost.Math.
#include "sim/study/distribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>

#include "sim/study/law_quantiles.h"
#include "tests/nan.h"

namespace enclosure::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr double infinity = std::numeric_limits<double>::infinity();
const std::vector<double> some_u = {1e-15,    1e-9, 1e-4, 0.01, 0.1,  0.25,   0.4,         0.5,
                                    0.500001, 0.6,  0.75, 0.9,  0.99, 0.9999, 1 - 0x1p-30, 1 - 0x1p-48};

void expect_close(double got, long double expected, double u) {
    EXPECT_NEAR(got, static_cast<double>(expected), 1e-10 * std::fabs(static_cast<double>(expected)) + 1e-307) << "u = " << u;
}

Distribution between(Law law, double min, double max) {
    return {.law = law, .min = min, .max = max};
}

std::vector<Distribution> legal() {
    return {between(Law::uniform, -2, 3),
            between(Law::uniform, 0.2, 0.9),  // 0.2 + (0.9 - 0.2) rounds to less than 0.9
            between(Law::loguniform, 1e-3, 7.7),
            {.law = Law::triangular, .min = 0.1, .max = 0.7, .mode = 0.3},
            {.law = Law::triangular, .min = 0.1, .max = 0.7, .mode = 0.1},
            {.law = Law::triangular, .min = 0.1, .max = 0.7, .mode = 0.7},
            {.law = Law::pert, .min = 0.1, .max = 0.7, .mode = 0.15},
            {.law = Law::pert, .min = 0.1, .max = 0.7, .mode = 0.7},
            {.law = Law::normal, .min = 0.1, .max = 0.7, .mean = 0.2, .sd = 3},
            {.law = Law::normal, .mean = 5, .sd = 0.1},
            {.law = Law::lognormal, .min = 0.1, .max = 0.7, .median = 0.2, .spread = 1.5},
            {.law = Law::lognormal, .median = 2, .spread = 3},
            {.law = Law::beta, .min = 0.1, .max = 0.7, .a = 0.3, .b = 4},
            {.law = Law::beta, .min = -1, .max = 1, .a = 0.02, .b = 0.03},
            {.law = Law::gamma, .shape = 0.4, .scale = 2},
            {.law = Law::gamma, .shape = 3000, .scale = 2},
            {.law = Law::poisson, .mean = 3.5},
            {.law = Law::poisson, .mean = 4000},
            {.law = Law::bernoulli, .probability = 0.3},
            {.law = Law::levels, .levels = 7},
            {.law = Law::levels, .levels = 4, .weights = {1, 0, 2, 0.5}},
            {.law = Law::empirical, .values = {3, 1, 2, 2, 9}},
            {.law = Law::empirical, .values = {3, 1, 2, 2, 9}, .between = false}};
}

TEST(Distribution, LegalOnesHaveNoMistakesAndRiseWithU) {
    for (const Distribution& d : legal()) {
        SCOPED_TRACE(names_of(d.law)[static_cast<std::size_t>(d.law)]);
        EXPECT_THAT(mistakes_of(d), IsEmpty());
        double last = -infinity;
        for (int i = 0; i <= 1000; ++i) {
            const double value = quantile(d, i / 1000.0);
            EXPECT_GE(value, last) << i;
            last = value;
        }
        EXPECT_TRUE(std::isnan(quantile(d, nan)));
    }
}

TEST(Distribution, BoundedLawsEndAtTheirBoundsToTheBit) {
    for (const Distribution& d : legal()) {
        if (!(std::isfinite(d.min) && std::isfinite(d.max))) continue;
        SCOPED_TRACE(names_of(d.law)[static_cast<std::size_t>(d.law)]);
        EXPECT_EQ(quantile(d, 0), d.min);
        EXPECT_EQ(quantile(d, 1), d.max);
        for (const double u : some_u) {
            EXPECT_GE(quantile(d, u), d.min);
            EXPECT_LE(quantile(d, u), d.max);
        }
    }
    EXPECT_EQ(quantile({.law = Law::normal}, 0), -infinity);
    EXPECT_EQ(quantile({.law = Law::normal}, 1), infinity);
    EXPECT_EQ(quantile({.law = Law::lognormal}, 0), 0);
    EXPECT_EQ(quantile({.law = Law::lognormal}, 1), infinity);
    EXPECT_EQ(quantile({.law = Law::gamma}, 0), 0);
    EXPECT_EQ(quantile({.law = Law::gamma}, 1), infinity);
    EXPECT_EQ(quantile({.law = Law::poisson, .mean = 2}, 0), 0);
    EXPECT_EQ(quantile({.law = Law::poisson, .mean = 2}, 1), infinity);
}

TEST(Distribution, HalvedQuantilesRiseBitByBit) {
    // Where the distribution function is computed in another way, or by the other tail, its rounding errors may not show.
    const auto risen = [](const Distribution& d, double from) {
        double last = -infinity;
        double u = from;
        for (int i = 0; i < 2000; ++i, u = std::nextafter(u, 1)) {
            const double value = quantile(d, u);
            if (value < last) return false;
            last = value;
        }
        return true;
    };
    for (const Distribution& d : legal()) {
        if (d.law == Law::normal || d.law == Law::lognormal) continue;
        SCOPED_TRACE(names_of(d.law)[static_cast<std::size_t>(d.law)]);
        for (const double from : {0.2, 0.5 - 0x1p-54 * 1000, 0.63, 0.9999}) EXPECT_TRUE(risen(d, from)) << from;
    }
}

TEST(Distribution, ClosedForms) {
    for (const double u : some_u) {
        expect_close(quantile(between(Law::uniform, 2, 5), u), 2 + 3 * u, u);
        expect_close(quantile(between(Law::loguniform, 1e-3, 1e4), u), 1e-3L * std::pow(1e7L, static_cast<long double>(u)), u);
        const Distribution triangular{.law = Law::triangular, .min = 1, .max = 5, .mode = 2};
        expect_close(quantile(triangular, u), u < 0.25 ? 1 + std::sqrt(4.0L * u) : 5 - std::sqrt((1.0L - u) * 4 * 3), u);
        expect_close(quantile({.law = Law::beta, .min = 0, .max = 1, .a = 2.5, .b = 1}, u), std::pow(u, 1 / 2.5L), u);
        expect_close(quantile({.law = Law::beta, .min = 0, .max = 1, .a = 1, .b = 3}, u),
                     -std::expm1(std::log1p(-static_cast<long double>(u)) / 3), u);
        expect_close(quantile({.law = Law::gamma, .shape = 1, .scale = 3}, u), -3 * std::log1p(-static_cast<long double>(u)), u);
    }
}

TEST(Distribution, BetaAndPertAgreeWithBoost) {
    for (const auto& [a, b] :
         std::vector<std::pair<double, double>>{{0.05, 0.1}, {0.5, 0.5}, {2, 3}, {1, 5}, {30, 0.7}, {400, 900}, {5e4, 2e4}, {1e6, 1e6}}) {
        const boost::math::beta_distribution<long double> law(a, b);
        for (const double u : some_u) {
            SCOPED_TRACE(a);
            expect_close(quantile({.law = Law::beta, .min = 0, .max = 1, .a = a, .b = b}, u),
                         boost::math::quantile(law, static_cast<long double>(u)), u);
        }
    }
    const boost::math::beta_distribution<long double> law(1 + 4 * 2.0L / 8, 1 + 4 * 6.0L / 8);
    for (const double u : some_u) {
        expect_close(quantile({.law = Law::pert, .min = 2, .max = 10, .mode = 4}, u),
                     2 + 8 * boost::math::quantile(law, static_cast<long double>(u)), u);
    }
}

TEST(Distribution, GammaAgreesWithBoost) {
    for (const double shape : {0.03, 0.4, 1.0, 2.5, 11.0, 13.0, 300.0, 1e5, 1e6}) {
        const boost::math::gamma_distribution<long double> law(shape, 2);
        for (const double u : some_u) {
            SCOPED_TRACE(shape);
            expect_close(quantile({.law = Law::gamma, .shape = shape, .scale = 2}, u),
                         boost::math::quantile(law, static_cast<long double>(u)), u);
        }
    }
}

TEST(Distribution, NormalAndLognormalAgreeWithBoost) {
    const boost::math::normal_distribution<long double> law;
    const auto between_scores = [&](long double low, long double high, double u) {
        // By the tail in which the interval lies.
        if (low > 0) return -boost::math::quantile(law, cdf(law, -low) - u * (cdf(law, -low) - cdf(law, -high)));
        if (high > 0 && u > 0.5)
            return -boost::math::quantile(law, cdf(law, -high) + (1 - static_cast<long double>(u)) * (cdf(law, high) - cdf(law, low)));
        return boost::math::quantile(law, cdf(law, low) + u * (cdf(law, high) - cdf(law, low)));
    };
    for (const double u : some_u) {
        expect_close(quantile({.law = Law::normal, .mean = 3, .sd = 2}, u), 3 + 2 * boost::math::quantile(law, static_cast<long double>(u)),
                     u);
        expect_close(quantile({.law = Law::lognormal, .median = 3, .spread = 2}, u),
                     3 * std::exp(std::log(2.0L) * boost::math::quantile(law, static_cast<long double>(u))), u);
        for (const auto& [low, high] : std::vector<std::pair<double, double>>{{-1, 2}, {1, 1.5}, {6, 9}, {-9, -6}, {-0.5, 12}}) {
            SCOPED_TRACE(low);
            expect_close(quantile({.law = Law::normal, .min = low, .max = high, .mean = 0}, u), between_scores(low, high, u), u);
            const Distribution lognormal{.law = Law::lognormal,
                                         .min = 2 * std::exp(0.5 * low),
                                         .max = 2 * std::exp(0.5 * high),
                                         .median = 2,
                                         .spread = std::exp(0.5)};
            expect_close(quantile(lognormal, u), 2 * std::exp(0.5L * between_scores(low, high, u)), u);
        }
        const Distribution above{.law = Law::normal, .min = 7, .mean = 0};
        expect_close(quantile(above, u), -boost::math::quantile(law, cdf(law, -7.0L) * (1 - static_cast<long double>(u))), u);
    }
}

TEST(Distribution, PoissonAgreesWithBoost) {
    for (const double mean : {0.01, 0.7, 3.5, 40.0, 4000.0, 1e6}) {
        const boost::math::poisson_distribution<long double> law(mean);
        for (const double u : some_u) {
            const double k = quantile({.law = Law::poisson, .mean = mean}, u);
            EXPECT_EQ(k, std::floor(k));
            EXPECT_GT(cdf(law, static_cast<long double>(k)), static_cast<long double>(u) * (1 - 1e-11L)) << mean << " " << u;
            if (k > 0) {
                EXPECT_LE(cdf(law, static_cast<long double>(k) - 1), static_cast<long double>(u) * (1 + 1e-11L)) << mean << " " << u;
            }
        }
    }
}

TEST(Distribution, ChoicesHaveTheirShares) {
    const auto counts = [](const Distribution& d, int n) {
        std::vector<int> often(8);
        for (int i = 0; i < n; ++i) ++often[static_cast<std::size_t>(quantile(d, i / static_cast<double>(n)))];
        return often;
    };
    EXPECT_THAT(counts({.law = Law::levels, .levels = 4}, 64), ElementsAre(16, 16, 16, 16, 0, 0, 0, 0));
    EXPECT_THAT(counts({.law = Law::levels, .levels = 4, .weights = {1, 0, 2, 1}}, 64), ElementsAre(16, 0, 32, 16, 0, 0, 0, 0));
    EXPECT_THAT(counts({.law = Law::bernoulli, .probability = 0.25}, 64), ElementsAre(48, 16, 0, 0, 0, 0, 0, 0));
    EXPECT_THAT(counts({.law = Law::empirical, .values = {5, 3}, .between = false}, 64), ElementsAre(0, 0, 0, 32, 0, 32, 0, 0));
    EXPECT_EQ(quantile({.law = Law::levels, .levels = 4}, 1), 3);
    EXPECT_EQ(quantile({.law = Law::levels, .levels = 3, .weights = {1, 1, 0}}, 1), 1) << "the last level cannot be";
    EXPECT_EQ(quantile({.law = Law::levels, .levels = 3, .weights = {0, 1, 1}}, 0), 1);
    EXPECT_EQ(quantile({.law = Law::empirical, .values = {5, 3}, .between = false}, 1), 5);
    EXPECT_EQ(quantile({.law = Law::bernoulli, .probability = 1}, 0), 1);
    EXPECT_EQ(quantile({.law = Law::bernoulli, .probability = 0}, 1), 0);
    for (std::size_t n = 1; n < 40; ++n) {
        for (std::size_t i = 0; i < n; ++i) {
            const double middle = (2 * static_cast<double>(i) + 1) / (2 * static_cast<double>(n));  // of a grid of categories
            EXPECT_EQ(quantile({.law = Law::levels, .levels = n}, middle), static_cast<double>(i));
        }
    }
}

TEST(Distribution, EmpiricalIsTypeSeven) {
    const Distribution d{.law = Law::empirical, .values = {16, 1, 8, 2, 4}};
    EXPECT_NEAR(quantile(d, 0.1), 1.4, 1e-15);
    EXPECT_EQ(quantile(d, 0.25), 2);
    EXPECT_EQ(quantile(d, 0.5), 4);
    EXPECT_NEAR(quantile(d, 0.9), 12.8, 1e-14);
    EXPECT_EQ(quantile(d, 0), 1);
    EXPECT_EQ(quantile(d, 1), 16);
}

// One sentence that says so, and nothing else.
void expect_one(const Distribution& d, const std::string& part) {
    EXPECT_THAT(mistakes_of(d), ElementsAre(HasSubstr(part)));
}

TEST(Distribution, EveryMistakeHasASentence) {
    for (const Law law : {Law::uniform, Law::loguniform, Law::triangular, Law::pert, Law::beta}) {
        Distribution d = between(law, 3, 3);
        d.mode = 3;
        expect_one(d, "min must be below max, but 3 is not below 3");
        d.max = infinity;
        expect_one(d, "needs min and max, both finite");
    }
    expect_one(between(Law::uniform, -1e308, 1e308), "max - min must be a number");
    expect_one(between(Law::loguniform, 0, 1), "min of loguniform must be above 0, not 0");
    expect_one(between(Law::loguniform, 1e-200, 1e200), "max / min must be a number");
    expect_one({.law = Law::triangular, .min = 0, .max = 1, .mode = 1.5}, "mode must lie in [min, max], not at 1.5");
    expect_one({.law = Law::pert, .min = 0, .max = 1, .mode = nan}, "mode must lie in [min, max]");
    expect_one({.law = Law::normal, .sd = 0}, "sd must be above 0, not 0");
    expect_one({.law = Law::normal, .mean = infinity}, "mean must be a finite number");
    expect_one({.law = Law::normal, .min = 2, .max = 1}, "min must be below max");
    expect_one({.law = Law::normal, .min = nan}, "min and max must be numbers");
    expect_one({.law = Law::normal, .min = 50, .max = 51}, "no probability to speak of between min = 50 and max = 51");
    expect_one({.law = Law::lognormal, .median = -1}, "median must be above 0, not -1");
    expect_one({.law = Law::lognormal, .spread = 1}, "geometric standard deviation, must be above 1, not 1");
    expect_one({.law = Law::lognormal, .min = -1}, "min of lognormal must be at least 0");
    expect_one({.law = Law::lognormal, .max = 0}, "max of lognormal must be above 0");
    expect_one({.law = Law::lognormal, .min = 1e80, .max = 1e81}, "no probability to speak of");
    expect_one({.law = Law::beta, .min = 0, .max = 1, .a = 0}, "a must be above 0");
    expect_one({.law = Law::beta, .min = 0, .max = 1, .b = 2e6}, "b must be above 0 and at most 1000000");
    expect_one({.law = Law::gamma, .shape = -1}, "shape must be above 0");
    expect_one({.law = Law::gamma, .scale = 0}, "scale must be above 0");
    expect_one({.law = Law::poisson, .mean = 0}, "mean must be above 0");
    expect_one({.law = Law::bernoulli, .probability = 1.1}, "probability must lie in [0, 1], not at 1.1");
    expect_one({.law = Law::levels, .levels = 0}, "levels must be at least 1");
    expect_one({.law = Law::levels, .levels = 2, .weights = {1}}, "one number for each of 2 levels, not 1");
    expect_one({.law = Law::levels, .levels = 2, .weights = {2, -1}}, "A weight must be at least 0, not -1");
    expect_one({.law = Law::levels, .levels = 2, .weights = {0, 0}}, "One weight at least must be above 0");
    expect_one({.law = Law::levels, .levels = 2, .weights = {1e308, 1e308}}, "sum of weights must be a finite number");
    expect_one({.law = Law::empirical}, "at least one value");
    expect_one({.law = Law::empirical, .values = {1, nan}}, "A value must be a finite number");
}

TEST(Distribution, AllMistakesAreSaidAtOnce) {
    EXPECT_THAT(mistakes_of({.law = Law::beta, .min = 2, .max = 1, .a = 0, .b = nan}),
                UnorderedElementsAre(HasSubstr("min must be below max"), HasSubstr("a must be"), HasSubstr("b must be")));
    EXPECT_THAT(mistakes_of({.law = Law::lognormal, .min = -3, .max = -4, .median = 0, .spread = 0.5}), testing::SizeIs(5));
}

TEST(Distribution, NamesAreThoseOfTheLaws) {
    EXPECT_EQ(names_of(Law{})[static_cast<std::size_t>(Law::uniform)], "uniform");
    EXPECT_EQ(names_of(Law{})[static_cast<std::size_t>(Law::bernoulli)], "bernoulli");
    EXPECT_EQ(names_of(Law{})[static_cast<std::size_t>(Law::empirical)], "empirical");
}

}  // namespace
}  // namespace enclosure::test
