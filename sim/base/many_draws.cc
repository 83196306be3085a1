#include "sim/base/many_draws.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/base/many_draws.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <algorithm>
#include <cstddef>
#include <cstring>

#include "sim/base/draws.h"
#include "sim/base/philox-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

constexpr hn::ScalableTag<std::uint64_t> d64;
using V64 = hn::Vec<decltype(d64)>;
constexpr std::size_t in_flight = 4;  // registers: as many as hide the latency of a multiplication

// Whole rounds of blocks; `block` is the first of them. Returns how many words were made.
std::size_t words(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::uint64_t block,
                  std::span<std::uint32_t> out) {
    const std::size_t lanes = hn::Lanes(d64);
    std::size_t k = 0;
    for (; k + 4 * in_flight * lanes <= out.size(); k += 4 * in_flight * lanes) {
        Blocks<V64> blocks[in_flight];
        for (std::size_t i = 0; i < in_flight; ++i) {
            blocks[i] = counters(d64, hn::Set(d64, serial), hn::Iota(d64, block + k / 4 + i * lanes), purpose, step);
        }
        philox(d64, seed, blocks);
        for (std::size_t i = 0; i < in_flight; ++i) {
            const auto& w = blocks[i].word;
            HWY_ALIGN std::uint64_t pairs[2 * hn::MaxLanes(d64)];
            hn::StoreInterleaved2(joined(d64, w[0], w[1]), joined(d64, w[2], w[3]), d64, pairs);
            std::memcpy(out.data() + k + 4 * i * lanes, pairs, 4 * lanes * sizeof(std::uint32_t));
        }
    }
    return k;
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(words);

void row_words(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::uint64_t first,
               std::span<std::uint32_t> out) {
    // To the first whole block, whole rounds, and what is left.
    const std::size_t before = std::min<std::size_t>((4 - first % 4) % 4, out.size());
    const auto one_by_one = [&](std::size_t k, std::size_t end) {
        for (; k < end; ++k) out[k] = row_word(seed, purpose, serial, step, first + k);
    };
    one_by_one(0, before);
    const std::size_t made = HWY_DYNAMIC_DISPATCH(words)(seed, purpose, serial, step, (first + before) / 4, out.subspan(before));
    one_by_one(before + made, out.size());
}

}  // namespace enclosure
#endif
