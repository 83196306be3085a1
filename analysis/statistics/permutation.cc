#include "analysis/statistics/permutation.h"

#include <numeric>
#include <utility>

namespace enclosure {

std::vector<std::uint32_t> shuffled_order(std::uint64_t seed, AnalysisDraw what, std::uint64_t serial, std::size_t n) {
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0u);
    Draws draws = analysis_draws(seed, what, serial);
    for (std::size_t i = 0; i + 1 < n; ++i) {
        if (i % 4 == 0) draws = analysis_draws(seed, what, serial, static_cast<std::uint32_t>(i / 4));
        std::swap(order[i], order[i + whole_below(n - i, draws.word(i % 4))]);
    }
    return order;
}

}  // namespace enclosure
