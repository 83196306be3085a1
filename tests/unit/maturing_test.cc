#include "sim/phases/maturing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(Maturing, BeginsWithWhatWasTested) {
    MaturingParams p;
    EXPECT_NEAR(reliability_at_release(0.5, false, p), 0.6 + 0.4 * 0.3 * 0.5, 1e-12);
    EXPECT_NEAR(reliability_at_release(0.5, true, p), 0.6 + 0.4 * 0.3 * 0.5 * 0.5, 1e-12) << "others run it";
    p.testing = 0;
    EXPECT_EQ(reliability_at_release(1, false, p), 0.6);
}

TEST(Maturing, ApproachesWhatCareSustains) {
    World world = tiny_world();
    world.catalogue.reliability[0] = world.catalogue.reliability[1] = 0.6;
    world.catalogue.dispersion[0] = world.catalogue.dispersion[1] = 0.5;
    world.catalogue.maintenance[1] = 0;  // nobody cares
    const auto mature = [&] {
        mature_models(world.catalogue, world.firms, world.rules.parameters.defects, world.rules.parameters.maturing, step_at(world, 1));
    };
    mature();
    const double staffed = 1 - std::exp(-1.2 * 0.75 * month);
    const double alone = 1 - std::exp(-1.2 * 0.5 * month);
    EXPECT_NEAR(world.catalogue.reliability[0], 0.6 + staffed * (0.95 - 0.6), 1e-12);
    EXPECT_NEAR(world.catalogue.reliability[1], 0.6 + alone * (0.9 - 0.6), 1e-12);
    EXPECT_NEAR(world.catalogue.dispersion[0], 0.5 + staffed * (0.125 - 0.5), 1e-12);
    EXPECT_NEAR(world.catalogue.dispersion[1], 0.5 + alone * (0.25 - 0.5), 1e-12);
    for (int k = 0; k < 1200; ++k) mature();
    EXPECT_NEAR(world.catalogue.reliability[0], 0.95, 1e-9);
    EXPECT_NEAR(world.catalogue.dispersion[1], 0.25, 1e-9);
}

TEST(Maturing, CaresByStaffOrMaintainers) {
    World world = tiny_world();
    const DefectParams& p = world.rules.parameters.defects;
    world.catalogue.maintenance[0] = 1;  // means nothing for a closed model
    world.catalogue.maintenance[1] = p.maintenance_half;
    EXPECT_EQ(care(world.catalogue, world.firms, 0, p), 0.5);
    EXPECT_EQ(care(world.catalogue, world.firms, 1, p), 0.5);
    world.catalogue.maintenance[1] = 0;
    EXPECT_EQ(care(world.catalogue, world.firms, 1, p), 0) << "the maker's staff does not keep up released weights";
}

}  // namespace
}  // namespace enclosure::test
