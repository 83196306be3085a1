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

/// x·y + z and x·y − z with both roundings: hn::MulAdd rounds once where the processor can.
template <class V>
HWY_INLINE V times_plus(V x, V y, V z) {
    return hn::Add(hn::Mul(x, y), z);
}

template <class D, class V, std::size_t count>
HWY_INLINE V horner(D d, const std::array<float, count>& c, V x) {
    V value = hn::Set(d, c[count - 1]);
    for (std::size_t k = count - 1; k-- > 0;) value = times_plus(value, x, hn::Set(d, c[k]));
    return value;
}

template <class D, class V>
HWY_INLINE V exp2_bounded(D d, V x) {
    const hn::RebindToUnsigned<D> du;
    const V rounder = hn::Set(d, single::detail::rounder);
    const V shifted = hn::Add(x, rounder);
    const V r = hn::Sub(x, hn::Sub(shifted, rounder));
    const V mantissa = times_plus(horner(d, single::detail::exp2_tail, r), r, hn::Set(d, 1.0F));
    return hn::BitCast(d, hn::Add(hn::BitCast(du, mantissa), hn::ShiftLeft<23>(hn::BitCast(du, shifted))));
}

/// exp2_bounded of several vectors, in place and step by step: their chains of dependent operations overlap, where one after the other they
/// fill the processor's queue of waiting operations.
template <class D, class V, std::size_t count>
HWY_INLINE void exp2_bounded_each(D d, V (&x)[count]) {
    const hn::RebindToUnsigned<D> du;
    const V rounder = hn::Set(d, single::detail::rounder);
    V shifted[count];
    V mantissa[count];
    for (std::size_t i = 0; i < count; ++i) shifted[i] = hn::Add(x[i], rounder);
    for (std::size_t i = 0; i < count; ++i) x[i] = hn::Sub(x[i], hn::Sub(shifted[i], rounder));
    constexpr auto& c = single::detail::exp2_tail;
    for (std::size_t i = 0; i < count; ++i) mantissa[i] = hn::Set(d, c.back());
    for (std::size_t k = c.size() - 1; k-- > 0;) {
        for (std::size_t i = 0; i < count; ++i) mantissa[i] = times_plus(mantissa[i], x[i], hn::Set(d, c[k]));
    }
    for (std::size_t i = 0; i < count; ++i) {
        const V whole = times_plus(mantissa[i], x[i], hn::Set(d, 1.0F));
        x[i] = hn::BitCast(d, hn::Add(hn::BitCast(du, whole), hn::ShiftLeft<23>(hn::BitCast(du, shifted[i]))));
    }
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
