// A table of a draw's byte says what the function says that it stands for.
#include "sim/base/byte_quantiles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/math.h"

namespace enclosure::test {
namespace {

// The ends, and draws of all sizes: near 0, near 1, between.
std::vector<std::uint64_t> all_sorts_of_bits() {
    std::vector<std::uint64_t> bits{0, ~std::uint64_t{0}, std::uint64_t{1} << 12, std::uint64_t{1} << 63};
    for (std::uint64_t k = 0; k < 60000; ++k) {
        bits.push_back(mix(k));
        bits.push_back(mix(k) >> (k % 50));
        bits.push_back(~(mix(k) >> (k % 50)));
    }
    return bits;
}

template <class Level>
void expect_equal(Level level, ByteQuantiles::Order order) {
    const ByteQuantiles table(level, order);
    for (const std::uint64_t bits : all_sorts_of_bits())
        ASSERT_EQ(table.of(bits), byte_at(level(uniform_of_bits(bits)))) << std::hex << bits;
}

TEST(ByteQuantiles, OfPowersRise) {
    for (const double exponent : {0.01, 0.5, 1.0, 3.0, 40.0}) {
        expect_equal([=](double u) { return 255 * math::pow(u, exponent); }, ByteQuantiles::Order::rises);
    }
}

TEST(ByteQuantiles, OfLognormalVariatesFallWithTheQuantile) {
    for (const double spread : {0.0, 0.1, 1.0, 4.0}) {
        expect_equal([=](double u) { return 64 * math::exp(-spread * math::normal_quantile(u)); }, ByteQuantiles::Order::falls);
    }
}

TEST(ByteQuantiles, OfAConstantIsThat) {
    expect_equal([](double) { return 255.0; }, ByteQuantiles::Order::rises);
    expect_equal([](double) { return 0.0; }, ByteQuantiles::Order::falls);
}

TEST(DrawnByte, OfManyIsThatOfEach) {
    const auto level = [](double u) { return 255 * u * u; };
    const auto bits = [](std::size_t k) { return mix(k + 5); };
    for (const std::uint64_t times : {std::uint64_t{10}, std::uint64_t{100'000}}) {  // computed, and looked up
        for (const auto order : {ByteQuantiles::Order::rises, ByteQuantiles::Order::falls}) {
            const DrawnByte byte([&](double u) { return level(order == ByteQuantiles::Order::rises ? u : 1 - u); }, order, times);
            std::vector<std::uint8_t> many(3000);
            byte.of_many(many.size(), bits, many.data());
            for (std::size_t k = 0; k < many.size(); ++k) ASSERT_EQ(many[k], byte.of(bits(k)));
        }
    }
}

// Steps, of which some bytes have none, and a level beyond all bytes.
TEST(ByteQuantiles, OfSteps) {
    expect_equal([](double u) { return u < 0.3 ? -1e300 : (u < 0.30001 ? 17.0 : (u < 0.9 ? 99.5 : 1e300)); }, ByteQuantiles::Order::rises);
    expect_equal([](double u) { return u < 1e-12 ? 1e6 : std::floor(8 / u); }, ByteQuantiles::Order::falls);
}

// The edges of bytes themselves, where what is looked up and what is computed could differ by a place.
TEST(ByteQuantiles, AtTheEdgesOfBytes) {
    const auto level = [](double u) { return 255 * math::pow(u, 2.5); };
    const ByteQuantiles table(level, ByteQuantiles::Order::rises);
    for (unsigned b = 0; b < 255; ++b) {
        std::uint64_t low = 0;
        std::uint64_t high = (std::uint64_t{1} << 52) - 1;
        while (high - low > 1) {
            const std::uint64_t middle = low + (high - low) / 2;
            (byte_at(level(uniform_of_bits(middle << 12))) > b ? high : low) = middle;
        }
        EXPECT_EQ(table.of(low << 12), b);
        EXPECT_EQ(table.of(high << 12), b + 1);
    }
}

TEST(DrawnByte, IsTheSameWhetherItIsLookedUpOrComputed) {
    const auto function = [](double u) { return 255 * u * u; };
    const DrawnByte computed(function, ByteQuantiles::Order::rises, 1);
    const DrawnByte looked_up(function, ByteQuantiles::Order::rises, 1000000);
    for (const std::uint64_t bits : all_sorts_of_bits()) ASSERT_EQ(computed.of(bits), looked_up.of(bits));
}

}  // namespace
}  // namespace enclosure::test
