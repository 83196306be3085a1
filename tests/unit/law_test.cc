// What the law costs, by hand: firm 0 sells a closed interface, firm 1 released weights.
#include "sim/phases/law.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Law : public testing::Test {
  protected:
    Law() : world(tiny_world()) {
        world.firms.income = {1e9, 1e8};
        world.firms.margin = {6e8, 2e7};
        world.firms.opex = {2e8, 3e7};
        world.firms.cash = {1e9, 1e7};
        world.firms.research = {4e8, 1e7};
        world.market.slot_revenue[1] = 3e8;
    }
    LawParams& p() { return world.rules.parameters.law; }
    void apply() {
        world.ledger.clear_step();
        apply_law(world.ledger, world.firms, world.commons, world.market, world.catalogue, world.rules, p(), step_at(world, 1));
    }
    // What `account` paid in the step, USD/yr.
    double paid(std::uint32_t account) const {
        double sum = 0;
        for (std::size_t i = 0; i < world.ledger.amount.size(); ++i)
            sum += world.ledger.payer[i] == account ? world.ledger.amount[i] / month : 0;
        return sum;
    }
    World world;
};

TEST_F(Law, CostsNothingWithoutPressureAndRules) {
    world.catalogue.harm_cost[0] = 1e9;
    apply();
    EXPECT_EQ(world.firms.legal[0], 0);
    EXPECT_TRUE(world.ledger.amount.empty());
}

TEST_F(Law, MakesCompliancePressOnAll) {
    world.commons.regulation_pressure = 0.4;
    apply();
    EXPECT_NEAR(world.firms.legal[0], 0.05 * 0.4 * 1e9, 1e-3);
    EXPECT_NEAR(world.firms.legal[1], 0.05 * 0.4 * 1e8, 1e-3);
    EXPECT_NEAR(paid(world.ledger.firm(0)), world.firms.legal[0], 1e-3);
    world.firms.alive[0] = 0;
    apply();
    EXPECT_EQ(world.firms.legal[0], 0);
}

TEST_F(Law, MakesMakersAnswerForIncidents) {
    world.catalogue.harm_cost[0] = 1e8;
    world.catalogue.harm_cost[1] = 1e6;
    p().liability_owner = 0.5;
    apply();
    EXPECT_NEAR(world.firms.legal[0], 5e7, 1e-3);
    EXPECT_NEAR(world.firms.legal[1], 5e5, 1e-3);
    EXPECT_NEAR(world.ledger.balance[Ledger::public_purse], (5e7 + 5e5) * month, 1e-3);
    p().liability_deployer = 1;
    apply();
    EXPECT_NEAR(world.firms.legal[0], 1e8, 1e-3) << "a vendor runs what it made; no more than the cost";
    EXPECT_NEAR(world.firms.legal[1], 5e5, 1e-3);
    EXPECT_NEAR(paid(world.ledger.hosts(0)), 5e5, 1e-3) << "hosts answer for the rest";
}

TEST_F(Law, LimitsLiability) {
    world.catalogue.harm_cost[0] = world.catalogue.harm_cost[1] = 1e12;
    p().liability_owner = p().liability_deployer = 1;
    apply();
    EXPECT_NEAR(world.firms.legal[0] * month, 6e8 - 2e8 + 1e9, 1e-3) << "in dollars, whatever the step: a year's margin and the cash";
    EXPECT_NEAR(world.firms.legal[1] * month, 1e7, 1e-3) << "it earns nothing and has its cash";
    EXPECT_EQ(paid(world.ledger.hosts(0)), 0) << "the maker's share is all";
    p().liability_owner = 0;
    apply();
    const double margin = world.commons.host_margin / (1 + world.commons.host_margin);
    EXPECT_NEAR(paid(world.ledger.hosts(0)) * month, 3e8 * (1 - world.rules.parameters.finance.hosting_share) * margin, 1e-2);
    world.catalogue.owner[1] = {};
    apply();
    EXPECT_NEAR(paid(world.ledger.hosts(0)) * month, 3e8 * margin, 1e-2) << "of an orphan hosts earn all";
}

TEST_F(Law, OfDataFallsOnWhatIsSeen) {
    p().data_strictness = 0.5;
    const auto cost = [&](std::size_t f) { return data_cost(world.firms, world.catalogue, f, world.rules, p()); };
    EXPECT_NEAR(cost(0), 0.5 * 0.05 * 0.2 * 1e9, 1e-3);
    EXPECT_NEAR(cost(1), 0.5 * 0.05 * 0.5 * 1e8, 1e-3);
    world.rules.strategy[1].data = 1;
    EXPECT_NEAR(cost(1), 0.5 * (0.05 * 1e8 + 2e6), 1e-3);
    apply();
    EXPECT_NEAR(world.firms.legal[1], cost(1), 1e-3);
}

TEST_F(Law, MakesEvaluationCostWhoMustDoIt) {
    p().safety_evaluation = 0.5;
    p().evaluation_threshold = 0.7;  // slot 0 has capability 1, slot 1 has .5
    apply();
    EXPECT_NEAR(world.firms.legal[0], 0.5 * 0.01 * 4e8, 1e-3);
    EXPECT_EQ(world.firms.legal[1], 0);
}

}  // namespace
}  // namespace enclosure::test
