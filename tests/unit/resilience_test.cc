#include "sim/phases/resilience.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr double dt = 1.0 / 12;

TEST(Resilience, IsLearntFromMisuse) {
    PublicState commons;
    HarmParams p;
    adapt_to_misuse(commons, p, {7, 0, 0, dt, &one_thread()});
    EXPECT_EQ(commons.resilience, 0) << "nothing to learn from";
    commons.misuse_open = 3;
    commons.misuse_closed = 2;  // 60 a year
    adapt_to_misuse(commons, p, {7, 0, 0, dt, &one_thread()});
    EXPECT_NEAR(commons.resilience, 1 - std::exp(-0.1 * 0.75 * dt), 1e-12);
    commons.misuse_open = commons.misuse_closed = 0;
    const double learnt = commons.resilience;
    adapt_to_misuse(commons, p, {7, 0, 0, dt, &one_thread()});
    EXPECT_EQ(commons.resilience, learnt) << "not unlearnt";
}

}  // namespace
}  // namespace enclosure::test
