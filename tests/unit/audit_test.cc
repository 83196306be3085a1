// The audit must be able to fail: whatever is spoilt, it names the step, the phase and what is wrong.
#include "sim/run/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// A world between two steps, with nothing booked yet, that the audit finds sound.
class AuditOf : public testing::Test {
  protected:
    AuditOf() : world(world_after(5)) { world.ledger.clear_step(); }

    static World world_after(int steps) {
        Scenario s = small_baseline();
        s.population.users = 2000;
        s.population.developers = 200;
        Simulation simulation(s, {.threads = 1});
        for (int k = 0; k < steps; ++k) simulation.step();
        return simulation.world();
    }

    // What the audit says after a phase in which `spoil` happened.
    template <class Spoil>
    std::string verdict(const char* phase, Spoil spoil) {
        Audit audit(world);
        spoil(world);
        try {
            audit.after(phase, world);
        } catch (const AuditError& error) {
            return error.what();
        }
        return "sound";
    }

    World world;
};

TEST_F(AuditOf, ASoundWorldSaysNothing) {
    EXPECT_EQ(verdict("learn", [](World&) {}), "sound");
    EXPECT_EQ(verdict("settle", [](World&) {}), "sound");
}

TEST_F(AuditOf, NamesTheUserOfAnEmptySlot) {
    const auto spoil = [](World& w) { w.users.choice[1234] = static_cast<std::uint8_t>(w.catalogue.size() - 1); };
    EXPECT_THAT(verdict("choose models", spoil), AllOf(HasSubstr("step 4"), HasSubstr("'choose models'"), HasSubstr("user 1234"),
                                                       HasSubstr("slot 127"), HasSubstr("empty")));
}

TEST_F(AuditOf, NamesTheUserOfASlotThatIsNone) {
    EXPECT_THAT(verdict("choose models", [](World& w) { w.users.choice[7] = 200; }), AllOf(HasSubstr("user 7"), HasSubstr("slot 200")));
}

TEST_F(AuditOf, NamesTheCellThatLosesAUser) {
    EXPECT_THAT(verdict("count users", [](World& w) { --w.market.unaware[3]; }),
                AllOf(HasSubstr("'count users'"), HasSubstr("cell 3 has")));
}

TEST_F(AuditOf, SeesThatAUserMovedFromCellToCell) {
    const auto spoil = [](World& w) {
        --w.market.unaware[3];
        ++w.market.unaware[4];
    };
    EXPECT_THAT(verdict("count users", spoil), HasSubstr("cell 3 has"));
}

TEST_F(AuditOf, SeesAUserWhoMovedAfterTheCount) {
    const auto spoil = [](World& w) {
        const auto user = std::find(w.users.choice.begin(), w.users.choice.end(), std::uint8_t{0});
        *user = 1;
    };
    EXPECT_THAT(verdict("count users", spoil), AllOf(HasSubstr("slot 0 has"), HasSubstr("counted")));
    EXPECT_EQ(verdict("choose models", [](World&) {}), "sound") << "between choice and count they may differ";
}

TEST_F(AuditOf, NamesTheFirmWhoseCashMovesWithoutABooking) {
    const auto spoil = [](World& w) { w.firms.cash[2] += 1; };
    EXPECT_THAT(verdict("settle", spoil), AllOf(HasSubstr("step 4"), HasSubstr("'settle'"), HasSubstr("firm " + world.firms.label[2])));
}

TEST_F(AuditOf, NamesTheFirmWhoseBookingDoesNotMoveItsCash) {
    const auto spoil = [](World& w) { w.ledger.book(Ledger::investors, w.ledger.firm(4), 1e6, Flow::investment); };
    EXPECT_THAT(verdict("settle", spoil), HasSubstr("firm " + world.firms.label[4]));
    EXPECT_EQ(verdict("raise funding", [](World&) {}), "sound") << "a booking moves cash when it is settled, not before";
}

TEST_F(AuditOf, NamesABookingThatIsNone) {
    const auto negative = [](World& w) {
        w.ledger.book(w.ledger.users(0), w.ledger.firm(0), 5, Flow::interface_use);
        w.ledger.amount.back() = -5;
    };
    EXPECT_THAT(verdict("collect income", negative), AllOf(HasSubstr("booking 0"), HasSubstr("users of segment consumer"),
                                                           HasSubstr("firm " + world.firms.label[0]), HasSubstr("-5 USD")));
}

TEST_F(AuditOf, SeesMoneyThatComesFromNowhere) {
    EXPECT_THAT(verdict("collect income", [](World& w) { w.ledger.balance[0] += 1e6; }), HasSubstr("balances sum to"));
}

TEST_F(AuditOf, NamesTheColumnAndRowThatIsNotANumber) {
    const auto nan = [](World& w) { w.firms.lead[5] = std::numeric_limits<double>::quiet_NaN(); };
    EXPECT_THAT(verdict("advance knowledge", nan), AllOf(HasSubstr("'advance knowledge'"), HasSubstr("firms.lead"), HasSubstr("row 5")));
}

TEST_F(AuditOf, NamesTheColumnThatIsInfinite) {
    EXPECT_THAT(verdict("score models", [](World& w) { w.market.utility[9] = std::numeric_limits<double>::infinity(); }),
                AllOf(HasSubstr("market.utility"), HasSubstr("row 9")));
}

TEST_F(AuditOf, SeesTheNumberThatBelongsToNobody) {
    EXPECT_THAT(verdict("answer harm", [](World& w) { w.commons.opinion = std::numeric_limits<double>::quiet_NaN(); }),
                HasSubstr("commons.opinion"));
}

TEST_F(AuditOf, SeesTheDeveloper) {
    EXPECT_THAT(verdict("choose projects", [](World& w) { w.developers.skill[11] = std::numeric_limits<float>::infinity(); }),
                AllOf(HasSubstr("developers.skill"), HasSubstr("row 11")));
}

TEST_F(AuditOf, NamesTheRowOutsideItsBounds) {
    EXPECT_THAT(verdict("move trust", [](World& w) { w.catalogue.trust[0] = 1.5; }), AllOf(HasSubstr("catalogue.trust"), HasSubstr("1.5")));
    world.catalogue.trust[0] = 0.5;
    EXPECT_THAT(verdict("set markups", [](World& w) { w.firms.markup[1] = 0.9; }), AllOf(HasSubstr("firms.markup"), HasSubstr("row 1")));
}

}  // namespace
}  // namespace enclosure::test
