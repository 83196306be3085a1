// What a closed model goes back to: others' released weights, until its maker trains a base of its own.
#include <gtest/gtest.h>

#include "sim/phases/delayed_opening.h"
#include "sim/phases/release.h"
#include "sim/phases/release_decision.h"
#include "sim/phases/training.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(OpenAncestor, LastsUntilTheNextBaseRun) {
    World w = tiny_world();
    const ReleaseMarket market{w.firms, w.catalogue, w.commons, w.rules};
    Offer offer{.score = 2, .capability = 2, .time = 1, .strategy = 0};
    EXPECT_EQ(w.catalogue.open_ancestor[0], 0);
    offer.own_lineage = false;
    offer.parent = w.catalogue.serial[1];
    ASSERT_TRUE(place_model(market, 0, OfferKind::interface, offer));
    EXPECT_EQ(w.catalogue.open_ancestor[0], 1);
    offer.own_lineage = true;
    offer.parent = 0;
    ASSERT_TRUE(place_model(market, 0, OfferKind::interface, offer));
    EXPECT_EQ(w.catalogue.open_ancestor[0], 1) << "a refresh of the same base";
    ++w.firms.runs[0];
    ASSERT_TRUE(place_model(market, 0, OfferKind::interface, offer));
    EXPECT_EQ(w.catalogue.open_ancestor[0], 0) << "a base of its own";
}

TEST(OpenAncestor, OfAnOpeningIsThatOfTheInterface) {
    World w = tiny_world();
    const ReleaseMarket market{w.firms, w.catalogue, w.commons, w.rules};
    w.catalogue.open_ancestor[0] = 1;
    w.catalogue.base_run[0] = w.firms.runs[0];
    ASSERT_TRUE(place_model(market, 0, OfferKind::release, {.score = 1, .capability = 1, .time = 1, .strategy = 2, .cause = 77}));
    EXPECT_EQ(w.catalogue.open_ancestor[w.firms.released[0].at()], 1);
}

// The interface has moved on to a base of its own when the weights of an earlier model are due.
TEST(OpenAncestor, OfADelayedOpeningIsThatOfTheModelThatIsOpened) {
    World w = tiny_world();
    w.openings = {.firm = {Id<Firms>(0U)},
                  .due = {1.01},
                  .capability = {0.9},
                  .score = {0.9},
                  .model = {77},
                  .strategy = {2},
                  .own_lineage = {1},
                  .open_ancestor = {1},
                  .bound = {1},
                  .base_run = {3},
                  .compulsory = {0},
                  .licensed = {0},
                  .retires = {0}};
    w.firms.runs[0] = 4;
    w.catalogue.base_run[0] = 4;
    open_delayed(w.firms, w.catalogue, w.openings, w.commons, w.chronicle, w.rules, step_at(w, 1));
    ASSERT_TRUE(w.firms.released[0]);
    const std::size_t m = w.firms.released[0].at();
    EXPECT_EQ(w.catalogue.open_ancestor[m], 1);
    EXPECT_EQ(w.catalogue.bound[m], 1);
    EXPECT_EQ(w.catalogue.base_run[m], 3U);
    EXPECT_EQ(w.catalogue.own_lineage[m], 1);
    EXPECT_NEAR(w.catalogue.release_time[m], 1.01, 1e-12) << "released when it was due";
}

// Founders who adapt weights sell another's base until they train their own.
TEST(OpenAncestor, OfAFoundedFirmIsWhatItAdapted) {
    World w = tiny_world();
    Parameters& p = w.rules.parameters;
    p.training.lineage = false;
    p.training.release_noise = 0;
    w.firms.adapted[0] = w.catalogue.serial[1];
    w.firms.imitation[0] = 3;
    const auto release = [&](double t) {
        w.firms.next_release[0] = t;
        w.firms.next_release[1] = 100;
        release_models(w.firms, w.catalogue, w.openings, w.commons, w.chronicle, w.market, w.rules, p.training, p.imitation, step_at(w, t));
    };
    release(1);
    EXPECT_EQ(w.catalogue.own_lineage[0], 0);
    EXPECT_EQ(w.catalogue.parent[0], w.catalogue.serial[1]);
    EXPECT_EQ(w.commons.releases_on_others, 1);
    w.firms.next_run[0] = 2;
    w.firms.imitation[0] = 6;
    run_training(w.firms, w.commons, w.rules, p.training, p.knowledge, step_at(w, 2));
    EXPECT_EQ(w.firms.adapted[0], 0U);
    release(2);
    EXPECT_EQ(w.catalogue.own_lineage[0], 1);
}

}  // namespace
}  // namespace enclosure::test
