#include "sim/policy/trigger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "sim/indicators/indicator.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// "column: what" of each mistake.
std::vector<std::string> mistakes_in(const std::string& text, const Scenario& scenario = tiny_scenario()) {
    std::vector<TriggerMistake> mistakes;
    parse_trigger(text, scenario, mistakes);
    std::vector<std::string> said;
    for (const TriggerMistake& m : mistakes) said.push_back(std::to_string(m.column) + ": " + m.what);
    return said;
}

// Whether the condition holds where support_open is 0.25, host_margin is 0.15 and mean_defect_age_open is `age`.
bool is_true(const std::string& text) {
    static World world = tiny_world();
    world.commons.support = 0.25;
    std::vector<TriggerMistake> mistakes;
    const Trigger trigger = parse_trigger(text, world.scenario, mistakes);
    EXPECT_EQ(mistakes.size(), 0U) << text << ": " << (mistakes.empty() ? "" : mistakes[0].what);
    return holds(trigger, world);
}

TEST(Trigger, ComparesAnIndicatorWithANumber) {
    EXPECT_TRUE(is_true("support_open < 0.3"));
    EXPECT_FALSE(is_true("support_open < 0.25"));
    EXPECT_TRUE(is_true("support_open <= 0.25"));
    EXPECT_FALSE(is_true("support_open <= 0.2"));
    EXPECT_TRUE(is_true("support_open > 0.2"));
    EXPECT_FALSE(is_true("support_open > 0.25"));
    EXPECT_TRUE(is_true("support_open >= 0.25"));
    EXPECT_FALSE(is_true("support_open >= 0.3"));
    EXPECT_TRUE(is_true("support_open == 0.25"));
    EXPECT_FALSE(is_true("support_open == 0.26"));
    EXPECT_TRUE(is_true("support_open != 0.26"));
    EXPECT_FALSE(is_true("support_open != 0.25"));
}

TEST(Trigger, TakesTheNumberOnEitherSideAndInAnyNotation) {
    EXPECT_TRUE(is_true("0.3 > support_open"));
    EXPECT_FALSE(is_true("0.25 > support_open"));
    EXPECT_TRUE(is_true("0.25 >= support_open"));
    EXPECT_FALSE(is_true("0.3 < support_open"));
    EXPECT_TRUE(is_true("0.25 <= support_open"));
    EXPECT_TRUE(is_true("0.25 == support_open"));
    EXPECT_TRUE(is_true("0.2 != support_open"));
    EXPECT_TRUE(is_true("support_open>-1"));
    EXPECT_TRUE(is_true("support_open > +2.4e-1"));
    EXPECT_TRUE(is_true("support_open<1e9"));
    EXPECT_TRUE(is_true("  support_open\t<\n.3 "));
}

TEST(Trigger, JoinsByAndOrNot) {
    const std::string yes = "support_open > 0";
    const std::string no = "support_open < 0";
    EXPECT_TRUE(is_true(yes + " and " + yes));
    EXPECT_FALSE(is_true(yes + " and " + no));
    EXPECT_FALSE(is_true(no + " and " + yes));
    EXPECT_TRUE(is_true(yes + " or " + no));
    EXPECT_TRUE(is_true(no + " or " + yes));
    EXPECT_FALSE(is_true(no + " or " + no));
    EXPECT_TRUE(is_true("not " + no));
    EXPECT_FALSE(is_true("not " + yes));
    EXPECT_TRUE(is_true("not not " + yes));
}

TEST(Trigger, BindsNotCloserThanAndCloserThanOr) {
    const std::string yes = "support_open > 0";
    const std::string no = "support_open < 0";
    EXPECT_TRUE(is_true(yes + " or " + yes + " and " + no)) << "and before or";
    EXPECT_FALSE(is_true("(" + yes + " or " + yes + ") and " + no));
    EXPECT_TRUE(is_true(no + " and " + no + " or " + yes));
    EXPECT_FALSE(is_true("not " + yes + " and " + no)) << "not takes the first comparison only";
    EXPECT_TRUE(is_true("not (" + yes + " and " + no + ")"));
    EXPECT_TRUE(is_true("not " + no + " or " + no));
    EXPECT_FALSE(is_true("not (" + no + " or " + yes + ")"));
    EXPECT_TRUE(is_true("((" + yes + "))"));
}

TEST(Trigger, ReadsSegmentsAndRegionsByTheirIds) {
    Scenario s = tiny_scenario();
    s.segment[0].id = "all-of_them2";
    World world = tiny_world(s);
    const auto value = [&](const std::string& name) {
        std::vector<TriggerMistake> mistakes;
        const Trigger trigger = parse_trigger(name + " > 0", s, mistakes);
        EXPECT_THAT(mistakes, IsEmpty());
        return trigger.comparisons.at(0).reading.value(world);
    };
    world.commons.open_friction[0] = 1.75;
    world.commons.hosts[0] = 13;
    EXPECT_EQ(value("open_friction.all-of_them2"), 1.75);
    EXPECT_EQ(value("hosts.here"), 13);
}

TEST(Trigger, ComparesWithWhatIsNotDefinedAsFalse) {
    static World world = tiny_world();
    for (Slot& state : world.catalogue.state) state = Slot::empty;
    for (const char* relation : {"<", "<=", ">", ">=", "==", "!="}) {
        std::vector<TriggerMistake> mistakes;
        const Trigger trigger = parse_trigger("reliability_old_open " + std::string(relation) + " 0", world.scenario, mistakes);
        ASSERT_TRUE(std::isnan(trigger.comparisons.at(0).reading.value(world))) << "the test needs an indicator that is not defined";
        EXPECT_FALSE(holds(trigger, world)) << relation;
    }
}

TEST(Trigger, SaysWhatItReads) {
    World world = tiny_world();
    world.commons.support = 0.123456;
    std::vector<TriggerMistake> mistakes;
    const Trigger trigger = parse_trigger("support_open > 0.1 and not (hosts.here > 3 or support_open > 0.9)", world.scenario, mistakes);
    world.commons.hosts[0] = 2;
    EXPECT_EQ(readings(trigger, world), "support_open = 0.1235, hosts.here = 2");
}

TEST(Trigger, SaysWhereItIsWrong) {
    EXPECT_THAT(mistakes_in(""), ElementsAre("1: an indicator or a number is expected, not the end"));
    EXPECT_THAT(mistakes_in("hhi"), ElementsAre("4: a comparison (<, <=, >, >=, ==, !=) is expected, not the end"));
    EXPECT_THAT(mistakes_in("hhi >"), ElementsAre("6: an indicator or a number is expected, not the end"));
    EXPECT_THAT(mistakes_in("hhi = 0.3"), ElementsAre("5: a comparison (<, <=, >, >=, ==, !=) is expected, not =; write =="));
    EXPECT_THAT(mistakes_in("hhi > 0.3 and"), ElementsAre("14: an indicator or a number is expected, not the end"));
    EXPECT_THAT(mistakes_in("hhi > 0.3 && hhi < 1"), ElementsAre("11: and, or, or the end is expected, not &&; write and"));
    EXPECT_THAT(mistakes_in("hhi > 0.3 || hhi < 1"), ElementsAre("11: and, or, or the end is expected, not ||; write or"));
    EXPECT_THAT(mistakes_in("!hhi > 0.3"), ElementsAre("1: an indicator or a number is expected, not !; write not"));
    EXPECT_THAT(mistakes_in("hhi > 0.3 hhi < 1"), ElementsAre("11: and, or, or the end is expected, not hhi"));
    EXPECT_THAT(mistakes_in("(hhi > 0.3"), ElementsAre("1: this ( is not closed"));
    EXPECT_THAT(mistakes_in("((hhi > 0.3) or hhi > 1"), ElementsAre("1: this ( is not closed"));
    EXPECT_THAT(mistakes_in("(hhi > 0.3 hhi > 1)"), ElementsAre("12: and, or, or a ) is expected, not hhi"));
    EXPECT_THAT(mistakes_in("hhi > 0.3)"), ElementsAre("10: this ) closes nothing"));
    EXPECT_THAT(mistakes_in("0.1 < hhi < 0.3"), ElementsAre("11: one comparison follows another; join them by and"));
    EXPECT_THAT(mistakes_in("hhi > 30 %"), ElementsAre("10: a number takes no unit, and no %; write 0.3"));
    EXPECT_THAT(mistakes_in("hhi > 30% and adoption < 0.1"), ElementsAre("9: a number takes no unit, and no %; write 0.3"));
    EXPECT_THAT(mistakes_in("2.5% < hhi"), ElementsAre("4: a number takes no unit, and no %; write 0.025"));
    EXPECT_THAT(mistakes_in("(average_price > 2 USD)"), ElementsAre("20: a number takes no unit such as USD; it is in the indicator's"));
    EXPECT_THAT(mistakes_in("hhi > 0.3 hhii < 1"), ElementsAre("11: and, or, or the end is expected, not hhii"));
    EXPECT_THAT(mistakes_in("hhi > 0.3x"), ElementsAre("7: 0.3x is no number"));
    EXPECT_THAT(mistakes_in("hhi > 1e999"), ElementsAre("7: 1e999 is no number"));
    EXPECT_THAT(mistakes_in("hhi > -inf"), ElementsAre("7: an indicator or a number is expected, not -inf"));
    EXPECT_THAT(mistakes_in("hhi > ä"), ElementsAre("7: an indicator or a number is expected, not ä"));
    EXPECT_THAT(mistakes_in("hhi > hhi"), ElementsAre("1: compare an indicator with a number; hhi and hhi are both indicators"));
    EXPECT_THAT(mistakes_in("1 > 2"), ElementsAre("1: compare an indicator with a number; 1 and 2 are both numbers"));
    EXPECT_THAT(mistakes_in("and hhi > 1"), ElementsAre("1: an indicator or a number is expected, not and"));
}

TEST(Trigger, NamesEveryUnknownIndicatorAndTheNearestKnown) {
    EXPECT_THAT(mistakes_in("hhii > 1 or hosts.her < 2 and aware.al == 0"),
                ElementsAre("1: unknown indicator hhii; did you mean hhi?", "13: unknown indicator hosts.her; did you mean hosts.here?",
                            "31: unknown indicator aware.al; did you mean aware.all?"));
    EXPECT_THAT(mistakes_in("open_friction > 1"),
                ElementsAre("1: unknown indicator open_friction; it is a segment's, as open_friction.ID"));
    EXPECT_THAT(mistakes_in("hosting > 1"), ElementsAre(HasSubstr("it is a region's, as hosting.ID")));
    EXPECT_THAT(mistakes_in("prices.markup_max > 1"), ElementsAre(HasSubstr("it is a parameter, and a condition reads indicators only")));
    EXPECT_THAT(mistakes_in("hhii > 1 or"), ElementsAre(HasSubstr("did you mean hhi?"), HasSubstr("12: an indicator or a number")));
}

TEST(Trigger, NamesNotMoreThanTenUnknownIndicators) {
    std::string text = "nothing > 1";
    for (int i = 0; i < 50; ++i) text += " or nothing > 1";
    const std::vector<std::string> said = mistakes_in(text);
    ASSERT_EQ(said.size(), 11U);
    EXPECT_THAT(said.back(), HasSubstr("and more unknown indicators"));
}

TEST(Trigger, RefusesANameThatASegmentAndARegionShare) {
    Scenario s = tiny_scenario();
    s.segment[0].id = "here";
    EXPECT_THAT(mistakes_in("adoption.here > 0.5", s), ElementsAre(HasSubstr("the name of two indicators")));
    EXPECT_THAT(mistakes_in("hosts.here > 0.5", s), IsEmpty()) << "only regions have hosts";
}

TEST(Trigger, RefusesWhatIsNestedTooDeepInsteadOfFailing) {
    const std::string deep = std::string(100000, '(') + "hhi > 1" + std::string(100000, ')');
    EXPECT_THAT(mistakes_in(deep), ElementsAre(HasSubstr("nested more than 100 deep")));
    std::string negated = "hhi > 1";
    for (int i = 0; i < 50000; ++i) negated = "not " + negated;
    EXPECT_THAT(mistakes_in(negated), ElementsAre(HasSubstr("nested more than 100 deep")));
    std::string wide = "hhi > 1";
    for (int i = 0; i < 1000; ++i) wide += " or (hhi > 1)";
    EXPECT_THAT(mistakes_in(wide), IsEmpty());
}

TEST(Trigger, KnowsEveryIndicator) {
    const Scenario s = tiny_scenario();
    for (const Indicator& i : indicators()) EXPECT_THAT(mistakes_in(std::string(i.name) + " > 0", s), IsEmpty());
    for (const MemberIndicator& i : segment_indicators()) EXPECT_THAT(mistakes_in(std::string(i.name) + ".all > 0", s), IsEmpty());
    for (const MemberIndicator& i : region_indicators()) EXPECT_THAT(mistakes_in(std::string(i.name) + ".here > 0", s), IsEmpty());
}

}  // namespace
}  // namespace enclosure::test
