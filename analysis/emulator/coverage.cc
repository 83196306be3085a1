#include "analysis/emulator/coverage.h"

#include <fmt/format.h>

#include "sim/base/probability.h"

namespace enclosure {

double binomial_probability(std::size_t k, std::size_t n, double p) {
    if (k >= n) return 1;
    return incomplete_beta(static_cast<double>(n - k), static_cast<double>(k + 1), 1 - p);
}

std::string coverage_warning(std::size_t inside, std::size_t n, double confidence) {
    if (n == 0) return {};
    const double share = static_cast<double>(inside) / static_cast<double>(n);
    if (binomial_probability(inside, n, confidence) < 0.005) {
        return fmt::format("{:.1f} % of points lie inside intervals of {:g} %: the emulator is too sure of itself.", 100 * share,
                           100 * confidence);
    }
    if (inside > 0 && 1 - binomial_probability(inside - 1, n, confidence) < 0.005) {
        return fmt::format("{:.1f} % of points lie inside intervals of {:g} %: the emulator is less sure than it could be.", 100 * share,
                           100 * confidence);
    }
    return {};
}

}  // namespace enclosure
