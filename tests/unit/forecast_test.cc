#include "sim/phases/forecast.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/phases/adoption.h"
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
    s.parameters.community.gain_max = 0;
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
    // The forecast leaves perceived risk out, which is zero at the start.
    const double spend = aware_seats(w) * seat_budget(w.rules.segment[0], 0) * share;
    EXPECT_NEAR(v.interface_spend, spend, 1e-9 * spend);
    EXPECT_NEAR(v.interface_profit, spend * (1 - 1 / w.firms.markup[0]), 1e-9 * spend);
    EXPECT_EQ(v.open_seats, 0);
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
        const double profit = forecast_of(w).profit(forecast_of(w).under(maker, w.rules.strategy[0]));
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
    EXPECT_NEAR(forecast_of(w).profit({.interface_profit = 7, .hosted_spend = 100}), 7 + 25 * (1 - 1 / 1.15) + 7.5, 1e-12);
}

}  // namespace
}  // namespace enclosure::test
