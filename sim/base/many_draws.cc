#include "sim/base/many_draws.h"

#include <cstddef>

#include "sim/base/draws.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace enclosure {

#ifdef __SSE2__
namespace {

// Philox4x32-10: multipliers and increments of the key (Salmon et al. 2011).
constexpr std::uint32_t multiplier[2] = {0xD2511F53, 0xCD9E8D57};
constexpr std::uint32_t weyl[2] = {0x9E3779B9, 0xBB67AE85};
constexpr std::size_t pairs = 4;  // registers in flight: as many as hide the latency of a multiplication

__m128i both(std::uint32_t x) {
    return _mm_set1_epi64x(static_cast<std::int64_t>(std::uint64_t{x}));
}

}  // namespace
#endif

void first_uniforms(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::span<const std::uint32_t> index,
                    std::span<double> out) {
    std::size_t k = 0;
#ifdef __SSE2__
    // A 32-bit word in the low half of each 64-bit lane; what stands in the high halves is never read by a multiplication, and is shifted
    // or masked away in the end.
    const __m128i m0 = both(multiplier[0]);
    const __m128i m1 = both(multiplier[1]);
    const __m128i tag = both((step << 8) | static_cast<std::uint32_t>(purpose));
    for (; k + 2 * pairs <= index.size(); k += 2 * pairs) {
        __m128i c0[pairs], c1[pairs], c2[pairs], c3[pairs];
        for (std::size_t i = 0; i < pairs; ++i) {
            c0[i] = both(static_cast<std::uint32_t>(serial));
            c1[i] = both(static_cast<std::uint32_t>(serial >> 32));
            c2[i] = _mm_set_epi64x(static_cast<std::int64_t>(std::uint64_t{index[k + 2 * i + 1]}),
                                   static_cast<std::int64_t>(std::uint64_t{index[k + 2 * i]}));
            c3[i] = tag;
        }
        auto key0 = static_cast<std::uint32_t>(seed);
        auto key1 = static_cast<std::uint32_t>(seed >> 32);
        for (int round = 0; round < 10; ++round) {
            const __m128i k0 = both(key0);
            const __m128i k1 = both(key1);
            for (std::size_t i = 0; i < pairs; ++i) {
                const __m128i p0 = _mm_mul_epu32(c0[i], m0);
                const __m128i p1 = _mm_mul_epu32(c2[i], m1);
                c0[i] = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(p1, 32), c1[i]), k0);
                c2[i] = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(p0, 32), c3[i]), k1);
                c1[i] = p1;
                c3[i] = p0;
            }
            key0 += weyl[0];
            key1 += weyl[1];
        }
        // Draws::uniform of the word c1:c0: 52 bits as a fraction of [1, 2), moved to an odd multiple of 2^-53.
        const __m128i low = both(0xFFFFFFFF);
        const __m128i one = _mm_set1_epi64x(0x3ff0000000000000);
        const __m128d shift = _mm_set1_pd(1.0 - 0x1p-53);
        for (std::size_t i = 0; i < pairs; ++i) {
            const __m128i word = _mm_or_si128(_mm_slli_epi64(c1[i], 32), _mm_and_si128(c0[i], low));
            const __m128i bits = _mm_or_si128(_mm_srli_epi64(word, 12), one);
            _mm_storeu_pd(out.data() + k + 2 * i, _mm_sub_pd(_mm_castsi128_pd(bits), shift));
        }
    }
#endif
    for (; k < index.size(); ++k) out[k] = Draws(seed, purpose, serial, step, index[k]).uniform();
}

}  // namespace enclosure
