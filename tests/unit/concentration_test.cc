#include "sim/indicators/concentration_measures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(Concentration, HerfindahlAndWhatIsMadeOfIt) {
    const std::vector<double> shares{0.5, 0.3, 0.2};
    EXPECT_NEAR(herfindahl(shares), 0.38, 1e-12);
    EXPECT_NEAR(normalised_herfindahl(shares), 0.07, 1e-12);
    EXPECT_NEAR(effective_number(shares), 2.63157894737, 1e-11);
    EXPECT_NEAR(entropy(shares), 1.02965301406, 1e-11);
    EXPECT_NEAR(std::exp(entropy(shares)), 2.800094073, 1e-8);
    EXPECT_NEAR(herfindahl({0.5, 0.5}) - 0.38, 0.12, 1e-12) << "merging .3 and .2 adds 2·.3·.2";
}

TEST(Concentration, IsAFunctionOfSharesAlone) {
    EXPECT_NEAR(herfindahl({50e9, 0, 30e9, 20e9}), 0.38, 1e-12);
    EXPECT_NEAR(normalised_herfindahl({5, 0, 3, 2}), 0.07, 1e-12) << "a vendor with nothing is none";
    EXPECT_NEAR(herfindahl(std::vector<double>(8, 3.0)), 0.125, 1e-12);
    EXPECT_EQ(normalised_herfindahl({4}), 1);
    EXPECT_TRUE(std::isnan(herfindahl({0, 0})));
    EXPECT_TRUE(std::isnan(entropy({})));
}

TEST(Concentration, OfZipf) {
    std::vector<double> zipf;
    for (int k = 1; k <= 10; ++k) zipf.push_back(1.0 / k);
    EXPECT_NEAR(herfindahl(zipf), 0.180649716687, 1e-11);
    double sum = 0;
    for (const double z : zipf) sum += z;
    EXPECT_NEAR(zipf[0] / sum, 0.341417152147, 1e-11);
}

// Two vendors; the second's released weights stand in two slots.
TEST(Concentration, CountsAVendorsModelsTogetherAndAnOrphanAlone) {
    World w = tiny_world();
    w.catalogue.state[2] = Slot::live;
    w.catalogue.owner[2] = w.catalogue.owner[1];
    w.market.slot_seats.assign(w.market.slot_seats.size(), 0.0);
    w.market.slot_seats[0] = 50;
    w.market.slot_seats[1] = 30;
    w.market.slot_seats[2] = 20;
    EXPECT_EQ(vendor_seats(w), (std::vector<double>{50, 50}));
    EXPECT_EQ(leader_share(w), 0.5);
    w.catalogue.owner[1] = w.catalogue.owner[2] = {};
    EXPECT_EQ(vendor_seats(w), (std::vector<double>{50, 30, 20}));
}

// Users of the closed interface depend on a vendor abroad; those of released weights do not.
TEST(Concentration, DependenceIsOnInterfacesFromAbroad) {
    Scenario s = tiny_scenario();
    s.region.push_back({.id = "there", .seats = {0, {}}, .income = 1, .developers = 0});
    World w = tiny_world(s);
    const auto dependence = [&] { return find_indicator("dependence")->value(w); };
    w.market.users[0] = 300;
    w.market.users[1] = 100;
    EXPECT_EQ(dependence(), 0) << "both vendors are at home";
    w.firms.region[0] = w.firms.region[1] = 1;
    EXPECT_NEAR(dependence(), 0.75, 1e-12);
}

}  // namespace
}  // namespace enclosure::test
