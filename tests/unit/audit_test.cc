// The audit must be able to fail: whatever is spoilt, it names the step, the phase and what is wrong.
#include "sim/run/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

#include "sim/phases/pipeline.h"
#include "sim/world/stored.h"
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
    EXPECT_THAT(verdict("collect income", [](World& w) { w.ledger.balance[Ledger::investors] += 1e6; }),
                AllOf(HasSubstr("account of investors"), HasSubstr("moved by 1000000 USD, booked 0 USD")));
}

TEST_F(AuditOf, SeesMoneyThatWasThereAtTheStart) {
    world.ledger.balance[Ledger::investors] += 1e9;
    EXPECT_THAT(verdict("collect income", [](World&) {}), HasSubstr("balances sum to"));
}

TEST_F(AuditOf, NamesTheAccountWhoseBookingWasNotBalanced) {
    const auto spoil = [](World& w) {
        w.ledger.book(w.ledger.users(1), w.ledger.hosts(2), 5e6, Flow::other_hosting);
        w.ledger.balance[w.ledger.users(1)] += 5e6;
    };
    EXPECT_THAT(verdict("collect income", spoil), AllOf(HasSubstr("users of segment builder"), HasSubstr("booked -5000000 USD")));
}

TEST_F(AuditOf, RemembersWhatWasBookedInTheStepBefore) {
    World live = world_after(5);
    ASSERT_FALSE(live.ledger.amount.empty());
    Audit audit(live);
    EXPECT_NO_THROW(audit.after("apply events", live)) << "old bookings have moved old balances";
    live.ledger.clear_step();
    live.ledger.book(Ledger::parents, live.ledger.firm(1), 1e6, Flow::parent);
    EXPECT_NO_THROW(audit.after("collect income", live));
    live.firms.cash[1] += 1e6;
    EXPECT_NO_THROW(audit.after("settle", live));
}

TEST_F(AuditOf, SeesCashThatMovesBeforeItIsSettled) {
    EXPECT_THAT(verdict("raise funding", [](World& w) { w.firms.cash[2] -= 1; }), HasSubstr("firm " + world.firms.label[2]));
}

TEST_F(AuditOf, NamesADeveloperOnWhatIsNotReleased) {
    std::size_t closed = 0;
    while (world.catalogue.open[closed] != 0 || !world.catalogue.live(closed)) ++closed;
    const auto spoil = [&](World& w) { w.developers.project[17] = Id<Catalogue>(closed); };
    EXPECT_THAT(verdict("contribute", spoil), AllOf(HasSubstr("developer 17"), HasSubstr("not released")));
}

TEST_F(AuditOf, NamesADeveloperOnAnEmptySlot) {
    EXPECT_THAT(verdict("choose projects", [](World& w) { w.developers.project[17] = Id<Catalogue>(w.catalogue.size() - 1); }),
                AllOf(HasSubstr("developer 17"), HasSubstr("empty")));
}

TEST_F(AuditOf, CountsTheDevelopersOfEachProject) {
    std::size_t open = 0;
    while (world.catalogue.open[open] == 0 || !world.catalogue.live(open)) ++open;
    EXPECT_THAT(verdict("contribute", [&](World& w) { w.catalogue.contributors[open] += 1; }), HasSubstr("developers, counted"));
    world.catalogue.contributors[open] -= 1;
    EXPECT_EQ(verdict("contribute", [](World&) {}), "sound");
}

TEST_F(AuditOf, CountsTheUndecided) {
    const auto spoil = [](World& w) {
        --w.market.unaware[3];
        ++w.market.undecided[3];
    };
    EXPECT_THAT(verdict("count users", spoil), AllOf(HasSubstr("no awareness has"), HasSubstr("cell 3")));
}

TEST_F(AuditOf, NamesTheSegmentOfAValueOfBoth) {
    const std::size_t segments = world.scenario.segment.size();
    EXPECT_THAT(
        verdict("learn", [&](World& w) { w.firms.brand[3 * segments + 1] = std::numeric_limits<double>::quiet_NaN(); }),
        AllOf(HasSubstr("firms.brand of firm " + world.firms.label[3]), HasSubstr("segment builder"), HasSubstr("not a finite number")));
}

TEST_F(AuditOf, NamesTheSegmentOfAValueOfTheWorld) {
    EXPECT_THAT(verdict("learn", [](World& w) { w.commons.open_friction[2] = -1; }),
                HasSubstr("commons.open_friction of segment enterprise is -1, outside [0, 20]"));
}

// What a column says of its values is what the audit holds it to: every bounded column, broken on purpose, is named.
TEST_F(AuditOf, HoldsEveryColumnToItsRange) {
    std::size_t bounded = 0;
    for_each_stored(world, [&](std::string_view part, const ColumnFacts& facts, auto& column) {
        const Range legal = facts.legal;
        if (!std::isfinite(legal.lo)) return;
        const std::string name = std::string(part) + "." + std::string(facts.name);
        const auto expect_named = [&](auto& value) {
            using Value = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_floating_point_v<Value>) {
                const Value kept = value;
                value = static_cast<Value>(std::isfinite(legal.hi) ? legal.hi * 1.5 + 1 : legal.lo - 1);
                ++bounded;
                EXPECT_THAT(verdict("learn", [](World&) {}), AllOf(HasSubstr(name), HasSubstr("outside")));
                value = kept;
            }
        };
        if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(column)>>) {
            expect_named(column);
        } else {
            if (!column.empty()) expect_named(column.back());
        }
    });
    EXPECT_GT(bounded, 40U);
}

TEST(AuditLandmarks, AreInThePipeline) {
    for (const std::string_view name : Audit::landmarks) {
        const auto& all = pipeline();
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Phase& p) { return p.facts.name == name; })) << name;
    }
}

TEST_F(AuditOf, NamesTheColumnAndRowThatIsNotANumber) {
    const auto nan = [](World& w) { w.firms.lead[5] = std::numeric_limits<double>::quiet_NaN(); };
    EXPECT_THAT(verdict("advance knowledge", nan),
                AllOf(HasSubstr("'advance knowledge'"), HasSubstr("firms.lead of firm " + world.firms.label[5])));
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
                AllOf(HasSubstr("developers.skill"), HasSubstr("developer 11")));
}

TEST_F(AuditOf, NamesTheRowOutsideItsBounds) {
    EXPECT_THAT(verdict("move trust", [](World& w) { w.catalogue.trust[0] = 1.5; }), AllOf(HasSubstr("catalogue.trust"), HasSubstr("1.5")));
    world.catalogue.trust[0] = 0.5;
    EXPECT_THAT(verdict("set markups", [](World& w) { w.firms.markup[1] = 0.9; }),
                HasSubstr("firms.markup of firm " + world.firms.label[1]));
}

}  // namespace
}  // namespace enclosure::test
