// Choices among alternatives with an alternative in each lane: the words of alternatives.h, and the race that the largest total wins. To be
// included by sources that are compiled once per set of instructions (hwy/foreach_target.h).
#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>
#include <limits>

#include "sim/base/alternatives.h"
#include "sim/base/philox-inl.h"

// Included once per set: not a plain guard.
#if defined(ENCLOSURE_SIM_BASE_ALTERNATIVES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ENCLOSURE_SIM_BASE_ALTERNATIVES_INL_H
#undef ENCLOSURE_SIM_BASE_ALTERNATIVES_INL_H
#else
#define ENCLOSURE_SIM_BASE_ALTERNATIVES_INL_H
#endif

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace alternatives {

constexpr hn::ScalableTag<float> df;
constexpr hn::RebindToSigned<decltype(df)> di;
constexpr hn::RebindToUnsigned<decltype(df)> du;
constexpr hn::Repartition<std::uint64_t, decltype(df)> d64;
using VF = hn::Vec<decltype(df)>;
using VI = hn::Vec<decltype(di)>;
using VU = hn::Vec<decltype(du)>;
using V64 = hn::Vec<decltype(d64)>;
static_assert(alternative_lanes % (2 * hn::MaxLanes(df)) == 0);

// Of Philox2x32-7 (alternatives.h): Salmon et al. 2011.
constexpr std::uint32_t alternative_multiplier = 0xD256D193u;
constexpr std::uint32_t alternative_key_step = 0x9E3779B9u;

/// Words of Philox2x32-7 (alternatives.h) for keys in the lower halves of `key`, in place; `user` is the counter's other word.
template <std::size_t count>
HWY_INLINE void philox_of_alternatives(std::uint32_t user, std::uint32_t seed, V64 (&key)[count]) {
    const VU multiplier = hn::BitCast(du, hn::Set(d64, alternative_multiplier));
    V64 other[count];
    for (std::size_t i = 0; i < count; ++i) other[i] = hn::Set(d64, user);
    for (std::uint32_t round = 0; round < alternative_rounds; ++round) {
        const V64 k = hn::Set(d64, seed);
        for (std::size_t i = 0; i < count; ++i) {
            const V64 product = hn::MulEven(hn::BitCast(du, key[i]), multiplier);
            key[i] = hn::Xor(hn::Xor(upper_halves(product), other[i]), k);
            other[i] = product;
        }
        seed += alternative_key_step;
    }
}

/// The words of an agent for two vectors of alternatives, by their keys; `first` and `second` are words 0 and 1 of his block.
HWY_INLINE void words_for_alternatives(std::uint32_t first, std::uint32_t second, const std::uint32_t* key, VU (&words)[2]) {
    V64 halves[4];
    for (std::size_t k = 0; k < 2; ++k) {
        halves[2 * k] = hn::BitCast(d64, hn::LoadU(du, key + k * hn::Lanes(du)));
        halves[2 * k + 1] = hn::ShiftRight<32>(halves[2 * k]);
    }
    philox_of_alternatives(first, second, halves);
    for (std::size_t k = 0; k < 2; ++k) words[k] = hn::BitCast(du, joined(d64, halves[2 * k], halves[2 * k + 1]));
}

/// The best alternative of each lane so far, by row.
struct Race {
    VF value;
    VI row;

    HWY_INLINE void enter(VF total, VI which) {
        const auto ahead = hn::Gt(total, value);
        value = hn::IfThenElse(ahead, total, value);
        row = hn::IfThenElse(hn::RebindMask(di, ahead), which, row);
    }
    /// Row of the winner, the first of equals; -1 if none is above `least`.
    HWY_INLINE std::int32_t winner(float least) const {
        const VF top = hn::MaxOfLanes(df, value);
        if (!(hn::GetLane(top) > least)) return -1;
        const VI last = hn::Set(di, std::numeric_limits<std::int32_t>::max());
        const auto tops = hn::RebindMask(di, hn::Eq(value, top));
        return hn::GetLane(hn::MinOfLanes(di, hn::IfThenElse(tops, row, last)));
    }
};

HWY_INLINE Race new_race() {
    return {hn::Set(df, -std::numeric_limits<float>::infinity()), hn::Zero(di)};
}

}  // namespace alternatives
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
