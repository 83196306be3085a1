#include "sim/phases/outages.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// Outages of 2000 steps are Poisson; beyond five standard deviations is a defect.
TEST(Outages, FallWithQualityAssuranceAndReliability) {
    World world = tiny_world();
    const auto outages = [&](double quality, double reliability) {
        world.firms.quality_assurance[0] = quality;
        world.catalogue.reliability[0] = reliability;
        double sum = 0;
        for (std::uint32_t k = 0; k < 2000; ++k) {
            strike_outages(world.catalogue, world.commons, world.firms, world.rules.parameters.defects, {7, k, 1.0, month, &one_thread()});
            EXPECT_EQ(world.catalogue.outages[0], static_cast<double>(world.commons.outages)) << "released weights have none";
            sum += static_cast<double>(world.commons.outages);
        }
        return sum;
    };
    const double bad = 2000 * month * 6 * 2;
    EXPECT_NEAR(outages(0, 0), bad, 5 * std::sqrt(bad));
    const double good = 2000 * month * 6 * std::exp(-1);
    EXPECT_NEAR(outages(1, 1), good, 5 * std::sqrt(good));
    world.rules.parameters.defects.outage_rate = 0;
    EXPECT_EQ(outages(0, 0), 0);
}

}  // namespace
}  // namespace enclosure::test
