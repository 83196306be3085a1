// A change moves only what it causes: what is not read, not yet or never in force, or concerns others, changes nothing to the bit.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "sim/base/calendar.h"
#include "sim/base/hash.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class EverySeed : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Seeds, EverySeed, testing::Values(1, 2, 3, 17), [](const auto& p) { return std::to_string(p.param); });

// Calls same(name, column of a, column of b) for what users are like, without what they do.
template <class Same>
void for_each_taste(const World& a, const World& b, Same same) {
    for_each_column<Users>([&](const auto& c) {
        if (c.facts.name != "choice" && c.facts.name != "since") same(c.facts.name, a.users.*c.member, b.users.*c.member);
    });
}

void expect_same_tastes(const World& a, const World& b) {
    for_each_taste(a, b, [](std::string_view name, const auto& x, const auto& y) { EXPECT_TRUE(x == y) << "users." << name; });
}

// Serial of the maker of the user's model; small numbers if there is none.
std::uint64_t vendor(const World& w, std::size_t user) {
    const std::uint8_t slot = w.users.choice[user];
    if (slot == choice_none || slot == choice_unaware) return slot;
    const Id<Firms> owner = w.catalogue.owner[slot];
    return owner ? w.firms.serial[owner.at()] : 1;
}

FirmRow latecomer() {
    FirmRow firm;
    firm.id = "latecomer";
    firm.region = "europe";
    firm.strategy = "open_core";
    firm.start = 40;
    firm.cash = 5e9;
    firm.research = 1e9;
    firm.aspiration = 1;
    firm.interface_capability = 3;
    firm.release_capability = 3;
    firm.initial_share = 5;
    firm.brand = {2, {}};
    return firm;
}

// Users and models after each step are equal; the tables that count firms or regions are longer and may differ in their new rows only.
void expect_same_users(Scenario a, Scenario b, std::size_t steps) {
    Simulation one(std::move(a), {.threads = 2});
    Simulation other(std::move(b), {.threads = 2});
    for (std::size_t k = 0; k <= steps; ++k) {
        SCOPED_TRACE("step " + std::to_string(k));
        ASSERT_TRUE(one.world().users.choice == other.world().users.choice);
        ASSERT_TRUE(one.world().users.since == other.world().users.since);
        expect_same_tastes(one.world(), other.world());
        ASSERT_TRUE(one.world().catalogue.serial == other.world().catalogue.serial);
        ASSERT_TRUE(one.world().catalogue.score == other.world().catalogue.score);
        ASSERT_TRUE(one.world().developers.project == other.world().developers.project);
        one.step();
        other.step();
    }
}

TEST_P(EverySeed, AFirmThatIsNeverActiveChangesNothing) {
    Scenario more = small_baseline(GetParam());
    more.firm.push_back(latecomer());
    expect_same_users(small_baseline(GetParam()), more, 24);
}

TEST_P(EverySeed, ARegionWithoutPeopleChangesNothing) {
    Scenario more = small_baseline(GetParam());
    Region empty;
    empty.id = "nowhere";
    empty.seats = {0, {}};
    empty.developers = 0;
    more.region.push_back(empty);
    expect_same_users(small_baseline(GetParam()), more, 24);
}

TEST_P(EverySeed, ASegmentWithoutRecordsChangesNoOtherUsersTastesAndStart) {
    Scenario more = small_baseline(GetParam());
    Segment empty = more.segment[0];
    empty.id = "nobody";
    empty.records = 0;
    empty.seats = 0;
    more.segment.push_back(empty);
    for (Region& r : more.region) r.seats.values.emplace_back("nobody", r.seats.of("consumer"));
    for (Domain& d : more.domain) d.use.values.emplace_back("nobody", d.use.of("consumer"));
    const World one = set_up(small_baseline(GetParam()), one_thread());
    const World other = set_up(more, one_thread());
    expect_same_tastes(one, other);
    EXPECT_TRUE(one.users.choice == other.users.choice);
}

TEST_P(EverySeed, AFirmLessChangesNobodysTastesAndMovesItsOwnUsersOnly) {
    for (const char* gone : {"closed_lab_a", "platform", "cloud_search"}) {
        SCOPED_TRACE(gone);
        Scenario less = small_baseline(GetParam());
        std::erase_if(less.firm, [&](const FirmRow& f) { return f.id == gone; });
        const World with = set_up(small_baseline(GetParam()), one_thread());
        const World without = set_up(less, one_thread());
        expect_same_tastes(with, without);
        std::size_t moved = 0;
        for (std::size_t i = 0; i < with.users.size(); ++i) {
            if (vendor(with, i) == serial_of(gone)) {
                ++moved;
                EXPECT_NE(vendor(without, i), serial_of(gone));
            } else {
                ASSERT_EQ(vendor(with, i), vendor(without, i)) << "user " << i;
            }
        }
        EXPECT_GT(moved, 0U) << "nobody used it: nothing was tested";
    }
}

TEST_P(EverySeed, DevelopersAreTheSameInALargerCrowd) {
    Scenario more = small_baseline(GetParam());
    more.population.developers = 3000;
    const World one = set_up(small_baseline(GetParam()), one_thread());
    const World other = set_up(more, one_thread());
    for (std::size_t i = 0; i < one.developers.size(); ++i) {
        ASSERT_EQ(one.developers.serial[i], other.developers.serial[i]);
        ASSERT_EQ(one.developers.skill[i], other.developers.skill[i]);
        ASSERT_EQ(one.developers.domain[i], other.developers.domain[i]);
    }
}

Event event_at(const char* date, double strength) {
    Event event;
    event.target = "finance.opex_share";
    event.op = Operation::add;
    event.value = 0.1;
    event.at = parse_date(date);
    event.strength = strength;
    return event;
}

Scenario with_event(std::int64_t seed, const Event& event) {
    Scenario s = small_baseline(seed);
    PolicyRow policy;
    policy.id = "tested";
    policy.event = {event};
    s.policy.push_back(policy);
    return s;
}

TEST_P(EverySeed, AnEventOfNoStrengthChangesNothing) {
    EXPECT_EQ(hashes(with_event(GetParam(), event_at("2023-03-01", 0)), 24), hashes(small_baseline(GetParam()), 24));
}

TEST_P(EverySeed, AnEventAfterTheEndChangesNothing) {
    EXPECT_EQ(hashes(with_event(GetParam(), event_at("2035-01-01", 1)), 24), hashes(small_baseline(GetParam()), 24));
}

TEST_P(EverySeed, AnEventChangesNothingBeforeItsDateAndSomethingThen) {
    const std::vector<std::uint64_t> base = hashes(small_baseline(GetParam()), 24);
    const std::vector<std::uint64_t> treated = hashes(with_event(GetParam(), event_at("2024-06-01", 1)), 24);
    constexpr std::size_t first = 17;  // the step that begins on the first of June 2024
    for (std::size_t k = 0; k < base.size(); ++k) EXPECT_EQ(base[k] == treated[k], k < first) << "step " << k;
}

Event triggered_event(const char* when) {
    Event event;
    event.lever = "export_control";
    event.regions = {"europe", "china"};
    event.when = when;
    event.hold = 0.5;
    return event;
}

TEST_P(EverySeed, AConditionThatNeverHoldsChangesNothing) {
    EXPECT_EQ(hashes(with_event(GetParam(), triggered_event("hhi > 1 or adoption < 0")), 24), hashes(small_baseline(GetParam()), 24));
}

TEST_P(EverySeed, AConditionThatHoldsChangesNothingAtStrengthZero) {
    Event event = triggered_event("hhi >= 0");
    event.strength = 0;
    EXPECT_EQ(hashes(with_event(GetParam(), event), 24), hashes(small_baseline(GetParam()), 24));
}

TEST_P(EverySeed, AConditionChangesNothingBeforeItHoldsAndSomethingThen) {
    const std::vector<std::uint64_t> base = hashes(small_baseline(GetParam()), 24);
    const Scenario scenario = with_event(GetParam(), triggered_event("adoption.builder > 0.12"));
    Simulation simulation(scenario, {.threads = 2, .audit = true});
    std::size_t first = 24;
    for (std::size_t k = 0; k < 24; ++k) {
        simulation.step();
        if (first == 24 && simulation.world().triggered.size() > 0) first = k;
        EXPECT_EQ(simulation.state_hash() == base[k], k < first) << "step " << k;
    }
    EXPECT_GT(first, 0U) << "it holds at once: nothing was tested";
    EXPECT_LT(first, 24U) << "it never holds: nothing was tested";
}

TEST_P(EverySeed, TheOrderOfEventsAndPoliciesDoesNotMatter) {
    Scenario s = small_baseline(GetParam());
    PolicyRow one;
    one.id = "one";
    one.event = {event_at("2023-03-01", 0.7), triggered_event("adoption > 0.05"), triggered_event("hhi > 0.1 and not adoption > 0.5")};
    one.event[0].op = Operation::multiply;
    one.event[0].value = 1.37;
    one.event[2].strength = 0.3;
    PolicyRow other = one;
    other.id = "other";
    other.event[0].value = 0.91;
    other.event[0].ramp = 1;
    other.event.push_back(event_at("2023-05-01", 1));
    s.policy.push_back(one);
    s.policy.push_back(other);
    Scenario turned = s;
    std::reverse(turned.policy.begin(), turned.policy.end());
    for (PolicyRow& row : turned.policy) std::reverse(row.event.begin(), row.event.end());
    EXPECT_EQ(hashes(s, 24), hashes(turned, 24, {.threads = 3}));
}

TEST_P(EverySeed, AnEventOfAShockActsAsOneOfAPolicy) {
    Scenario shock = with_event(GetParam(), event_at("2023-06-01", 1));
    shock.shock.push_back(shock.policy.back());
    shock.policy.pop_back();
    EXPECT_EQ(hashes(shock, 12), hashes(with_event(GetParam(), event_at("2023-06-01", 1)), 12));
}

}  // namespace
}  // namespace enclosure::test
