#include "analysis/statistics/kolmogorov.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "sim/base/math.h"

namespace enclosure {

namespace {

constexpr double kolmogorov_pi = 3.141592653589793;

}  // namespace

double kolmogorov_above(double lambda) {
    if (!(lambda > 0)) return std::isnan(lambda) ? lambda : 1;
    if (lambda < 1) {
        // 1 - √(2π)/λ Σ exp(-(2k-1)² π² / (8 λ²)): four terms are enough below 1.
        const double base = -kolmogorov_pi * kolmogorov_pi / (8 * lambda * lambda);
        double below = 0;
        for (const double odd : {7.0, 5.0, 3.0, 1.0}) below += math::exp(odd * odd * base);
        return std::clamp(1 - std::sqrt(2 * kolmogorov_pi) / lambda * below, 0.0, 1.0);
    }
    double p = 0;
    for (int k = 6; k >= 1; --k) p += (k % 2 == 1 ? 2 : -2) * math::exp(-2.0 * k * k * lambda * lambda);
    return std::clamp(p, 0.0, 1.0);
}

double kuiper_above(double lambda) {
    if (std::isnan(lambda)) return lambda;
    if (lambda < 0.4) return 1;  // P > 1 - 1e-9
    double p = 0;
    for (int k = 12; k >= 1; --k) {
        const double square = 1.0 * k * k * lambda * lambda;
        p += 2 * (4 * square - 1) * math::exp(-2 * square);
    }
    return std::clamp(p, 0.0, 1.0);
}

double smirnov_at_least(std::size_t n, std::size_t m, std::uint64_t h, std::span<const std::uint8_t> group_ends) {
    assert(n > 0 && m > 0 && (group_ends.empty() || group_ends.size() == n + m));
    if (h == 0) return 1;
    const auto outside = [n, m, h](std::size_t i, std::size_t j) {
        const std::uint64_t a = std::uint64_t{i} * m;
        const std::uint64_t b = std::uint64_t{j} * n;
        return (a > b ? a - b : b - a) >= h;
    };
    const bool everywhere = group_ends.empty();
    // at[j]: the probability that a random path is at (i, j) and has not been outside.
    std::vector<double> at(m + 1, 0.0);
    std::vector<double> inverse(n + m + 1, 0.0);
    for (std::size_t left = 1; left <= n + m; ++left) inverse[left] = 1 / static_cast<double>(left);
    double left_band = 0;
    at[0] = 1;
    for (std::size_t i = 0; i <= n; ++i) {
        // Cells of row i that a path may reach: it comes from inside in row i - 1, or from the left and then leaves by one cell at most.
        const std::uint64_t middle = std::uint64_t{i} * m;
        const std::uint64_t before = i > 0 ? middle - m : 0;
        const std::size_t first = !everywhere || before < h ? 0 : static_cast<std::size_t>((before - h) / n + 1);
        const std::size_t last = everywhere ? std::min<std::size_t>(m, static_cast<std::size_t>((middle + h) / n + 1)) : m;
        for (std::size_t j = first; j <= last; ++j) {
            if (i == 0 && j == 0) continue;
            const double from_below = i > 0 ? at[j] * static_cast<double>(n - i + 1) : 0;
            const double from_left = j > first ? at[j - 1] * static_cast<double>(m - j + 1) : 0;
            const double here = (from_below + from_left) * inverse[n + m - i - j + 1];
            const bool leaves = (everywhere || group_ends[i + j - 1] != 0) && outside(i, j);
            left_band += leaves ? here : 0;
            at[j] = leaves ? 0 : here;
        }
    }
    return std::min(1.0, left_band);
}

}  // namespace enclosure
