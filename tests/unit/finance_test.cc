// Money of firms, by hand: the tiny world's firm 0 sells the closed interface of slot 0, firm 1 released the weights of slot 1.
#include "sim/phases/finance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "sim/phases/dividends.h"
#include "sim/phases/failure.h"
#include "sim/phases/income.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Finance : public testing::Test {
  protected:
    Finance() : world(tiny_world()) {
        for (auto* column : {&world.market.revenue, &world.market.slot_revenue, &world.market.slot_seats}) {
            std::fill(column->begin(), column->end(), 0.0);
        }
    }

    // Users spend on a slot, USD/yr, with so many seats.
    void spend(std::size_t slot, double dollars, double seats) {
        world.market.revenue[slot] = world.market.slot_revenue[slot] = dollars;
        world.market.slot_seats[slot] = seats;
    }
    void collect(double t = 0) {
        const Parameters& p = world.rules.parameters;
        collect_income(world.ledger, world.firms, world.market, world.catalogue, world.commons, world.rules, p.finance, step_at(world, t));
    }
    void raise(double t = 0) {
        const Parameters& p = world.rules.parameters;
        raise_funding(world.ledger, world.firms, world.commons, world.market, world.catalogue, p.finance, step_at(world, t));
    }
    void budget(double t = 0) {
        const Parameters& p = world.rules.parameters;
        budget_research(world.ledger, world.firms, p.finance, p.training, step_at(world, t));
    }
    void fail(double t = 0) {
        fail_firms(world.firms, world.catalogue, world.commons, world.chronicle, world.market, world.rules.parameters.finance,
                   step_at(world, t));
    }
    double booked(Flow flow) const {
        double sum = 0;
        for (std::size_t i = 0; i < world.ledger.amount.size(); ++i) sum += world.ledger.flow[i] == flow ? world.ledger.amount[i] : 0;
        return sum;
    }

    World world;
};

TEST_F(Finance, AnInterfaceEarnsItsPriceLessServing) {
    const double cost = world.catalogue.cost_at_release[0];
    world.catalogue.release_time[0] = 0;
    world.catalogue.price[0] = cost * 1.7 * 2.5;
    world.firms.markup[0] = 2.5;
    spend(0, 1e8, 1e6);
    collect();
    EXPECT_DOUBLE_EQ(world.firms.income[0], 1e8);
    EXPECT_NEAR(world.firms.margin[0], 1e8 * (1 - 1 / 2.5), 1e-4);
    EXPECT_NEAR(booked(Flow::interface_use), 1e8 * month, 1e-4);
    EXPECT_NEAR(booked(Flow::serving), 1e8 / 2.5 * month, 1e-4);
    EXPECT_NEAR(world.ledger.balance[world.ledger.firm(0)], 6e7 * month, 1e-4);
    EXPECT_NEAR(world.ledger.balance[world.ledger.users(0)], -1e8 * month, 1e-4);
}

TEST_F(Finance, ReleasedWeightsEarnHostingServicesAndComplements) {
    world.firms.complement[1] = 2;
    spend(1, 1e8, 1e6);
    collect();
    const double serving = 1e8 * (0.25 / 1.15 + 0.15 * 0.6);
    EXPECT_NEAR(world.firms.income[1], 1e8 * (0.25 + 0.15) + 2e6, 1e-3);
    EXPECT_NEAR(world.firms.margin[1], 1e8 * 0.4 + 2e6 - serving, 1e-3);
    EXPECT_NEAR(booked(Flow::own_hosting), 0.25e8 * month, 1e-3);
    EXPECT_NEAR(booked(Flow::services), 0.15e8 * month, 1e-3);
    EXPECT_NEAR(booked(Flow::other_hosting), 0.75e8 * month, 1e-3);
    EXPECT_NEAR(booked(Flow::complements), 2e6 * month, 1e-3);
    // Other hosts keep their margin.
    EXPECT_NEAR(world.ledger.balance[world.ledger.hosts(0)], 0.75e8 * month * (1 - 1 / 1.15), 1e-3);
}

TEST_F(Finance, OrphansEarnTheirHostsOnly) {
    world.catalogue.owner[1] = {};
    spend(1, 1e8, 1e6);
    collect();
    EXPECT_EQ(world.firms.income[1], 0);
    EXPECT_NEAR(booked(Flow::other_hosting), 1e8 * month, 1e-3);
    EXPECT_EQ(booked(Flow::own_hosting) + booked(Flow::services), 0);
}

// 4% of the spending of organisations is bought on top: conversion .1 times a premium share of .4; a segment without tooling buys none.
TEST_F(Finance, OrganisationsBuyThePremiumOnTopOfABase) {
    world.rules.strategy[1].conversion = 0.1;
    world.rules.strategy[1].premium_share = 0.4;
    spend(1, 1e8, 1e6);
    collect();
    EXPECT_EQ(booked(Flow::premium), 0) << "no organisations";
    const double margin = world.firms.margin[1];
    world.rules.segment[0].tooling = 1;
    collect();
    EXPECT_NEAR(booked(Flow::premium), 4e6 * month, 1e-3);
    EXPECT_NEAR(world.firms.income[1], 1e8 * (0.25 + 0.15 + 0.04), 1e-3);
    EXPECT_NEAR(world.firms.margin[1] - margin, 4e6 * (1 - 0.3), 1e-3);
    EXPECT_NEAR(premium_profit(world.rules.strategy[1], world.rules.parameters.finance), 0.04 * 0.7, 1e-15);
}

TEST_F(Finance, AStrategyMaySellMoreOrNoServices) {
    world.rules.strategy[1].services = 2;
    spend(1, 1e8, 1e6);
    collect();
    EXPECT_NEAR(booked(Flow::services), 0.3e8 * month, 1e-3);
    EXPECT_NEAR(hosting_profit(world.rules.strategy[1], world.rules.parameters.finance, 0.15), 0.25 * 0.15 / 1.15 + 0.3 * 0.4, 1e-12);
    world.rules.strategy[1].services = 0;
    collect();
    EXPECT_EQ(booked(Flow::services), 0);
}

TEST_F(Finance, PublicFundsPayGrantsThatAreNobodysCapital) {
    world.firms.grants[1] = 1.2e7;
    world.firms.parent[1] = 2.4e7;
    world.firms.parent_growth[1] = 1;
    const double capital = world.firms.capital[1];
    collect();
    EXPECT_NEAR(booked(Flow::grants), 1e6, 1e-6);
    EXPECT_NEAR(world.ledger.balance[Ledger::public_purse], -1e6, 1e-6);
    EXPECT_NEAR(world.firms.capital[1] - capital, 2e6, 1e-6);
}

TEST_F(Finance, UsersUnderNoticePayTheCreditors) {
    world.firms.alive[0] = 0;
    world.firms.markup[0] = 2;
    spend(0, 1e8, 1e6);
    collect();
    EXPECT_EQ(world.firms.income[0], 0);
    EXPECT_EQ(booked(Flow::interface_use), 0);
    EXPECT_NEAR(booked(Flow::liquidation), 1e8 * month, 1e-3);
    EXPECT_NEAR(world.ledger.balance[Ledger::investors], 0.5e8 * month, 1e-3);
}

// A region's users pay the hosts of their region: three quarters of the use is there, a quarter here.
TEST_F(Finance, HostsServeTheUsersOfTheirRegion) {
    Scenario s = tiny_scenario();
    s.region = {{.id = "here", .seats = {0.5, {}}, .developers = 0.5}, {.id = "there", .seats = {0.5, {}}, .developers = 0.5}};
    world = tiny_world(s);
    const std::size_t slots = world.catalogue.size();
    std::fill(world.market.revenue.begin(), world.market.revenue.end(), 0.0);
    std::fill(world.market.slot_revenue.begin(), world.market.slot_revenue.end(), 0.0);
    spend(1, 1e8, 1e6);
    world.market.region_revenue[1] = 0.25e8;
    world.market.region_revenue[slots + 1] = 0.75e8;
    collect();
    const double kept = 0.75e8 * month * (1 - 1 / 1.15);
    EXPECT_NEAR(world.ledger.balance[world.ledger.hosts(0)], 0.25 * kept, 1e-3);
    EXPECT_NEAR(world.ledger.balance[world.ledger.hosts(1)], 0.75 * kept, 1e-3);
}

// The share of .18, half effort at .02 each for quality assurance and safety: a fifth of income, as without the split.
TEST_F(Finance, QualityAndSafetyArePartOfOperatingExpense) {
    world.firms.income[0] = 1e8;
    world.firms.quality_assurance[0] = 0.5;
    world.firms.safety[0] = 0.5;
    raise();
    EXPECT_NEAR(world.firms.opex[0], 0.2e8 + 3e6, 1e-3);
    budget();
    EXPECT_NEAR(booked(Flow::quality_assurance), 1e6 * month, 1e-3);
    EXPECT_NEAR(booked(Flow::safety), 1e6 * month, 1e-3);
    EXPECT_NEAR(booked(Flow::operations), (0.18e8 + 3e6 + 3e6) * month, 1e-3) << "firm 1 has its fixed expense too";
}

TEST_F(Finance, OwnersTakeAReturnOnTheirCapitalOutOfTheSurplus) {
    world.firms.capital = {5e8, 5e8};
    world.firms.margin = {1e8, 3e7};
    world.firms.opex = {1e7, 1e7};
    world.firms.legal = {2e7, 1e7};
    world.firms.venture = {1, 0};
    pay_dividends(world.ledger, world.firms, world.rules.parameters.finance, step_at(world, 0));
    EXPECT_NEAR(world.firms.dividend[0], 5e7, 1e-6) << "a tenth of capital";
    EXPECT_NEAR(world.firms.dividend[1], 1e7, 1e-6) << "no more than the surplus";
    EXPECT_NEAR(world.ledger.balance[Ledger::investors], 5e7 * month, 1e-6);
    EXPECT_NEAR(world.ledger.balance[Ledger::parents], 1e7 * month, 1e-6);
    world.firms.aspiration = {10, 10};
    world.firms.cash = {0, 0};
    world.firms.research = {2e7, 2e7};
    budget();
    EXPECT_NEAR(world.firms.research[0], 2e7, 1) << "of a surplus of 7e7 two are left, and research had wished for more";
    EXPECT_NEAR(world.firms.profit[0], 1e8 - 1e7 - 2e7 - 2e7, 1) << "dividends are no cost";
}

TEST_F(Finance, InvestmentIsCapital) {
    world.firms.venture[0] = 1;
    world.firms.cash[0] = 0;
    world.firms.research[0] = 1e8;
    world.commons.market_before = 1e8;
    spend(0, 1e9, 1e6);
    const double before = world.firms.capital[0];
    raise();
    EXPECT_GT(world.firms.funding[0], 0);
    EXPECT_NEAR(world.firms.capital[0] - before, world.firms.funding[0] * month, 1e-3);
}

TEST_F(Finance, AParentGivesMoreEachYearForSixYears) {
    world.firms.parent[0] = 1e7;
    world.firms.parent_growth[0] = 1.5;
    EXPECT_DOUBLE_EQ(parent_support(world.firms, 0, 0), 1e7);
    EXPECT_NEAR(parent_support(world.firms, 0, 2), 2.25e7, 1e-5);
    EXPECT_NEAR(parent_support(world.firms, 0, 6), 1e7 * std::pow(1.5, 6), 1e-4);
    EXPECT_EQ(parent_support(world.firms, 0, 12), parent_support(world.firms, 0, 6));
    world.firms.parent_growth[0] = 3;
    EXPECT_NEAR(parent_support(world.firms, 0, 6), 60e7, 1e-3);
    collect(0);
    EXPECT_NEAR(booked(Flow::parent), 1e7 * month, 1e-6);
}

TEST_F(Finance, InvestorsFillTheRunwayIfProspectsAllow) {
    world.rules.parameters.finance.dilution = 1e6;  // so that need binds, not value
    world.firms.venture[0] = 1;
    world.firms.cash[0] = 2e7;
    world.firms.research[0] = 1e8;
    world.commons.market_before = 1e8;
    spend(0, 1e9, 1e6);
    raise();
    const double burn = 1e8 + 3e6;  // research and fixed expense; nothing was collected
    EXPECT_NEAR(world.firms.opex[0], 3e6, 1e-6);
    EXPECT_NEAR(world.firms.funding[0], (1.5 * burn - 2e7) / 0.5, 1e-3);
    EXPECT_NEAR(booked(Flow::investment), world.firms.funding[0] * month, 1e-3);
    EXPECT_EQ(world.firms.funding[1], 0) << "not a venture firm";
}

TEST_F(Finance, FundingIsCappedByADilutedValue) {
    for (const std::size_t f : {0u, 1u}) {
        world.firms.venture[f] = 1;
        world.firms.cash[f] = 0;
        world.firms.research[f] = 1e12;
    }
    world.commons.market_before = 1e9;
    spend(0, 1.2e9, 1e6);
    raise();
    const double before = 1e9 + 0.2e9 * (1 - std::exp(-month));
    const double growth = std::log(1.2e9 / before);
    const double near = std::exp(-0.5 / 0.35);  // firm 1 is half an order of magnitude behind
    const double value = (0.5 + 5 * growth) * (1.2e9 + 2e9);
    const double diluted = 0.2 * growth / 0.8 * value;
    EXPECT_NEAR(world.firms.funding[0], diluted / (1 + near), 1e-6 * diluted);
    EXPECT_NEAR(world.firms.funding[1], diluted * near / (1 + near), 1e-6 * diluted);
}

TEST_F(Finance, NobodyFundsAFirmWithAFullRunway) {
    world.firms.venture[0] = 1;
    world.firms.cash[0] = 1e12;
    world.commons.market_before = 1e8;
    spend(0, 1e9, 1e6);
    raise();
    EXPECT_EQ(world.firms.funding[0], 0);
}

TEST_F(Finance, ResearchRisesAtMostThreefoldAndFallsAtMostFourfoldAYear) {
    world.firms.research = {1e8, 1e8};
    world.firms.cash = {1e15, 0};
    world.firms.aspiration = {100, 100};
    budget();
    EXPECT_NEAR(world.firms.research[0], 1e8 * std::pow(3, month), 1);
    EXPECT_NEAR(world.firms.research[1], 1e8 * std::pow(4, -month), 1);
    const double spent = (world.firms.research[0] + world.firms.research[1]) * month;
    EXPECT_NEAR(booked(Flow::staff), 0.35 * spent, 1);
    EXPECT_NEAR(booked(Flow::training), 0.052 * spent, 1);
    EXPECT_NEAR(booked(Flow::research), (1 - 0.35 - 0.052) * spent, 1);
}

TEST_F(Finance, ResearchIsWhatIsWishedOrAffordable) {
    // F(0)·R_mult = 70e6·12 = 840e6 USD/yr for a firm of aspiration one.
    EXPECT_NEAR(frontier_research(world.rules.parameters.training, 0), 8.4e8, 1e-3);
    EXPECT_NEAR(frontier_research(world.rules.parameters.training, 2), 8.4e8 * 2.4 * 2.4, 1);
    world.firms.research = {1e8, 1e8};
    world.firms.aspiration = {0.12, 10};
    world.firms.cash = {1e15, 1.2e8};
    world.firms.margin = {0, 3e7};
    world.firms.opex = {0, 1e7};
    world.firms.funding = {0, 1e6};
    budget();
    EXPECT_NEAR(world.firms.research[0], 0.12 * 8.4e8, 1);
    EXPECT_NEAR(world.firms.research[1], 2e7 + 1.2e8 / 1.5 + 0.7e6, 1);
    EXPECT_NEAR(world.firms.staff[1], 0.35 * world.firms.research[1] / 2.5e5, 1e-6);
    EXPECT_NEAR(world.firms.profit[1], 2e7 - world.firms.research[1], 1e-3);
}

TEST_F(Finance, ResearchNeverEndsWhileTheFirmLives) {
    world.firms.research = {2.01e5, 1e8};
    world.firms.cash = {-1, 1e9};
    world.firms.alive[1] = 0;
    budget();
    EXPECT_EQ(world.firms.research[0], 2e5);
    EXPECT_EQ(world.firms.research[1], 0) << "of a firm that is gone";
}

TEST_F(Finance, AFirmFailsAfterSixMonthsOfNegativeCashAndNotBefore) {
    world.firms.cash[0] = -5;
    for (int k = 1; k <= 6; ++k) {
        EXPECT_EQ(world.firms.alive[0], 1) << "month " << k;
        world.ledger.clear_step();
        settle(world.firms, world.ledger, step_at(world, (k - 1) * month));
        fail((k - 1) * month);
        EXPECT_NEAR(world.firms.insolvent[0], k * month, 1e-12);
    }
    EXPECT_EQ(world.firms.alive[0], 0);
    EXPECT_EQ(world.commons.failures, 1);
    EXPECT_EQ(world.firms.alive[1], 1);
    EXPECT_EQ(world.catalogue.state[0], Slot::live) << "its users have notice";
    EXPECT_NEAR(world.catalogue.ends[0], 5 * month + 0.25, 1e-12);
    ASSERT_EQ(world.chronicle.entries.size(), 1U);
    EXPECT_EQ(world.chronicle.entries[0].kind, "failure");
    EXPECT_EQ(world.chronicle.entries[0].subject, world.firms.label[0]);
}

TEST_F(Finance, NoFirmFailsWhereFailuresAreOff) {
    world.rules.parameters.finance.failures = false;
    world.firms.insolvent[0] = 9;
    fail();
    EXPECT_EQ(world.firms.alive[0], 1);
}

TEST_F(Finance, MoneyInTimeResetsTheClock) {
    world.firms.cash[0] = -5;
    settle(world.firms, world.ledger, step_at(world, 0));
    world.ledger.book(Ledger::parents, world.ledger.firm(0), 6, Flow::parent);
    settle(world.firms, world.ledger, step_at(world, month));
    EXPECT_DOUBLE_EQ(world.firms.cash[0], 1);
    EXPECT_EQ(world.firms.insolvent[0], 0);
}

TEST_F(Finance, ReleasedWeightsOutliveTheirMaker) {
    world.firms.insolvent[1] = 0.5;
    fail();
    EXPECT_EQ(world.firms.alive[1], 0);
    EXPECT_EQ(world.catalogue.state[1], Slot::live);
    EXPECT_FALSE(world.catalogue.owner[1]);
}

TEST_F(Finance, OnlyEntrantsGoIdle) {
    world.rules.parameters.finance.idle_hazard = 1e4;
    spend(0, 1e9, 1e6);
    fail();
    EXPECT_EQ(world.firms.alive, (std::vector<std::uint8_t>{1, 1}));
    world.firms.entrant[1] = 1;
    world.firms.revenue_seen[1] = 0.003 * 1e9;
    fail();
    EXPECT_EQ(world.firms.alive[1], 1) << "it earns more than a share of .002";
    world.firms.revenue_seen[1] = 0.001 * 1e9;
    fail();
    EXPECT_EQ(world.firms.alive[1], 0);
    EXPECT_EQ(world.commons.idled, 1);
    EXPECT_EQ(world.commons.failures, 0);
}

}  // namespace
}  // namespace enclosure::test
