// sim/base/describe.h on a struct of its own: folds see the members in order; ranges, switches and names. What must not compile is in
// tests/refuse/describe.
#include "sim/base/describe.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace enclosure;

struct Kettle {
    double power = 2.0;
    int cups = 4;
    bool whistles = true;
    static constexpr auto fields() {
        return std::tuple{
            field(&Kettle::power, {.name = "power",
                                   .unit = "kW",
                                   .legal = {0, 10},
                                   .usual = {1, 3},
                                   .doc = "Heating power.",
                                   .source = "assumption",
                                   .effect = Effect::live,
                                   .off = 0}),
            field(&Kettle::cups, {.name = "cups", .legal = {1, 20}, .usual = {1, 10}, .doc = "Cups it holds.", .source = "assumption"}),
            field(&Kettle::whistles, {.name = "whistles", .doc = "Whether it whistles. Loudly.", .source = "assumption"}),
        };
    }
};

struct Cups {
    std::vector<float> level;
    std::vector<float> heat;
    std::vector<int> owner;
    static constexpr auto columns() {
        return std::tuple{column(&Cups::level, {"level", "1", "Filled share."}), column(&Cups::heat, {"heat", "point", "Temperature."}),
                          column(&Cups::owner, {"owner", "1", "Owner's row, per region.", Width::regions})};
    }
};

TEST(Describe, CompleteDescriptionsPassTheChecks) {
    static_assert(well_described<Kettle>());
    static_assert(well_formed<Kettle>());
    static_assert(well_columned<Cups>());
    EXPECT_EQ(detail::count_members<Kettle>(), 3u);
    EXPECT_EQ(detail::count_members<Cups>(), 3u);
}

TEST(Describe, FieldsAreVisitedInOrderAndReachTheirMembers) {
    Kettle kettle{.power = 2.5, .cups = 7, .whistles = false};
    std::vector<std::string> names;
    std::vector<double> values;
    for_each_field<Kettle>([&](const auto& f) {
        names.emplace_back(f.facts.name);
        values.push_back(static_cast<double>(kettle.*f.member));
    });
    EXPECT_EQ(names, (std::vector<std::string>{"power", "cups", "whistles"}));
    EXPECT_EQ(values, (std::vector<double>{2.5, 7, 0}));
}

TEST(Describe, ColumnsAreVisitedInOrderAndReachTheirMembers) {
    Cups cups;
    cups.heat.resize(5);
    std::vector<std::string> names;
    std::vector<std::size_t> sizes;
    std::vector<Width> widths;
    for_each_column<Cups>([&](const auto& c) {
        names.emplace_back(c.facts.name);
        sizes.push_back((cups.*c.member).size());
        widths.push_back(c.facts.width);
    });
    EXPECT_EQ(names, (std::vector<std::string>{"level", "heat", "owner"}));
    EXPECT_EQ(sizes, (std::vector<std::size_t>{0, 5, 0}));
    EXPECT_EQ(widths, (std::vector<Width>{Width::one, Width::one, Width::regions}));
}

TEST(Describe, ColumnNameTellsMembersOfOneTypeApart) {
    EXPECT_EQ((column_name<&Cups::level, Cups>()), "level");
    EXPECT_EQ((column_name<&Cups::heat, Cups>()), "heat");
    EXPECT_EQ((column_name<&Cups::owner, Cups>()), "owner");
    EXPECT_EQ((column_name<&Kettle::power, Cups>()), "");
}

TEST(Describe, RangesAreClosedAndRefuseNotANumber) {
    constexpr Range range{-1, 2};
    EXPECT_EQ(range.holds(-1), true);
    EXPECT_EQ(range.holds(2), true);
    EXPECT_EQ(range.holds(2.0000001), false);
    EXPECT_EQ(range.holds(-1.0000001), false);
    EXPECT_EQ(range.holds(std::numeric_limits<double>::quiet_NaN()), false);
    EXPECT_EQ(Range{}.holds(std::numeric_limits<double>::infinity()), true);
    EXPECT_EQ(Range{}.holds(std::numeric_limits<double>::quiet_NaN()), false);
}

TEST(Describe, FactsKnowSwitchesAndTheirDefaults) {
    std::vector<bool> switches;
    std::vector<Effect> effects;
    for_each_field<Kettle>([&](const auto& f) {
        switches.push_back(f.facts.is_switch());
        effects.push_back(f.facts.effect);
    });
    EXPECT_EQ(switches, (std::vector<bool>{true, false, false}));
    EXPECT_EQ(effects, (std::vector<Effect>{Effect::live, Effect::restart, Effect::restart}));
    EXPECT_EQ(Facts{}.unit, "1");
}

TEST(Describe, ASentenceEndsWithAFullStop) {
    EXPECT_EQ(detail::ends_sentence("Yes."), true);
    EXPECT_EQ(detail::ends_sentence("No"), false);
    EXPECT_EQ(detail::ends_sentence(""), false);
}

}  // namespace
