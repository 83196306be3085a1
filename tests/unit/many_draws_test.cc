// Draws made in vectors are those of Draws, and what rules agents out rules out nobody to whom it happens, on every set of vector
// instructions.
#include "sim/base/many_draws.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <string>
#include <vector>

#include "sim/base/draws.h"
#include "sim/base/hash.h"
#include "sim/base/race.h"
#include "sim/phases/choice_round.h"
#include "tests/on_vector_target.h"

namespace enclosure::test {
namespace {

class ManyDrawsOn : public OnVectorTarget {};
INSTANTIATE_TEST_SUITE_P(Targets, ManyDrawsOn, each_vector_target(), vector_target_name);

TEST_P(ManyDrawsOn, WordsOfRowsAreThoseOfDraws) {
    for (const std::size_t first : {0u, 1u, 2u, 3u, 4u, 1021u}) {
        for (const std::size_t count : {0u, 1u, 3u, 63u, 64u, 65u, 500u}) {
            std::vector<std::uint32_t> words(count + 1, 7u);
            row_words(99, Purpose::user_review, 0x123456789abcdefu, 41, first, std::span(words).first(count));
            for (std::size_t k = 0; k < count; ++k) {
                ASSERT_EQ(words[k], row_word(99, Purpose::user_review, 0x123456789abcdefu, 41, first + k)) << first << " + " << k;
            }
            EXPECT_EQ(words[count], 7u);
        }
    }
}

constexpr std::uint64_t seed = 0x0123456789abcdefu;

TEST_P(ManyDrawsOn, WordsOfAgentsAreTheUpperHalvesOfTheirFirstNumbers) {
    for (const std::size_t count : {0u, 1u, 3u, 8u, 31u, 500u}) {
        std::vector<std::uint64_t> serial;
        for (std::size_t i = 0; i < count; ++i) serial.push_back(mix(i));
        std::vector<std::uint32_t> words(count + 1, 7u);
        agent_words(seed, Purpose::test, serial, 41, words);
        for (std::size_t i = 0; i < count; ++i) {
            ASSERT_EQ(words[i], Draws(seed, Purpose::test, serial[i], 41).bits() >> 32) << i << " of " << count;
        }
        EXPECT_EQ(words[count], 7u);
    }
}

TEST_P(ManyDrawsOn, NumbersOfAgentsAreThoseOfDraws) {
    for (const std::size_t count : {0u, 1u, 3u, 8u, 31u, 500u}) {
        std::vector<std::uint64_t> serial;
        for (std::size_t i = 0; i < count; ++i) serial.push_back(mix(i));
        std::vector<std::array<std::uint64_t, 2>> numbers(count + 1);
        agent_numbers(seed, Purpose::test, serial, 41, 3, numbers);
        for (std::size_t i = 0; i < count; ++i) {
            Draws draws(seed, Purpose::test, serial[i], 41, 3);
            ASSERT_EQ(numbers[i][0], draws.bits()) << i << " of " << count;
            ASSERT_EQ(numbers[i][1], draws.bits()) << i << " of " << count;
        }
        EXPECT_EQ(numbers[count][0], 0u);
    }
}

TEST_P(ManyDrawsOn, LeastWaitsAreNeverAboveTheNumbersTheyStandFor) {
    for (const std::size_t count : {0u, 1u, 3u, 8u, 31u, 500u}) {
        std::vector<std::uint32_t> key;
        std::vector<float> pace;
        for (std::size_t k = 0; k < count; ++k) {
            key.push_back(static_cast<std::uint32_t>(mix(k)));
            pace.push_back(k % 5 == 4 ? 1e28F : static_cast<float>(k));
        }
        for (std::uint64_t agent = 0; agent < 100; ++agent) {
            std::vector<std::uint32_t> bits(count + 1, 7);
            const std::uint32_t least = least_waits(seed, Purpose::test, agent, 41, key, pace, bits);
            std::vector<float> waits;
            for (std::size_t k = 0; k < count; ++k) waits.push_back(std::bit_cast<float>(bits[k]));
            const float least_wait = waits.empty() ? std::numeric_limits<float>::infinity() : *std::min_element(waits.begin(), waits.end());
            EXPECT_EQ(std::bit_cast<float>(least), least_wait);
            for (std::size_t k = 0; k < count; ++k) {
                const double wait = (1 - Draws(seed, Purpose::test, agent, 41, key[k]).uniform()) * 0x1p31 * double{pace[k]};
                ASSERT_LE(waits[k], wait * (1 + 2e-7)) << k << " of " << count;
                ASSERT_GE(waits[k], wait - 2.0 * double{pace[k]} - 1e-6 * wait) << k << " of " << count;
            }
            EXPECT_EQ(bits[count], 7U);
        }
    }
}

TEST(ManyDraws, WhoIsRuledOutDoesNotFallBelow) {
    std::size_t left = 0;
    for (std::uint64_t i = 0; i < 200000; ++i) {
        Draws draws(seed, Purpose::test, i, 0);
        const auto word = static_cast<std::uint32_t>(Draws(seed, Purpose::test, i, 0).bits() >> 32);
        const double u = draws.uniform();
        ASSERT_TRUE(may_fall_below(word, u)) << i;
        ASSERT_FALSE(may_fall_below(word, u - 2e-9)) << i;
        left += may_fall_below(word, 0.01) ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(left), 2000, 4 * 45);
}

TEST_P(ManyDrawsOn, PlacesWithinAreThoseOfTheStatement) {
    std::array<std::uint32_t, 256> last{};
    for (std::size_t k = 0; k < 256; ++k)
        last[k] = k % 3 == 0 ? 0 : k % 7 == 0 ? 0xFFFFFFFFu : static_cast<std::uint32_t>(mix(k)) >> (k % 6);
    const std::array<std::uint32_t, 256> limits = last;
    for (const std::size_t count : {0u, 1u, 7u, 8u, 33u, 4096u}) {
        std::vector<std::uint32_t> word;
        std::vector<std::uint8_t> kind;
        for (std::size_t k = 0; k < count; ++k) {
            kind.push_back(static_cast<std::uint8_t>(mix(k + 99)));
            const std::uint32_t edge = last[kind.back()];
            word.push_back(k % 5 == 0 ? edge : k % 5 == 1 ? edge + 1 : static_cast<std::uint32_t>(mix(k + count)));
        }
        std::vector<std::uint16_t> stated;
        for (std::size_t k = 0; k < count; ++k) {
            if (word[k] <= last[kind[k]]) stated.push_back(static_cast<std::uint16_t>(k));
        }
        std::vector<std::uint16_t> places(count);
        places.resize(places_within(word, kind, last, places));
        EXPECT_EQ(places, stated) << count;
        for (const std::uint32_t all_of_them : {0u, 1u, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFFu}) {
            last.fill(all_of_them);
            std::vector<std::uint16_t> by_table(count);
            by_table.resize(places_within(word, kind, last, by_table));
            places.resize(count);
            places.resize(places_within(word, all_of_them, places));
            EXPECT_EQ(places, by_table) << count << ", " << all_of_them;
        }
        last = limits;
    }
}

TEST(ManyDraws, LastWordBelowIsTheLastOfThoseWhoMay) {
    for (std::uint64_t i = 0; i < 100000; ++i) {
        const double p = static_cast<double>(mix(i) >> 11) * 0x1p-53;
        const std::uint32_t last = last_word_below(p);
        ASSERT_TRUE(uniform_of(last) < p || last == 0) << p;
        ASSERT_GE(uniform_of(last + 1), p);
    }
    EXPECT_EQ(last_word_below(0), 0u);
    EXPECT_EQ(last_word_below(1), 0xFFFFFFFFu);
    EXPECT_EQ(last_word_below(0x1.8p-32), 0u);  // word 1 stands for just that
}

// The statement of race.h.
std::size_t first_as_stated(const std::vector<std::uint32_t>& key, const std::vector<double>& weight, std::uint64_t agent) {
    std::size_t first = key.size();
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < key.size(); ++k) {
        if (!(weight[k] > 0)) continue;
        const double arrival = Draws(seed, Purpose::test, agent, 3, key[k]).exponential() / weight[k];
        if (arrival < least) {
            least = arrival;
            first = k;
        }
    }
    return first;
}

TEST_P(ManyDrawsOn, TheFirstOfARaceIsThatOfTheStatement) {
    for (const std::size_t count : {0u, 1u, 4u, 9u, 40u, 300u}) {
        std::vector<std::uint32_t> key;
        std::vector<double> weight;
        Runners runners;
        for (std::size_t k = 0; k < count; ++k) {
            key.push_back(static_cast<std::uint32_t>(mix(k + 1000)));
            // Of every size, twins with equal draws and weights, and some that do not run.
            if (k % 9 == 8) key.back() = key[k - 3];
            weight.push_back(k % 9 == 8     ? weight[k - 3]
                             : k % 11 == 10 ? -1.0
                             : k % 13 == 12 ? 1e-300
                                            : 0.5 + static_cast<double>(mix(k) % 1000));
            runners.add(key[k], k % 2 == 0 ? weight[k] : 1.0);
        }
        for (std::size_t k = 1; k < count; k += 2) runners.set_weight(k, weight[k]);
        ASSERT_EQ(runners.size(), count);
        for (std::uint64_t agent = 0; agent < 2000; ++agent) {
            ASSERT_EQ(runners.first(seed, Purpose::test, agent, 3), first_as_stated(key, weight, agent)) << count << ", agent " << agent;
        }
    }
}

TEST_P(ManyDrawsOn, NobodyWinsWhereNobodyRuns) {
    Runners runners;
    for (std::uint32_t k = 0; k < 10; ++k) runners.add(k, k % 2 == 0 ? 0.0 : -1.0);
    EXPECT_EQ(runners.first(seed, Purpose::test, 1, 0), 10u);
}

}  // namespace
}  // namespace enclosure::test
