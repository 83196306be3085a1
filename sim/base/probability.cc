#include "sim/base/probability.h"

#include <cmath>
#include <limits>

#include "sim/base/math.h"

namespace enclosure {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double log_sqrt_2_pi = 0.91893853320467274178;
constexpr double inverse_sqrt_2_pi = 0.39894228040143267794;

// Upper tail for z >= 2: φ(z) / (z + 1/(z + 2/(z + 3/…))), from the inside out; deep enough for 1e-16 from 2 on.
double normal_tail(double z) {
    double below = z;
    for (int k = 200; k >= 1; --k) below = z + k / below;
    return inverse_sqrt_2_pi * math::exp(-0.5 * z * z) / below;
}

// The continued fraction converges fast where x < (a + 1)/(a + b + 2).
double beta_fraction(double a, double b, double x) {
    constexpr double tiny = 1e-300;  // instead of a zero that would be divided by
    const auto kept = [](double value) { return std::fabs(value) < tiny ? tiny : value; };
    double c = 1;
    double d = 1 / kept(1 - (a + b) * x / (a + 1));
    double fraction = d;
    for (int m = 1; m <= 10000; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / kept(1 + even * d);
        c = kept(1 + even / c);
        fraction *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / kept(1 + odd * d);
        c = kept(1 + odd / c);
        const double last = d * c;
        fraction *= last;
        if (std::fabs(last - 1) < 1e-16) break;
    }
    return fraction;
}

// What Stirling's formula leaves out of ln Γ(x), from 12 on.
constexpr double stirling_from = 12;
double stirling_rest(double x) {
    const double r = 1 / (x * x);
    return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691.0 / 360360))))) / x;
}

// ln Γ(a + b) - ln Γ(a), without the cancellation of two large numbers where a is large.
double log_gamma_ratio(double a, double b) {
    if (a < stirling_from) return log_gamma(a + b) - log_gamma(a);
    return (a - 0.5) * math::log1p(b / a) + b * (math::log(a + b) - 1) + stirling_rest(a + b) - stirling_rest(a);
}

// x^a e^-x / Γ(a), which both incomplete gamma functions are multiples of; for large a around a, without its powers.
double gamma_front(double a, double x) {
    if (a < stirling_from) return math::exp(a * math::log(x) - x - log_gamma(a));
    const double off = (x - a) / a;
    const double exponent = std::fabs(off) < 0.5 ? math::log1p(off) - off : math::log(x / a) - off;
    return math::exp(a * exponent + 0.5 * math::log(a) - log_sqrt_2_pi - stirling_rest(a));
}

// P(a, x) for x < a + 1, where its terms soon fall.
double gamma_series(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (double n = 1; term > 1e-17 * sum; ++n) {
        term *= x / (a + n);
        sum += term;
    }
    return gamma_front(a, x) * sum;
}

// Q(a, x) for x >= a + 1: front / (x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / (x + 5 - a - …))).
double gamma_fraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1e300;
    double d = 1 / b;
    double fraction = d;
    for (int n = 1; n <= 1000000; ++n) {
        const double numerator = -n * (n - a);
        b += 2;
        d = 1 / (b + numerator * d);
        c = b + numerator / c;
        fraction *= c * d;
        if (std::fabs(c * d - 1) < 1e-16) break;
    }
    return gamma_front(a, x) * fraction;
}

double student_density(double t, double freedom) {
    const double log_scale = log_gamma_ratio(freedom / 2, 0.5) - 0.5 * math::log(freedom) - 0.57236494292470008707;
    return math::exp(log_scale - (freedom + 1) / 2 * math::log1p(t * t / freedom));
}

}  // namespace

double normal_probability(double z) {
    if (z != z) return nan;
    if (z >= 2) return z > 40 ? 1 : 1 - normal_tail(z);
    if (z <= -2) return z < -40 ? 0 : normal_tail(-z);
    double term = z;
    double sum = z;
    for (int k = 1; k < 100 && sum + term != sum; ++k) {
        term *= z * z / (2 * k + 1);
        sum += term;
    }
    return 0.5 + inverse_sqrt_2_pi * math::exp(-0.5 * z * z) * sum;
}

double log_gamma(double x) {
    if (!(x > 0)) return nan;
    double product = 1;
    while (x < stirling_from) product *= x++;
    return (x - 0.5) * math::log(x) - x + log_sqrt_2_pi + stirling_rest(x) - math::log(product);
}

double incomplete_beta(double a, double b, double x) {
    if (!(a > 0) || !(b > 0) || !(x >= 0) || !(x <= 1)) return nan;
    if (x <= 0 || x >= 1) return x;
    const double log_scale = a > b ? log_gamma_ratio(a, b) - log_gamma(b) : log_gamma_ratio(b, a) - log_gamma(a);
    const double front = math::exp(log_scale + a * math::log(x) + b * math::log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * beta_fraction(a, b, x) / a : 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double incomplete_gamma(double a, double x) {
    if (!(a > 0) || !(x >= 0)) return nan;
    if (x == 0) return 0;
    return x < a + 1 ? gamma_series(a, x) : 1 - incomplete_gamma_above(a, x);
}

double incomplete_gamma_above(double a, double x) {
    if (!(a > 0) || !(x >= 0)) return nan;
    if (x == infinity) return 0;
    if (x < a + 1) return x == 0 ? 1 : 1 - gamma_series(a, x);
    return gamma_fraction(a, x);
}

double student_probability(double t, double freedom) {
    if (!(freedom > 0) || t != t) return nan;
    if (t == 0) return 0.5;
    const double square = t * t;
    if (square == infinity) return t > 0 ? 1 : 0;
    // The smaller of the two arguments is computed without cancellation.
    const double tail = square < freedom ? 0.5 * (1 - incomplete_beta(0.5, freedom / 2, square / (freedom + square)))
                                         : 0.5 * incomplete_beta(freedom / 2, 0.5, freedom / (freedom + square));
    return t > 0 ? 1 - tail : tail;
}

double student_quantile(double p, double freedom) {
    if (!(p > 0 && p < 1) || !(freedom > 0)) return nan;
    if (p == 0.5) return 0;
    if (p > 0.5) return -student_quantile(1 - p, freedom);
    // Bracket, then Newton's steps that fall back to the middle whenever they leave it.
    double low = math::normal_quantile(p);
    while (student_probability(low, freedom) > p) low *= 2;
    double high = 0;
    double t = low;
    for (int i = 0; i < 200; ++i) {
        const double excess = student_probability(t, freedom) - p;
        (excess > 0 ? high : low) = t;
        double next = t - excess / student_density(t, freedom);
        if (!(next > low && next < high)) next = low + (high - low) / 2;
        if (std::fabs(next - t) <= 1e-15 * std::fabs(t)) return next;
        t = next;
    }
    return t;
}

}  // namespace enclosure
