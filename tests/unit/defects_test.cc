// The race for a defect, by hand: slot 0 is closed, slot 1 released with all its code.
#include "sim/phases/defects.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Defects : public testing::Test {
  protected:
    Defects() : world(tiny_world()) {
        world.catalogue.defects = world.catalogue.known_defects = world.catalogue.defect_age = std::vector<double>(16, 0.0);
        world.catalogue.defects[0] = world.catalogue.defects[1] = 40;
        world.catalogue.effort[1] = 0.04;
    }
    DefectParams& p() { return world.rules.parameters.defects; }
    void find(std::uint32_t step = 0) {
        find_defects(world.catalogue, world.commons, world.firms, world.rules, p(), {7, step, 1.0, month, &one_thread()});
    }
    World world;
};

TEST_F(Defects, AreFoundByStaffOutsidersAndAttackers) {
    find();
    const double closed = 0.5 * 0.5 + 0.05;                     // staff at quality assurance .5, attackers
    const double open = closed + 1.5 * std::sqrt(0.04) + 0.05;  // outsiders, and attackers who see the code
    EXPECT_NEAR(world.catalogue.defects[0], 40 * std::exp(-closed * month), 1e-9);
    EXPECT_NEAR(world.catalogue.known_defects[0], 40 * (1 - std::exp(-closed * month)), 1e-9);
    EXPECT_NEAR(world.catalogue.defects[1], 40 * std::exp(-open * month), 1e-9);
}

TEST_F(Defects, AreNotFoundByOutsidersWhoAreNotThereOrSeeNoCode) {
    p().staff_discovery = p().attack_discovery = 0;
    p().eyes_exponent = 0;
    world.catalogue.effort[1] = 0;
    world.catalogue.effort[0] = 1;  // of a closed model nobody sees code
    find();
    EXPECT_EQ(world.catalogue.defects[0], 40);
    EXPECT_EQ(world.catalogue.defects[1], 40);
}

TEST_F(Defects, AreFixedByStaffOrMaintainers) {
    p().staff_discovery = p().attack_discovery = p().eyes_discovery = 0;
    world.catalogue.known_defects[0] = world.catalogue.known_defects[1] = 10;
    world.catalogue.maintenance[1] = 3 * p().maintenance_half;  // care .75
    find();
    EXPECT_NEAR(world.catalogue.known_defects[0], 10 * std::exp(-4 * 0.5 * month), 1e-9);
    EXPECT_NEAR(world.catalogue.known_defects[1], 10 * std::exp(-4 * 0.75 * month), 1e-9);
    world.catalogue.maintenance[1] = 0;
    world.catalogue.known_defects[1] = 10;
    find();
    EXPECT_EQ(world.catalogue.known_defects[1], 10) << "nobody maintains it";
}

TEST_F(Defects, GrowOlderUntilARelease) {
    find();
    EXPECT_NEAR(world.catalogue.defect_age[1], month, 1e-12);
    const double old = world.catalogue.defects[1] + world.catalogue.known_defects[1];
    introduce_defects(world.catalogue, 1, false, 10);
    EXPECT_NEAR(world.catalogue.defect_age[1], month * old / (old + 10), 1e-12);
    introduce_defects(world.catalogue, 1, true, 10);
    EXPECT_EQ(world.catalogue.defect_age[1], 0) << "a slot without predecessor";
    EXPECT_EQ(world.catalogue.defects[1], 10);
    EXPECT_EQ(world.catalogue.known_defects[1], 0);
}

// Exploits of many steps are Poisson; beyond five standard deviations is a defect.
TEST_F(Defects, OfVisibleCodeAreExploitedUntilFixed) {
    p().staff_discovery = p().eyes_discovery = p().fix_rate = 0;
    const auto exploits = [&](double known, double attack) {
        p().attack_known = attack;
        double open = 0;
        for (std::uint32_t k = 0; k < 2000; ++k) {
            world.catalogue.defects[0] = world.catalogue.defects[1] = 40;
            world.catalogue.known_defects[0] = world.catalogue.known_defects[1] = known;
            find(k);
            open += static_cast<double>(world.commons.exploits_open);
            EXPECT_EQ(world.catalogue.incidents[1], static_cast<double>(world.commons.exploits_open));
        }
        return open;
    };
    const double unknown = 2000 * month * 0.1 * 40;
    EXPECT_NEAR(exploits(10, 0), unknown, 5 * std::sqrt(unknown));
    const double both = unknown + 2000 * month * 0.5 * 10;
    EXPECT_NEAR(exploits(10, 0.5), both, 5 * std::sqrt(both));
}

}  // namespace
}  // namespace enclosure::test
