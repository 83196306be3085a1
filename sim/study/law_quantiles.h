// Quantiles that have no closed form, by halving: beta, gamma, Poisson.
//
// Invariant: a quantile does not fall as u rises, to the bit. Halving always goes the same way down the same tree of numbers, so a larger u
// can only turn right earlier, whatever the rounding errors of the distribution function; Newton's steps would leave ups and downs in the
// last bits. The tail that is smaller decides, so that both ends keep their relative accuracy.
#pragma once

namespace enclosure {

/// For a, b > 0 and u in [0, 1]: relative error below 1e-10, of 1 - x too as far as doubles near 1 can say, while neither exceeds 1e6.
double beta_quantile(double a, double b, double u);

/// Scale 1, for shape > 0 and u in [0, 1]; infinite at 1. Relative error below 1e-10 for shapes up to 1e6.
double gamma_quantile(double shape, double u);

/// The least count k with P(X <= k) > u, for a mean in (0, 1e6]; infinite at 1.
double poisson_quantile(double mean, double u);

/// Standard normal, given that it lies in [low, high]; low < high, either may be infinite. The ends are low and high.
double normal_quantile_between(double low, double high, double u);

/// Probability of [low, high] for a standard normal variable, with its relative accuracy in either tail.
double normal_probability_between(double low, double high);

}  // namespace enclosure
