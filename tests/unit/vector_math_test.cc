// The functions of sim/base/vector_math.h against long double over all binades, and their vector forms against them, to the bit, on every
// set of vector instructions that this processor has.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/unit/vector_math_test.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set comes after it.
#include "sim/base/vector_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

constexpr hn::ScalableTag<float> lanes;

template <class Function>
void over_column(const float* in, float* out, std::size_t n, Function function) {
    for (std::size_t i = 0; i + hn::Lanes(lanes) <= n; i += hn::Lanes(lanes))
        hn::StoreU(function(hn::LoadU(lanes, in + i)), lanes, out + i);
}

#define ENCLOSURE_COLUMN(name)                                                   \
    void name##_column(const float* in, float* out, std::size_t n) {             \
        over_column(in, out, n, [](auto x) HWY_ATTR { return name(lanes, x); }); \
    }
ENCLOSURE_COLUMN(exp2)
ENCLOSURE_COLUMN(exp2_bounded)
ENCLOSURE_COLUMN(log)
ENCLOSURE_COLUMN(log_bounded)
ENCLOSURE_COLUMN(log2)
ENCLOSURE_COLUMN(log2_bounded)
ENCLOSURE_COLUMN(normal_quantile)

void exp2_bounded_each_column(const float* in, float* out, std::size_t n) {
    over_column(in, out, n, [](auto x) HWY_ATTR {
        decltype(x) two[2] = {hn::Neg(x), x};
        exp2_bounded_each(lanes, two);
        return two[1];
    });
}

void fused_times_plus_column(const float* x, const float* y, const float* z, float* out, std::size_t n) {
    for (std::size_t i = 0; i + hn::Lanes(lanes) <= n; i += hn::Lanes(lanes)) {
        hn::StoreU(fused_times_plus(lanes, hn::LoadU(lanes, x + i), hn::LoadU(lanes, y + i), hn::LoadU(lanes, z + i)), lanes, out + i);
    }
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/math.h"
#include "sim/base/vector_target.h"
#include "tests/ulp.h"

namespace enclosure {

HWY_EXPORT(exp2_column);
HWY_EXPORT(exp2_bounded_column);
HWY_EXPORT(exp2_bounded_each_column);
HWY_EXPORT(log_column);
HWY_EXPORT(log_bounded_column);
HWY_EXPORT(log2_column);
HWY_EXPORT(log2_bounded_column);
HWY_EXPORT(normal_quantile_column);
HWY_EXPORT(fused_times_plus_column);

namespace {

using test::error_ulp;

constexpr float infinity = std::numeric_limits<float>::infinity();

/// Every `stride`-th float of [lo, hi], in order of their bits; both of one sign.
std::vector<float> floats(float lo, float hi, std::uint32_t stride) {
    std::uint64_t first = std::bit_cast<std::uint32_t>(lo);
    std::uint64_t last = std::bit_cast<std::uint32_t>(hi);
    if (first > last) std::swap(first, last);
    std::vector<float> found;
    for (std::uint64_t bits = first; bits <= last; bits += stride) found.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    return found;
}

template <class Ours, class Truth>
double largest_error(const std::vector<float>& arguments, Ours ours, Truth truth) {
    double worst = 0;
    for (const float x : arguments) worst = std::max(worst, error_ulp(ours(x), truth(static_cast<long double>(x))));
    return worst;
}

TEST(VectorMath, error_measure_sees_one_ulp) {
    EXPECT_EQ(error_ulp(1.0F, 1.0L), 0.0);
    EXPECT_EQ(error_ulp(1.0F + 0x1p-23F, 1.0L), 1.0);
    EXPECT_EQ(error_ulp(0x1p-149F, 0.0L), 1.0);
}

TEST(VectorMath, exp2_is_within_its_bound) {
    const auto truth = [](long double x) { return std::exp2(x); };
    EXPECT_LE(largest_error(floats(1e-30F, 127.9999F, 997), single::exp2, truth), 2.4);
    EXPECT_LE(largest_error(floats(-1e-30F, -151.0F, 997), single::exp2, truth), 2.4);
    EXPECT_LE(largest_error(floats(0.25F, 1.0F, 7), single::exp2, truth), 2.4);
    EXPECT_LE(largest_error(floats(-0.25F, -1.0F, 7), single::exp2, truth), 2.4);
}

TEST(VectorMath, exp2_at_its_edges) {
    for (int k = -149; k < 128; ++k) EXPECT_EQ(single::exp2(static_cast<float>(k)), std::ldexp(1.0F, k));
    EXPECT_EQ(single::exp2(128.0F), infinity);
    EXPECT_EQ(single::exp2(infinity), infinity);
    EXPECT_EQ(single::exp2(-infinity), 0.0F);
    EXPECT_EQ(single::exp2(-151.0F), 0.0F);
    EXPECT_TRUE(std::isnan(single::exp2(std::nanf(""))));
}

TEST(VectorMath, logarithms_are_within_their_bounds) {
    const std::vector<float> all = floats(0x1p-149F, std::numeric_limits<float>::max(), 1999);
    const std::vector<float> near = floats(0.5F, 2.0F, 13);
    EXPECT_LE(largest_error(all, single::log, [](long double x) { return std::log(x); }), 2.0);
    EXPECT_LE(largest_error(near, single::log, [](long double x) { return std::log(x); }), 2.0);
    EXPECT_LE(largest_error(all, single::log2, [](long double x) { return std::log2(x); }), 2.8);
    EXPECT_LE(largest_error(near, single::log2, [](long double x) { return std::log2(x); }), 2.8);
}

TEST(VectorMath, logarithms_at_their_edges) {
    for (int k = -149; k < 128; ++k) EXPECT_EQ(single::log2(std::ldexp(1.0F, k)), static_cast<float>(k));
    EXPECT_EQ(single::log(1.0F), 0.0F);
    for (const auto log : {single::log, single::log2}) {
        EXPECT_EQ(log(0.0F), -infinity);
        EXPECT_EQ(log(infinity), infinity);
        EXPECT_TRUE(std::isnan(log(-1.0F)));
        EXPECT_TRUE(std::isnan(log(std::nanf(""))));
    }
}

// The truth is the double-precision quantile, whose relative error is 1e-15.
TEST(VectorMath, normal_quantile_is_within_its_bound) {
    double worst = 0;
    std::vector<float> arguments = floats(0x1p-126F, 0.5F, 499);
    for (const float u : floats(0.5F, 1.0F - 0x1p-24F, 7)) arguments.push_back(u);
    for (const float u : arguments) {
        const double truth = math::normal_quantile(static_cast<double>(u));
        worst = std::max(worst, error_ulp(single::normal_quantile(u), truth));
    }
    EXPECT_LE(worst, 6.5);
    EXPECT_EQ(single::normal_quantile(0.5F), 0.0F);
    for (const float u : {0.0F, 1.0F, -1.0F, 2.0F, std::nanf("")}) EXPECT_TRUE(std::isnan(single::normal_quantile(u))) << u;
}

using Column = void (*)(const float*, float*, std::size_t);

std::size_t differing(const std::vector<float>& in, Column column, float (*scalar)(float)) {
    std::vector<float> out(in.size());
    column(in.data(), out.data(), in.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const float expected = scalar(in[i]);
        if (std::isnan(expected) ? !std::isnan(out[i]) : std::bit_cast<std::uint32_t>(out[i]) != std::bit_cast<std::uint32_t>(expected))
            ++count;
    }
    return count;
}

std::vector<float> whole_vectors(std::vector<float> in) {
    in.resize(in.size() / 64 * 64);
    return in;
}

TEST(VectorMath, vectors_have_the_scalar_bits_on_every_target) {
    std::vector<float> any;
    for (std::uint64_t bits = 0; bits < 0x100000000u; bits += 4099) any.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    any = whole_vectors(any);
    const std::vector<float> normal = whole_vectors(floats(0x1p-126F, std::numeric_limits<float>::max(), 4099));
    const std::vector<float> unit = whole_vectors(floats(0x1p-24F, 1.0F, 499));
    std::vector<float> exponents = floats(1e-20F, 128.0F, 4099);
    for (const float x : floats(-1e-20F, -126.0F, 4099)) exponents.push_back(x);
    exponents = whole_vectors(exponents);
    for (const std::string& target : vector_targets()) {
        SCOPED_TRACE(target);
        force_vector_target(target);
        ASSERT_EQ(vector_target(), target);
        EXPECT_EQ(differing(any, HWY_DYNAMIC_DISPATCH(exp2_column), single::exp2), 0u);
        EXPECT_EQ(differing(exponents, HWY_DYNAMIC_DISPATCH(exp2_bounded_column), single::exp2_bounded), 0u);
        EXPECT_EQ(differing(exponents, HWY_DYNAMIC_DISPATCH(exp2_bounded_each_column), single::exp2_bounded), 0u);
        EXPECT_EQ(differing(any, HWY_DYNAMIC_DISPATCH(log_column), single::log), 0u);
        EXPECT_EQ(differing(normal, HWY_DYNAMIC_DISPATCH(log_bounded_column), single::log_bounded), 0u);
        EXPECT_EQ(differing(any, HWY_DYNAMIC_DISPATCH(log2_column), single::log2), 0u);
        EXPECT_EQ(differing(normal, HWY_DYNAMIC_DISPATCH(log2_bounded_column), single::log2_bounded), 0u);
        EXPECT_EQ(differing(unit, HWY_DYNAMIC_DISPATCH(normal_quantile_column), single::normal_quantile), 0u);
        EXPECT_EQ(differing(any, HWY_DYNAMIC_DISPATCH(normal_quantile_column), single::normal_quantile), 0u);
        EXPECT_GT(differing(unit, HWY_DYNAMIC_DISPATCH(log_column), single::log2), unit.size() / 2) << "control";
    }
    force_vector_target("");
}

/// Factors and summands: any bits, and sums that nearly cancel or differ by up to 2^40.
std::array<std::vector<float>, 3> products_and_sums(std::size_t n) {
    std::array<std::vector<float>, 3> found;
    const auto bits = [](std::uint64_t i, std::uint64_t k) { return static_cast<std::uint32_t>(mix(4 * i + k + 1) >> 32); };
    for (std::uint64_t i = 0; i < n; ++i) {
        for (std::uint64_t k = 0; k < 3; ++k) {
            const float mantissa = 1.0F + static_cast<float>(bits(i, k) >> 9) * 0x1p-23F;
            const float scaled = std::ldexp(mantissa, static_cast<int>(bits(i, 3) >> 8 * k) % (k == 2 ? 64 : 8) - (k == 2 ? 40 : 4));
            found[k].push_back(i % 2 == 0 ? std::bit_cast<float>(bits(i, k)) : k == 2 ? -scaled : scaled);
        }
        if (i % 4 == 1) found[2].back() = -found[0].back() * found[1].back();
    }
    return found;
}

TEST(VectorMath, fused_products_are_those_of_the_processor_on_every_target) {
    const auto [x, y, z] = products_and_sums(1 << 20);
    std::vector<float> truth(x.size());
    std::size_t once = 0;
    std::size_t finite = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        truth[i] = std::fma(x[i], y[i], z[i]);
        if (!std::isfinite(truth[i])) continue;
        ++finite;
        once += truth[i] != x[i] * y[i] + z[i] ? 1 : 0;
        ASSERT_EQ(std::bit_cast<std::uint32_t>(single::fused_times_plus(x[i], y[i], z[i])), std::bit_cast<std::uint32_t>(truth[i])) << i;
    }
    EXPECT_GT(finite, x.size() * 8 / 10);
    EXPECT_GT(once, x.size() / 4) << "control: rounded twice it is something else";
    EXPECT_EQ(single::fused_times_plus(-infinity, 2.0F, 1.0F), -infinity);
    std::vector<float> out(x.size());
    for (const std::string& target : vector_targets()) {
        SCOPED_TRACE(target);
        force_vector_target(target);
        HWY_DYNAMIC_DISPATCH(fused_times_plus_column)(x.data(), y.data(), z.data(), out.data(), x.size());
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            wrong += std::isfinite(truth[i]) && std::bit_cast<std::uint32_t>(out[i]) != std::bit_cast<std::uint32_t>(truth[i]) ? 1 : 0;
        }
        EXPECT_EQ(wrong, 0u);
    }
    force_vector_target("");
}

TEST(VectorTarget, is_the_best_unless_forced) {
    const std::vector<std::string> all = vector_targets();
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(vector_target(), all.front());
    force_vector_target(all.back());
    EXPECT_EQ(vector_target(), all.back());
    EXPECT_EQ(vector_targets(), all) << "a forced target hides none";
    EXPECT_THROW(force_vector_target("MMX"), std::invalid_argument);
    EXPECT_EQ(vector_target(), all.back());
    force_vector_target("");
    EXPECT_EQ(vector_target(), all.front());
}

}  // namespace
}  // namespace enclosure
#endif
