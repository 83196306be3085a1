#include "sim/study/law_quantiles.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

constexpr double no_bound = std::numeric_limits<double>::infinity();

// The least double above 0 and at most `high` for which `reached` holds, if it does for all above that; doubles from 0 are ordered like
// their bits, so some 60 questions are enough.
template <class Reached>
double least_double(double high, Reached reached) {
    std::uint64_t from = 0;
    auto to = std::bit_cast<std::uint64_t>(high);
    while (to - from > 1) {
        const std::uint64_t middle = from + (to - from) / 2;
        (reached(std::bit_cast<double>(middle)) ? to : from) = middle;
    }
    return std::bit_cast<double>(to);
}

// Whether the distribution function has reached u, by the tail that is below ½; 1 - u is exact there. The same for either way in which a
// tail was computed, since what one is rounds to at least ½ where the other is at most ½.
bool tail_reaches(double below, double above, double u) {
    return u <= 0.5 ? below >= u : above <= 1 - u;
}

bool beta_reaches(double a, double b, double x, double u) {
    if (x < (a + 1) / (a + b + 2)) {
        const double below = incomplete_beta(a, b, x);
        return tail_reaches(below, 1 - below, u);
    }
    const double above = incomplete_beta(b, a, 1 - x);
    return tail_reaches(1 - above, above, u);
}

}  // namespace

double beta_quantile(double a, double b, double u) {
    if (!(u > 0 && u < 1)) return u;
    return least_double(1, [=](double x) { return beta_reaches(a, b, x, u); });
}

double gamma_quantile(double shape, double u) {
    if (!(u > 0 && u < 1)) return u == 1 ? no_bound : u;
    return least_double(std::numeric_limits<double>::max(), [=](double x) {
        if (x < shape + 1) {
            const double below = incomplete_gamma(shape, x);
            return tail_reaches(below, 1 - below, u);
        }
        const double above = incomplete_gamma_above(shape, x);
        return tail_reaches(1 - above, above, u);
    });
}

double poisson_quantile(double mean, double u) {
    if (!(u >= 0 && u < 1)) return u == 1 ? no_bound : u;
    // P(X <= k) = Q(k + 1, mean).
    const auto passed = [=](std::int64_t k) {
        const double shape = static_cast<double>(k) + 1;
        return u < 0.5 ? incomplete_gamma_above(shape, mean) > u : incomplete_gamma(shape, mean) < 1 - u;
    };
    std::int64_t from = -1;
    std::int64_t to = std::int64_t{1} << 24;  // far beyond the last count that u < 1 can ask for
    while (to - from > 1) {
        const std::int64_t middle = from + (to - from) / 2;
        (passed(middle) ? to : from) = middle;
    }
    return static_cast<double>(to);
}

double normal_probability_between(double low, double high) {
    return low > 0 ? normal_probability(-low) - normal_probability(-high) : normal_probability(high) - normal_probability(low);
}

double normal_quantile_between(double low, double high, double u) {
    if (u == 0) return low;
    if (u == 1) return high;
    const double inside = normal_probability_between(low, high);
    const double below = normal_probability(low) + u * inside;
    const double above = normal_probability(-high) + (1 - u) * inside;
    const double z = below <= above ? math::normal_quantile(below) : -math::normal_quantile(above);
    return z != z ? z : std::clamp(z, low, high);
}

}  // namespace enclosure
