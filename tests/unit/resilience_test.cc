#include "sim/phases/resilience.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(Resilience, IsLearntFromMisuse) {
    PublicState commons;
    HarmParams p;
    adapt_to_misuse(commons, p, {7, 0, 0, month, &one_thread()});
    EXPECT_EQ(commons.resilience, 0) << "nothing to learn from";
    commons.misuse_open = 3;
    commons.misuse_closed = 2;  // 60 a year
    adapt_to_misuse(commons, p, {7, 0, 0, month, &one_thread()});
    const double met = 60 * (1 - std::exp(-month));
    EXPECT_NEAR(commons.misuse_met, met, 1e-12);
    const double felt = met / (met + 20);
    EXPECT_NEAR(commons.resilience, 1 - std::exp(-0.1 * felt * month), 1e-12);
    commons.misuse_open = commons.misuse_closed = 0;
    const double learnt = commons.resilience;
    for (int k = 0; k < 1200; ++k) adapt_to_misuse(commons, p, {7, 0, 0, month, &one_thread()});
    EXPECT_NEAR(commons.misuse_met, 0, 1e-12);
    EXPECT_GT(commons.resilience, learnt) << "what was met lately is still learnt from";
    EXPECT_LT(commons.resilience, 0.05) << "and nothing else";
    const double kept = commons.resilience;
    adapt_to_misuse(commons, p, {7, 0, 0, month, &one_thread()});
    EXPECT_NEAR(commons.resilience, kept, 1e-12) << "not unlearnt";
}

// One incident teaches as much however finely its year is cut.
TEST(Resilience, DoesNotDependOnTheLengthOfAStep) {
    const auto learnt = [](int steps_a_year) {
        PublicState commons;
        for (int k = 0; k < 8 * steps_a_year; ++k) {
            commons.misuse_open = k == 0 ? 1 : 0;
            adapt_to_misuse(commons, HarmParams{}, {7, 0, 0, 1.0 / steps_a_year, &one_thread()});
        }
        return commons.resilience;
    };
    const double day = learnt(365);
    EXPECT_NEAR(learnt(52) / day, 1, 0.02);
    EXPECT_NEAR(learnt(12) / day, 1, 0.06);
}

}  // namespace
}  // namespace enclosure::test
