// Factors that go together: a Gaussian copula turns independent coordinates into correlated ones, u -> Φ(L z) with z = Φ^-1(u), before laws
// turn them into values. Point by point, so that a design extends and a point needs no other; Iman and Conover's reordering (Commun. Stat.
// B 11, 1982) keeps strata of correlated factors, but needs all points at once.
//
// Invariant: each factor's coordinate stays uniform if the design's are uniform and independent; a factor without correlations to earlier
// ones keeps its coordinate to the bit.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/study/design_points.h"

namespace enclosure {

/// Lower triangular L with L L^T = the correlations of the normal variables; row-major.
struct GaussianCopula {
    std::size_t factors = 0;
    std::vector<double> lower = {};
};

/// `spearman` is the matrix of rank correlations, factors × factors, row-major; those of the normal variables are 2 sin(π ρ / 6) (Pearson
/// 1907). Throws std::invalid_argument with a sentence if it is not symmetric with 1 on the diagonal and others in [-1, 1], or if no
/// variables can have such correlations at once (it is not positive definite), naming the factors: by `names` if there are any, else by
/// number from 0.
GaussianCopula gaussian_copula(std::size_t factors, std::span<const double> spearman, std::span<const std::string> names = {});

/// Points with these correlations, if the coordinates of `points` are independent. Coordinates of 0 and 1 count as 2^-53 and 1 - 2^-53.
/// Throws std::invalid_argument if the numbers of factors differ, or if a factor that has correlations keeps the scenario's own value.
DesignPoints correlated(const GaussianCopula& copula, const DesignPoints& points);

/// Spearman's rank correlation of two factors of a design: Pearson's, of ranks, where ties share the mean of theirs. NaN if one is
/// constant.
double rank_correlation(const DesignPoints& points, std::size_t a, std::size_t b);

}  // namespace enclosure
