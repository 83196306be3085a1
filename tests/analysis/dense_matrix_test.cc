#include "analysis/emulator/dense_matrix.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/base/draws.h"

namespace enclosure::test {
namespace {

DenseMatrix drawn_matrix(std::size_t rows, std::size_t columns, std::uint64_t seed) {
    DenseMatrix out(rows, columns);
    for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] = Draws(seed, Purpose::test, i, 0).normal();
    return out;
}

// A symmetric positive definite matrix.
DenseMatrix definite_matrix(std::size_t n) {
    const DenseMatrix a = drawn_matrix(n, n, 3);
    DenseMatrix out = times_transposed(a, a);
    for (std::size_t i = 0; i < n; ++i) out(i, i) += 1;
    return out;
}

double largest_difference(const DenseMatrix& a, const DenseMatrix& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) largest = std::fmax(largest, std::fabs(a.values[i] - b.values[i]));
    return largest;
}

TEST(DenseMatrix, products_are_sums_of_products) {
    const DenseMatrix a = drawn_matrix(5, 3, 1);
    const DenseMatrix b = drawn_matrix(3, 4, 2);
    DenseMatrix a_turned(3, 5);
    DenseMatrix b_turned(4, 3);
    for (std::size_t i = 0; i < 5; ++i) {
        for (std::size_t k = 0; k < 3; ++k) a_turned(k, i) = a(i, k);
    }
    for (std::size_t k = 0; k < 3; ++k) {
        for (std::size_t j = 0; j < 4; ++j) b_turned(j, k) = b(k, j);
    }
    DenseMatrix expected(5, 4);
    for (std::size_t i = 0; i < 5; ++i) {
        for (std::size_t j = 0; j < 4; ++j) {
            for (std::size_t k = 0; k < 3; ++k) expected(i, j) += a(i, k) * b(k, j);
        }
    }
    EXPECT_LT(largest_difference(times(a, b), expected), 1e-14);
    EXPECT_LT(largest_difference(transposed_times(a_turned, b), expected), 1e-14);
    EXPECT_LT(largest_difference(times_transposed(a, b_turned), expected), 1e-14);
}

TEST(DenseMatrix, factor_solves_and_has_the_determinant) {
    DenseMatrix small(2, 2);
    small(0, 0) = 4;
    small(1, 0) = 2;
    small(1, 1) = 3;
    ASSERT_TRUE(factorise(small));
    EXPECT_NEAR(log_determinant(small), std::log(8.0), 1e-14);
    EXPECT_EQ(small(0, 1), 0);

    const DenseMatrix a = definite_matrix(30);
    DenseMatrix lower = a;
    ASSERT_TRUE(factorise(lower));
    EXPECT_LT(largest_difference(times_transposed(lower, lower), a), 1e-11);
    const DenseMatrix x = drawn_matrix(30, 3, 7);
    DenseMatrix b = times(a, x);
    solve_lower(lower, b);
    solve_lower_transposed(lower, b);
    EXPECT_LT(largest_difference(b, x), 1e-9);
}

TEST(DenseMatrix, what_is_not_definite_has_no_factor) {
    DenseMatrix negative(2, 2);
    negative(0, 0) = negative(1, 1) = 1;
    negative(1, 0) = 2;
    EXPECT_FALSE(factorise(negative));
    DenseMatrix undefined(2, 2);
    undefined(0, 0) = undefined(1, 1) = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(factorise(undefined));
}

// Sizes around the blocks that are worked on together.
TEST(DenseMatrix, inverse_is_one_for_any_number_of_threads) {
    for (const std::size_t n : {1U, 5U, 63U, 64U, 65U, 200U}) {
        const DenseMatrix a = definite_matrix(n);
        DenseMatrix lower = a;
        ASSERT_TRUE(factorise(lower));
        const DenseMatrix inverse = inverse_from_factor(lower, Threads(1));
        DenseMatrix whole = inverse;
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t i = 0; i < j; ++i) whole(i, j) = inverse(j, i);
        }
        DenseMatrix one = times(whole, a);
        for (std::size_t i = 0; i < n; ++i) one(i, i) -= 1;
        EXPECT_LT(largest_difference(one, DenseMatrix(n, n)), 1e-9) << n;
        for (const int threads : {2, 3}) {
            EXPECT_EQ(inverse_from_factor(lower, Threads(threads)).values, inverse.values) << n;
        }
    }
}

}  // namespace
}  // namespace enclosure::test
