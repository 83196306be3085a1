#include "sim/phases/welfare.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/indicators/indicator.h"
#include "sim/indicators/welfare_measures.h"
#include "sim/phases/budget.h"
#include "sim/phases/utility.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr double nothing = -std::numeric_limits<double>::infinity();

TEST(LogSum, OfLogitAndOfNests) {
    // No nests: ln(e¹ + e² + e³) = 3.4076…; an outside option of −100 leaves all of it.
    const double all = std::log(std::exp(1) + std::exp(2) + std::exp(3));
    EXPECT_NEAR(all, 3.407605964444, 1e-11);
    EXPECT_NEAR(log_sum_gain(all, nothing, 1, 100), 3.407605964444 + 100, 1e-9);
    EXPECT_NEAR(log_sum_gain(std::log(std::exp(1) + std::exp(2)), 3, 1, 100), 3.407605964444 + 100, 1e-9);
    // Nests {1} and {2, 3} with utilities 1, 2, 2 and λ = ½: model 1 has share .2064…, so the log-sum is 1 − ln of it.
    EXPECT_NEAR(log_sum_gain(1 / 0.5, 2 / 0.5 + std::log(2), 0.5, 100), 1 - std::log(0.2064311124278) + 100, 1e-9);
    // Only the outside option: nothing to gain.
    EXPECT_EQ(log_sum_gain(nothing, nothing, 0.6, 1), 0);
    // A thousand more of everything is a thousand more.
    EXPECT_NEAR(log_sum_gain(1000 / 0.6, 999 / 0.6, 0.6, 1) - log_sum_gain(100 / 0.6, 99 / 0.6, 0.6, 1), 900, 1e-9);
}

TEST(SeatSurplus, IsTheShareOfTheBudgetThatOneWouldGiveUp) {
    // With utility β ln(budget left), giving up the share s of the budget for the gain Δ leaves one as well off: β ln(1 − s) + Δ = 0.
    const double s = seat_surplus(0.9, 0.5, 200, false) / 200;
    EXPECT_NEAR(0.5 * std::log(1 - s) + 0.9, 0, 1e-12);
    EXPECT_NEAR(seat_surplus(1e-6, 0.5, 200, false), 200 * 2e-6, 1e-8);
    EXPECT_NEAR(seat_surplus(0.9, 0.5, 1, true), 1.8, 1e-12);
    EXPECT_NEAR(seat_surplus(0.9, 0, 200, false), 200, 1e-9) << "who does not mind prices would give it all";
}

// One cell, one closed and one open model, no spread of incomes: the formula by hand.
TEST(Welfare, OfATinyWorldIsThatOfTheFormula) {
    Scenario s = tiny_scenario();
    s.parameters.adoption.income_spread = 0;
    s.segment[0].technical = 0.4;
    World w = tiny_world(s);
    w.market.utility[0] = 1.3;
    w.market.utility[1] = 0.9;
    w.market.forced[0] = 12;
    w.market.unaware[0] = 250;
    const Step step = step_at(w, 0.5);
    measure_welfare(w.welfare, w.commons, w.market, w.cells, w.catalogue, w.rules, w.rules.parameters.adoption, w.rules.parameters.harm,
                    step);

    const Segment& g = w.rules.segment[0];
    const double lambda = w.rules.parameters.adoption.nest_scale;
    const auto gain = [&](bool technical) {
        double v[2];
        for (std::size_t m = 0; m < 2; ++m) {
            const UserTerms t = user_terms(w.catalogue, m, w.commons, w.rules, 0);
            v[m] = w.market.utility[m] - g.price_weight * t.log_price + t.transparency * g.data_sensitivity +
                   t.modifiability * g.customisation - t.risk * g.security - (technical ? 0.0 : t.integration);
        }
        // One model to a nest: λ drops out.
        return std::log(std::exp(v[0]) + std::exp(v[1]) + std::exp(-g.outside)) + g.outside;
    };
    const double b = seat_budget(g, 0.5);
    const double per_seat =
        0.4 * b * (1 - std::exp(-gain(true) / g.price_weight)) + 0.6 * b * (1 - std::exp(-gain(false) / g.price_weight));
    ASSERT_GT(lambda, 0);
    for (std::size_t k = 0; k < income_classes; ++k) EXPECT_NEAR(w.welfare.benefit[k], per_seat, 1e-9 * per_seat);
    EXPECT_NEAR(w.welfare.gain[0], 0.4 * gain(true) + 0.6 * gain(false), 1e-12);
    EXPECT_NEAR(w.commons.consumer_surplus[0], per_seat * 750 * w.cells.seats[0], 1e-6 * per_seat);
    EXPECT_NEAR(w.welfare.migration_cost[0], 12 * w.cells.seats[0] * 12 * g.switching * b / g.price_weight, 1e-3);
    EXPECT_EQ(w.commons.migration_cost, w.welfare.migration_cost[0]);
}

// Quadrature over incomes: the price weight keeps its mean, and the poor, who mind prices more, gain more of a cheap model's budget share.
TEST(Welfare, IncomeClassesKeepTheMeanPriceWeight) {
    const double spread = 0.25;
    double mean = 0;
    double square = 0;
    for (const IncomeClass& k : income_class) {
        mean += k.share * std::exp(-spread * k.node) / std::exp(0.5 * spread * spread);
        square += k.share * k.node * k.node;
    }
    EXPECT_NEAR(mean, 1, 1e-4);
    EXPECT_NEAR(square, 1, 1e-12);
}

TEST(Welfare, TransfersCancelAndCapitalIsLeftOut) {
    World w = tiny_world();
    w.step = step_at(w, 0);
    w.ledger.clear_step();
    const double before = welfare(w);
    Ledger& l = w.ledger;
    l.book(l.users(0), l.firm(0), 12, Flow::interface_use);
    l.book(l.firm(0), Ledger::suppliers, 4, Flow::serving);
    EXPECT_NEAR(firms_surplus(w), 8 * 12, 1e-9);
    EXPECT_NEAR(welfare(w) - before, 8 * 12, 1e-9) << "what users pay is in their log-sum";
    l.book(Ledger::investors, l.firm(1), 100, Flow::investment);
    l.book(Ledger::parents, l.firm(1), 50, Flow::parent);
    EXPECT_NEAR(firms_surplus(w), 8 * 12, 1e-9);
    const double with_trade = welfare(w);
    l.book(Ledger::public_purse, l.firm(1), 7, Flow::research);
    EXPECT_NEAR(public_spending(w), 7 * 12, 1e-9);
    EXPECT_NEAR(welfare(w), with_trade, 1e-9);
    l.book(l.firm(0), l.users(0), 3, Flow::operations);
    EXPECT_NEAR(compensation(w), 3 * 12, 1e-9);
    EXPECT_NEAR(welfare(w), with_trade, 1e-9);
    l.book(l.users(0), l.hosts(0), 5, Flow::other_hosting);
    l.book(l.hosts(0), Ledger::suppliers, 4, Flow::serving);
    EXPECT_NEAR(hosts_surplus(w), 1 * 12, 1e-9);
    EXPECT_NEAR(welfare(w), with_trade + 12, 1e-9);
}

TEST(Developers, SurplusIsTheLogSumThatTheirRestingShows) {
    World w = tiny_world();
    WelfareParams p;
    p.developer_value = 1000;
    p.developers = 5000;
    const auto surplus = [&] {
        measure_developers(w.welfare, In<&Developers::project>(w.developers.project), In<&Developers::region>(w.developers.region), w.rules,
                           p, step_at(w, 0));
        return w.welfare.developers_surplus[0];
    };
    const std::size_t n = w.developers.size();
    for (std::size_t i = 0; i < n; ++i) w.developers.project[i] = i % 4 == 0 ? Id<Catalogue>() : Id<Catalogue>(1);
    EXPECT_NEAR(surplus(), 5000 * 1000 * std::log(4), 1e-3);
    for (std::size_t i = 0; i < n; ++i) w.developers.project[i] = {};
    EXPECT_EQ(surplus(), 0);
    for (std::size_t i = 0; i < n; ++i) w.developers.project[i] = Id<Catalogue>(1);
    EXPECT_NEAR(surplus(), 5000 * 1000 * std::log(2.0 * static_cast<double>(n)), 1e-3);
    p.developer_value = 0;
    EXPECT_EQ(surplus(), 0);
}

}  // namespace
}  // namespace enclosure::test
