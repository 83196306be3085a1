// Directions that the equations of technology and money fix, as means over paired seeds.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/property/response.h"

namespace enclosure::test {
namespace {

// Over the last three of four years and four seeds.
template <class Change>
double money_mean(std::string_view name, Change change) {
    return mean_over(Ensemble{.seeds = 4, .months = 48, .users = 6000, .developers = 600}, name, change);
}

TEST(MoneyResponse, ARequiredReturnTakesFromResearch) {
    const auto rate = [](double r) { return [r](Scenario& s) { s.parameters.finance.required_return = r; }; };
    EXPECT_EQ(money_mean("dividends", rate(0)), 0);
    EXPECT_GT(money_mean("dividends", rate(0.3)), 1.2 * money_mean("dividends", rate(0.1)));
    EXPECT_LT(money_mean("research", rate(0.1)), 0.95 * money_mean("research", rate(0)));
    EXPECT_LT(money_mean("research", rate(0.3)), money_mean("research", rate(0.1)));
}

TEST(MoneyResponse, TheFlywheelTurnsWithItsGain) {
    const auto gain = [](double g) { return [g](Scenario& s) { s.parameters.flywheel.gain = g; }; };
    EXPECT_EQ(money_mean("mean_usage_knowledge", gain(0)), 0);
    EXPECT_GT(money_mean("mean_usage_knowledge", gain(0.04)), 1.5 * money_mean("mean_usage_knowledge", gain(0.02)));
}

TEST(MoneyResponse, WhatFlowsBackTurnsTheFlywheelOfOpenFirms) {
    const auto back = [](double b) { return [b](Scenario& s) { s.parameters.flywheel.flow_back = b; }; };
    EXPECT_GT(money_mean("mean_usage_knowledge", back(1)), money_mean("mean_usage_knowledge", back(0)));
}

TEST(MoneyResponse, LeaksFollowTheirHazardAndCarePreventsThem) {
    const auto hazard = [](double h) { return [h](Scenario& s) { s.parameters.leaks.hazard = h; }; };
    EXPECT_EQ(money_mean("leaks", hazard(0)), 0);
    EXPECT_GT(money_mean("leaks", hazard(0.4)), 2 * money_mean("leaks", hazard(0.1)));
    const auto security = [](double x) {
        return [x](Scenario& s) {
            s.parameters.leaks.hazard = 0.4;
            s.parameters.leaks.security = x;
        };
    };
    EXPECT_LT(money_mean("leaks", security(1)), 0.8 * money_mean("leaks", security(0)));
}

TEST(MoneyResponse, FewerHostsThanTheMarketBearsServeDearly) {
    const auto fixed = [](double f) { return [f](Scenario& s) { s.parameters.hosts.fixed_cost = f; }; };
    EXPECT_GT(money_mean("host_margin", fixed(1e8)), 1.3 * money_mean("host_margin", fixed(1e6)));
    EXPECT_LT(money_mean("hosts", fixed(3e7)), 0.5 * money_mean("hosts", fixed(3e6)));
}

TEST(MoneyResponse, LineageLetsLaggardsBuildOnOthers) {
    const auto lineage = [](bool on) { return [on](Scenario& s) { s.parameters.training.lineage = on; }; };
    EXPECT_EQ(money_mean("lineage_share", lineage(false)), 0);
    EXPECT_GT(money_mean("lineage_share", lineage(true)), 0.02);
}

TEST(MoneyResponse, ALicenceAgainstClosedDescendantsIsKept) {
    const auto allowed = [](bool yes) {
        return [yes](Scenario& s) {
            for (StrategyRow& row : s.strategy) row.closed_descendants = yes;
        };
    };
    EXPECT_EQ(money_mean("closed_on_open_base", allowed(false)), 0);
    EXPECT_GT(money_mean("closed_on_open_base", allowed(true)), 0.01);
}

TEST(MoneyResponse, IncomeFromServicesAndPremiumFollowsTheirShares) {
    const auto services = [](double x) { return [x](Scenario& s) { s.parameters.finance.service_share = x; }; };
    EXPECT_EQ(money_mean("service_income", services(0)), 0);
    EXPECT_GT(money_mean("service_income", services(0.3)), 1.5 * money_mean("service_income", services(0.15)));
    const auto conversion = [](double x) { return [x](Scenario& s) { row(s.strategy, "open_core").conversion = x; }; };
    EXPECT_EQ(money_mean("premium_income", conversion(0)), 0);
    EXPECT_GT(money_mean("premium_income", conversion(0.3)), 1.5 * money_mean("premium_income", conversion(0.1)));
}

TEST(MoneyResponse, CareCostsWhatItIsSaidToCost) {
    const auto quality = [](double x) { return [x](Scenario& s) { s.parameters.finance.quality_cost = x; }; };
    EXPECT_EQ(money_mean("quality_spend", quality(0)), 0);
    EXPECT_GT(money_mean("quality_spend", quality(0.08)), 3 * money_mean("quality_spend", quality(0.02)));
}

}  // namespace
}  // namespace enclosure::test
