// The picture of the users: every user in exactly one bin and found again in it, the same bytes for any number of threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/parallel.h"
#include "sim/world/users.h"
#include "viz/map/splat.h"

namespace enclosure::viz {
namespace {

// Users of two cells, a third of whom have no model, and developers around two bubbles.
struct Crowd {
    explicit Crowd(std::size_t users, int width = 240, int height = 160)
        : in_disc(disc_offsets(users)), in_square(square_offsets(users)), halo(halo_offsets(users / 10)) {
        scene.width = width;
        scene.height = height;
        for (std::size_t i = 0; i < users; ++i) {
            constexpr std::array<std::uint8_t, 6> choices{3, 7, 7, 9, choice_none, choice_unaware};
            choice.push_back(choices[mix(i) % choices.size()]);
        }
        for (std::size_t i = 0; i < users / 10; ++i) project.push_back(i % 2 == 0 ? std::uint8_t{3} : choice_none);
        cells = {0, users / 3, users};
        const float w = static_cast<float>(width);
        const float h = static_cast<float>(height);
        discs = {{w * 0.3F, h * 0.4F, h * 0.3F, h * 0.31F, h * 0.36F}, {w * 0.75F, h * 0.6F, h * 0.2F, h * 0.21F, h * 0.25F}};
        inks.resize(2 * 256);
        for (std::size_t cell = 0; cell < 2; ++cell) {
            inks[cell * 256 + 3] = ink_sum({200, 30, static_cast<std::uint8_t>(cell * 50)});
            inks[cell * 256 + 7] = ink_sum({10, 255, 90});
            inks[cell * 256 + 9] = ink_sum({255, 255, 255});
        }
        scene.in_disc = in_disc;
        scene.in_square = in_square;
        scene.halo = halo;
        scene.choice = choice;
        scene.project = project;
        scene.cell_begin = cells;
        scene.disc_of.fill(-1);
        scene.disc_of[3] = 0;
        scene.disc_of[7] = 1;
        scene.disc_of[9] = 1;
        scene.discs = discs;
        scene.colour = inks;
        scene.developer = 0;
    }
    Crowd(const Crowd&) = delete;
    std::vector<Offset> in_disc, in_square;
    std::vector<HaloOffset> halo;
    std::vector<std::uint8_t> choice, project;
    std::vector<std::uint64_t> cells;
    std::vector<SplatDisc> discs;
    std::vector<InkSum> inks;
    SplatScene scene;
};

std::size_t bins_of(const SplatScene& scene) {
    return static_cast<std::size_t>(scene.width) * static_cast<std::size_t>(scene.height);
}

TEST(Splat, EveryUserIsInExactlyOneBin) {
    const Crowd crowd(20000);
    Splat splat;
    splat.bin(crowd.scene);
    std::vector<std::uint32_t> with_model(bins_of(crowd.scene)), without(bins_of(crowd.scene));
    for (std::size_t i = 0; i < crowd.choice.size(); ++i) {
        const std::uint32_t bin = bin_of_user(crowd.scene, i);
        ASSERT_LT(bin, bins_of(crowd.scene));
        ++(crowd.choice[i] < choice_slots ? with_model : without)[bin];
    }
    std::size_t users = 0;
    for (std::uint32_t bin = 0; bin < with_model.size(); ++bin) {
        ASSERT_EQ(splat.total(bin).count, with_model[bin]) << bin;
        ASSERT_EQ(splat.background(bin), without[bin]) << bin;
        users += splat.total(bin).count + splat.background(bin);
    }
    EXPECT_EQ(users, crowd.choice.size());
}

TEST(Splat, UsersLieInTheBubbleOfTheirModel) {
    const Crowd crowd(5000);
    for (std::size_t i = 0; i < crowd.choice.size(); ++i) {
        const std::int16_t row = crowd.scene.disc_of[crowd.choice[i]];
        if (row < 0) continue;
        const SplatDisc& disc = crowd.discs[static_cast<std::size_t>(row)];
        const std::uint32_t bin = bin_of_user(crowd.scene, i);
        const float x = static_cast<float>(bin % 240U) + 0.5F;
        const float y = static_cast<float>(bin / 240U) + 0.5F;
        EXPECT_LT(std::hypot(x - disc.x, y - disc.y), disc.radius + 1) << i;
    }
}

TEST(Splat, CountsAndColoursSurviveMoreUsersThanSixteenBitsHold) {
    const Crowd crowd(60000, 12, 8);  // hundreds in a bin
    Splat splat;
    splat.bin(crowd.scene);
    std::vector<SplatTotal> wanted(bins_of(crowd.scene));
    std::size_t fullest = 0;
    for (std::size_t i = 0; i < crowd.choice.size(); ++i) {
        const std::size_t cell = i < crowd.cells[1] ? 0 : 1;
        const InkSum ink = crowd.inks[cell * 256 + crowd.choice[i]];
        if (crowd.scene.disc_of[crowd.choice[i]] < 0) continue;
        SplatTotal& total = wanted[bin_of_user(crowd.scene, i)];
        ++total.count;
        total.red += static_cast<std::uint32_t>(ink & 0xffffU);
        total.green += static_cast<std::uint32_t>(ink >> 16U & 0xffffU);
        total.blue += static_cast<std::uint32_t>(ink >> 32U & 0xffffU);
        fullest = std::max<std::size_t>(fullest, total.count);
    }
    ASSERT_GT(fullest, 600U);
    for (std::uint32_t bin = 0; bin < wanted.size(); ++bin) {
        EXPECT_EQ(splat.total(bin).count, wanted[bin].count);
        EXPECT_EQ(splat.total(bin).red, wanted[bin].red);
        EXPECT_EQ(splat.total(bin).green, wanted[bin].green);
        EXPECT_EQ(splat.total(bin).blue, wanted[bin].blue);
    }
}

TEST(Splat, IsTheSameBytesForAnyNumberOfThreads) {
    for (const int width : {240, 12}) {
        Crowd crowd(60000, width, width * 2 / 3);
        crowd.scene.developer = ink_sum({240, 240, 240});
        const SplatTone tone{.background = {90, 90, 90}, .pixels_per_bin = 2};
        Splat one;
        one.bin(crowd.scene);
        std::vector<std::uint32_t> wanted;
        one.draw(tone, wanted);
        EXPECT_EQ(wanted.size(), bins_of(crowd.scene) * 4);
        for (const int count : {2, 3}) {
            const Threads threads(count);
            Splat many;
            many.bin(crowd.scene, static_cast<std::size_t>(count), &threads);
            std::vector<std::uint32_t> pixels;
            many.draw(tone, pixels);
            EXPECT_EQ(pixels, wanted) << count << " threads";
        }
    }
}

TEST(Splat, PointsOfOneColourHaveThatColourHoweverMany) {
    Crowd crowd(60000, 40, 30);
    constexpr Colour ink{201, 254, 3};
    std::fill(crowd.inks.begin(), crowd.inks.end(), ink_sum(ink));
    Splat splat;
    splat.bin(crowd.scene);
    std::vector<std::uint32_t> pixels;
    splat.draw({}, pixels);
    std::set<std::uint32_t> counts;
    for (std::uint32_t bin = 0; bin < bins_of(crowd.scene); ++bin) {
        if (splat.total(bin).count == 0) continue;
        counts.insert(splat.total(bin).count);
        ASSERT_EQ(pixels[bin] & 0xffffffU, ink.r | ink.g << 8U | ink.b << 16U) << splat.total(bin).count << " users";
    }
    EXPECT_LT(*counts.begin(), 30U);
    EXPECT_GT(*counts.rbegin(), 100U);
}

TEST(Splat, PickingReturnsAUserWhoIsThere) {
    const Crowd crowd(3000);
    Splat splat;
    splat.bin(crowd.scene);
    std::size_t found = 0;
    for (std::uint32_t bin = 0; bin < bins_of(crowd.scene); bin += 7) {
        const std::optional<std::size_t> user = user_at(crowd.scene, bin);
        ASSERT_EQ(user.has_value(), splat.total(bin).count + splat.background(bin) > 0) << bin;
        if (!user) continue;
        EXPECT_EQ(bin_of_user(crowd.scene, *user), bin);
        EXPECT_EQ(crowd.choice[*user]<choice_slots, splat.total(bin).count> 0) << "a user with a model lies before one without";
        ++found;
    }
    EXPECT_GT(found, 100U);
}

TEST(Splat, HiddenUsersAreNeitherSeenNorPicked) {
    Crowd crowd(3000);
    for (std::size_t cell = 0; cell < 2; ++cell) crowd.inks[cell * 256 + 7] = 0;
    crowd.scene.background = false;
    Splat splat;
    splat.bin(crowd.scene);
    std::size_t seen = 0;
    for (std::uint32_t bin = 0; bin < bins_of(crowd.scene); ++bin) seen += splat.total(bin).count + splat.background(bin);
    EXPECT_EQ(seen, static_cast<std::size_t>(
                        std::count_if(crowd.choice.begin(), crowd.choice.end(), [](std::uint8_t c) { return c == 3 || c == 9; })));
    const auto hidden = static_cast<std::size_t>(std::find(crowd.choice.begin(), crowd.choice.end(), 7) - crowd.choice.begin());
    const std::optional<std::size_t> picked = user_at(crowd.scene, bin_of_user(crowd.scene, hidden));
    EXPECT_FALSE(picked && crowd.choice[*picked] == 7);
}

// More in one bin than its sum has room for, with a model and without, and then fewer with the same Splat: nothing of before is left.
TEST(Splat, ForgetsWhatItCountedBefore) {
    Crowd crowd(5000, 3, 2);
    crowd.scene.disc_of[9] = -1;
    for (SplatDisc& disc : crowd.discs) disc.radius = 0.1F;
    Crowd few(500, 3, 2);
    Splat splat, fresh;
    splat.bin(crowd.scene, 3);
    std::uint32_t most = 0, most_behind = 0;
    for (std::uint32_t bin = 0; bin < bins_of(crowd.scene); ++bin) {
        most = std::max(most, splat.total(bin).count);
        most_behind = std::max(most_behind, splat.background(bin));
    }
    ASSERT_GT(most, 2 * 257U);
    ASSERT_GT(most_behind, 257U);
    splat.bin(few.scene, 3);
    fresh.bin(few.scene);
    for (std::uint32_t bin = 0; bin < bins_of(few.scene); ++bin) {
        EXPECT_EQ(splat.total(bin).count, fresh.total(bin).count);
        EXPECT_EQ(splat.total(bin).green, fresh.total(bin).green);
        EXPECT_EQ(splat.background(bin), fresh.background(bin));
    }
}

// Who has no model lies anywhere in the picture, as often here as there.
TEST(Splat, BackgroundIsSpreadOverTheWholePicture) {
    constexpr std::size_t users = 24'000;
    Crowd crowd(users, 24, 16);
    crowd.scene.disc_of.fill(-1);
    Splat splat;
    splat.bin(crowd.scene);
    // 384 bins of 62.5 on average: one outside 62.5 ± 40 has a probability below 1e-6.
    for (std::uint32_t bin = 0; bin < bins_of(crowd.scene); ++bin) EXPECT_NEAR(splat.background(bin), 62.5, 40) << bin;
}

TEST(Splat, DevelopersLieBetweenRingAndEdgeOfTheHalo) {
    Crowd crowd(3000);
    crowd.scene.developer = ink_sum({1, 1, 1});
    crowd.scene.colour = {};
    std::fill(crowd.inks.begin(), crowd.inks.end(), InkSum{0});
    crowd.scene.colour = crowd.inks;
    Splat splat;
    splat.bin(crowd.scene);
    std::size_t seen = 0;
    for (std::uint32_t bin = 0; bin < bins_of(crowd.scene); ++bin) {
        if (splat.total(bin).count == 0) continue;
        seen += splat.total(bin).count;
        const float away =
            std::hypot(static_cast<float>(bin % 240U) + 0.5F - crowd.discs[0].x, static_cast<float>(bin / 240U) + 0.5F - crowd.discs[0].y);
        EXPECT_GT(away, crowd.discs[0].halo_from - 1);
        EXPECT_LT(away, crowd.discs[0].halo_to + 1);
    }
    EXPECT_EQ(seen, 150U);
}

}  // namespace
}  // namespace enclosure::viz
