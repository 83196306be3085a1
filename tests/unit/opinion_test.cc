#include "sim/phases/opinion.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(Opinion, FallsWithIncidentsAndForgets) {
    PublicState commons;
    HarmParams p;
    commons.misuse_open = 100;
    commons.exploits_closed = 100;
    move_opinion(commons, p, {7, 0, 0, month, &one_thread()});
    EXPECT_NEAR(commons.opinion, -0.1 * std::exp(-0.7 * month), 1e-12);
    EXPECT_NEAR(commons.regulation_pressure, month * 0.1 * std::exp(-0.7 * month), 1e-12);
    commons.misuse_open = 1000000;
    move_opinion(commons, p, {7, 1, month, month, &one_thread()});
    EXPECT_NEAR(commons.opinion, -std::exp(-0.7 * month), 1e-12) << "never below -1";
}

TEST(Opinion, PressesUntilItIsForgotten) {
    PublicState commons;
    HarmParams p;
    commons.regulation_pressure = 0.4;
    move_opinion(commons, p, {7, 0, 0, month, &one_thread()});
    EXPECT_NEAR(commons.regulation_pressure, 0.4 - month * 0.3 * 0.4, 1e-12);
    p.opinion_gain = 0;
    commons.misuse_open = 1000;
    commons.regulation_pressure = 0;
    move_opinion(commons, p, {7, 1, month, month, &one_thread()});
    EXPECT_EQ(commons.regulation_pressure, 0);
}

}  // namespace
}  // namespace enclosure::test
