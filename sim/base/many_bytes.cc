#include "sim/base/many_bytes.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/base/many_bytes.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <algorithm>
#include <bitset>

#include "sim/base/vector_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

constexpr hn::ScalableTag<std::uint8_t> d8;
constexpr hn::Repartition<std::uint64_t, decltype(d8)> d64;
using V8 = hn::Vec<decltype(d8)>;

/// Runs of 16 entries of the table that are not all `other`: bit r for those from 16r on.
using Runs = std::bitset<16>;

// Returns how many bytes were looked up: whole vectors.
std::size_t look_up(const std::uint8_t* in, std::size_t n, const std::array<std::uint8_t, 256>& table, std::uint8_t other, const Runs& runs,
                    std::uint8_t* out) {
    const std::size_t lanes = hn::Lanes(d8);
    std::size_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        const V8 code = hn::LoadU(d8, in + i);
        V8 found = hn::Set(d8, other);
        for (std::size_t r = 0; r < runs.size(); ++r) {
            if (!runs[r]) continue;
            const V8 place = hn::Sub(code, hn::Set(d8, static_cast<std::uint8_t>(16 * r)));
            const V8 here = hn::TableLookupBytes(hn::LoadDup128(d8, table.data() + 16 * r), hn::And(place, hn::Set(d8, 15)));
            found = hn::IfThenElse(hn::Eq(hn::And(place, hn::Set(d8, 0xF0)), hn::Zero(d8)), here, found);
        }
        hn::StoreU(found, d8, out + i);
    }
    return i;
}

// The bytes of `lanes` times at most 255 that have the values first, first + 1, …, in one pass.
template <std::size_t values>
HWY_INLINE void count_values(const std::uint8_t* bytes, std::size_t n, std::size_t first, std::array<std::int64_t, 256>& count) {
    V8 found[values];
    for (V8& one : found) one = hn::Zero(d8);
    for (std::size_t i = 0; i < n; i += hn::Lanes(d8)) {
        const V8 code = hn::LoadU(d8, bytes + i);
        for (std::size_t k = 0; k < values; ++k) {
            found[k] = one_more_where(d8, hn::Eq(code, hn::Set(d8, static_cast<std::uint8_t>(first + k))), found[k]);
        }
    }
    for (std::size_t k = 0; k < values; ++k) {
        count[first + k] += static_cast<std::int64_t>(hn::GetLane(hn::SumOfLanes(d64, hn::SumsOf8(found[k]))));
    }
}

// Adds the values of [first, last) among whole vectors; returns how many bytes these were.
std::size_t count_range(const std::uint8_t* bytes, std::size_t n, std::size_t first, std::size_t last,
                        std::array<std::int64_t, 256>& count) {
    const std::size_t lanes = hn::Lanes(d8);
    const std::size_t whole = n / lanes * lanes;
    for (std::size_t i = 0; i < whole; i += 255 * lanes) {
        const std::size_t some = std::min(255 * lanes, whole - i);
        std::size_t v = first;
        for (; v + 4 <= last; v += 4) count_values<4>(bytes + i, some, v, count);
        for (; v < last; ++v) count_values<1>(bytes + i, some, v, count);
    }
    return whole;
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(look_up);
HWY_EXPORT(count_range);

namespace {

// In four rows, so that equal neighbours do not wait for each other's sum.
void count_one_by_one(std::span<const std::uint8_t> bytes, std::array<std::int64_t, 256>& count) {
    std::array<std::array<std::uint32_t, 256>, 4> rows{};
    std::size_t i = 0;
    for (; i + 4 <= bytes.size(); i += 4) {
        for (std::size_t k = 0; k < 4; ++k) ++rows[k][bytes[i + k]];
    }
    for (; i < bytes.size(); ++i) ++rows[0][bytes[i]];
    for (std::size_t b = 0; b < 256; ++b) count[b] += std::int64_t{rows[0][b]} + rows[1][b] + rows[2][b] + rows[3][b];
}

}  // namespace

void look_up_bytes(std::span<const std::uint8_t> in, const std::array<std::uint8_t, 256>& table, std::span<std::uint8_t> out) {
    std::array<std::size_t, 256> having{};
    for (const std::uint8_t value : table) ++having[value];
    const auto other = static_cast<std::uint8_t>(std::max_element(having.begin(), having.end()) - having.begin());
    std::bitset<16> runs;
    for (std::size_t b = 0; b < 256; ++b) runs[b / 16] = runs[b / 16] || table[b] != other;
    std::size_t i = 0;
    if (runs.count() <= 4) i = HWY_DYNAMIC_DISPATCH(look_up)(in.data(), in.size(), table, other, runs, out.data());
    for (; i < in.size(); ++i) out[i] = table[in[i]];
}

std::array<std::int64_t, 256> count_bytes(std::span<const std::uint8_t> bytes, std::size_t below, std::size_t from) {
    std::array<std::int64_t, 256> count{};
    if (below + (256 - from) > 64) {
        count_one_by_one(bytes, count);
        return count;
    }
    HWY_DYNAMIC_DISPATCH(count_range)(bytes.data(), bytes.size(), 0, below, count);
    const std::size_t counted = HWY_DYNAMIC_DISPATCH(count_range)(bytes.data(), bytes.size(), from, 256, count);
    for (const std::uint8_t byte : bytes.subspan(counted)) ++count[byte];
    return count;
}

}  // namespace enclosure
#endif
