// Which of 16 vectors each lane asks for, by halving them. To be included by sources that are compiled once per set of instructions
// (hwy/foreach_target.h).
#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>

// Included once per set: not a plain guard.
#if defined(ENCLOSURE_SIM_BASE_VECTOR_PICK_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ENCLOSURE_SIM_BASE_VECTOR_PICK_INL_H
#undef ENCLOSURE_SIM_BASE_VECTOR_PICK_INL_H
#else
#define ENCLOSURE_SIM_BASE_VECTOR_PICK_INL_H
#endif

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Vectors that halving finds its way among.
constexpr std::size_t pick_from = 16;

/// Of 16 vectors of float, `stride` apart from `rows` on, the lanes of number `which`, of whose bits the lower four count: 15 selections.
template <class D, class VI>
HWY_INLINE hn::Vec<D> pick(D d, const float* rows, std::size_t stride, VI which) {
    const hn::RebindToSigned<D> di;
    hn::Vec<D> left[pick_from];
    for (std::size_t m = 0; m < pick_from; ++m) left[m] = hn::Load(d, rows + m * stride);
    for (std::size_t half = pick_from / 2; half > 0; half /= 2) {
        const auto upper = hn::RebindMask(d, hn::TestBit(which, hn::Set(di, static_cast<std::int32_t>(half))));
        for (std::size_t m = 0; m < half; ++m) left[m] = hn::IfThenElse(upper, left[m + half], left[m]);
    }
    return left[0];
}

/// How many of 16 vectors of float, which grow from one to the next, are not above x: 5 comparisons and 15 selections.
template <class D>
HWY_INLINE hn::Vec<hn::RebindToSigned<D>> count_not_above(D d, const float* rows, std::size_t stride, hn::Vec<D> x) {
    const hn::RebindToSigned<D> di;
    const auto row = [&](std::size_t m) HWY_ATTR { return hn::Load(d, rows + m * stride); };
    const auto worth = [&](auto mask, std::int32_t value)
                           HWY_ATTR { return hn::IfThenElseZero(hn::RebindMask(di, mask), hn::Set(di, value)); };
    constexpr std::size_t half_of_all = pick_from / 2;
    hn::Vec<D> left[half_of_all];
    const auto upper = hn::Ge(x, row(half_of_all - 1));
    for (std::size_t m = 0; m < half_of_all; ++m) left[m] = hn::IfThenElse(upper, row(m + half_of_all), row(m));
    auto count = worth(upper, half_of_all);
    for (std::size_t half = half_of_all / 2; half > 0; half /= 2) {
        const auto beyond = hn::Ge(x, left[half - 1]);
        for (std::size_t m = 0; m < half; ++m) left[m] = hn::IfThenElse(beyond, left[m + half], left[m]);
        count = hn::Or(count, worth(beyond, static_cast<std::int32_t>(half)));
    }
    return hn::Sub(count, hn::VecFromMask(di, hn::RebindMask(di, hn::Ge(x, left[0]))));
}

}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
