#include "analysis/chart/colour_scale.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "analysis/chart/marks.h"
#include "analysis/chart/svg.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

using testing::HasSubstr;

double linear_light(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double lightness(double red, double green, double blue) {
    const double y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

double lightness(Rgb c) {
    return lightness(linear_light(c.red), linear_light(c.green), linear_light(c.blue));
}

// Lightness under a colour vision deficiency: Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113, severity 1.
double lightness_for(Rgb c, const double (&m)[3][3]) {
    const double in[3] = {linear_light(c.red), linear_light(c.green), linear_light(c.blue)};
    double out[3];
    for (int i = 0; i < 3; ++i) out[i] = std::fmin(1, std::fmax(0, m[i][0] * in[0] + m[i][1] * in[1] + m[i][2] * in[2]));
    return lightness(out[0], out[1], out[2]);
}

constexpr double protanopia[3][3] = {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}};
constexpr double deuteranopia[3][3] = {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}};
constexpr double tritanopia[3][3] = {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}};

TEST(ColourScale, RisesInEqualStepsOfLightness) {
    for (const bool dark : {false, true}) {
        const auto shade = [dark](const Ink& i) { return lightness(dark ? i.on_dark : i.on_light); };
        const double sequential = (shade(sequential_inks.back()) - shade(sequential_inks.front())) / (colour_steps - 1);
        EXPECT_GT(std::abs(sequential), 3);
        for (std::size_t s = 1; s < colour_steps; ++s)
            EXPECT_NEAR(shade(sequential_inks[s]) - shade(sequential_inks[s - 1]), sequential, 0.4) << s;
        const double half = (shade(diverging_inks.back()) - shade(diverging_inks[10])) / 10;
        EXPECT_GT(std::abs(half), 5);
        for (std::size_t s = 1; s < colour_steps; ++s)
            EXPECT_NEAR(shade(diverging_inks[s]) - shade(diverging_inks[s - 1]), s > 10 ? half : -half, 0.6) << s;
    }
}

TEST(ColourScale, KeepsItsOrderForEverySight) {
    for (const auto* sight : {&protanopia, &deuteranopia, &tritanopia})
        for (std::size_t s = 1; s < colour_steps; ++s) {
            EXPECT_GT(lightness_for(sequential_inks[s - 1].on_light, *sight), lightness_for(sequential_inks[s].on_light, *sight)) << s;
            EXPECT_LT(lightness_for(sequential_inks[s - 1].on_dark, *sight), lightness_for(sequential_inks[s].on_dark, *sight)) << s;
        }
}

TEST(ColourScale, NumbersInCellsCanBeRead) {
    const auto readable = [](Rgb c) { return contrast(ink_on(c), c); };
    for (const auto* inks : {&sequential_inks, &diverging_inks})
        for (const Ink& i : *inks) {
            EXPECT_GE(readable(i.on_light), 4.5) << hex(i.on_light);
            EXPECT_GE(readable(i.on_dark), 4.5) << hex(i.on_dark);
        }
    for (const Ink& i : palette) {
        EXPECT_GE(readable(i.on_light), 4.5) << hex(i.on_light);
        EXPECT_GE(readable(i.on_dark), 4.5) << hex(i.on_dark);
    }
}

TEST(ColourScale, MoreIsFartherFromTheGround) {
    EXPECT_GT(contrast(sequential_inks.back().on_light, ground.on_light), 7);
    EXPECT_GT(contrast(sequential_inks.back().on_dark, ground.on_dark), 7);
    EXPECT_LT(contrast(sequential_inks.front().on_light, ground.on_light), 2);
    EXPECT_LT(contrast(sequential_inks.front().on_dark, ground.on_dark), 2);
    for (const Ink& end : {diverging_inks.front(), diverging_inks.back()}) {
        EXPECT_GT(contrast(end.on_light, ground.on_light), 4.5);
        EXPECT_GT(contrast(end.on_dark, ground.on_dark), 4.5);
    }
}

TEST(ColourScale, GivesStepsToNumbers) {
    const ColourScale scale = make_colour_scale(ColourKind::sequential, {0, 21});
    EXPECT_EQ(colour_step(scale, 0), 0U);
    EXPECT_EQ(colour_step(scale, 0.99), 0U);
    EXPECT_EQ(colour_step(scale, 1), 1U);
    EXPECT_EQ(colour_step(scale, 21), 20U);
    EXPECT_EQ(colour_step(scale, -5), 0U);
    EXPECT_EQ(colour_step(scale, 1e9), 20U);
    EXPECT_EQ(colour_step(scale, INFINITY), 20U);
    EXPECT_EQ(colour_step(scale, nan), colour_steps);
    ColourScale flipped = scale;
    flipped.flipped = true;
    EXPECT_EQ(colour_step(flipped, 0), 20U);
    EXPECT_EQ(colour_step(flipped, 21), 0U);
    const ColourScale log = make_colour_scale(ColourKind::sequential, {1, 1000}, ScaleKind::log);
    EXPECT_EQ(colour_step(log, std::pow(10, 1.5)), 10U);
    EXPECT_EQ(colour_step(log, 0), colour_steps);
}

TEST(ColourScale, ADivergingOneReachesAsFarToBothSides) {
    const ColourScale scale = make_colour_scale(ColourKind::diverging, {-1, 4}, ScaleKind::linear, 1);
    EXPECT_EQ(scale.low, -2);
    EXPECT_EQ(scale.high, 4);
    EXPECT_EQ(colour_step(scale, 1), 10U);
    EXPECT_EQ(colour_step(scale, 4), 20U);
    EXPECT_EQ(colour_step(scale, -1.99), 0U);
    EXPECT_EQ(step_class(scale, 10), "d10");
    EXPECT_EQ(make_colour_scale(ColourKind::diverging, {2, 2}, ScaleKind::linear, 2).high, 3);
}

TEST(ColourScale, TheStyleSheetHasEveryStepForBothGrounds) {
    const std::string style = chart_style();
    const std::size_t dark = style.rfind("prefers-color-scheme:dark");
    for (std::size_t s = 0; s < colour_steps; ++s) {
        const std::string light_rule = ".q" + std::to_string(s) + "{--c:" + hex(sequential_inks[s].on_light);
        const std::string dark_rule = ".q" + std::to_string(s) + "{--c:" + hex(sequential_inks[s].on_dark);
        EXPECT_LT(style.find(light_rule), dark);
        EXPECT_NE(style.find(dark_rule, dark), std::string::npos);
    }
    // Print is light: whatever is dark holds for screens only.
    EXPECT_THAT(style.substr(dark - 40, 40), HasSubstr("@media screen and ("));
}

TEST(ColourScale, TheLegendNamesItsEnds) {
    Picture picture;
    Sheet sheet;
    add_colour_bar(sheet, picture, make_colour_scale(ColourKind::sequential, {0, 10}),
                   {.title = "Points", .below = true, .above = true, .missing = true});
    EXPECT_THAT(sheet.svg, HasSubstr(">\u2264\u202f0<"));
    EXPECT_THAT(sheet.svg, HasSubstr(">\u2265\u202f10<"));
    EXPECT_THAT(sheet.svg, HasSubstr("url(#picture-none)"));
    EXPECT_THAT(sheet.svg, HasSubstr(">no data<"));
    EXPECT_THAT(sheet.svg, HasSubstr("class=\"cell q20\""));
    EXPECT_GT(sheet.y, 30);
}

TEST(Marks, EveryClassHasAShapeOfItsOwn) {
    std::vector<std::string> seen;
    for (std::size_t k = 0; k < 64; ++k) {
        // Colour and shape together tell 64 classes apart.
        const std::string sign = std::to_string(k % palette.size()) + shape_path(shape_of({.colour = static_cast<int>(k)}, k), {0, 0}, 8);
        for (const std::string& other : seen) EXPECT_NE(sign, other) << k;
        seen.push_back(sign);
    }
    EXPECT_EQ(shape_of({.shape = 3}, 0), 3);
    EXPECT_EQ(shape_name(shape_of({}, 1)), "triangle");
}

TEST(Marks, ShapesStandAroundTheirPoint) {
    EXPECT_EQ(shape_path(0, {10, 20}, 6), "M7 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z");
    EXPECT_EQ(shape_path(2, {10, 20}, 10), "M5.5 15.5l9 0 0 9-9 0z");
    EXPECT_EQ(dash_class(0), "");
    EXPECT_EQ(dash_class(2), "dash2");
}

TEST(Marks, RangesAndArrowsOfWhatIsNotDefinedAreNothing) {
    EXPECT_EQ(range_mark({nan, 5}, {10, 5}, "error"), "");
    EXPECT_EQ(range_mark({1, 5}, {10, 5}, "error", 2), "<path class=\"error\" d=\"M1 5H10M1 3v4M10 3v4\"/>\n");
    EXPECT_EQ(range_mark({1, 5}, {1, 9}, "error", 2), "<path class=\"error\" d=\"M1 5V9M-1 5h4M-1 9h4\"/>\n");
    EXPECT_EQ(arrow_head({1, 1}, {1, 1}, 5, "dot"), "");
    EXPECT_THAT(arrow_head({0, 0}, {9, 0}, 5, "dot"), HasSubstr("M5 0l"));
}

}  // namespace
}  // namespace enclosure
