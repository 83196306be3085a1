#include "analysis/replicates/noncentral_t.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

// Σ_j p_j I_x(j + 1/2, b) + q_j I_x(j + 1, b) over all j >= 0, for weights p_j = e^-y y^j / j! and q_j = shift/√2 e^-y y^j / Γ(j + 3/2)
// with y = shift²/2. Beta functions fall as j rises, and weights fall away from j = y: a term below 1e-17 of its neighbours ends the sum.
double noncentral_t_series(double x, double b, double shift) {
    const double y = shift * shift / 2;
    const double log_y = math::log(y);
    const double log_half = math::log(std::fabs(shift) / std::sqrt(2.0));
    const double middle = std::floor(y);
    const auto term = [&](double j) {
        const double p = math::exp(j * log_y - y - log_gamma(j + 1));
        const double q = math::exp(log_half + j * log_y - y - log_gamma(j + 1.5));
        return p * incomplete_beta(j + 0.5, b, x) + (shift > 0 ? q : -q) * incomplete_beta(j + 1, b, x);
    };
    const auto weight = [&](double j) { return math::exp(j * log_y - y - log_gamma(j + 1)); };
    double sum = 0;
    for (double j = middle; j >= 0 && weight(j) > 1e-20; --j) sum += term(j);
    for (double j = middle + 1; weight(j) > 1e-20; ++j) sum += term(j);
    return sum;
}

}  // namespace

double noncentral_t_probability(double t, double freedom, double shift) {
    if (!(freedom > 0) || t != t || shift != shift) return std::numeric_limits<double>::quiet_NaN();
    if (shift == 0) return student_probability(t, freedom);
    if (std::isinf(shift)) return shift > 0 ? 0 : 1;
    if (t < 0) return 1 - noncentral_t_probability(-t, freedom, -shift);
    if (t == 0) return normal_probability(-shift);
    const double square = t * t;
    if (square == std::numeric_limits<double>::infinity()) return 1;
    // Far below the centre: no larger than the odds that Z is below -shift/2 or that √(χ²/freedom) is above shift/(2t).
    constexpr double far_shift = 80;
    if (shift < -far_shift) return 1;
    const double stretch = shift / (2 * t);
    if (shift > far_shift && incomplete_gamma_above(freedom / 2, freedom * stretch * stretch / 2) < 1e-17) return 0;
    const double series = noncentral_t_series(square / (freedom + square), freedom / 2, shift);
    return std::clamp(normal_probability(-shift) + series / 2, 0.0, 1.0);
}

}  // namespace enclosure
