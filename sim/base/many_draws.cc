#include "sim/base/many_draws.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/base/many_draws.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <limits>

#include "sim/base/draws.h"
#include "sim/base/philox-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

constexpr hn::ScalableTag<std::uint64_t> d64;
using V64 = hn::Vec<decltype(d64)>;
constexpr std::size_t in_flight = 4;  // registers: as many as hide the latency of a multiplication

// The two numbers of each block, one block after the other.
HWY_INLINE void store_numbers(const Blocks<V64>& blocks, std::uint64_t* out) {
    const auto& w = blocks.word;
    hn::StoreInterleaved2(joined(d64, w[0], w[1]), joined(d64, w[2], w[3]), d64, out);
}

// Makes blocks from number k on, as many registers together as `round` says, while whole rounds fit below n: the counters of register r are
// counters_from(first block of r), and store(first block of r, blocks) gets what comes of them. Returns the first block that is left.
template <std::size_t round, class Counters, class Store>
HWY_INLINE std::size_t make_rounds(const RoundKeys& keys, std::size_t k, std::size_t n, Counters counters_from, Store store) {
    const std::size_t lanes = hn::Lanes(d64);
    for (; k + round * lanes <= n; k += round * lanes) {
        Blocks<V64> blocks[round];
        for (std::size_t r = 0; r < round; ++r) blocks[r] = counters_from(k + r * lanes);
        philox(d64, keys, blocks);
        for (std::size_t r = 0; r < round; ++r) store(k + r * lanes, blocks[r]);
    }
    return k;
}

// The same in whole rounds, and what is left of them a register at a time.
template <class Counters, class Store>
HWY_INLINE std::size_t make_blocks(const RoundKeys& keys, std::size_t n, Counters counters_from, Store store) {
    return make_rounds<1>(keys, make_rounds<in_flight>(keys, 0, n, counters_from, store), n, counters_from, store);
}

constexpr hn::Rebind<std::uint32_t, decltype(d64)> half_width;

// The upper half of each block's first number.
HWY_INLINE hn::Vec<decltype(half_width)> upper_half_of_first(const Blocks<V64>& blocks) {
    return hn::TruncateTo(half_width, hn::And(blocks.word[1], hn::Set(d64, 0xFFFFFFFFu)));
}

// `block` is the first of them. What does not fill a register is made with one all the same: word by word it would take as long as a
// hundred.
void words(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::uint64_t block,
           std::span<std::uint32_t> out) {
    const RoundKeys keys(seed);
    const V64 lane = hn::Iota(d64, 0);
    const auto from = [&](std::size_t k)
                          HWY_ATTR { return counters(d64, hn::Set(d64, serial), hn::Add(hn::Set(d64, block + k), lane), purpose, step); };
    const auto store_first = [&](std::size_t k, const Blocks<V64>& blocks, std::size_t count) HWY_ATTR {
        HWY_ALIGN std::uint64_t pairs[2 * hn::MaxLanes(d64)];
        store_numbers(blocks, pairs);
        std::memcpy(out.data() + 4 * k, pairs, count * sizeof(std::uint32_t));
    };
    const auto store = [&](std::size_t k, const Blocks<V64>& blocks) HWY_ATTR { store_first(k, blocks, 4 * hn::Lanes(d64)); };
    const std::size_t made = make_blocks(keys, out.size() / 4, from, store);
    if (4 * made == out.size()) return;
    Blocks<V64> last[] = {from(made)};
    philox(d64, keys, last);
    store_first(made, last[0], out.size() - 4 * made);
}

std::size_t by_agent(std::uint64_t seed, Purpose purpose, std::span<const std::uint64_t> serial, std::uint32_t step,
                     std::span<std::uint32_t> out) {
    const auto from = [&](std::size_t k)
                          HWY_ATTR { return counters(d64, hn::LoadU(d64, serial.data() + k), hn::Zero(d64), purpose, step); };
    const auto store = [&](std::size_t k, const Blocks<V64>& blocks)
                           HWY_ATTR { hn::StoreU(upper_half_of_first(blocks), half_width, out.data() + k); };
    return make_blocks(RoundKeys(seed), serial.size(), from, store);
}

std::size_t numbers(std::uint64_t seed, Purpose purpose, std::span<const std::uint64_t> serial, std::uint32_t step, std::uint32_t index,
                    std::uint64_t* out) {
    const auto from = [&](std::size_t k)
                          HWY_ATTR { return counters(d64, hn::LoadU(d64, serial.data() + k), hn::Set(d64, index), purpose, step); };
    const auto store = [&](std::size_t k, const Blocks<V64>& blocks) HWY_ATTR { store_numbers(blocks, out + 2 * k); };
    return make_blocks(RoundKeys(seed), serial.size(), from, store);
}

std::size_t waits(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::span<const std::uint32_t> index,
                  const float* pace, std::uint32_t* out, std::uint32_t& least) {
    const hn::RebindToSigned<decltype(half_width)> di;
    const hn::RebindToFloat<decltype(half_width)> df;
    const Blocks<V64> common = counters(d64, hn::Set(d64, serial), hn::Zero(d64), purpose, step);
    const auto from = [&](std::size_t k) HWY_ATTR {
        Blocks<V64> blocks = common;
        blocks.word[2] = hn::PromoteTo(d64, hn::LoadU(half_width, index.data() + k));
        return blocks;
    };
    auto least_of_lane = hn::Set(half_width, least);
    const auto store = [&](std::size_t k, const Blocks<V64>& blocks) HWY_ATTR {
        const auto wait = hn::ConvertTo(df, hn::BitCast(di, hn::ShiftRight<1>(hn::Not(upper_half_of_first(blocks)))));
        const auto bits = hn::BitCast(half_width, hn::Mul(wait, hn::LoadU(df, pace + k)));
        hn::StoreU(bits, half_width, out + k);
        least_of_lane = hn::Min(least_of_lane, bits);
    };
    const std::size_t made = make_blocks(RoundKeys(seed), index.size(), from, store);
    least = hn::GetLane(hn::MinOfLanes(half_width, least_of_lane));
    return made;
}

// Of whole vectors; limits(k) are those of the lanes from k on. Returns the first place that is left, and counts in `found`.
template <class Limits>
HWY_INLINE std::size_t within(const std::uint32_t* word, std::size_t n, Limits limits, std::uint16_t* out, std::size_t& found) {
    const hn::ScalableTag<std::uint32_t> du;
    const hn::RebindToSigned<decltype(du)> di;
    const hn::Rebind<std::uint16_t, decltype(du)> places;
    const std::size_t lanes = hn::Lanes(du);
    auto place = hn::Iota(du, 0);
    std::size_t k = 0;
    for (; k + lanes <= n; k += lanes, place = hn::Add(place, hn::Set(du, static_cast<std::uint32_t>(lanes)))) {
        const auto w = hn::LoadU(du, word + k);
        const auto inside = hn::Eq(hn::Min(w, limits(k)), w);
        // All lanes are written, and those behind what was found once more: no branch, which would go either way.
        hn::StoreU(hn::DemoteTo(places, hn::BitCast(di, hn::Compress(place, inside))), places, out + found);
        found += hn::CountTrue(du, inside);
    }
    return k;
}

std::size_t within_one(const std::uint32_t* word, std::uint32_t last, std::size_t n, std::uint16_t* out, std::size_t& found) {
    const hn::ScalableTag<std::uint32_t> du;
    const auto limit = hn::Set(du, last);
    return within(
        word, n, [&](std::size_t) HWY_ATTR { return limit; }, out, found);
}

std::size_t within_table(const std::uint32_t* word, const std::uint8_t* kind, const std::uint32_t* last, std::size_t n, std::uint16_t* out,
                         std::size_t& found) {
    const hn::ScalableTag<std::uint32_t> du;
    const hn::RebindToSigned<decltype(du)> di;
    const hn::Rebind<std::uint8_t, decltype(du)> bytes;
    const auto* table = reinterpret_cast<const std::int32_t*>(last);
    const auto limits = [&](std::size_t k)
                            HWY_ATTR { return hn::BitCast(du, hn::GatherIndex(di, table, hn::PromoteTo(di, hn::LoadU(bytes, kind + k)))); };
    return within(word, n, limits, out, found);
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(words);
HWY_EXPORT(by_agent);
HWY_EXPORT(numbers);
HWY_EXPORT(waits);
HWY_EXPORT(within_one);
HWY_EXPORT(within_table);

namespace {

// 2^31 (1 − u) of a number with that upper half, from below but for a rounding of 2^-24 of it.
float wait_of(std::uint32_t word) {
    return static_cast<float>(static_cast<std::int32_t>(~word >> 1));
}

std::uint32_t upper_half(Draws draws) {
    return static_cast<std::uint32_t>(draws.bits() >> 32);
}

}  // namespace

void row_words(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::uint64_t first,
               std::span<std::uint32_t> out) {
    const std::size_t before = std::min<std::size_t>((4 - first % 4) % 4, out.size());  // to the first whole block
    for (std::size_t k = 0; k < before; ++k) out[k] = row_word(seed, purpose, serial, step, first + k);
    if (before < out.size()) HWY_DYNAMIC_DISPATCH(words)(seed, purpose, serial, step, (first + before) / 4, out.subspan(before));
}

void agent_words(std::uint64_t seed, Purpose purpose, std::span<const std::uint64_t> serial, std::uint32_t step,
                 std::span<std::uint32_t> out) {
    assert(out.size() >= serial.size());
    std::size_t k = HWY_DYNAMIC_DISPATCH(by_agent)(seed, purpose, serial, step, out);
    for (; k < serial.size(); ++k) out[k] = upper_half(Draws(seed, purpose, serial[k], step));
}

void agent_numbers(std::uint64_t seed, Purpose purpose, std::span<const std::uint64_t> serial, std::uint32_t step, std::uint32_t index,
                   std::span<std::array<std::uint64_t, 2>> out) {
    assert(out.size() >= serial.size());
    std::size_t k = serial.empty() ? 0 : HWY_DYNAMIC_DISPATCH(numbers)(seed, purpose, serial, step, index, out.front().data());
    for (; k < serial.size(); ++k) {
        Draws draws(seed, purpose, serial[k], step, index);
        out[k][0] = draws.bits();
        out[k][1] = draws.bits();
    }
}

std::uint32_t least_waits(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step,
                          std::span<const std::uint32_t> index, std::span<const float> pace, std::span<std::uint32_t> out) {
    assert(pace.size() >= index.size() && out.size() >= index.size());
    auto least = std::bit_cast<std::uint32_t>(std::numeric_limits<float>::infinity());
    std::size_t k = HWY_DYNAMIC_DISPATCH(waits)(seed, purpose, serial, step, index, pace.data(), out.data(), least);
    for (; k < index.size(); ++k) {
        out[k] = std::bit_cast<std::uint32_t>(wait_of(upper_half(Draws(seed, purpose, serial, step, index[k]))) * pace[k]);
        least = std::min(least, out[k]);
    }
    return least;
}

std::size_t places_within(std::span<const std::uint32_t> word, std::uint32_t last, std::span<std::uint16_t> out) {
    const std::size_t n = word.size();
    assert(out.size() >= n && n <= 0x10000);
    std::size_t found = 0;
    for (std::size_t k = HWY_DYNAMIC_DISPATCH(within_one)(word.data(), last, n, out.data(), found); k < n; ++k) {
        if (word[k] <= last) out[found++] = static_cast<std::uint16_t>(k);
    }
    return found;
}

std::size_t places_within(std::span<const std::uint32_t> word, std::span<const std::uint8_t> kind,
                          const std::array<std::uint32_t, 256>& last, std::span<std::uint16_t> out) {
    const std::size_t n = kind.size();
    assert(word.size() >= n && out.size() >= n && n <= 0x10000);
    const std::uint32_t highest = *std::max_element(last.begin(), last.end());
    if (highest < 0xFFFFFFFFu) {
        // What rules out nearly all takes no table: that is looked up for the few who are left.
        const std::size_t within_highest = places_within(word.first(n), highest, out);
        std::size_t found = 0;
        for (std::size_t k = 0; k < within_highest; ++k) {
            const std::uint16_t place = out[k];
            out[found] = place;
            found += word[place] <= last[kind[place]] ? 1 : 0;
        }
        return found;
    }
    std::size_t found = 0;
    for (std::size_t k = HWY_DYNAMIC_DISPATCH(within_table)(word.data(), kind.data(), last.data(), n, out.data(), found); k < n; ++k) {
        if (word[k] <= last[kind[k]]) out[found++] = static_cast<std::uint16_t>(k);
    }
    return found;
}

}  // namespace enclosure
#endif
