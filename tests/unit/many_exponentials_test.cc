// Exponentials of many numbers have the bits of the exponential of one, on every set of vector instructions.
#include "sim/base/many_exponentials.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "tests/on_vector_target.h"

namespace enclosure::test {
namespace {

class ManyExponentialsOn : public OnVectorTarget {};
INSTANTIATE_TEST_SUITE_P(Targets, ManyExponentialsOn, each_vector_target(), vector_target_name);

void expect_the_same_bits(const std::vector<double>& x, double less) {
    std::vector<double> many = x;
    exp_of_many(many, less);
    for (std::size_t k = 0; k < x.size(); ++k) {
        ASSERT_EQ(std::bit_cast<std::uint64_t>(many[k]), std::bit_cast<std::uint64_t>(math::exp(x[k] - less))) << x[k] << " - " << less;
    }
}

TEST_P(ManyExponentialsOn, HaveTheBitsOfOne) {
    // From results that are 0 over subnormal ones to infinity; lengths that fill no vector.
    for (std::size_t n = 0; n < 40; ++n) {
        std::vector<double> x(n);
        for (std::size_t k = 0; k < n; ++k)
            x[k] = 1520 * Draws(1, Purpose::user_choice, n, 1, static_cast<std::uint32_t>(k)).uniform() - 770;
        expect_the_same_bits(x, 0);
        expect_the_same_bits(x, 3.7);
    }
    std::vector<double> near(10'000);
    for (std::size_t k = 0; k < near.size(); ++k) near[k] = 60 * Draws(2, Purpose::user_choice, k, 1).uniform() - 50;
    expect_the_same_bits(near, 10);
}

TEST_P(ManyExponentialsOn, HaveTheValuesAtTheEdges) {
    const double infinity = std::numeric_limits<double>::infinity();
    std::vector<double> x = {infinity, -infinity, 0, -0.0, 709.78, 709.79, -745.13, -745.14, -708.4, 1e300, -1e300, 5e-324};
    std::vector<double> many = x;
    exp_of_many(many, 0);
    EXPECT_EQ(many[0], infinity);
    EXPECT_EQ(many[1], 0);
    EXPECT_EQ(many[2], 1);
    expect_the_same_bits(x, 0);
}

}  // namespace
}  // namespace enclosure::test
