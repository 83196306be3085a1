#include "sim/base/many_bytes.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/base/many_bytes.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <algorithm>
#include <bitset>
#include <cstring>
#include <numeric>

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

// The bytes of `lanes` times at most 255 that have each of so many values, in one pass.
template <std::size_t values>
HWY_INLINE void count_values(const std::uint8_t* bytes, std::size_t n, const std::uint8_t* value, std::array<std::int64_t, 256>& count) {
    V8 found[values];
    for (V8& one : found) one = hn::Zero(d8);
    for (std::size_t i = 0; i < n; i += hn::Lanes(d8)) {
        const V8 code = hn::LoadU(d8, bytes + i);
        for (std::size_t k = 0; k < values; ++k) found[k] = one_more_where(d8, hn::Eq(code, hn::Set(d8, value[k])), found[k]);
    }
    for (std::size_t k = 0; k < values; ++k) {
        count[value[k]] += static_cast<std::int64_t>(hn::GetLane(hn::SumOfLanes(d64, hn::SumsOf8(found[k]))));
    }
}

// Adds the values that are listed among whole vectors; returns how many bytes these were.
std::size_t count_listed(const std::uint8_t* bytes, std::size_t n, const std::uint8_t* value, std::size_t values,
                         std::array<std::int64_t, 256>& count) {
    const std::size_t lanes = hn::Lanes(d8);
    const std::size_t whole = n / lanes * lanes;
    for (std::size_t i = 0; i < whole; i += 255 * lanes) {
        const std::size_t some = std::min(255 * lanes, whole - i);
        std::size_t v = 0;
        for (; v + 4 <= values; v += 4) count_values<4>(bytes + i, some, value + v, count);
        for (; v < values; ++v) count_values<1>(bytes + i, some, value + v, count);
    }
    return whole;
}

constexpr hn::Repartition<std::uint16_t, decltype(d8)> d16;

// Adds the rows of whole vectors to `count`; returns how many rows these were.
std::size_t count_sets_up_to(const std::uint8_t* bytes, const std::array<ByteSet, 2>& sets, const std::uint16_t* numbers, std::size_t n,
                             std::uint16_t most, std::array<std::int64_t, 2>& count) {
    constexpr hn::Rebind<std::uint8_t, decltype(d16)> half;
    alignas(16) constexpr std::uint8_t bits[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const std::size_t lanes = hn::Lanes(d16);
    const std::size_t whole = n / lanes * lanes;
    // Bytes in the lower halves of 16 bits; what is looked up for the upper ones is left out by `low`.
    const auto in = [&](const std::uint8_t* table, auto place)
                        HWY_ATTR { return hn::BitCast(d16, hn::TableLookupBytes(hn::LoadDup128(d8, table), hn::BitCast(d8, place))); };
    const auto low = hn::Set(d16, 0xFF);
    for (std::size_t begin = 0; begin < whole; begin += 65535 * lanes) {
        hn::Vec<decltype(d16)> found[] = {hn::Zero(d16), hn::Zero(d16)};
        for (std::size_t i = begin; i < std::min(whole, begin + 65535 * lanes); i += lanes) {
            const auto byte = hn::PromoteTo(d16, hn::LoadU(half, bytes + i));
            const auto place = hn::And(byte, hn::Set(d16, 15));
            const auto above = hn::TestBit(byte, hn::Set(d16, 128));
            const auto bit = hn::And(in(bits, hn::ShiftRight<4>(byte)), low);
            const auto soon = hn::Eq(hn::SaturatedSub(hn::LoadU(d16, numbers + i), hn::Set(d16, most)), hn::Zero(d16));
            for (std::size_t s = 0; s < 2; ++s) {
                const auto row = hn::IfThenElse(above, in(sets[s].upper(), place), in(sets[s].lower(), place));
                const auto inside = hn::Ne(hn::And(row, bit), hn::Zero(d16));
                found[s] = one_more_where(d16, hn::And(inside, soon), found[s]);
            }
        }
        for (std::size_t s = 0; s < 2; ++s) {
            alignas(64) std::uint16_t lane[hn::MaxLanes(d16)];
            hn::Store(found[s], d16, lane);
            for (std::size_t k = 0; k < lanes; ++k) count[s] += lane[k];
        }
    }
    return whole;
}

// Adds bytes from `last` on, of whole vectors; returns the first that was left out.
std::size_t add_variety(const std::uint8_t* bytes, const std::uint8_t* place, std::size_t n, std::uint8_t last, std::uint8_t below,
                        Variety& sum) {
    const std::size_t lanes = hn::Lanes(d8);
    const V8 limit = hn::Set(d8, below);
    std::size_t i = last;
    while (i + lanes <= n) {
        V8 groups = hn::Zero(d8);
        V8 values = hn::Zero(d8);
        for (std::size_t k = 0; k < 255 && i + lanes <= n; ++k, i += lanes) {
            const V8 code = hn::LoadU(d8, bytes + i);
            const V8 at = hn::LoadU(d8, place + i);
            const auto has = hn::Lt(code, limit);
            auto met = hn::Lt(code, hn::Zero(d8));
            auto any = met;
            for (std::size_t d = 1; d <= last; ++d) {
                const V8 before = hn::LoadU(d8, bytes + i - d);
                const auto inside = hn::Gt(at, hn::Set(d8, static_cast<std::uint8_t>(d - 1)));
                met = hn::Or(met, hn::And(inside, hn::Eq(before, code)));
                any = hn::Or(any, hn::And(inside, hn::Lt(before, limit)));
            }
            values = one_more_where(d8, hn::AndNot(met, has), values);
            groups = one_more_where(d8, hn::AndNot(any, has), groups);
        }
        sum.values += static_cast<std::int64_t>(hn::GetLane(hn::SumOfLanes(d64, hn::SumsOf8(values))));
        sum.groups += static_cast<std::int64_t>(hn::GetLane(hn::SumOfLanes(d64, hn::SumsOf8(groups))));
    }
    return i;
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(look_up);
HWY_EXPORT(count_listed);
HWY_EXPORT(count_sets_up_to);
HWY_EXPORT(add_variety);

namespace {

// In eight rows, so that equal neighbours do not wait for each other's sum; eight bytes are one load.
void count_one_by_one(std::span<const std::uint8_t> bytes, std::array<std::int64_t, 256>& count) {
    constexpr std::size_t at_once = 8;
    constexpr std::size_t most = 65535 * at_once;  // rows hold no more
    for (std::size_t begin = 0; begin < bytes.size(); begin += most) {
        const std::span<const std::uint8_t> some = bytes.subspan(begin, std::min(most, bytes.size() - begin));
        std::array<std::array<std::uint16_t, 256>, at_once> rows{};
        std::size_t i = 0;
        for (; i + at_once <= some.size(); i += at_once) {
            std::uint64_t eight;
            std::memcpy(&eight, some.data() + i, sizeof eight);
            for (std::size_t k = 0; k < at_once; ++k) ++rows[k][eight >> (8 * k) & 0xFF];
        }
        for (std::size_t k = 0; i < some.size(); ++i, ++k) ++rows[k][some[i]];
        std::array<std::uint32_t, 256> sum{};
        for (const auto& row : rows) {
            for (std::size_t b = 0; b < 256; ++b) sum[b] += row[b];
        }
        for (std::size_t b = 0; b < 256; ++b) count[b] += sum[b];
    }
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

std::array<std::int64_t, 256> count_bytes(std::span<const std::uint8_t> bytes, std::span<const std::uint8_t> expected) {
    std::array<std::int64_t, 256> count{};
    if (expected.size() <= 64) {  // that many take as long as one by one
        const std::size_t whole = HWY_DYNAMIC_DISPATCH(count_listed)(bytes.data(), bytes.size(), expected.data(), expected.size(), count);
        const bool all = std::accumulate(count.begin(), count.end(), std::int64_t{0}) == static_cast<std::int64_t>(whole);
        for (const std::uint8_t byte : bytes.subspan(whole)) ++count[byte];
        if (all) return count;
        count.fill(0);
    }
    count_one_by_one(bytes, count);
    return count;
}

std::array<std::int64_t, 2> count_up_to(std::span<const std::uint8_t> bytes, const std::array<ByteSet, 2>& sets,
                                        std::span<const std::uint16_t> numbers, std::uint16_t most) {
    std::array<std::int64_t, 2> count{};
    std::size_t i = HWY_DYNAMIC_DISPATCH(count_sets_up_to)(bytes.data(), sets, numbers.data(), bytes.size(), most, count);
    for (; i < bytes.size(); ++i) {
        for (std::size_t s = 0; s < 2; ++s) count[s] += sets[s].contains(bytes[i]) && numbers[i] <= most ? 1 : 0;
    }
    return count;
}

Variety variety(std::span<const std::uint8_t> bytes, std::span<const std::uint8_t> place, std::uint8_t last, std::uint8_t below) {
    Variety sum;
    const auto add = [&](std::size_t i) {
        const auto before = bytes.subspan(i - place[i], place[i]);
        const auto counts = [below](std::uint8_t value) { return value < below; };
        if (!counts(bytes[i])) return;
        sum.groups += std::none_of(before.begin(), before.end(), counts) ? 1 : 0;
        sum.values += std::find(before.begin(), before.end(), bytes[i]) == before.end() ? 1 : 0;
    };
    const std::size_t first = std::min<std::size_t>(last, bytes.size());
    for (std::size_t i = 0; i < first; ++i) add(i);
    if (first < bytes.size()) {
        std::size_t i = HWY_DYNAMIC_DISPATCH(add_variety)(bytes.data(), place.data(), bytes.size(), last, below, sum);
        for (; i < bytes.size(); ++i) add(i);
    }
    return sum;
}

}  // namespace enclosure
#endif
