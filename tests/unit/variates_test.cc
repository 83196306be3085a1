// Variates in single precision against long double, for words near both ends and spread over all.
#include "sim/base/variates.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/base/alternatives.h"
#include "sim/base/hash.h"

namespace enclosure::test {
namespace {

std::vector<std::uint32_t> words() {
    std::vector<std::uint32_t> all;
    for (std::uint32_t k = 0; k < 3000; ++k) {
        all.push_back(k);
        all.push_back(~k);
        all.push_back(k * 1431655u);
        all.push_back(static_cast<std::uint32_t>(0.70710678 * 0x1p32) - 1500 + k);  // where the exponential changes its formula
        all.push_back(static_cast<std::uint32_t>(mix(k)));
    }
    return all;
}

long double uniform_of(std::uint32_t w) {
    return (static_cast<long double>(w) + 0.5L) * 0x1p-32L;
}

// -ln u, of 1 - u where u is near 1.
long double exponential_of(std::uint32_t w) {
    return w >> 31 != 0 ? -std::log1p(-uniform_of(~w)) : -std::log(uniform_of(w));
}

TEST(Variates, ExponentialHasSmallRelativeErrorAtBothEnds) {
    long double worst = 0;
    for (const std::uint32_t w : words()) {
        const long double exact = exponential_of(w);
        worst = std::max(worst, std::abs(single::exponential(w) - exact) / exact);
    }
    EXPECT_LT(worst, 4e-7L);
    EXPECT_GT(worst, 1e-8L) << "nothing was compared";
}

TEST(Variates, GumbelIsFiniteAndRisesWithTheWord) {
    long double worst = 0;
    for (const std::uint32_t w : words()) {
        worst = std::max(worst, std::abs(single::gumbel(w) + std::log(exponential_of(w))));
        if (w == 0) continue;
        EXPECT_GE(single::gumbel(w), single::gumbel(w - 1) - 5e-7F);
    }
    EXPECT_LT(worst, 3e-6L);
    EXPECT_NEAR(single::gumbel(0xFFFFFFFFu), 22.87F, 0.01);
    EXPECT_NEAR(single::gumbel(0), -3.13F, 0.01);
}

TEST(Variates, GumbelLiesBetweenItsBounds) {
    std::size_t bounded = 0;
    std::vector<std::uint32_t> all = words();
    for (std::uint32_t k = 0; k < (1u << 20); ++k) all.push_back(k * 4096 + (k & 4095));
    for (const std::uint32_t w : all) {
        const float variate = single::gumbel(w);
        const single::GumbelBounds bounds = single::gumbel_bounds(w);
        ASSERT_LE(bounds.low, variate) << w;
        ASSERT_GE(bounds.high, variate) << w;
        const float beyond = single::uniform(~w);
        ASSERT_EQ(single::is_near(w), w >= 0x80000000u && w <= 0xFFFFBFFFu) << w;  // 1/2 and 3.8e-6 beyond
        if (!single::is_near(w)) continue;
        ++bounded;
        ASSERT_LT(bounds.high - bounds.low, 0.0603F + 0.655F * beyond) << w;
    }
    EXPECT_GT(bounded, all.size() / 3);
}

TEST(Variates, PositiveStableIsKantersFormula) {
    const long double pi = std::acos(-1.0L);
    for (const float lambda : {0.2F, 0.5F, 0.7F, 0.95F}) {
        const long double index = lambda;
        long double worst = 0;
        const std::vector<std::uint32_t> all = words();
        for (std::size_t k = 0; k < all.size(); ++k) {
            const std::uint32_t e_word = all[(k * 7 + 3) % all.size()];
            const long double u = uniform_of(all[k]);
            const long double sine = std::sin(pi * std::min(u, uniform_of(~all[k])));
            const long double exact = std::log(std::sin(pi * index * u)) - std::log(sine) / index +
                                      (1 - index) / index * (std::log(std::sin(pi * (1 - index) * u)) - std::log(exponential_of(e_word)));
            const long double error = std::abs(single::log_positive_stable(lambda, all[k], e_word) - exact);
            worst = std::max(worst, error / (1 + std::abs(exact)));
        }
        EXPECT_LT(worst, 6e-6L) << lambda;
        EXPECT_GT(worst, 1e-9L) << "nothing was compared";
    }
    EXPECT_EQ(single::log_positive_stable(1.0F, 12345u, 678u), 0.0F);
}

TEST(AlternativeDraws, DependOnTheUserTheStepAndTheKeyAlone) {
    const AlternativeDraws draws(7, Purpose::test, 11, 5);
    EXPECT_EQ(draws.word(3), AlternativeDraws(7, Purpose::test, 11, 5).word(3));
    EXPECT_NE(draws.word(3), draws.word(4));
    EXPECT_NE(draws.word(3), draws.own_word());
    EXPECT_NE(draws.word(3), AlternativeDraws(8, Purpose::test, 11, 5).word(3));
    EXPECT_NE(draws.word(3), AlternativeDraws(7, Purpose::test, 12, 5).word(3));
    EXPECT_NE(draws.word(3), AlternativeDraws(7, Purpose::test, 11, 6).word(3));
    EXPECT_NE(draws.word(3), AlternativeDraws(7, Purpose::user_choice, 11, 5).word(3));
}

// Of the vectors that come with Random123 (its file kat_vectors): counter, key, words.
TEST(AlternativeDraws, AreOfTheGeneratorThatTheirAuthorsPublished) {
    using Philox = r123::Philox2x32_R<7>;
    using Counter = Philox::ctr_type;
    EXPECT_EQ(Philox{}(Counter{{0u, 0u}}, {{0u}}), (Counter{{0x257a3673u, 0xcd26be2au}}));
    EXPECT_EQ(Philox{}(Counter{{0xffffffffu, 0xffffffffu}}, {{0xffffffffu}}), (Counter{{0xab302c4du, 0x3dc9d239u}}));
    EXPECT_EQ(Philox{}(Counter{{0x243f6a88u, 0x85a308d3u}}, {{0x13198a2eu}}), (Counter{{0xbedbbe6bu, 0xe4c770b3u}}));

    const Draws block(7, Purpose::test, 11, 5);
    const AlternativeDraws draws(7, Purpose::test, 11, 5);
    for (const std::uint32_t key : {0u, 3u, 0xdeadbeefu}) {
        EXPECT_EQ(draws.word(key), Philox{}(Counter{{key, block.word(0)}}, {{block.word(1)}}).v[0]) << key;
    }
}

// Each bit of a word changes with probability one half where the key, the user or the step is another: none is more than five standard
// errors off, of 32 × 3 bits of 20,000 pairs.
TEST(AlternativeDraws, ChangeEveryBitOfHalfOfTheWords) {
    constexpr std::size_t pairs = 20000;
    for (int what = 0; what < 3; ++what) {
        std::vector<std::size_t> changed(32, 0);
        for (std::uint32_t k = 0; k < pairs; ++k) {
            const std::uint32_t a = AlternativeDraws(3, Purpose::test, k, 9).word(k % 50);
            const std::uint32_t b = what == 0   ? AlternativeDraws(3, Purpose::test, k, 9).word(k % 50 + 1)
                                    : what == 1 ? AlternativeDraws(3, Purpose::test, k + pairs, 9).word(k % 50)
                                                : AlternativeDraws(3, Purpose::test, k, 10).word(k % 50);
            for (std::size_t bit = 0; bit < 32; ++bit) changed[bit] += ((a ^ b) >> bit) & 1u;
        }
        for (const std::size_t n : changed) EXPECT_NEAR(static_cast<double>(n), pairs / 2.0, 5 * std::sqrt(pairs / 4.0)) << what;
    }
}

}  // namespace
}  // namespace enclosure::test
