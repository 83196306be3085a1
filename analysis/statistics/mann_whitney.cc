// The rank sum test of two_samples.h.
#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/statistics/ranks.h"
#include "analysis/statistics/two_samples.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

/// P(U <= u) without ties, from the Gaussian binomial coefficient of n + m over n: its coefficient of q^k, over the number of all orders,
/// is P(U = k). It is Π (1 - q^(m+i)) / (1 - q^i) for i to n <= m; after each i it is again a polynomial of counts. Only counts up to
/// u are needed, and counts below u depend on none above.
double rank_sum_at_most(std::size_t u, std::size_t n, std::size_t m) {
    std::vector<double> count(u + 1, 0.0);
    count[0] = 1;
    double scale = 1;
    for (std::size_t i = 1; i <= n; ++i) {
        for (std::size_t k = u; k >= m + i; --k) count[k] -= count[k - (m + i)];
        for (std::size_t k = i; k <= u; ++k) count[k] += count[k - i];
        // Orders of n + m are this factor more than those before; dividing keeps counts finite.
        scale = static_cast<double>(i) / static_cast<double>(m + i);
        for (double& c : count) c *= scale;
    }
    double below = 0;
    for (const double c : count) below += std::max(0.0, c);
    return std::min(1.0, below);
}

}  // namespace

MannWhitney mann_whitney(std::span<const double> a, std::span<const double> b, PValue how) {
    std::vector<double> all;
    for (const double v : a) {
        if (!std::isnan(v)) all.push_back(v);
    }
    const std::size_t n = all.size();
    for (const double v : b) {
        if (!std::isnan(v)) all.push_back(v);
    }
    const std::size_t m = all.size() - n;
    MannWhitney out;
    if (n == 0 || m == 0) return out;

    const std::vector<double> ranks = mean_ranks(all);
    double rank_sum = 0;
    for (std::size_t i = 0; i < n; ++i) rank_sum += ranks[i];
    const auto size_a = static_cast<double>(n);
    const auto size_b = static_cast<double>(m);
    out.u = rank_sum - size_a * (size_a + 1) / 2;
    out.superiority = out.u / (size_a * size_b);

    std::sort(all.begin(), all.end());
    double tied = 0;  // Σ t³ - t over groups of t equal values
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
        while (end < all.size() && all[end] == all[begin]) ++end;
        const auto t = static_cast<double>(end - begin);
        tied += t * t * t - t;
    }
    out.exact = how == PValue::exact || (how == PValue::automatic && tied == 0 && std::min(n, m) <= 8);
    const double pairs = size_a * size_b;
    if (out.exact) {
        const auto nearest = static_cast<std::size_t>(std::ceil(std::min(out.u, pairs - out.u)));
        out.p = std::min(1.0, 2 * rank_sum_at_most(nearest, std::min(n, m), std::max(n, m)));
        return out;
    }
    const double both = size_a + size_b;
    const double variance = pairs / 12 * (both + 1 - tied / (both * (both - 1)));
    if (!(variance > 0)) {
        out.p = 1;
        return out;
    }
    const double z = (std::fabs(out.u - pairs / 2) - 0.5) / std::sqrt(variance);
    out.p = std::min(1.0, 2 * normal_probability(-z));
    return out;
}

}  // namespace enclosure
