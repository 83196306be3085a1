// How alike the outcome is at two points: correlation as a function of their distance, with a length of its own for each input.
//
// Invariant: the correlation of a point with itself is 1, and a matrix of correlations of distinct points is positive definite. Distances
// of numbers are differences over a length; of categories 1 / length between any two levels, as between corners of a simplex: no order is
// invented, and any two levels are alike in the same degree (exchangeable; Qian, Wu and Wu, Technometrics 50, 2008).
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/emulator/dense_matrix.h"
#include "sim/base/math.h"

namespace enclosure {

/// With u_k the distance in input k over its length (automatic relevance determination: the larger a length, the less the input matters)
/// and m(r) = (1 + √5 r + 5 r²/3) exp(-√5 r), for outcomes that are smooth but no more (Stein, Interpolation of Spatial Data, 1999):
enum class EmulatorKernel : std::uint8_t {
    matern_5_2_product,   ///< Π_k m(u_k): each input's effect is as rough by itself (Sacks et al., Stat. Sci. 4, 1989; R's DiceKriging)
    matern_5_2,           ///< m(√Σ u_k²): the same in all directions (Rasmussen and Williams 2006, eq. 4.17; Python's scikit-learn)
    squared_exponential,  ///< exp(-½ Σ u_k²): smoother than any polynomial, for outcomes known to be
};

constexpr std::array<std::string_view, 3> names_of(EmulatorKernel) {
    return {"matern_5_2_product", "matern_5_2", "squared_exponential"};
}

/// The kernel with its lengths.
class EmulatorCorrelation {
  public:
    /// A length > 0 and a mark (not 0: category) for each input.
    EmulatorCorrelation(EmulatorKernel kernel, std::span<const double> lengths, std::span<const std::uint8_t> categorical);

    std::size_t inputs() const { return inverse_.size(); }

    /// Correlation of two points, each with a coordinate for every input.
    double at(const double* a, const double* b) const {
        return kernel_ == EmulatorKernel::matern_5_2_product ? product(a, b) : radial(a, b);
    }

    /// The same, and its derivative by the logarithm of each length. That by a number a_k is -by_length[k] / (a_k - b_k).
    double at(const double* a, const double* b, double* by_length) const;

  private:
    // u_k, with a sign for numbers.
    double scaled_difference(std::size_t k, const double* a, const double* b) const {
        const double difference = a[k] - b[k];
        return (categorical_[k] != 0 && difference != 0 ? 1 : difference) * inverse_[k];
    }

    double product(const double* a, const double* b) const {
        double sum = 0;
        double value = 1;
        for (std::size_t k = 0; k < inverse_.size(); ++k) {
            const double r = root5 * std::fabs(scaled_difference(k, a, b));
            sum += r;
            value *= 1 + r * (1 + r * (1.0 / 3));
        }
        return value * math::exp(-sum);
    }

    double radial(const double* a, const double* b) const {
        double sum = 0;
        for (std::size_t k = 0; k < inverse_.size(); ++k) {
            const double u = scaled_difference(k, a, b);
            sum += u * u;
        }
        if (kernel_ == EmulatorKernel::squared_exponential) return math::exp(-0.5 * sum);
        const double r = root5 * std::sqrt(sum);
        return (1 + r * (1 + r * (1.0 / 3))) * math::exp(-r);
    }

    static constexpr double root5 = 2.23606797749979;

    EmulatorKernel kernel_;
    std::vector<double> inverse_ = {};  // 1 / length
    std::vector<std::uint8_t> categorical_;
};

/// Correlations of the points of a with those of b; both hold point after point, each with as many coordinates as there are inputs.
DenseMatrix correlations(const EmulatorCorrelation& correlation, std::span<const double> a, std::span<const double> b);

/// Correlations of points with each other, the lower triangle alone.
DenseMatrix correlations_within(const EmulatorCorrelation& correlation, std::span<const double> points);

}  // namespace enclosure
