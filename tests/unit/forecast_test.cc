#include "sim/phases/forecast.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/phases/budget.h"
#include "sim/phases/support.h"
#include "sim/phases/tailoring.h"
#include "sim/phases/utility.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// The tiny world after one scoring, with nothing but quality, price and the outside option in utilities.
World plain_world() {
    Scenario s = tiny_scenario();
    s.segment[0].switching = 0;
    s.segment[0].peer_weight = 0;
    s.segment[0].integration = 0;
    s.parameters.contribution.gain = 0;
    World world = tiny_world(s);
    score_models(world.market, world.cells, world.catalogue, world.firms, world.commons, world.rules, world.rules.parameters.adoption,
                 world.rules.parameters.learning, step_at(world, 0));
    return world;
}

Forecast forecast_of(const World& w) {
    return {w.market, w.cells, w.catalogue, w.commons, w.rules, 0};
}

double aware_seats(const World& w) {
    return w.cells.seats[0] * static_cast<double>(static_cast<std::int64_t>(w.cells.users(0)) - w.market.unaware[0]);
}

// A firm that keeps to what it does expects the logit share that its own model's utility gives it.
TEST(Forecast, OfThePresentIsTheNestedLogitShare) {
    const World w = plain_world();
    const Prospect v = forecast_of(w).under(maker_of(w.firms, 0, w.catalogue, w.rules, 0), w.rules.strategy[0]);
    double share = 0;
    for (const bool technical : {false, true}) {
        const double closed = segment_utility(w.market, w.cells, w.catalogue, w.commons, w.rules, 0, 0, technical);
        const double open = segment_utility(w.market, w.cells, w.catalogue, w.commons, w.rules, 0, 1, technical);
        // Each nest holds one model, so that its value is that of the model.
        const double all = std::exp(closed) + std::exp(open) + std::exp(-w.rules.segment[0].outside);
        const double group = technical ? w.rules.segment[0].technical : 1 - w.rules.segment[0].technical;
        share += group * std::exp(closed) / all;
    }
    const double spend = aware_seats(w) * seat_budget(w.rules.segment[0], 0) * share;
    EXPECT_NEAR(v.interface_spend, spend, 1e-9 * spend);
    EXPECT_NEAR(v.interface_profit, spend * (1 - 1 / w.firms.markup[0]), 1e-9 * spend);
    EXPECT_EQ(v.open_seats, 0);
}

// Whatever users mind in what is offered, the maker knows of its own: tailoring, support, law, risk, peers, tooling.
TEST(Forecast, OfThePresentHoldsAllThatUsersSee) {
    World w = plain_world();
    Segment& g = w.rules.segment[0];
    g.tooling = 1.5;
    g.integration = 1.2;
    g.peer_weight = 0.8;
    w.rules.parameters.adoption.peer_weight = 1;
    w.rules.parameters.network.kind = NetworkKind::cells;
    w.rules.parameters.learning.closed_integration = 0.4;
    w.rules.parameters.learning.closed_community = 0.5;
    w.rules.parameters.law.disclosure = 0.7;
    w.rules.parameters.law.privacy_rule = 0.6;
    w.rules.parameters.law.privacy_cost = 0.9;
    w.commons.risk_closed = 0.4;
    w.commons.risk_open = 0.2;
    w.commons.support = 0.8;
    w.commons.common_tooling = 0.5;
    w.firms.tooling[0] = 0.3;
    w.firms.support[0] = 0.6;
    w.firms.staff[0] = 40;
    w.market.users[0] = 300;
    w.market.users[1] = 100;
    w.market.seats[0] = 2e5;
    const AdoptionParams& p = w.rules.parameters.adoption;
    w.catalogue.support[0] = closed_support(w.firms.support[0], w.commons, w.rules.parameters.learning);
    tailor_models(w.catalogue, w.firms, w.market, w.rules, p);
    score_models(w.market, w.cells, w.catalogue, w.firms, w.commons, w.rules, p, w.rules.parameters.learning, step_at(w, 0));
    ASSERT_GT(w.market.peer_utility[0], 0);
    ASSERT_GT(w.catalogue.tailoring[0], 0);
    for (const std::size_t s : {std::size_t{0}, std::size_t{1}}) {
        SCOPED_TRACE(w.rules.strategy[s].id);
        const Prospect v = forecast_of(w).under(maker_of(w.firms, s, w.catalogue, w.rules, 0), w.rules.strategy[s]);
        double share = 0;
        for (const bool technical : {false, true}) {
            double value[2];
            double all = std::exp(-g.outside);
            for (std::size_t m = 0; m < 2; ++m) {
                value[m] = std::exp(segment_utility(w.market, w.cells, w.catalogue, w.commons, w.rules, 0, m, technical));
                all += value[m];
            }
            share += (technical ? g.technical : 1 - g.technical) * value[s] / all;
        }
        EXPECT_NEAR(s == 0 ? v.interface_seats : v.open_seats, aware_seats(w) * share, 1e-9 * aware_seats(w));
    }
}

// An interface that is not there yet has all the attention of its staff, if there is any.
TEST(Forecast, AnInterfaceThatIsNotThereYetIsTailored) {
    World w = plain_world();
    w.rules.segment[0].tooling = 1;
    w.rules.parameters.adoption.vendor_tailoring = 0.3;
    w.firms.staff[1] = 1;
    EXPECT_EQ(maker_of(w.firms, 1, w.catalogue, w.rules, 0).tailoring, 0.3);
    w.firms.staff[1] = 0;
    EXPECT_EQ(maker_of(w.firms, 1, w.catalogue, w.rules, 0).tailoring, 0);
    EXPECT_EQ(newcomer(0, 0, w.rules, 0).tailoring, 0.3);
    w.rules.parameters.adoption.vendor_tailoring = 0;
    EXPECT_EQ(newcomer(0, 0, w.rules, 0).tailoring, 0);
}

TEST(Forecast, ANewModelHasToBeWonAgainstSwitchingCost) {
    World w = plain_world();
    const Maker maker = maker_of(w.firms, 0, w.catalogue, w.rules, 0);
    const double free = forecast_of(w).under(maker, w.rules.strategy[1]).open_seats;
    w.rules.segment[0].switching = 2;
    EXPECT_LT(forecast_of(w).under(maker, w.rules.strategy[1]).open_seats, 0.6 * free);
    // What it offers already has not.
    const double kept = forecast_of(w).under(maker, w.rules.strategy[0]).interface_spend;
    w.rules.segment[0].switching = 0;
    EXPECT_EQ(forecast_of(w).under(maker, w.rules.strategy[0]).interface_spend, kept);
}

TEST(Forecast, OfANewcomerGrowsWithItsCapability) {
    const World w = plain_world();
    double before = 0;
    for (const double capability : {-1.0, 0.0, 1.0}) {
        Maker maker = newcomer(0, capability, w.rules, 0);
        maker.cost = 5;
        const double profit = forecast_of(w).profit(forecast_of(w).under(maker, w.rules.strategy[0]), w.rules.strategy[0]);
        EXPECT_GT(profit, before);
        before = profit;
    }
}

// Hosted spend of 100: own hosting .25 of it at a margin of 1 − 1/1.15, services .15 of it at a margin of one half (defaults).
TEST(Forecast, ProfitOfReleasedWeightsIsHostingAndServices) {
    World w = plain_world();
    w.rules.parameters.finance.hosting_share = 0.25;
    w.rules.parameters.finance.service_share = 0.15;
    w.rules.parameters.finance.service_cost = 0.5;
    w.rules.parameters.cost.host_margin = 0.15;
    const Prospect v{.interface_profit = 7, .hosted_spend = 100};
    StrategyRow s = w.rules.strategy[1];
    s.services = 1;
    EXPECT_NEAR(forecast_of(w).profit(v, s), 7 + 25 * (1 - 1 / 1.15) + 7.5, 1e-12);
    s.services = 3;
    EXPECT_NEAR(forecast_of(w).profit(v, s), 7 + 25 * (1 - 1 / 1.15) + 22.5, 1e-12);
}

}  // namespace
}  // namespace enclosure::test
