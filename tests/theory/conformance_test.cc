// Every theory of the table agrees with the model, or contradicts it for the reason that the table gives; one case for each.
#include "sim/theory/conformance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "sim/scenario/load.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {
namespace {

// The last needs hundreds of runs of the baseline: tests/theory/slow.
std::vector<Theory> fast() {
    std::vector<Theory> some = theories();
    some.erase(std::remove_if(some.begin(), some.end(), [](const Theory& t) { return t.id == "flywheel_openness"; }), some.end());
    return some;
}

class Conformance : public testing::TestWithParam<Theory> {};
INSTANTIATE_TEST_SUITE_P(Theories, Conformance, testing::ValuesIn(fast()), [](const auto& p) { return std::string(p.param.id); });

TEST_P(Conformance, ModelAgreesWithTheory) {
    for (const Comparison& c : GetParam().compare(1)) {
        EXPECT_NE(verdict(c), Verdict::failed) << c.what << ": model " << c.model << ", theory " << c.theory << " +- " << c.tolerance;
        EXPECT_TRUE(c.finding.empty() || !c.agrees()) << c.what << " is documented as a contradiction, and agrees";
        EXPECT_FALSE(c.derivation.empty()) << c.what;
    }
}

TEST(Theories, HaveScenariosOfTheirName) {
    for (const Theory& t : theories()) EXPECT_EQ(load_scenario("lib:theory/" + std::string(t.id)).scenario.id, t.id);
}

TEST(Theories, HaveDifferentNamesAndLetters) {
    std::set<std::string_view> names;
    for (const Theory& t : theories()) {
        EXPECT_TRUE(names.insert(t.id).second) << t.id;
        EXPECT_TRUE(names.insert(t.letter).second) << t.letter;
    }
}

TEST(Verdict, OfAComparisonAndOfMany) {
    const Comparison right{"", 1.05, 1, 0.1, ""};
    const Comparison wrong{"", 1.2, 1, 0.1, ""};
    const Comparison known{"", 1.2, 1, 0.1, "", "because"};
    const Comparison nothing{"", std::nan(""), 1, 0.1, ""};
    EXPECT_EQ(verdict(right), Verdict::agrees);
    EXPECT_EQ(verdict(wrong), Verdict::failed);
    EXPECT_EQ(verdict(known), Verdict::contradicted);
    EXPECT_EQ(verdict(nothing), Verdict::failed);
    EXPECT_EQ(verdict(std::vector{right, right}), Verdict::agrees);
    EXPECT_EQ(verdict(std::vector{right, known}), Verdict::contradicted);
    EXPECT_EQ(verdict(std::vector{known, wrong, right}), Verdict::failed);
    EXPECT_EQ(verdict(std::vector<Comparison>{}), Verdict::failed);
}

TEST(TheoryStatistics, Moments) {
    const std::vector<double> sample = {1, 2, 3, 4};
    EXPECT_DOUBLE_EQ(moments(sample).mean, 2.5);
    EXPECT_DOUBLE_EQ(moments(sample).variance, 5.0 / 3);
    EXPECT_DOUBLE_EQ(moments(sample).standard_error(), std::sqrt(5.0 / 12));
}

TEST(TheoryStatistics, ChiSquareJoinsSmallCells) {
    // (4 + 4), 20, (7 + 5): the first two and the last two are joined.
    const ChiSquare c = chi_square(std::vector<double>{6, 6, 20, 4, 4}, std::vector<double>{4, 4, 20, 7, 5});
    EXPECT_DOUBLE_EQ(c.statistic, 16.0 / 8 + 0 + 16.0 / 12);
    EXPECT_DOUBLE_EQ(c.freedom, 2);
}

TEST(TheoryStatistics, ChiSquareBoundHasItsProbability) {
    // With 2m degrees of freedom P(X > x) = exp(-x/2) sum_{k<m} (x/2)^k/k!; four deviations are passed with 3.17e-5.
    for (const int freedom : {10, 20, 40}) {
        const double half = chi_square_bound(freedom) / 2;
        double term = std::exp(-half);
        double tail = 0;
        for (int k = 0; k < freedom / 2; ++k) {
            tail += term;
            term *= half / (k + 1);
        }
        EXPECT_NEAR(tail / 3.17e-5, 1, 0.3) << freedom;
    }
}

TEST(TheoryStatistics, BinomialLaw) {
    const std::vector<double> law = binomial_law(4, 0.5);
    EXPECT_NEAR(law[0], 1.0 / 16, 1e-15);
    EXPECT_NEAR(law[2], 6.0 / 16, 1e-15);
    EXPECT_NEAR(binomial_law(3, 0.0)[0], 1, 1e-15);
    EXPECT_NEAR(binomial_law(3, 1.0)[3], 1, 1e-15);
}

TEST(TheoryStatistics, ExtrapolationOfAFirstOrderScheme) {
    const Extrapolation e = extrapolate(0.1, [](double h) { return 2 + 3 * h + 0.5 * h * h; });
    EXPECT_NEAR(e.order, 1, 0.02);
    EXPECT_NEAR(e.limit, 2, e.error);
    EXPECT_GT(e.error, 0);
}

}  // namespace
}  // namespace enclosure::theory
