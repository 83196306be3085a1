// Two normal components in a sample, how far apart they are, and Sarle's coefficient, which needs no components.
// Invariant: results do not depend on the order of the values, nor on their unit.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "sim/base/paired.h"

namespace enclosure {

struct SampleShape {
    std::size_t n = 0;                ///< finite values
    std::size_t dropped = 0;          ///< values that are not
    double skewness = not_defined;    ///< G1 = g1 √(n (n - 1)) / (n - 2), the one of SAS and spreadsheets
    double kurtosis = not_defined;    ///< excess, G2 = (n - 1) / ((n - 2) (n - 3)) ((n + 1) g2 + 6)
    double bimodality = not_defined;  ///< Sarle's coefficient: 5/9 for a uniform law, 1/3 for a normal one, 1 for two atoms
};

/// Sarle's bimodality coefficient with the correction for small samples, (G1² + 1) / (G2 + 3 (n - 1)² / ((n - 2) (n - 3))) (SAS/STAT User's
/// Guide, 1989; Pfister et al., Frontiers in Psychology 4, 2013). Above 5/9 it hints at two modes, or at a long tail. Needs four values
/// that are not all equal.
SampleShape sample_shape(std::span<const double> values);

/// Sarle's coefficient of a uniform law.
inline constexpr double uniform_bimodality = 5.0 / 9;

struct TwoComponents {
    std::size_t n = 0;
    std::size_t dropped = 0;
    std::array<double, 2> weight{not_defined, not_defined};  ///< lower component first
    std::array<double, 2> mean{not_defined, not_defined};
    std::array<double, 2> sd{not_defined, not_defined};
    double separation =
        not_defined;  ///< Ashman's D = √2 |difference of means| / √(sd² + sd²); above 2: clearly apart. Infinite: two points
    double bic_gain = not_defined;  ///< BIC of one normal law less that of two: positive speaks for two
    bool converged = false;
};

/// Normal mixture of two by expectation and maximisation (Dempster, Laird and Rubin, Journal of the Royal Statistical Society B 39, 1977),
/// begun at the cut that leaves the least variance within its two sides, of which each has a twentieth of the values at least. A standard
/// deviation stays above a thousandth of the whole sample's, and above g / √12, that of rounding, for the median distance g of neighbouring
/// values that differ. Above 4000 values, neighbours share a weight. D: Ashman, Bird and Zepf, Astronomical Journal 108, 1994. Needs four
/// values that are not all equal.
TwoComponents two_components(std::span<const double> values);

}  // namespace enclosure
