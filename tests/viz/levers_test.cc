// The rows of levers and parameters, and what moves of them come to in a world.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/scenario/leaves.h"
#include "sim/scenario/paths.h"
#include "viz/panels/lever_changes.h"
#include "viz/panels/lever_table.h"
#include "viz/panels/rules.h"
#include "viz/panels/words.h"

namespace enclosure::viz {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

LoadedScenario small_scenario() {
    const std::vector<Override> small{{"population.users", "1000"}, {"population.developers", "100"}, {"time.end", "2025-01-01"}};
    return load_scenario("lib:baseline", small);
}

const LeverRow& row(std::string_view path) {
    const LeverRow* found = find_row(path);
    if (!found) throw std::invalid_argument(std::string(path));
    return *found;
}

struct Watched {
    Session session{{.threads = 1, .synchronous = true}};
    RulesInForce rules;
    PendingMoves moves;

    Watched() {
        session.open(small_scenario(), "small");
        session.pump();
        look(0);
    }
    void look(std::size_t step) { ASSERT_TRUE(rules.look(session, WorldId::a, step)); }
    void run_to(std::size_t step) {
        session.run_until(step);
        for (int i = 0; i < 100 && session.track()->size() <= step; ++i) session.pump();
        look(step);
    }
    void apply() {
        session.change_rules(change_of(moves, rules));
        session.pump();
        moves.clear();
        look(session.track()->size() - 1);
    }
    double now(std::string_view path) { return rules.now()[row(path).place]; }
};

TEST(LeverTable, HasEveryLeverAndEveryNumberOfTheParameters) {
    std::size_t levers_seen = 0;
    std::size_t parameters = 0;
    for (const LeverGroup& group : lever_groups()) {
        EXPECT_FALSE(group.title.empty());
        for (const LeverRow& one : group.rows) {
            (one.lever ? levers_seen : parameters) += 1;
            EXPECT_FALSE(one.doc.empty()) << one.path;
            EXPECT_TRUE(std::isfinite(one.usual.lo) && std::isfinite(one.usual.hi)) << one.path << " has no usual range for its slider";
            EXPECT_EQ(find_row(one.path), &one) << one.path << " is there twice";
        }
    }
    EXPECT_EQ(levers_seen, levers().size());
    Scenario scenario;  // without rows of regions, firms and the like
    for (const LeafRef& leaf : leaves_of(scenario)) {
        const bool of_a_group = leaf.path.find('.') != std::string::npos && !leaf.path.starts_with("time.") &&
                                !leaf.path.starts_with("population.") && !leaf.path.starts_with("output.");
        const bool text = std::holds_alternative<std::string*>(leaf.value);
        if (!of_a_group || text) continue;
        EXPECT_NE(find_row(leaf.path), nullptr) << leaf.path << " cannot be moved";
    }
    EXPECT_EQ(parameter_numbers(scenario.parameters).size(), lever_row_count());
}

TEST(LeverTable, ReadsEachRowsOwnNumber) {
    Scenario scenario;
    for (const LeverGroup& group : lever_groups()) {
        for (const LeverRow& one : group.rows) {
            const double* own = find_parameter(scenario, one.path);
            if (!own) continue;
            EXPECT_EQ(parameter_numbers(scenario.parameters)[one.place], *own) << one.path;
        }
    }
}

TEST(LeverTable, SlidersOverMoreThanTwoDecadesAreLogarithmic) {
    EXPECT_TRUE(slider_range(row("harm.incident_cost"), 5e6, 5e6).logarithmic);  // 1e5 to 1e9
    EXPECT_FALSE(slider_range(row("harm.risk_half"), 100, 100).logarithmic);     // exactly two decades
    EXPECT_FALSE(slider_range(row("harm.misuse_rate"), 20, 20).logarithmic);     // from zero
    EXPECT_FALSE(slider_range(row("prices.markup_max"), 5, 5).logarithmic);
}

TEST(LeverTable, SlidersReachWhatIsInForceAndHaveTheGivenValueAsNotch) {
    const SliderRange range = slider_range(row("prices.markup_max"), 5, 40);
    EXPECT_EQ(range.high, 40);  // usual is 2 to 10
    EXPECT_EQ(range.low, 2);
    EXPECT_EQ(range.tick, 5);
}

TEST(LeverTable, SlidersStandOnNumbersThatAHandCanMean) {
    EXPECT_EQ(round_value({0, 1}, 0.606), 0.605);
    EXPECT_EQ(round_value({1, 12}, 7.0312), 7.05);
    EXPECT_EQ(round_value({1e5, 1e9, true}, 3.456e7), 3.5e7);
    EXPECT_EQ(round_value({0, 10, false, true}, 3.4), 3);
    EXPECT_EQ(round_value({2, 10}, 9.9999), 10);
}

TEST(LeverTable, SaysWhatCannotChangeDuringARun) {
    EXPECT_FALSE(row("prices.markup_start").live);
    EXPECT_FALSE(row("prices.linear").live) << "an event sets numbers alone";
    EXPECT_TRUE(row("prices.markup_max").live);
    EXPECT_TRUE(row("vendor_failure").impulse);
    EXPECT_FALSE(row("interoperability").impulse);
}

TEST(LeverTable, IsSearchedByWordsOfTitlePathAndDoc) {
    EXPECT_TRUE(row_matches(row("prices.markup_max"), "MARKUP price"));
    EXPECT_FALSE(row_matches(row("prices.markup_max"), "markup developers"));
    EXPECT_TRUE(row_matches(row("prices.markup_max"), ""));
}

TEST(LeverMoves, AreCountedAgainstTheScenarioAsOpened) {
    Watched watched;
    EXPECT_EQ(count_changed(watched.moves, watched.rules), 0u);
    move_row(watched.moves, row("prices.markup_max"), 3, watched.rules);
    move_row(watched.moves, row("interoperability"), 0.5, watched.rules);
    EXPECT_EQ(count_changed(watched.moves, watched.rules), 2u);
    const LeverGroup* prices = nullptr;
    for (const LeverGroup& group : lever_groups()) {
        if (group.title == "Prices") prices = &group;
    }
    ASSERT_NE(prices, nullptr);
    EXPECT_EQ(count_changed(watched.moves, watched.rules, prices), 1u);
    move_row(watched.moves, row("prices.markup_max"), watched.now("prices.markup_max"), watched.rules);
    EXPECT_THAT(watched.moves, SizeIs(1)) << "moved back to where it was is no move";
    reset_rows(watched.moves, watched.rules);
    EXPECT_THAT(watched.moves, IsEmpty());
}

TEST(LeverMoves, OfAParameterAreInForceFromTheStepOn) {
    Watched watched;
    watched.run_to(3);
    move_row(watched.moves, row("prices.markup_max"), 3, watched.rules);
    watched.apply();
    EXPECT_EQ(watched.now("prices.markup_max"), 3);
    EXPECT_EQ(count_changed(watched.moves, watched.rules), 1u);
    watched.look(2);
    EXPECT_EQ(watched.now("prices.markup_max"), row("prices.markup_max").initial) << "not in force a month before";
    watched.run_to(6);
    EXPECT_EQ(watched.now("prices.markup_max"), 3);
}

TEST(LeverMoves, OfALeverBeginAndCanBeTakenBack) {
    Watched watched;
    watched.run_to(2);
    move_row(watched.moves, row("interoperability"), 0.5, watched.rules);
    watched.apply();
    EXPECT_NEAR(watched.now("interoperability"), 0.5, 1e-12);
    EXPECT_NEAR(watched.now("adoption.switching_weight"), 0.5 * row("adoption.switching_weight").initial, 1e-12);
    EXPECT_EQ(count_changed(watched.moves, watched.rules), 1u) << "the parameter that it acts on is no change of its own";
    watched.run_to(4);
    move_row(watched.moves, row("interoperability"), 0.8, watched.rules);
    watched.apply();
    EXPECT_NEAR(watched.now("interoperability"), 0.8, 1e-12) << "the new strength, and not one on top of the other";
    watched.run_to(6);
    reset_row(watched.moves, row("interoperability"), watched.rules);
    watched.apply();
    EXPECT_NEAR(watched.now("interoperability"), 0, 1e-12);
    EXPECT_EQ(count_changed(watched.moves, watched.rules), 0u);
}

TEST(LeverMoves, WithARampGrowMonthByMonth) {
    Watched watched;
    move_row(watched.moves, row("interoperability"), 1, watched.rules);
    watched.moves.begin()->second.ramp = 1;
    watched.apply();
    EXPECT_EQ(watched.now("interoperability"), 0);
    watched.run_to(6);
    EXPECT_NEAR(watched.now("interoperability"), 0.5, 1e-9);
    watched.run_to(12);
    EXPECT_NEAR(watched.now("interoperability"), 1, 1e-9);
}

TEST(LeverMoves, ByRegionActOnTheRegionsThatAreNamed) {
    Watched watched;
    watched.rules.set_regions({"europe"});
    watched.look(0);
    move_row(watched.moves, row("compute_subsidy"), 2, watched.rules);
    watched.apply();
    EXPECT_NEAR(watched.now("compute_subsidy"), 2, 1e-12);
    watched.rules.set_regions({"china"});
    watched.look(0);
    EXPECT_EQ(watched.now("compute_subsidy"), 0);
    EXPECT_GT(*find_parameter(watched.rules.in_force(), "region.europe.open_compute"), 1e9);
}

TEST(LeverMoves, OfAParameterOnWhichAPolicyActsHaveTheLastWord) {
    Watched watched;
    move_row(watched.moves, row("interoperability"), 0.5, watched.rules);
    watched.apply();
    watched.run_to(1);
    move_row(watched.moves, row("adoption.switching_weight"), 0.9, watched.rules);
    watched.apply();
    EXPECT_NEAR(watched.now("adoption.switching_weight"), 0.9, 1e-12);
}

TEST(LeverMoves, OfAnImpulseStrikeAndAreOver) {
    Watched watched;
    watched.run_to(1);
    move_row(watched.moves, row("major_incident"), 1, watched.rules);
    const RuleChange change = change_of(watched.moves, watched.rules);
    ASSERT_THAT(change.policy_texts, SizeIs(1));
    EXPECT_THAT(change.policy_texts[0], HasSubstr("lever = \"major_incident\""));
    watched.apply();
    EXPECT_EQ(watched.now("major_incident"), 0);
    watched.run_to(2);
    move_row(watched.moves, row("major_incident"), 1, watched.rules);
    watched.apply();  // a second one is no contradiction
}

TEST(LeverMoves, ThatHoldFromTheStartAreSettingsOfANewRun) {
    Watched watched;
    move_row(watched.moves, row("prices.markup_start"), 3, watched.rules);
    move_row(watched.moves, row("prices.linear"), 1, watched.rules);
    const RuleChange change = change_of(watched.moves, watched.rules);
    EXPECT_THAT(change.settings, IsEmpty());
    EXPECT_THAT(change.policy_texts, IsEmpty());
    std::vector<Override> settings = settings_of(watched.moves);
    ASSERT_THAT(settings, SizeIs(2));
    EXPECT_EQ(settings[0].path + "=" + settings[0].text, "prices.linear=true");
    EXPECT_EQ(settings[1].path + "=" + settings[1].text, "prices.markup_start=3");
    load_scenario_text(small_scenario().resolved_toml, "again", settings);
}

TEST(Words, NamesAndNumbersOfThings) {
    EXPECT_EQ(in_words("markup_max"), "Markup max");
    EXPECT_EQ(in_one_word("Releases, safety, data, liability"), "releases_safety_data_liability");
    EXPECT_EQ(counted(1, "event"), "1 event");
    EXPECT_EQ(counted(3, "event"), "3 events");
    EXPECT_EQ(bytes_words(4'100'000), "4.1 MB");
    EXPECT_EQ(step_name(1.0 / 12), "month");
    EXPECT_EQ(step_name(1.0 / 6), "step");
}

}  // namespace
}  // namespace enclosure::viz
