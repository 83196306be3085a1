// A race among alternatives, each with a Gumbel draw of its own: the largest of value + scale·(gumbel + shift) wins. Two logarithms make a
// Gumbel variate of a uniform; most alternatives are seen to lose without them, by a bound from a table.
//
// Invariant: the winner and its value are those of computing every variate, to the bit: the bound is at least the variate as computed, and
// rounding keeps sums and products in order.
#pragma once

#include <array>
#include <cstddef>
#include <limits>

#include "sim/base/draws.h"
#include "sim/base/math.h"

namespace enclosure {

namespace detail {

// Of uniforms in [k, k + 1)/256 none has a larger Gumbel variate. The margin is far above the errors of two logarithms.
inline constexpr auto gumbel_bounds = [] {
    std::array<double, 256> bounds{};
    for (std::size_t k = 0; k + 1 < bounds.size(); ++k) {
        bounds[k] = -math::log(-math::log(static_cast<double>(k + 1) / 256)) + 1e-9;
    }
    bounds.back() = std::numeric_limits<double>::infinity();
    return bounds;
}();

}  // namespace detail

/// The variate scale·(gumbel + shift) of one alternative, for one race or more: gumbel is that of the uniform. Needs scale >= 0.
class Variate {
  public:
    Variate(double uniform, double shift, double scale)
        : u_(uniform), shift_(shift), scale_(scale), bound_(detail::gumbel_bounds[static_cast<std::size_t>(256 * u_)]) {}

    /// The variate itself.
    static double of(double uniform, double shift, double scale) { return scale * (-math::log(-math::log(uniform)) + shift); }

    /// Whether value + the variate is above `best`, which it then becomes.
    bool overtakes(double& best, double value) {
        if (value + (known_ ? variate_ : scale_ * (bound_ + shift_)) <= best) return false;
        if (!known_) variate_ = of(u_, shift_, scale_);
        known_ = true;
        const double total = value + variate_;
        if (!(total > best)) return false;
        best = total;
        return true;
    }

  private:
    double u_, shift_, scale_, bound_;
    double variate_ = 0;
    bool known_ = false;
};

}  // namespace enclosure
