#include "analysis/sensitivity/input_classes.h"

#include <algorithm>
#include <cmath>

#include "analysis/statistics/ranks.h"
#include "sim/base/math.h"

namespace enclosure {

SortedInput sorted_input(const InputColumn& input, const GivenRows& rows) {
    SortedInput out;
    out.categorical = input.categorical();
    std::vector<double> values(rows.size());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = input.values[rows.row[i]];
    out.order = ascending_order(values);
    for (std::size_t k = 0; k < out.order.size(); ++k) {
        if (k == 0 || values[out.order[k]] != values[out.order[k - 1]]) out.starts.push_back(static_cast<std::uint32_t>(k));
    }
    out.starts.push_back(static_cast<std::uint32_t>(out.order.size()));
    return out;
}

std::size_t class_count(std::size_t rows) {
    const auto n = static_cast<double>(rows);
    const double power = 2 / (7 + math::tanh((1500 - n) / 500));
    return static_cast<std::size_t>(std::min(std::ceil(math::pow(n, power)), 48.0));
}

void class_edges(const SortedInput& input, std::span<const std::uint32_t> weight, std::size_t classes, std::vector<std::uint32_t>& edges) {
    if (input.categorical || input.distinct() <= classes) {
        edges.assign(input.starts.begin(), input.starts.end());
        return;
    }
    std::uint64_t total = 0;
    for (const std::uint32_t w : weight) total += w;
    edges.clear();
    edges.push_back(0);
    std::uint64_t before = 0;
    for (std::size_t g = 0; g + 1 < input.starts.size(); ++g) {
        std::uint64_t here = 0;
        for (std::uint32_t k = input.starts[g]; k < input.starts[g + 1]; ++k) here += weight[k];
        if (here == 0) continue;
        const std::uint64_t twice_rank = 2 * before + here + 1;
        // edges.size() is the class being filled; the value's is above it if classes × rank / total is.
        while (classes * twice_rank > edges.size() * 2 * total) edges.push_back(input.starts[g]);
        before += here;
    }
    while (edges.size() <= classes) edges.push_back(static_cast<std::uint32_t>(input.order.size()));
}

}  // namespace enclosure
