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

std::uint8_t byte(double x) {
    return static_cast<std::uint8_t>(std::clamp(std::floor(x + 0.5), 0.0, 255.0));
}

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

template <class Byte>
void expect_equal(Byte function, ByteQuantiles::Order order) {
    const ByteQuantiles table(function, order);
    for (const std::uint64_t bits : all_sorts_of_bits()) ASSERT_EQ(table.of(bits), function(uniform_of_bits(bits))) << std::hex << bits;
}

TEST(ByteQuantiles, OfPowersRise) {
    for (const double exponent : {0.01, 0.5, 1.0, 3.0, 40.0}) {
        expect_equal([=](double u) { return byte(255 * math::pow(u, exponent)); }, ByteQuantiles::Order::rises);
    }
}

TEST(ByteQuantiles, OfLognormalVariatesFallWithTheQuantile) {
    for (const double spread : {0.0, 0.1, 1.0, 4.0}) {
        expect_equal([=](double u) { return byte(64 * math::exp(-spread * math::normal_quantile(u))); }, ByteQuantiles::Order::falls);
    }
}

TEST(ByteQuantiles, OfAConstantIsThat) {
    expect_equal([](double) { return std::uint8_t{255}; }, ByteQuantiles::Order::rises);
    expect_equal([](double) { return std::uint8_t{0}; }, ByteQuantiles::Order::falls);
}

TEST(DrawnByte, IsTheSameWhetherItIsLookedUpOrComputed) {
    const auto function = [](double u) { return byte(255 * u * u); };
    const DrawnByte computed(function, ByteQuantiles::Order::rises, 1);
    const DrawnByte looked_up(function, ByteQuantiles::Order::rises, 1000000);
    for (const std::uint64_t bits : all_sorts_of_bits()) ASSERT_EQ(computed.of(bits), looked_up.of(bits));
}

}  // namespace
}  // namespace enclosure::test
