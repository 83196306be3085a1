// Student's t around another centre: what a test statistic follows if there is an effect, and so what power is made of.
#pragma once

namespace enclosure {

/// Probability that (Z + shift) / √(χ²/freedom) lies below t; Z is standard normal and χ² has `freedom` > 0 degrees of freedom. A sum over
/// Poisson weights of incomplete beta functions (Lenth, Applied Statistics 38, 1989, algorithm AS 243), begun at the largest weight (Benton
/// and Krishnamoorthy, Computational Statistics & Data Analysis 43, 2003) so that no weight is lost for large shifts. Absolute error below
/// 1e-12 up to a thousand degrees of freedom and shifts up to 40. NaN for arguments that are NaN or a freedom that is not above 0.
double noncentral_t_probability(double t, double freedom, double shift);

}  // namespace enclosure
