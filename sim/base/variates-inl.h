// The variates of variates.h for Highway vectors of words, lane by lane the same bits; that header says what they are. To be included by
// sources that are compiled once per set of instructions (hwy/foreach_target.h).
#include <hwy/highway.h>

#include <limits>

#include "sim/base/variates.h"
#include "sim/base/vector_math-inl.h"

// Included once per set: not a plain guard.
#if defined(ENCLOSURE_SIM_BASE_VARIATES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ENCLOSURE_SIM_BASE_VARIATES_INL_H
#undef ENCLOSURE_SIM_BASE_VARIATES_INL_H
#else
#define ENCLOSURE_SIM_BASE_VARIATES_INL_H
#endif

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {

template <class D, class VU>
HWY_INLINE hn::Vec<D> uniform(D d, VU w) {
    const hn::RebindToSigned<D> di;
    const hn::RebindToUnsigned<D> du;
    const auto high = hn::ConvertTo(d, hn::BitCast(di, hn::ShiftRight<16>(w)));
    const auto low = hn::ConvertTo(d, hn::BitCast(di, hn::And(w, hn::Set(du, 0xFFFFu))));
    const auto whole = times_plus(high, hn::Set(d, 0x1p16F), low);
    return hn::Mul(hn::Add(whole, hn::Set(d, 0.5F)), hn::Set(d, 0x1p-32F));
}

template <class D, class VU>
HWY_INLINE hn::Vec<D> exponential(D d, VU w) {
    using V = hn::Vec<D>;
    const hn::RebindToSigned<D> di;
    const V u = uniform(d, w);
    const V zero = hn::Zero(d);
    const auto near_one = hn::Ge(u, hn::Set(d, single::detail::sqrt_half_value));
    const auto bits = hn::BitCast(di, u);
    const auto whole = hn::ShiftRight<23>(hn::Sub(bits, hn::Set(di, single::detail::sqrt_half)));
    const V exponent = hn::IfThenElse(near_one, zero, hn::ConvertTo(d, whole));
    const V mantissa = hn::Sub(hn::BitCast(d, hn::Sub(bits, hn::ShiftLeft<23>(whole))), hn::Set(d, 1.0F));
    const V f = hn::IfThenElse(near_one, hn::Sub(zero, uniform(d, hn::Not(w))), mantissa);
    const V s = hn::Div(f, hn::Add(f, hn::Set(d, 2.0F)));
    const V z = hn::Mul(s, s);
    const V inside = hn::Add(hn::Add(s, s), hn::Mul(s, hn::Mul(z, horner(d, single::detail::log_tail, z))));
    const V low = times_plus(exponent, hn::Set(d, single::detail::ln2_lo), inside);
    return hn::Sub(zero, times_plus(exponent, hn::Set(d, single::detail::ln2_hi), low));
}

template <class D, class VU>
HWY_INLINE hn::Vec<D> gumbel(D d, VU w) {
    return hn::Sub(hn::Zero(d), log_bounded(d, exponential(d, w)));
}

template <class V>
struct GumbelBounds {
    V low;
    V high;
};

/// y * 2^31 of gumbel_bounds().
template <class D, class VU>
HWY_INLINE hn::Vec<D> half_of(D d, VU w) {
    return hn::ConvertTo(d, hn::BitCast(hn::RebindToSigned<D>(), hn::ShiftRight<1>(hn::Not(w))));
}

/// The bound from above, by that.
template <class D, class V>
HWY_INLINE V gumbel_above(D d, V half) {
    const V log = hn::ConvertTo(d, hn::BitCast(hn::RebindToSigned<D>(), half));
    return hn::Sub(hn::Set(d, single::detail::mitchell_offset), hn::Mul(log, hn::Set(d, single::detail::mitchell_scale)));
}

template <class D, class VU>
HWY_INLINE auto is_near(D d, VU w) {
    const hn::RebindToSigned<D> di;
    return hn::RebindMask(d, hn::Lt(hn::BitCast(di, w), hn::Set(di, single::detail::near_end)));
}

template <class D, class VU>
HWY_INLINE GumbelBounds<hn::Vec<D>> gumbel_bounds(D d, VU w) {
    using V = hn::Vec<D>;
    const V half = half_of(d, w);
    const V high = gumbel_above(d, half);
    const V gap = times_plus(half, hn::Set(d, single::detail::gumbel_gap_slope), hn::Set(d, single::detail::gumbel_gap));
    return {hn::IfThenElse(is_near(d, w), hn::Sub(high, gap), hn::Set(d, -std::numeric_limits<float>::infinity())), high};
}

template <class D, class V>
HWY_INLINE V log_sin_pi(D d, V x) {
    return log_bounded(d, hn::Mul(x, horner(d, single::detail::sine_tail, hn::Mul(x, x))));
}

template <class D, class VU>
HWY_INLINE hn::Vec<D> log_positive_stable(D d, float lambda, VU u_word, VU e_word) {
    using V = hn::Vec<D>;
    if (lambda >= 1.0F) return hn::Zero(d);
    const V half = hn::Set(d, 0.5F);
    const V one = hn::Set(d, 1.0F);
    const V u = uniform(d, u_word);
    const V beyond = uniform(d, hn::Not(u_word));
    const auto fold = [&](V x) HWY_ATTR { return hn::IfThenElse(hn::Le(x, half), x, hn::Sub(one, x)); };
    const V first = log_sin_pi(d, fold(hn::Mul(hn::Set(d, lambda), u)));
    const V second = log_sin_pi(d, hn::IfThenElse(hn::Le(u, half), u, beyond));
    const V third = log_sin_pi(d, fold(hn::Mul(hn::Set(d, 1.0F - lambda), u)));
    const V weight = hn::Set(d, (1.0F - lambda) / lambda);
    const V last = hn::Mul(weight, hn::Sub(third, log_bounded(d, exponential(d, e_word))));
    return hn::Add(hn::Sub(first, hn::Div(second, hn::Set(d, lambda))), last);
}

}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
