// The functions of vector_math.h for a Highway vector of float, lane by lane the same bits; that header says what they promise. To be
// included by sources that are compiled once per set of instructions (hwy/foreach_target.h).
#include <hwy/highway.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "sim/base/vector_math.h"

// Included once per set: not a plain guard.
#if defined(ENCLOSURE_SIM_BASE_VECTOR_MATH_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ENCLOSURE_SIM_BASE_VECTOR_MATH_INL_H
#undef ENCLOSURE_SIM_BASE_VECTOR_MATH_INL_H
#else
#define ENCLOSURE_SIM_BASE_VECTOR_MATH_INL_H
#endif

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// `count` with one more in the lanes of the mask.
template <class D, class V>
HWY_INLINE V one_more_where(D d, hn::Mask<D> here, V count) {
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3
    return hn::IfThenElse(here, hn::Add(count, hn::Set(d, 1)), count);  // one operation, with a mask
#else
    return hn::Sub(count, hn::VecFromMask(d, here));
#endif
}

/// x·y + z and x·y − z with both roundings: hn::MulAdd rounds once where the processor can.
template <class V>
HWY_INLINE V times_plus(V x, V y, V z) {
    return hn::Add(hn::Mul(x, y), z);
}

/// single::fused_times_plus(): one operation where the processor has it, else some forty in double precision, and no longer inline: they
/// would be most of what there is to compile.
#if HWY_NATIVE_FMA
template <class D, class V>
HWY_INLINE V fused_times_plus(D, V x, V y, V z) {
    return hn::MulAdd(x, y, z);
}
#else
template <class D>
HWY_INLINE hn::Vec<D> fused_times_plus_of_doubles(D d, hn::Vec<D> x, hn::Vec<D> y, hn::Vec<D> z) {
    const hn::RebindToSigned<D> di;
    const auto product = hn::Mul(x, y);
    const auto sum = hn::Add(product, z);
    const auto taken = hn::Sub(sum, product);
    const auto error = hn::Add(hn::Sub(product, hn::Sub(sum, taken)), hn::Sub(z, taken));
    const auto bits = hn::BitCast(di, sum);
    const auto zero = hn::Zero(d);
    // Towards the sum that was not rounded: 1 away from 0, -1 to it, where the last bit is 0.
    const auto outwards = hn::RebindMask(di, hn::Gt(hn::Mul(hn::CopySign(hn::Set(d, 1.0), error), sum), zero));
    const auto step = hn::IfThenElse(outwards, hn::Set(di, 1), hn::Set(di, -1));
    const auto inexact = hn::RebindMask(di, hn::Or(hn::Lt(error, zero), hn::Gt(error, zero)));
    const auto even = hn::Eq(hn::And(bits, hn::Set(di, 1)), hn::Zero(di));
    return hn::BitCast(d, hn::Add(bits, hn::IfThenElseZero(hn::And(inexact, even), step)));
}

template <class D, class V>
HWY_NOINLINE V fused_times_plus(D d, V x, V y, V z) {
    const hn::Half<D> half;
    const hn::Rebind<double, decltype(half)> dd;
    const auto low = fused_times_plus_of_doubles(dd, hn::PromoteTo(dd, hn::LowerHalf(half, x)), hn::PromoteTo(dd, hn::LowerHalf(half, y)),
                                                 hn::PromoteTo(dd, hn::LowerHalf(half, z)));
    const auto high = fused_times_plus_of_doubles(dd, hn::PromoteTo(dd, hn::UpperHalf(half, x)), hn::PromoteTo(dd, hn::UpperHalf(half, y)),
                                                  hn::PromoteTo(dd, hn::UpperHalf(half, z)));
    return hn::Combine(d, hn::DemoteTo(half, high), hn::DemoteTo(half, low));
}
#endif

template <class D, class V, std::size_t count>
HWY_INLINE V horner(D d, const std::array<float, count>& c, V x) {
    V value = hn::Set(d, c[count - 1]);
    for (std::size_t k = count - 1; k-- > 0;) value = times_plus(value, x, hn::Set(d, c[k]));
    return value;
}

/// x less the whole number that is nearest, and m·2^(that whole number), r being what is left: for m in [1/2, 2], and x and the product in
/// the range of normal numbers. Operations of AVX-512, and what they do elsewhere.
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3
template <class D>
HWY_INLINE hn::Vec512<float> beside_whole(D, hn::Vec512<float> x) {
    return hn::Vec512<float>{_mm512_reduce_ps(x.raw, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)};
}
template <class D>
HWY_INLINE hn::Vec512<float> scaled(D, hn::Vec512<float> m, hn::Vec512<float> x, hn::Vec512<float> r) {
    return hn::Vec512<float>{_mm512_scalef_ps(m.raw, hn::Sub(x, r).raw)};
}
#else
template <class D, class V>
HWY_INLINE V beside_whole(D d, V x) {
    const V rounder = hn::Set(d, single::detail::rounder);
    return hn::Sub(x, hn::Sub(hn::Add(x, rounder), rounder));
}
template <class D, class V>
HWY_INLINE V scaled(D d, V m, V x, V) {
    const hn::RebindToUnsigned<D> du;
    const auto shifted = hn::BitCast(du, hn::Add(x, hn::Set(d, single::detail::rounder)));
    return hn::BitCast(d, hn::Add(hn::BitCast(du, m), hn::ShiftLeft<23>(shifted)));
}
#endif

/// exp2_bounded of several vectors, in place and step by step: their chains of dependent operations overlap, where one after the other they
/// fill the processor's queue of waiting operations.
template <class D, class V, std::size_t count>
HWY_INLINE void exp2_bounded_each(D d, V (&x)[count]) {
    V r[count];
    V mantissa[count];
    for (std::size_t i = 0; i < count; ++i) r[i] = beside_whole(d, x[i]);
    constexpr auto& c = single::detail::exp2_tail;
    for (std::size_t i = 0; i < count; ++i) mantissa[i] = hn::Set(d, c.back());
    for (std::size_t k = c.size() - 1; k-- > 0;) {
        for (std::size_t i = 0; i < count; ++i) mantissa[i] = fused_times_plus(d, mantissa[i], r[i], hn::Set(d, c[k]));
    }
    for (std::size_t i = 0; i < count; ++i) x[i] = scaled(d, fused_times_plus(d, mantissa[i], r[i], hn::Set(d, 1.0F)), x[i], r[i]);
}

template <class D, class V>
HWY_INLINE V exp2_bounded(D d, V x) {
    V one[1] = {x};
    exp2_bounded_each(d, one);
    return one[0];
}

template <class D, class V>
HWY_INLINE V exp2(D d, V x) {
    const V above = hn::IfThenElse(hn::Gt(x, hn::Set(d, 128.0F)), hn::Set(d, 128.0F), x);
    const V inside = hn::IfThenElse(hn::Lt(above, hn::Set(d, -151.0F)), hn::Set(d, -151.0F), above);
    const auto low = hn::Lt(inside, hn::Set(d, -126.0F));
    const V value = exp2_bounded(d, hn::IfThenElse(low, hn::Add(inside, hn::Set(d, 64.0F)), inside));
    const V scaled = hn::IfThenElse(low, hn::Mul(value, hn::Set(d, 0x1p-64F)), value);
    return hn::IfThenElse(hn::Eq(x, x), scaled, x);
}

template <class V>
struct Split {
    V exponent;
    V s;  ///< f / (2 + f)
};

template <class D, class V>
HWY_INLINE Split<V> split(D d, V x) {
    const hn::RebindToSigned<D> di;
    const auto bits = hn::BitCast(di, x);
    const auto exponent = hn::ShiftRight<23>(hn::Sub(bits, hn::Set(di, single::detail::sqrt_half)));
    const V f = hn::Sub(hn::BitCast(d, hn::Sub(bits, hn::ShiftLeft<23>(exponent))), hn::Set(d, 1.0F));
    return {hn::ConvertTo(d, exponent), hn::Div(f, hn::Add(f, hn::Set(d, 2.0F)))};
}

template <class D, class V>
HWY_INLINE V log_at_edges(D d, V x, V inside) {
    const V infinity = hn::Set(d, std::numeric_limits<float>::infinity());
    const V finite = hn::IfThenElse(hn::Eq(x, infinity), infinity, inside);
    const V positive = hn::IfThenElse(hn::Eq(x, hn::Zero(d)), hn::Neg(infinity), finite);
    return hn::IfThenElse(hn::Ge(x, hn::Zero(d)), positive, hn::Set(d, std::numeric_limits<float>::quiet_NaN()));
}

template <class D, class V>
HWY_INLINE V log_bounded(D d, V x) {
    const Split<V> parts = split(d, x);
    const V z = hn::Mul(parts.s, parts.s);
    const V inside = hn::Add(hn::Add(parts.s, parts.s), hn::Mul(parts.s, hn::Mul(z, horner(d, single::detail::log_tail, z))));
    const V low = times_plus(parts.exponent, hn::Set(d, single::detail::ln2_lo), inside);
    return times_plus(parts.exponent, hn::Set(d, single::detail::ln2_hi), low);
}

template <class D, class V>
HWY_INLINE V log(D d, V x) {
    const auto subnormal = hn::Lt(x, hn::Set(d, single::detail::least_normal));
    const V inside = log_bounded(d, hn::IfThenElse(subnormal, hn::Mul(x, hn::Set(d, 0x1p23F)), x));
    return log_at_edges(d, x, hn::IfThenElse(subnormal, hn::Sub(inside, hn::Set(d, 0x1.fe2804p+3F)), inside));
}

template <class D, class V>
HWY_INLINE V log2_bounded(D d, V x) {
    const Split<V> parts = split(d, x);
    const V z = hn::Mul(parts.s, parts.s);
    const V tail = hn::Mul(parts.s, hn::Mul(z, horner(d, single::detail::log2_tail, z)));
    return hn::Add(parts.exponent, times_plus(parts.s, hn::Set(d, single::detail::two_by_ln2), tail));
}

template <class D, class V>
HWY_INLINE V log2(D d, V x) {
    const auto subnormal = hn::Lt(x, hn::Set(d, single::detail::least_normal));
    const V inside = log2_bounded(d, hn::IfThenElse(subnormal, hn::Mul(x, hn::Set(d, 0x1p23F)), x));
    return log_at_edges(d, x, hn::IfThenElse(subnormal, hn::Sub(inside, hn::Set(d, 23.0F)), inside));
}

template <class D, class V>
HWY_INLINE V normal_quantile(D d, V u) {
    using namespace single::detail;
    const V half = hn::Set(d, 0.5F);
    const V q = hn::Sub(u, half);
    const V side = hn::IfThenElse(hn::Lt(u, half), u, hn::Sub(hn::Set(d, 1.0F), u));
    const V middle = hn::Sub(hn::Set(d, 0.180625F), hn::Mul(q, q));
    const V near = hn::Mul(q, hn::Div(horner(d, middle_above, middle), horner(d, middle_below, middle)));
    const V r = hn::Sqrt(hn::Sub(hn::Zero(d), log_bounded(d, side)));
    const V in_tail = hn::Sub(r, hn::Set(d, 1.6F));
    const V far_out = hn::Sub(r, hn::Set(d, 5.0F));
    const V tail = hn::Div(horner(d, tail_above, in_tail), horner(d, tail_below, in_tail));
    const V far = hn::Div(horner(d, far_above, far_out), horner(d, far_below, far_out));
    const V size = hn::IfThenElse(hn::Lt(r, hn::Set(d, 5.0F)), tail, far);
    const V outside = hn::IfThenElse(hn::Lt(q, hn::Zero(d)), hn::Sub(hn::Zero(d), size), size);
    const V value = hn::IfThenElse(hn::Lt(middle, hn::Zero(d)), outside, near);
    return hn::IfThenElse(hn::Ge(side, hn::Set(d, least_normal)), value, hn::Set(d, std::numeric_limits<float>::quiet_NaN()));
}

}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
