#include "sim/base/many_exponentials.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/base/many_exponentials.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <hwy/highway.h>

#include <cstddef>

#include "sim/base/math.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

// A plain loop, which compilers make vectors of: here for the set of instructions.
void exp_all(double* x, std::size_t n, double less) {
    for (std::size_t k = 0; k < n; ++k) x[k] = math::exp(x[k] - less);
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(exp_all);

void exp_of_many(std::span<double> x, double less) {
    HWY_DYNAMIC_DISPATCH(exp_all)(x.data(), x.size(), less);
}

}  // namespace enclosure
#endif
