// The vector forms of variates.h against the scalar ones, to the bit, on every set of vector instructions that this processor has.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/unit/vector_variates_test.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set comes after it.
#include "sim/base/variates-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

// Of n words, a multiple of any number of lanes: by word the Gumbel variate, its bounds, and ln of a stable variate of index 0.7.
void variates(const std::uint32_t* word, std::size_t n, float* variate, float* low, float* high, float* stable) {
    const hn::ScalableTag<float> d;
    const hn::RebindToUnsigned<decltype(d)> du;
    for (std::size_t k = 0; k < n; k += hn::Lanes(d)) {
        const auto w = hn::LoadU(du, word + k);
        const auto bounds = gumbel_bounds(d, w);
        hn::StoreU(gumbel(d, w), d, variate + k);
        hn::StoreU(bounds.low, d, low + k);
        hn::StoreU(bounds.high, d, high + k);
        hn::StoreU(log_positive_stable(d, 0.7F, w, hn::ShiftLeft<7>(w)), d, stable + k);
    }
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "tests/on_vector_target.h"

namespace enclosure {

HWY_EXPORT(variates);

namespace test {
namespace {

class VectorVariatesOn : public OnVectorTarget {};
INSTANTIATE_TEST_SUITE_P(Targets, VectorVariatesOn, each_vector_target(), vector_target_name);

TEST_P(VectorVariatesOn, AreTheScalarOnes) {
    std::vector<std::uint32_t> words;
    for (std::uint32_t k = 0; k < 16384; ++k) {
        words.push_back(k);
        words.push_back(~k);
        words.push_back((1u << 31) - 8192 + k);  // where the lower bound ends
        words.push_back(static_cast<std::uint32_t>(mix(k)));
    }
    const std::size_t n = words.size();
    std::vector<float> variate(n), low(n), high(n), stable(n);
    HWY_DYNAMIC_DISPATCH(variates)(words.data(), n, variate.data(), low.data(), high.data(), stable.data());
    for (std::size_t k = 0; k < n; ++k) {
        const single::GumbelBounds bounds = single::gumbel_bounds(words[k]);
        ASSERT_EQ(variate[k], single::gumbel(words[k])) << words[k];
        ASSERT_EQ(low[k], bounds.low) << words[k];
        ASSERT_EQ(high[k], bounds.high) << words[k];
        ASSERT_EQ(stable[k], single::log_positive_stable(0.7F, words[k], words[k] << 7)) << words[k];
    }
}

}  // namespace
}  // namespace test
}  // namespace enclosure
#endif
