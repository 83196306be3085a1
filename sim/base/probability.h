// Distribution functions: normal, Student's t, and the incomplete beta and gamma functions that others are made of. Made of sim/base/math.h
// alone, so that an interval is the same to the bit on every machine.
//
// Invariant: absolute errors are below 1e-13 for probabilities up to a thousand degrees of freedom, and below 1e-8 up to 1e9;
// tests/unit/probability_test.cc holds them against closed forms.
#pragma once

namespace enclosure {

/// Probability that a standard normal variable lies below z. Kummer's series near 0, Laplace's continued fraction in the tails (Abramowitz
/// and Stegun 26.2.11, 26.2.14).
double normal_probability(double z);

/// ln Γ(x) for x > 0: Stirling's series beyond 12, the recurrence below (Abramowitz and Stegun 6.1.15, 6.1.41).
double log_gamma(double x);

/// Regularised incomplete beta function I_x(a, b) for a, b > 0 and x in [0, 1]: the continued fraction of DLMF 8.17.22, by Lentz's method.
double incomplete_beta(double a, double b, double x);

/// Regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x) for a > 0 and x >= 0: the probability that a gamma variable of
/// shape a and scale 1 lies below x, and above. Both keep their relative accuracy where they are small: the series of DLMF 8.7.1 below a +
/// 1, the continued fraction of DLMF 8.9.2 beyond, by Lentz's method. Relative error below 1e-12 up to a = 1e6.
double incomplete_gamma(double a, double x);
double incomplete_gamma_above(double a, double x);

/// Probability that Student's t with `freedom` > 0 degrees of freedom, not necessarily whole, lies below t.
double student_probability(double t, double freedom);

/// The t below which that variable lies with probability p in (0, 1); NaN outside.
double student_quantile(double p, double freedom);

}  // namespace enclosure
