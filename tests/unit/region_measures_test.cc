// Series of regions add up to those of the world.
#include <gtest/gtest.h>

#include <string_view>

#include "sim/indicators/indicator.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

double of_region(const World& world, std::string_view name, std::size_t r) {
    for (const MemberIndicator& i : region_indicators()) {
        if (i.name == name) return i.value(world, r);
    }
    ADD_FAILURE() << "no indicator " << name;
    return 0;
}

TEST(RegionMeasures, AddUpToTheWorld) {
    Simulation simulation(small_baseline(), {.threads = 1});
    for (int k = 0; k < 18; ++k) simulation.step();
    const World& w = simulation.world();
    double revenue = 0;
    double open = 0;
    for (std::size_t r = 0; r < w.rules.region.size(); ++r) {
        const double here = of_region(w, "revenue", r);
        EXPECT_GT(here, 0) << w.rules.region[r].id;
        revenue += here;
        open += here * of_region(w, "open_share_revenue", r);
        EXPECT_GE(of_region(w, "aware", r), of_region(w, "adoption", r));
    }
    EXPECT_NEAR(revenue / find_indicator("revenue")->value(w), 1, 1e-9);
    EXPECT_NEAR(open / revenue, find_indicator("open_share_revenue")->value(w), 1e-9);
}

}  // namespace
}  // namespace enclosure::test
