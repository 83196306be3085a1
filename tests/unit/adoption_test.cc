#include "sim/phases/adoption.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/phases/budget.h"
#include "sim/phases/release.h"
#include "sim/phases/tally.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Adoption : public testing::Test {
  protected:
    Adoption() : world(tiny_world()) {
        std::fill(world.users.choice.begin(), world.users.choice.end(), std::uint8_t{0});
        count();
    }
    void choose(double t = 1) {
        Users& u = world.users;
        choose_models(Out<&Users::choice>(u.choice), Out<&Users::since>(u.since), In<&Users::price>(u.price),
                      In<&Users::data_sensitivity>(u.data_sensitivity), In<&Users::customisation>(u.customisation),
                      In<&Users::security>(u.security), In<&Users::technical>(u.technical), In<&Users::reach>(u.reach), world.network,
                      world.market, world.cells, world.catalogue, world.commons, world.rules, world.rules.parameters.adoption,
                      step_at(world, t));
        count();
    }
    void count() {
        count_users(world.market, world.cells, world.catalogue, In<&Users::choice>(world.users.choice), world.rules, step_at(world, 0));
    }
    std::ptrdiff_t users_of(std::uint8_t choice) const { return std::count(world.users.choice.begin(), world.users.choice.end(), choice); }

    World world;
};

TEST_F(Adoption, UsersOfASupersededModelFollowItsSuccessor) {
    world.rules.segment[0].review_hazard = 0;
    const auto since = world.users.since;
    end_model(world.firms, world.catalogue, 0, OfferKind::interface, Id<Catalogue>(1u));
    choose();
    EXPECT_EQ(users_of(1), 1000);
    EXPECT_EQ(world.market.forced[0], 0);
    EXPECT_EQ(world.market.reviewed[0], 0);
    EXPECT_TRUE(world.users.since == since) << "they stay with the vendor";
}

TEST_F(Adoption, UsersOfAnEndedModelChooseAnew) {
    world.rules.segment[0].review_hazard = 0;
    end_model(world.firms, world.catalogue, 0, OfferKind::interface, {});
    choose();
    EXPECT_EQ(world.market.forced[0], 1000);
    EXPECT_EQ(world.market.reviewed[0], 1000);
    EXPECT_EQ(users_of(0), 0);
    EXPECT_EQ(users_of(1) + users_of(choice_none), 1000);
    EXPECT_GT(users_of(1), 0);
}

TEST_F(Adoption, DevelopersLeaveASlotThatIsFreed) {
    Developers& d = world.developers;
    d.project[3] = Id<Catalogue>(0u);
    d.project[4] = Id<Catalogue>(1u);
    end_model(world.firms, world.catalogue, 1, OfferKind::release, {});
    sweep_ended(world.catalogue, Out<&Developers::project>(d.project), step_at(world, 1));
    EXPECT_EQ(d.project[3], Id<Catalogue>(0u));
    EXPECT_FALSE(d.project[4]) << "whoever takes the slot next does not inherit them";
    EXPECT_EQ(world.catalogue.state[1], Slot::empty);
}

// A firm opens, its users move to its weights, and in the same step those end to make room in a full catalogue.
TEST_F(Adoption, NobodyIsLeftBehindWhenTheSuccessorEndsToo) {
    for (const double hazard : {0.0, 1e6}) {
        SCOPED_TRACE(hazard);
        world = tiny_world();
        std::fill(world.users.choice.begin(), world.users.choice.end(), std::uint8_t{0});
        world.rules.segment[0].review_hazard = hazard;
        end_model(world.firms, world.catalogue, 0, OfferKind::interface, Id<Catalogue>(1u));
        world.firms.alive[1] = 0;
        ASSERT_TRUE(end_least_used(world.firms, world.catalogue, std::vector<double>(world.catalogue.size(), 0.0)));
        choose();
        EXPECT_EQ(users_of(0), 0);
        EXPECT_EQ(users_of(1), 0) << "in a slot that is empty after this step";
        EXPECT_EQ(world.market.forced[0], 1000);
    }
}

TEST_F(Adoption, NobodyReviewsAtHazardZeroAndAllDoAtAVeryHighOne) {
    world.rules.segment[0].review_hazard = 0;
    choose();
    EXPECT_EQ(users_of(0), 1000);
    EXPECT_EQ(world.market.reviewed[0], 0);
    world.rules.segment[0].review_hazard = 1e6;
    choose();
    EXPECT_EQ(world.market.reviewed[0], 1000);
    EXPECT_EQ(world.market.forced[0], 0);
}

// Hazard 6 a year: 1 − e^(−1/2) of a thousand review in a month; beyond five standard deviations is a defect. Others' users wait.
TEST_F(Adoption, UsersOfAModelUnderNoticeReviewSooner) {
    world.rules.segment[0].review_hazard = 0;
    world.rules.parameters.adoption.notice_review = 6;
    choose();
    EXPECT_EQ(world.market.reviewed[0], 0);
    world.catalogue.ends[1] = 2;
    choose();
    EXPECT_EQ(world.market.reviewed[0], 0) << "it is another model that is under notice";
    world.catalogue.ends[0] = 2;
    choose();
    const double share = 1 - std::exp(-0.5);
    EXPECT_NEAR(static_cast<double>(world.market.reviewed[0]), 1000 * share, 5 * std::sqrt(1000 * share * (1 - share)));
    EXPECT_EQ(world.market.forced[0], 0);
    std::fill(world.users.choice.begin(), world.users.choice.end(), std::uint8_t{0});
    world.rules.parameters.adoption.notice_review = 0;
    choose();
    EXPECT_EQ(world.market.reviewed[0], 0);
}

TEST_F(Adoption, OnlyWhoChangesVendorBeginsAnew) {
    world.rules.segment[0].review_hazard = 1e6;
    std::fill(world.users.since.begin(), world.users.since.end(), std::uint16_t{3});
    choose(1);
    std::int64_t left = 0;
    for (std::size_t i = 0; i < world.users.size(); ++i) {
        EXPECT_EQ(world.users.since[i], world.users.choice[i] == 0 ? 3 : 12);
        left += world.users.choice[i] == 0 ? 0 : 1;
    }
    EXPECT_GT(left, 0);
    EXPECT_EQ(world.market.switched[0], left);
}

TEST_F(Adoption, SwitchingCostsKeepUsers) {
    world.rules.segment[0].review_hazard = 1e6;
    world.rules.segment[0].switching = 1000;
    choose();
    EXPECT_EQ(users_of(0), 1000);
    world.rules.segment[0].switching = 0;
    world.rules.segment[0].switching_tenure = 1000;
    choose(2);  // two years of tenure: the full cost
    EXPECT_EQ(users_of(0), 1000);
}

// By the same draws: whoever leaves at no cost is held by a cost that nobody pays.
TEST_F(Adoption, LockedInAreThoseWhoWouldHaveLeft) {
    Segment& g = world.rules.segment[0];
    g.review_hazard = 1e6;
    g.switching = 1000;
    choose();
    const std::int64_t locked = world.market.locked[0];
    EXPECT_EQ(world.market.switched[0], 0);
    std::fill(world.users.choice.begin(), world.users.choice.end(), std::uint8_t{0});
    count();
    world.rules.parameters.adoption.switching_weight = 0;
    choose();
    EXPECT_EQ(world.market.switched[0], locked);
    EXPECT_EQ(world.market.locked[0], 0) << "nothing binds them";
    EXPECT_GT(locked, 100);
    EXPECT_LT(locked, 900);
}

TEST_F(Adoption, ARegionCanBeDeaf) {
    std::fill(world.users.choice.begin(), world.users.choice.end(), choice_unaware);
    world.rules.segment[0].innovation = 1e6;
    world.rules.segment[0].contagion = 0;
    world.rules.region[0].awareness = 0;
    count();
    choose();
    EXPECT_EQ(users_of(choice_unaware), 1000);
    world.rules.region[0].awareness = 1;
    choose();
    EXPECT_LT(users_of(choice_unaware), 300);
}

// Everybody in one region uses a model and nobody in the other: with all contagion regional, nobody hears of it there.
TEST(Contagion, MayStopAtTheBorder) {
    for (const double regional : {0.0, 1.0}) {
        SCOPED_TRACE(regional);
        Scenario s = tiny_scenario();
        s.region[0].seats = {0.5, {}};
        s.region[0].developers = 0.5;
        s.region.push_back({.id = "there", .seats = {0.5, {}}, .income = 1, .developers = 0.5});
        s.segment[0].innovation = 0;
        s.segment[0].contagion = 1e6;
        s.segment[0].ceiling = 1;
        s.parameters.adoption.regional_contagion = regional;
        World world = tiny_world(s);
        Users& u = world.users;
        ASSERT_EQ(world.cells.size(), 2U);
        for (std::size_t i = 0; i < u.size(); ++i) u.choice[i] = i < world.cells.end[0] ? std::uint8_t{0} : choice_unaware;
        const auto count = [&] {
            count_users(world.market, world.cells, world.catalogue, In<&Users::choice>(u.choice), world.rules, step_at(world, 0));
        };
        count();
        choose_models(Out<&Users::choice>(u.choice), Out<&Users::since>(u.since), In<&Users::price>(u.price),
                      In<&Users::data_sensitivity>(u.data_sensitivity), In<&Users::customisation>(u.customisation),
                      In<&Users::security>(u.security), In<&Users::technical>(u.technical), In<&Users::reach>(u.reach), world.network,
                      world.market, world.cells, world.catalogue, world.commons, world.rules, world.rules.parameters.adoption,
                      step_at(world, 1));
        count();
        EXPECT_EQ(world.market.unaware[1], regional > 0 ? 500 : 0);
    }
}

TEST_F(Adoption, WhoIsOutOfReachNeverHears) {
    std::fill(world.users.choice.begin(), world.users.choice.end(), choice_unaware);
    world.rules.segment[0].innovation = 1e6;
    world.rules.segment[0].ceiling = 0.25;
    count();
    choose();
    for (std::size_t i = 0; i < world.users.size(); ++i) EXPECT_EQ(world.users.choice[i] == choice_unaware, world.users.reach[i] >= 64);
    EXPECT_GT(users_of(choice_unaware), 0);
}

TEST_F(Adoption, CountsAreWhatUsersDo) {
    std::fill(world.users.choice.begin(), world.users.choice.begin() + 300, choice_unaware);
    std::fill(world.users.choice.begin() + 300, world.users.choice.begin() + 450, choice_none);
    std::fill(world.users.choice.begin() + 450, world.users.choice.begin() + 500, std::uint8_t{1});
    count();
    EXPECT_EQ(world.market.unaware[0], 300);
    EXPECT_EQ(world.market.undecided[0], 150);
    EXPECT_EQ(world.market.users[0], 500);
    EXPECT_EQ(world.market.users[1], 50);
}

TEST_F(Adoption, BudgetsGrowLogistically) {
    Segment g;
    g.spend_start = 10;
    g.spend_max = 100;
    g.spend_rate = 0.5;
    EXPECT_DOUBLE_EQ(seat_budget(g, 0), 10);
    EXPECT_NEAR(seat_budget(g, 2 * std::log(9.0)), 50, 1e-9);  // half-way where (max/start − 1)·e^(−rate·t) = 1
    EXPECT_NEAR(seat_budget(g, 100), 100, 1e-9);
}

// 1000 records stand for 1e6 seats; spending follows (p/p̄)^(1 − ε), at most threefold.
TEST_F(Adoption, TallyIsSeatsTimesBudget) {
    std::fill(world.users.choice.begin(), world.users.choice.begin() + 400, std::uint8_t{1});
    count();
    world.catalogue.price[0] = 40;
    world.catalogue.price[1] = 5;
    world.commons.average_price = 10;
    world.rules.segment[0].use_elasticity = 0.5;
    const Step at = step_at(world, 0);
    tally_market(world.market, world.cells, world.catalogue, world.commons, world.rules, world.rules.parameters.prices, at);
    const double budget = world.rules.segment[0].spend_start;
    EXPECT_NEAR(world.market.slot_seats[0], 6e5, 1e-6);
    EXPECT_NEAR(world.market.slot_seats[1], 4e5, 1e-6);
    EXPECT_NEAR(world.market.slot_revenue[0], 6e5 * budget * 2, 1e-3);
    EXPECT_NEAR(world.market.slot_revenue[1], 4e5 * budget * std::sqrt(0.5), 1e-3);
    EXPECT_NEAR(world.market.tokens[0], 6e5 * budget * 2 / 40, 1e-3);
    const double mean = std::exp(0.6 * std::log(40) + 0.4 * std::log(5));
    EXPECT_NEAR(world.commons.average_price, 10 * std::pow(mean / 10, 1 - std::exp(-1.0 / 12)), 1e-9);
    world.rules.segment[0].use_elasticity = 0;
    tally_market(world.market, world.cells, world.catalogue, world.commons, world.rules, world.rules.parameters.prices, at);
    EXPECT_NEAR(world.market.slot_revenue[0], 6e5 * budget * 3, 1e-3);
}

}  // namespace
}  // namespace enclosure::test
