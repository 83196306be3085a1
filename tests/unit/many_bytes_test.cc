// Bytes looked up and counted in vectors are those that one by one are, on every set of vector instructions.
#include "sim/base/many_bytes.h"

#include <gtest/gtest.h>

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
                const std::array<std::int64_t, 256> count = count_bytes(bytes, below, 254);
                for (std::size_t v = 0; v < 256; ++v) {
                    if (v < below || v >= 254) {
                        EXPECT_EQ(count[v], expected[v]) << target << ", value " << v << " of " << n << " bytes";
                    }
                }
            }
        }
    }
    force_vector_target("");
}

}  // namespace
}  // namespace enclosure
