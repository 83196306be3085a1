// Lenses of the map: colours, ranges, and the numbers of firms.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/viz/made_up_market.h"
#include "viz/map/lens.h"

namespace enclosure::viz {
namespace {

TEST(Lens, ColoursSayWhatTheLensSays) {
    const StepRecord record = market_record(3);
    const Population population = two_cells();
    const Theme theme;
    const ColourScale scale = make_colour_scale(ColourKind::sequential, {0, 4});
    const auto inks = [&](Lens lens, const HiddenClasses& hidden = {}) {
        return lens_inks(lens, record, population, scale, hidden, theme);
    };
    EXPECT_EQ(inks(Lens::openness)[3], ink_sum(theme.colour(Tone::closed)));
    EXPECT_EQ(inks(Lens::openness)[256 + 7], ink_sum(theme.colour(Tone::open)));
    EXPECT_EQ(inks(Lens::capability)[9], ink_sum(colour_of(sequential_inks[colour_steps - 1], theme.kind)));
    EXPECT_EQ(inks(Lens::capability)[5], ink_sum(colour_of(sequential_inks[0], theme.kind)));
    EXPECT_EQ(inks(Lens::segment)[3], inks(Lens::segment)[7]);
    EXPECT_NE(inks(Lens::segment)[3], inks(Lens::segment)[256 + 3]);
    EXPECT_EQ(inks(Lens::segment)[3], inks(Lens::region)[256 + 3]) << "the first kind of each has the same colour";
    EXPECT_EQ(inks(Lens::segment, {.segments = 2})[256 + 3], 0U);
    EXPECT_NE(inks(Lens::segment, {.segments = 2})[3], 0U);
    EXPECT_EQ(inks(Lens::trust, {.openness = 1})[3], 0U) << "closed firms are hidden";
    EXPECT_NE(inks(Lens::trust, {.openness = 1})[7], 0U);
    EXPECT_EQ(inks(Lens::openness)[4], 0U) << "a slot that nobody uses";
}

TEST(Lens, RangesLeaveOutModelsThatHardlyAnybodyUses) {
    StepRecord record = market_record(3);
    EXPECT_EQ(lens_extent(Lens::capability, record).low, 0);
    EXPECT_EQ(lens_extent(Lens::capability, record).high, 4);
    record.models[1].users = 0;
    EXPECT_EQ(lens_extent(Lens::capability, record).low, 1);
    EXPECT_EQ(lens_extent(Lens::welfare, record).high, 300);
    EXPECT_EQ(lens_scale(Lens::welfare, {100, 300}).low, 0);
    EXPECT_EQ(lens_scale(Lens::trust, {0.4, 0.5}).high, 1);
}

TEST(Lens, AFirmsNumberIsItsUsersMean) {
    const StepRecord record = market_record(3);
    EXPECT_DOUBLE_EQ(firm_number(Lens::capability, record, 1), (30 * 2.0 + 10 * 4.0) / 40);
    EXPECT_DOUBLE_EQ(firm_number(Lens::trust, record, 0), 0.5);
    EXPECT_TRUE(std::isnan(firm_number(Lens::segment, record, 0)));
    EXPECT_TRUE(std::isnan(firm_number(Lens::capability, record, 7)));
}

}  // namespace
}  // namespace enclosure::viz
