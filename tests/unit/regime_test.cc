#include "sim/indicators/regime_measures.h"

#include <gtest/gtest.h>

#include <limits>

namespace enclosure {
namespace {

TEST(Regime, IsReadFromOpenShareAndConcentration) {
    EXPECT_EQ(regime(0.05, 0.7), Regime::closed_monopoly);
    EXPECT_EQ(regime(0.05, 0.5), Regime::closed_monopoly);
    EXPECT_EQ(regime(0.05, 0.49), Regime::closed_oligopoly);
    EXPECT_EQ(regime(0.05, 0.17), Regime::fragmented);
    EXPECT_EQ(regime(0.1, 0.7), Regime::coexistence);
    EXPECT_EQ(regime(0.4, 0.1), Regime::fragmented);
    EXPECT_EQ(regime(0.66, 0.3), Regime::coexistence);
    EXPECT_EQ(regime(0.67, 0.05), Regime::open_dominance);
    EXPECT_EQ(regime(std::numeric_limits<double>::quiet_NaN(), 0.5), Regime::none);
}

}  // namespace
}  // namespace enclosure
