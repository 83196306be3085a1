// sim/base/hash.h: fixed values, since serials must never change; and that every bit of the input counts.
#include "sim/base/hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <set>
#include <vector>

namespace {

using namespace enclosure;

TEST(Hash, MixIsSplitmix64) {
    // The first outputs of splitmix64 from state 0 and from state 1234567 (Vigna's reference implementation).
    constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15u;
    EXPECT_EQ(mix(golden_ratio), 0xe220a8397b1dcdafu);
    EXPECT_EQ(mix(1234567 + golden_ratio), 6457827717110365317u);
    EXPECT_EQ(mix(1234567 + 2 * golden_ratio), 3203168211198807973u);
    EXPECT_EQ(mix(0), 0u);
}

TEST(Hash, SerialsOfNamesNeverChange) {
    // FNV-1a of "" is its offset basis, of "foobar" 0x85944171f73967e8 (Fowler, Noll and Vo's test vectors).
    EXPECT_EQ(serial_of(""), mix(0xcbf29ce484222325u));
    EXPECT_EQ(serial_of("foobar"), mix(0x85944171f73967e8u));
    EXPECT_NE(serial_of("closed_lab_a"), serial_of("closed_lab_b"));
}

TEST(Hash, CombineKeepsOrderAndHasNoSmallCollisions) {
    EXPECT_NE(combine(1, 2), combine(2, 1));
    EXPECT_NE(combine(0, 0), 0u);
    std::set<std::uint64_t> seen;
    for (std::uint64_t a = 0; a < 300; ++a) {
        for (std::uint64_t b = 0; b < 300; ++b) seen.insert(combine(a, b));
    }
    EXPECT_EQ(seen.size(), 90000u);
}

TEST(Hash, BytesOfKnownContentNeverChange) {
    std::vector<unsigned char> bytes(100);
    std::iota(bytes.begin(), bytes.end(), static_cast<unsigned char>(0));
    EXPECT_EQ(hash_bytes(bytes.data(), bytes.size()), 0xd40972e03fb543ebu);
    EXPECT_EQ(hash_bytes(bytes.data(), bytes.size(), 7), 0xc609f4122e3184dcu);
    EXPECT_EQ(hash_bytes(nullptr, 0), 0x0d1a716014a6546du);
}

TEST(Hash, EveryBitOfTheBytesCounts) {
    std::vector<unsigned char> bytes(77, 0);
    const std::uint64_t base = hash_bytes(bytes.data(), bytes.size());
    std::set<std::uint64_t> seen = {base};
    int fewest = 64;
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        bytes[bit / 8] ^= static_cast<unsigned char>(1u << (bit % 8));
        const std::uint64_t h = hash_bytes(bytes.data(), bytes.size());
        fewest = std::min(fewest, std::popcount(h ^ base));
        seen.insert(h);
        bytes[bit / 8] = 0;
    }
    EXPECT_EQ(seen.size(), 8 * bytes.size() + 1);
    EXPECT_GE(fewest, 8);  // of 64; about 32 on average
}

TEST(Hash, SizeAndPlaceCount) {
    const std::vector<unsigned char> zeros(200, 0);
    std::set<std::uint64_t> seen;
    for (std::size_t size = 0; size <= zeros.size(); ++size) seen.insert(hash_bytes(zeros.data(), size));
    EXPECT_EQ(seen.size(), zeros.size() + 1);

    std::vector<std::uint64_t> words(40);
    std::iota(words.begin(), words.end(), std::uint64_t{1});
    seen = {hash_bytes(words.data(), 320)};
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t j = i + 1; j < words.size(); ++j) {
            std::swap(words[i], words[j]);
            seen.insert(hash_bytes(words.data(), 320));
            std::swap(words[i], words[j]);
        }
    }
    EXPECT_EQ(seen.size(), 1u + 40 * 39 / 2);
}

TEST(Hash, AlignmentDoesNotMatter) {
    std::vector<unsigned char> bytes(64);
    std::iota(bytes.begin(), bytes.end(), static_cast<unsigned char>(0));
    std::vector<unsigned char> shifted(65);
    std::memcpy(shifted.data() + 1, bytes.data(), bytes.size());
    EXPECT_EQ(hash_bytes(shifted.data() + 1, 64), hash_bytes(bytes.data(), 64));
}

}  // namespace
