#include "analysis/chart/scale.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "analysis/chart/colour.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Scale, PlacesLinearValuesOnAnAxisThatRunsUpwards) {
    const Scale scale = make_scale(ScaleKind::linear, {0, 10}, 300, 100);
    EXPECT_DOUBLE_EQ(place(scale, 0), 300);
    EXPECT_DOUBLE_EQ(place(scale, 10), 100);
    EXPECT_DOUBLE_EQ(place(scale, 2.5), 250);
    EXPECT_DOUBLE_EQ(value_at(scale, 250), 2.5);
}

TEST(Scale, PlacesPowersOfTenAtEqualDistances) {
    const Scale scale = make_scale(ScaleKind::log, {0.01, 100}, 0, 400);
    EXPECT_NEAR(place(scale, 0.1), 100, 1e-9);
    EXPECT_NEAR(place(scale, 1), 200, 1e-9);
    EXPECT_NEAR(value_at(scale, 300), 10, 1e-9);
}

TEST(Scale, ShowsNothingForWhatItCannotShow) {
    const Scale linear = make_scale(ScaleKind::linear, {0, 1}, 0, 1), log = make_scale(ScaleKind::log, {1, 10}, 0, 1);
    EXPECT_EQ(std::isnan(place(linear, nan)), true);
    EXPECT_EQ(std::isnan(place(linear, infinity)), true);
    EXPECT_EQ(std::isnan(place(log, 0)), true);
    EXPECT_EQ(std::isnan(place(log, -3)), true);
}

TEST(Scale, KeepsHugeValuesOfOppositeSignFinite) {
    const double huge = std::numeric_limits<double>::max();
    const Scale scale = make_scale(ScaleKind::linear, {-huge, huge}, 0, 100);
    EXPECT_NEAR(place(scale, 0), 50, 1e-9);
    EXPECT_NEAR(place(scale, huge), 100, 1e-9);
}

TEST(Scale, WidensASingleValueSoThatItLiesInside) {
    const Scale linear = make_scale(ScaleKind::linear, {8, 8}, 0, 100);
    EXPECT_DOUBLE_EQ(linear.low, 4);
    EXPECT_DOUBLE_EQ(linear.high, 12);
    EXPECT_DOUBLE_EQ(place(linear, 8), 50);
    EXPECT_DOUBLE_EQ(make_scale(ScaleKind::linear, {0, 0}, 0, 1).high, 1);
    EXPECT_DOUBLE_EQ(make_scale(ScaleKind::log, {8, 8}, 0, 1).low, 4);
    EXPECT_DOUBLE_EQ(make_scale(ScaleKind::log, {-5, 1000}, 0, 1).low, 1);
}

TEST(Scale, FindsTheExtentOfFiniteNumbers) {
    const std::vector<double> values{nan, 3, -2, infinity, 7, 0};
    EXPECT_EQ(extent(values).low, -2);
    EXPECT_EQ(extent(values).high, 7);
    EXPECT_EQ(extent(values, ScaleKind::log).low, 3);
    EXPECT_EQ(empty(extent(std::vector<double>{nan, nan})), true);
    EXPECT_EQ(empty(extent({})), true);
    EXPECT_EQ(join({}, {1, 2}).high, 2);
}

TEST(Colour, ContrastFollowsTheStandardsEndPoints) {
    EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 1e-9);
    EXPECT_NEAR(contrast({10, 20, 30}, {10, 20, 30}), 1, 1e-12);
    EXPECT_EQ(hex({0, 114, 178}), "#0072b2");
    EXPECT_EQ(hex(ink(rest_colour).on_light), hex(rest_ink.on_light));
    EXPECT_EQ(hex(ink(9).on_light), hex(palette[1].on_light));
}

TEST(Colour, EveryInkStandsOutFromItsGround) {
    for (const Ink& i : palette) {
        SCOPED_TRACE(hex(i.on_light) + " " + hex(i.on_dark));
        EXPECT_GE(contrast(i.on_light, ground.on_light), 3);
        EXPECT_GE(contrast(i.on_dark, ground.on_dark), 3);
    }
    for (const Ink& i : {text_ink, quiet_ink}) {
        EXPECT_GE(contrast(i.on_light, ground.on_light), 4.5);
        EXPECT_GE(contrast(i.on_dark, ground.on_dark), 4.5);
    }
}

// Simulation of colour vision deficiency, severity 1, on linear RGB: Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113.
struct Sight {
    const char* name;
    double matrix[3][3];
};
constexpr Sight sights[] = {
    {"normal", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {"protanopia", {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {"deuteranopia", {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {"tritanopia", {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};

struct Lab {
    double l, a, b;
};

Lab seen(Rgb colour, const Sight& sight) {
    const auto linear = [](double c) { return c / 255 <= 0.04045 ? c / 255 / 12.92 : std::pow((c / 255 + 0.055) / 1.055, 2.4); };
    const double in[3] = {linear(colour.red), linear(colour.green), linear(colour.blue)};
    double rgb[3];
    for (int i = 0; i < 3; ++i) {
        rgb[i] = 0;
        for (int k = 0; k < 3; ++k) rgb[i] += sight.matrix[i][k] * in[k];
        rgb[i] = std::fmin(1, std::fmax(0, rgb[i]));
    }
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
    const double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    const double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

TEST(Colour, AnyTwoInksDifferForEverySight) {
    // A difference of 2.3 is just noticeable side by side; 18 is told apart at a glance.
    for (const Sight& sight : sights)
        for (std::size_t i = 0; i < palette.size(); ++i)
            for (std::size_t k = i + 1; k < palette.size(); ++k)
                for (const bool dark : {false, true}) {
                    const Rgb one = dark ? palette[i].on_dark : palette[i].on_light, two = dark ? palette[k].on_dark : palette[k].on_light;
                    const Lab a = seen(one, sight), b = seen(two, sight);
                    SCOPED_TRACE(std::string(sight.name) + " " + hex(one) + " " + hex(two));
                    EXPECT_GE(std::sqrt((a.l - b.l) * (a.l - b.l) + (a.a - b.a) * (a.a - b.a) + (a.b - b.b) * (a.b - b.b)), 18);
                }
}

}  // namespace
}  // namespace enclosure
