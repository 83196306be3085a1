// Tax credits, public compute, education and public labs by hand, and what the public purse pays for them.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/indicators/welfare_measures.h"
#include "sim/phases/finance.h"
#include "sim/phases/knowledge.h"
#include "sim/policy/education.h"
#include "sim/policy/public_lab.h"
#include "sim/policy/research_support.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class PublicMoney : public testing::Test {
  protected:
    PublicMoney() : world(tiny_world()) {
        world.step = step_at(world, 1);
        world.firms.research = {4e8, 1e8};
    }
    Region& here() { return world.rules.region[0]; }
    GovernmentParams& p() { return world.rules.parameters.government; }
    void support() {
        world.ledger.clear_step();
        support_research(world.ledger, world.firms, world.rules, p(), world.step);
    }
    void run_labs(double t) {
        run_public_labs(world.firms, world.catalogue, world.commons, world.chronicle, world.rules, p(), step_at(world, t));
    }
    World world;
};

TEST_F(PublicMoney, IsNoneByDefault) {
    support();
    EXPECT_TRUE(world.ledger.amount.empty());
    EXPECT_EQ(world.firms.tax_credit[0], 0);
    EXPECT_EQ(world.firms.public_compute[1], 0);
    run_labs(1);
    EXPECT_EQ(world.firms.size(), 2U);
}

TEST_F(PublicMoney, ReturnsAShareOfResearchToAll) {
    here().tax_credit = 0.2;
    support();
    EXPECT_DOUBLE_EQ(world.firms.tax_credit[0], 8e7);
    EXPECT_DOUBLE_EQ(world.firms.tax_credit[1], 2e7);
    EXPECT_NEAR(public_spending(world), 1e8, 1);
    world.firms.alive[0] = 0;
    support();
    EXPECT_EQ(world.firms.tax_credit[0], 0) << "a firm that is gone gets nothing";
}

TEST_F(PublicMoney, LetsAFirmShortOfMoneySpendOneOverOneLessTheCreditAsMuch) {
    // All that it has is support by a parent of 1e8 a year; what it ends with solves R = 1e8 + τR.
    here().tax_credit = 0.2;
    FinanceParams finance = world.rules.parameters.finance;
    finance.dilution = finance.opex_share = finance.opex_fixed = 0;
    world.firms.parent[1] = 1e8;
    world.firms.parent_growth[1] = 1;
    world.firms.cash[1] = 0;
    for (int k = 0; k < 120; ++k) {
        support();
        budget_research(world.ledger, world.firms, finance, world.rules.parameters.training, step_at(world, 2));
    }
    EXPECT_NEAR(world.firms.research[1], 1.25e8, 1e3);
}

TEST_F(PublicMoney, LendsComputeToWhoReleasesWeightsAtOnce) {
    here().open_compute = 5e7;
    support();
    EXPECT_EQ(world.firms.public_compute[0], 0) << "it sells an interface";
    EXPECT_DOUBLE_EQ(world.firms.public_compute[1], 5e7);
    EXPECT_DOUBLE_EQ(effective_research(world.firms, 1, world.rules), 1.5e8);
    EXPECT_NEAR(public_spending(world), 5e7, 1);
    world.firms.strategy[0] = 2;  // delayed opening
    support();
    EXPECT_EQ(world.firms.public_compute[0], 0) << "it will release, but not at once";
    world.firms.strategy[0] = 1;
    support();
    EXPECT_DOUBLE_EQ(world.firms.public_compute[0], 4e7) << "in proportion to research";
    EXPECT_DOUBLE_EQ(world.firms.public_compute[1], 1e7);
}

TEST_F(PublicMoney, LendsNoMoreThanAMatch) {
    here().open_compute = 1e12;
    p().compute_match = 0.5;
    support();
    EXPECT_DOUBLE_EQ(world.firms.public_compute[1], 5e7);
    EXPECT_NEAR(public_spending(world), 5e7, 1) << "what is not lent is not paid";
}

TEST_F(PublicMoney, TeachesDevelopersAndPaysForThoseWhoAreUnaware) {
    here().education = 0.5;
    p().education_cost = 100;
    world.developers.skill.assign(world.developers.skill.size(), 0.4F);
    world.market.unaware[0] = 600;
    world.rules.segment[0].ceiling = 0.9;
    world.ledger.clear_step();
    educate(Out<&Developers::skill>(world.developers.skill), In<&Developers::region>(world.developers.region), world.ledger, world.market,
            world.cells, world.rules, p(), world.step);
    const double taught = 1 - std::exp(-0.5 * month);
    EXPECT_NEAR(world.developers.skill[0], 0.4 + taught * 0.6, 1e-6);
    // A thousand records stand for a million seats; a hundred cannot be reached.
    EXPECT_NEAR(public_spending(world), 100 * taught * 500 * 1000 / month, 1e-3);
}

TEST_F(PublicMoney, FoundsALabThatReleasesAllAndSpendsItsBudget) {
    here().public_lab = 1e8;
    run_labs(1);
    ASSERT_EQ(world.firms.size(), 3U);
    EXPECT_EQ(world.firms.public_lab[2], 1);
    EXPECT_EQ(world.rules.strategy[world.firms.strategy[2]].id, "open");
    EXPECT_EQ(world.firms.fixed_strategy[2], 1);
    EXPECT_DOUBLE_EQ(world.firms.grants[2], 1e8);
    EXPECT_NEAR(world.firms.aspiration[2] * frontier_research(world.rules.parameters.training, 1), 1e8 * 11 / 12, 1) << "a month in hand";
    EXPECT_DOUBLE_EQ(world.firms.imitation[2], 0.4) << "a tenth below the best released weights, .5";
    run_labs(2);
    EXPECT_EQ(world.firms.size(), 3U) << "there is one already";
    world.firms.cash[2] = -1e7;
    world.firms.insolvent[2] = 0.4;
    run_labs(2);
    EXPECT_DOUBLE_EQ(world.firms.grants[2], 1.1e8) << "the state covers its deficit";
    EXPECT_EQ(world.firms.insolvent[2], 0);
    here().public_lab = 0;
    run_labs(3);
    EXPECT_EQ(world.firms.grants[2], 0);
    world.firms.alive[2] = 0;
    here().public_lab = 1e8;
    run_labs(4);
    EXPECT_EQ(world.firms.size(), 4U) << "the last one is gone";
    EXPECT_NE(world.firms.serial[3], world.firms.serial[2]);
}

TEST_F(PublicMoney, BuysALabLessWhereResearchAndComputeAreDear) {
    here().public_lab = 1e9;
    World dear = world;
    dear.rules.region[0].research_cost = 2;
    dear.rules.parameters.cost.compute_price = 3;
    run_labs(1);
    const double plain = world.firms.run_spend[2];
    world = dear;
    run_labs(1);
    EXPECT_NEAR(world.firms.run_spend[2], plain / 6, 1e-6 * plain);
}

TEST_F(PublicMoney, FoundsNoLabWhereNoStrategyReleasesAtOnce) {
    world.rules.strategy[1].release = false;
    here().public_lab = 1e8;
    run_labs(1);
    EXPECT_EQ(world.firms.size(), 2U);
}

}  // namespace
}  // namespace enclosure::test
