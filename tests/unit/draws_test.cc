// sim/base/draws.h: the generator's known answers, the layout of the counter, the shape of each draw, independence of the order of asking.
#include "sim/base/draws.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <set>
#include <span>
#include <vector>

namespace {

using namespace enclosure;

using Words = r123::Philox4x32::ctr_type;

Words philox(Words counter, r123::Philox4x32::key_type key) {
    return r123::Philox4x32{}(counter, key);
}

TEST(Draws, PhiloxGivesItsKnownAnswers) {
    const std::uint32_t ones = 0xffffffffu;
    EXPECT_EQ(philox({{0, 0, 0, 0}}, {{0, 0}}), (Words{{0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}}));
    EXPECT_EQ(philox({{ones, ones, ones, ones}}, {{ones, ones}}), (Words{{0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}}));
    EXPECT_EQ(philox({{0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u}}, {{0xa4093822u, 0x299f31d0u}}),
              (Words{{0xd16cfe09u, 0x94fdcceb, 0x5001e420u, 0x24126ea1u}}));
}

TEST(Draws, ZeroKeyGivesTheKnownBlock) {
    Draws draw(0, Purpose::test, 0, 0);
    EXPECT_EQ(draw.bits(), 0xe169c58d6627e8d5u);
    EXPECT_EQ(draw.bits(), 0x9b00dbd8bc57ac4cu);
}

TEST(Draws, CounterAndKeyAreLaidOutAsPromised) {
    const auto purpose = static_cast<std::uint32_t>(Purpose::user_choice);
    const Words block = philox({{0x55667788u, 0x11223344u, 9u, (7u << 8) | purpose}}, {{0xddeeff00u, 0xaabbccddu}});
    Draws draw(0xaabbccddddeeff00u, Purpose::user_choice, 0x1122334455667788u, 7, 9);
    EXPECT_EQ(draw.bits(), std::uint64_t{block.v[1]} << 32 | block.v[0]);
    EXPECT_EQ(draw.bits(), std::uint64_t{block.v[3]} << 32 | block.v[2]);
}

TEST(Draws, EveryPartOfTheKeyCounts) {
    const std::set<std::uint64_t> seen = {
        Draws(1, Purpose::test, 1, 1, 1).bits(),
        Draws(2, Purpose::test, 1, 1, 1).bits(),
        Draws(1 + (std::uint64_t{1} << 32), Purpose::test, 1, 1, 1).bits(),
        Draws(1, Purpose::user_taste, 1, 1, 1).bits(),
        Draws(1, Purpose::test, 2, 1, 1).bits(),
        Draws(1, Purpose::test, 1 + (std::uint64_t{1} << 32), 1, 1).bits(),
        Draws(1, Purpose::test, 1, 2, 1).bits(),
        Draws(1, Purpose::test, 1, 1, 2).bits(),
    };
    EXPECT_EQ(seen.size(), 8u);
}

TEST(Draws, DependOnTheKeyAlone) {
    const std::uint64_t first = Draws(42, Purpose::test, 5, 3).bits();
    for (std::uint64_t serial = 0; serial < 100; ++serial) Draws(42, Purpose::test, serial, 3).normal();
    EXPECT_EQ(Draws(42, Purpose::test, 5, 3).bits(), first);
}

TEST(Draws, UniformIsAnOddMultipleInTheOpenInterval) {
    for (std::uint64_t serial = 0; serial < 100000; ++serial) {
        Draws words(3, Purpose::test, serial, 0);
        Draws draw(3, Purpose::test, serial, 0);
        const double u = draw.uniform();
        ASSERT_EQ(u * 0x1p53, static_cast<double>(words.bits() >> 11 | 1));
        ASSERT_GT(u, 0.0);
        ASSERT_LT(u, 1.0);
    }
}

TEST(Draws, EachKindInvertsTheUniform) {
    for (std::uint64_t serial = 0; serial < 1000; ++serial) {
        const double u = Draws(3, Purpose::test, serial, 0).uniform();
        EXPECT_EQ(Draws(3, Purpose::test, serial, 0).normal(), math::normal_quantile(u));
        EXPECT_NEAR(Draws(3, Purpose::test, serial, 0).exponential(), -std::log(u), 1e-14);
        EXPECT_NEAR(Draws(3, Purpose::test, serial, 0).gumbel(), -std::log(-std::log(u)), 1e-13 / -std::log(u));
    }
}

#ifndef NDEBUG
TEST(DrawsDeathTest, ThirdNumberOfOneKeyIsRefused) {
    Draws draw(1, Purpose::test, 1, 1);
    draw.bits();
    draw.bits();
    EXPECT_DEATH(draw.bits(), "take another index");
}
#endif

}  // namespace
