#include "analysis/statistics/ranks.h"

#include <algorithm>
#include <numeric>

namespace enclosure {

std::vector<std::uint32_t> ascending_order(std::span<const double> values) {
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b] || (values[a] == values[b] && a < b); });
    return order;
}

std::vector<double> mean_ranks(std::span<const double> values) {
    const std::vector<std::uint32_t> order = ascending_order(values);
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
        const double rank = 0.5 * static_cast<double>(begin + 1 + end);
        for (std::size_t k = begin; k < end; ++k) ranks[order[k]] = rank;
    }
    return ranks;
}

}  // namespace enclosure
