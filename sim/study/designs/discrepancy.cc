#include "sim/study/designs/discrepancy.h"

#include <algorithm>
#include <cmath>

namespace enclosure {

namespace {

// Both are base^d - 2/n Σ_i Π_k alone(x_ik) + 1/n² Σ_i Σ_j Π_k shared(x_ik, x_jk).
template <class Alone, class Shared>
double discrepancy_of(const DesignPoints& points, double base, Alone alone, Shared shared) {
    const auto n = static_cast<double>(points.size());
    double volume = 1;
    for (std::size_t k = 0; k < points.factors; ++k) volume *= base;
    double singles = 0;
    double pairs = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::span<const double> a = points.point(i);
        double single = 1;
        for (const double x : a) single *= alone(x);
        singles += single;
        for (std::size_t j = 0; j < points.size(); ++j) {
            const std::span<const double> b = points.point(j);
            double pair = 1;
            for (std::size_t k = 0; k < a.size(); ++k) pair *= shared(a[k], b[k]);
            pairs += pair;
        }
    }
    return volume - 2 / n * singles + pairs / (n * n);
}

}  // namespace

double centred_discrepancy(const DesignPoints& points) {
    const auto off = [](double x) { return std::fabs(x - 0.5); };
    return discrepancy_of(
        points, 13.0 / 12, [off](double x) { return 1 + 0.5 * off(x) - 0.5 * off(x) * off(x); },
        [off](double x, double y) { return 1 + 0.5 * off(x) + 0.5 * off(y) - 0.5 * std::fabs(x - y); });
}

double star_discrepancy(const DesignPoints& points) {
    const double square = discrepancy_of(
        points, 1.0 / 3, [](double x) { return 0.5 * (1 - x * x); }, [](double x, double y) { return 1 - (x < y ? y : x); });
    return square < 0 ? 0 : std::sqrt(square);
}

}  // namespace enclosure
