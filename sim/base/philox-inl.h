// Blocks of Philox4x32-10 (draws.h), several at a time in Highway vectors. To be included by sources that are compiled once per set of
// instructions (hwy/foreach_target.h).
#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>

#include "sim/base/purpose.h"

// Included once per set: not a plain guard.
#if defined(ENCLOSURE_SIM_BASE_PHILOX_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ENCLOSURE_SIM_BASE_PHILOX_INL_H
#undef ENCLOSURE_SIM_BASE_PHILOX_INL_H
#else
#define ENCLOSURE_SIM_BASE_PHILOX_INL_H
#endif

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Blocks in lanes of 64 bits: word k of a block is the lower half of its lane in `word[k]`. The upper halves hold anything: no product
/// reads them.
template <class V>
struct Blocks {
    V word[4];
};

/// Counters of Draws(seed, purpose, serial, step, index), a block in each lane; serials fill their lanes.
template <class D, class V>
HWY_INLINE Blocks<V> counters(D d64, V serial, V index, Purpose purpose, std::uint32_t step) {
    return {{serial, hn::ShiftRight<32>(serial), index, hn::Set(d64, (step << 8) | static_cast<std::uint32_t>(purpose))}};
}

/// The upper half of each lane in its lower one; the other holds anything.
template <class V>
HWY_INLINE V upper_halves(V lanes) {
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3
    // Of 512 bits one port shifts, the one that multiplies; shuffles have the other.
    const hn::DFromV<V> d64;
    return hn::BitCast(d64, hn::Shuffle2301(hn::BitCast(hn::Repartition<std::uint32_t, hn::DFromV<V>>(), lanes)));
#else
    return hn::ShiftRight<32>(lanes);
#endif
}

/// The keys of a seed's rounds, in memory: a broadcast from there costs less than one from a register.
struct RoundKeys {
    static constexpr std::size_t rounds = 10;
    std::uint64_t key0[rounds];
    std::uint64_t key1[rounds];

    HWY_INLINE explicit RoundKeys(std::uint64_t seed) {
        // Increments: Salmon et al. 2011.
        for (std::uint32_t r = 0; r < rounds; ++r) {
            key0[r] = static_cast<std::uint32_t>(seed) + r * 0x9E3779B9u;
            key1[r] = static_cast<std::uint32_t>(seed >> 32) + r * 0xBB67AE85u;
        }
    }
};

/// Makes the counters in `blocks` random words, in place; the `count` vectors' chains of dependent products overlap.
template <class D, class V, std::size_t count>
HWY_INLINE void philox(D d64, const RoundKeys& keys, Blocks<V> (&blocks)[count]) {
    const hn::Repartition<std::uint32_t, D> du;
    const auto times = [&](V counter, V multiplier) HWY_ATTR { return hn::MulEven(hn::BitCast(du, counter), hn::BitCast(du, multiplier)); };
    // Salmon et al. 2011.
    const V multiplier0 = hn::Set(d64, 0xD2511F53u);
    const V multiplier1 = hn::Set(d64, 0xCD9E8D57u);
    for (std::size_t round = 0; round < RoundKeys::rounds; ++round) {
        const V k0 = hn::Set(d64, keys.key0[round]);
        const V k1 = hn::Set(d64, keys.key1[round]);
        for (std::size_t i = 0; i < count; ++i) {
            auto& c = blocks[i].word;
            const V p0 = times(c[0], multiplier0);
            const V p1 = times(c[2], multiplier1);
            c[0] = hn::Xor(hn::Xor(upper_halves(p1), c[1]), k0);
            c[2] = hn::Xor(hn::Xor(upper_halves(p0), c[3]), k1);
            c[1] = p1;
            c[3] = p0;
        }
    }
}

/// The lower halves of `low`, each below that of the same lane of `high`.
template <class D, class V>
HWY_INLINE V joined(D d64, V low, V high) {
    return hn::Or(hn::And(low, hn::Set(d64, 0xFFFFFFFFu)), hn::ShiftLeft<32>(high));
}

}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
