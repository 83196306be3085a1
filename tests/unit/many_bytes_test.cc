// Bytes looked up and counted in vectors are those that one by one are, on every set of vector instructions.
#include "sim/base/many_bytes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/vector_target.h"

namespace enclosure {
namespace {

/// Some of the values below `below` and of the last two.
std::vector<std::uint8_t> some_bytes(std::size_t n, std::uint64_t below) {
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint64_t drawn = mix(i + 1) % (below + 2);
        bytes.push_back(static_cast<std::uint8_t>(drawn < below ? drawn : 254 + drawn - below));
    }
    return bytes;
}

const std::vector<std::size_t> lengths = {0, 1, 63, 64, 255, 256, 1000, 40'000};

TEST(ManyBytes, are_looked_up_as_one_by_one) {
    for (const std::string& target : vector_targets()) {
        force_vector_target(target);
        for (const std::uint64_t known : {1u, 16u, 17u, 40u, 200u, 250u}) {
            std::array<std::uint8_t, 256> table;
            table.fill(255);
            for (std::size_t b = 0; b < known; ++b) table[b] = static_cast<std::uint8_t>(mix(b + 1) % 40);
            for (const std::size_t n : lengths) {
                const std::vector<std::uint8_t> in = some_bytes(n, 250);
                std::vector<std::uint8_t> expected;
                for (const std::uint8_t byte : in) expected.push_back(table[byte]);
                std::vector<std::uint8_t> out(n, 77);
                look_up_bytes(in, table, out);
                EXPECT_EQ(out, expected) << target << ", " << known << " entries, " << n << " bytes";
                std::vector<std::uint8_t> itself = in;
                look_up_bytes(itself, table, itself);
                EXPECT_EQ(itself, expected);
            }
        }
    }
    force_vector_target("");
}

TEST(ManyBytes, are_counted_as_one_by_one) {
    for (const std::string& target : vector_targets()) {
        force_vector_target(target);
        for (const std::uint64_t below : {1u, 3u, 16u, 50u, 62u, 63u, 250u}) {
            for (const std::size_t n : lengths) {
                const std::vector<std::uint8_t> bytes = some_bytes(n, below);
                std::array<std::int64_t, 256> expected{};
                for (const std::uint8_t byte : bytes) ++expected[byte];
                // All values that occur, more of them, some of them, none of them.
                for (const std::size_t listed : {below, std::min<std::uint64_t>(below + 20, 254), below / 2, std::uint64_t{0}}) {
                    std::vector<std::uint8_t> values = {255, 254};
                    for (std::size_t v = 0; v < listed; ++v) values.push_back(static_cast<std::uint8_t>(v));
                    EXPECT_EQ(count_bytes(bytes, values), expected) << target << ", " << listed << " listed, " << n << " bytes";
                }
            }
        }
    }
    force_vector_target("");
}

TEST(ManyBytes, of_a_set_are_counted_by_number_as_one_by_one) {
    for (const std::string& target : vector_targets()) {
        force_vector_target(target);
        for (const std::uint64_t dense : {1u, 3u, 100u}) {
            ByteSet set;
            std::array<bool, 256> in{};
            for (std::size_t b = 0; b < 256; ++b) in[b] = mix(b + dense) % dense == 0;
            for (std::size_t b = 0; b < 256; ++b) {
                if (in[b]) set.insert(static_cast<std::uint8_t>(b));
            }
            for (std::size_t b = 0; b < 256; ++b) EXPECT_EQ(set.contains(static_cast<std::uint8_t>(b)), in[b]) << b;
            for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{37}, std::size_t{256}, std::size_t{3'000'000}}) {
                std::vector<std::uint8_t> bytes(n);
                std::vector<std::uint16_t> numbers(n);
                for (std::size_t i = 0; i < n; ++i) {
                    bytes[i] = static_cast<std::uint8_t>(i % 1000 < 256 ? i : mix(i));
                    numbers[i] = static_cast<std::uint16_t>(i % 7 == 0 ? 40000 : mix(i + 7));
                }
                for (const std::uint16_t most : {std::uint16_t{0}, std::uint16_t{40000}, std::uint16_t{65535}}) {
                    ByteSet other;
                    other.insert(3);
                    other.insert(200);
                    std::array<std::int64_t, 2> expected{};
                    for (std::size_t i = 0; i < n; ++i) {
                        expected[0] += in[bytes[i]] && numbers[i] <= most ? 1 : 0;
                        expected[1] += (bytes[i] == 3 || bytes[i] == 200) && numbers[i] <= most ? 1 : 0;
                    }
                    EXPECT_EQ(count_up_to(bytes, {set, other}, numbers, most), expected) << target << ", " << n << " rows up to " << most;
                }
            }
        }
    }
    force_vector_target("");
}

TEST(ManyBytes, of_groups_have_as_many_values_as_one_by_one) {
    for (const std::string& target : vector_targets()) {
        force_vector_target(target);
        for (const std::size_t largest : {1u, 2u, 4u, 9u, 100u}) {
            for (const std::size_t n : {0u, 1u, 5u, 99u, 130u, 4096u, 20'000u}) {
                const std::vector<std::uint8_t> bytes = some_bytes(n, 3);
                std::vector<std::uint8_t> place;
                Variety expected;
                std::vector<std::uint8_t> met;
                for (std::size_t i = 0; i < n; ++i) {
                    const bool begins = i == 0 || place.back() + 1u == largest || mix(i) % 5 == 0;
                    place.push_back(static_cast<std::uint8_t>(begins ? 0 : place.back() + 1));
                    if (begins) met.clear();
                    if (bytes[i] >= 3) continue;
                    expected.groups += met.empty() ? 1 : 0;
                    expected.values += std::find(met.begin(), met.end(), bytes[i]) == met.end() ? 1 : 0;
                    met.push_back(bytes[i]);
                }
                const Variety found = variety(bytes, place, static_cast<std::uint8_t>(largest - 1), 3);
                EXPECT_EQ(found.groups, expected.groups) << target << ", " << n << " bytes, groups of " << largest;
                EXPECT_EQ(found.values, expected.values) << target << ", " << n << " bytes, groups of " << largest;
            }
        }
    }
    force_vector_target("");
}

TEST(ManyBytes, are_looked_for) {
    const std::vector<std::uint8_t> bytes{7, 0, 255};
    for (const std::uint8_t value : bytes) EXPECT_TRUE(has_byte(bytes, value));
    EXPECT_FALSE(has_byte(bytes, 254));
    EXPECT_FALSE(has_byte(std::span(bytes).first(2), 255)) << "what lies behind the end was found";
    EXPECT_FALSE(has_byte({}, 0));
}

}  // namespace
}  // namespace enclosure
