// The program without a window: pictures repeat, and what a driver forgets is given to it anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/viz/without_window.h"
#include "viz/app/export.h"
#include "viz/app/offscreen_stage.h"
#include "viz/panels/run_words.h"
#include "viz/platform/platform_error.h"
#include "viz/platform/png.h"

namespace enclosure::viz {
namespace {

TEST(OffscreenStage, draws_the_same_twice_and_after_a_lost_context) {
    OffscreenStage stage(without_window(2));
    stage.open({"lib:baseline"});
    stage.until(6);
    settle(stage, {});
    const std::vector<std::uint8_t> before = stage.pixels().bytes;
    settle(stage, {});
    EXPECT_TRUE(stage.pixels().bytes == before);
    stage.lose_context();
    settle(stage, {});
    EXPECT_TRUE(stage.pixels().bytes == before);
    // Not merely twice nothing: there are many colours.
    std::array<bool, 256> seen{};
    for (std::size_t i = 0; i < before.size(); i += 4) seen.at(before[i]) = true;
    EXPECT_GT(std::count(seen.begin(), seen.end(), true), 100);
}

TEST(OffscreenStage, rests_when_nothing_happens) {
    OffscreenStage stage(without_window(2));
    stage.open({"lib:baseline"});
    stage.until(3);
    settle(stage, {});
    EXPECT_FALSE(stage.frame({}).animating);
}

TEST(OffscreenStage, changes_theme_and_size) {
    OffscreenStage stage(without_window(2));
    settle(stage, {});
    const Pixels dark = stage.pixels();
    stage.set_theme(ThemeKind::light);
    stage.resize(1600, 900);
    settle(stage, {});
    const Pixels light = stage.pixels();
    EXPECT_EQ(light.width, 1600);
    EXPECT_EQ(light.bytes.size(), std::size_t{1600} * 900 * 4);
    EXPECT_LT(dark.bytes[4 * 1280 * 700], 40);  // the ground at the lower left
    EXPECT_GT(light.bytes[4 * 1600 * 880], 200);
}

TEST(OffscreenStage, names_of_widgets_are_unique) {
    OffscreenStage stage(without_window(2));
    stage.open({"lib:baseline"});
    stage.until(3);
    std::vector<std::string> names;
    for (const WidgetMark& mark : settle(stage, {}).marks) names.push_back(mark.name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    EXPECT_TRUE(twice == names.end()) << *twice;
}

TEST(Export, series_have_a_row_for_each_step_and_say_where_they_come_from) {
    OffscreenStage stage(without_window(2));
    stage.open({"lib:baseline"});
    stage.until(4);
    const std::string csv = series_csv(stage.app(), WorldId::a);
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 2 + 5);
    EXPECT_EQ(csv.rfind("# lib:baseline, seed ", 0), 0U);
    EXPECT_NE(csv.find("\n0,2023-01-01,,"), std::string::npos);  // undefined before the first step: empty, not 0
    EXPECT_EQ(csv.find(",nan"), std::string::npos);
}

TEST(Export, names_of_files_are_short_and_plain) {
    EXPECT_EQ(file_slug("lib:baseline"), "baseline");
    EXPECT_EQ(file_slug("/tmp/my.world.toml"), "my-world");
    EXPECT_EQ(file_slug("point 7, baseline, replicate 2, seed 1305\u2026: imitation.distillation = 30, prices.adjustment = 3"),
              "point-7-baseline-replicate-2-imitation-distillation-30");
    EXPECT_EQ(file_slug("\u2026"), "run");
}

TEST(Png, keeps_words_about_the_picture) {
    const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "words.png";
    write_png(file, {2, 1, {255, 0, 0, 255, 0, 0, 255, 255}}, {{"Source", "somewhere"}});
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(bytes.substr(12, 4), "IHDR");
    EXPECT_EQ(bytes.substr(37, 20), std::string("tEXtSource\0somewhere", 20));
    EXPECT_EQ(bytes.substr(57, 4), std::string("\xfd\xa7\xd1\xab", 4)) << "checksum, by another program";
    EXPECT_THROW(write_png("/nonexistent/x.png", {1, 1, {0, 0, 0, 0}}, {}), PlatformError);
}

}  // namespace
}  // namespace enclosure::viz
