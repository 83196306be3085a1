#include "analysis/discovery/prim_box.h"

#include <algorithm>

namespace enclosure {
namespace {

// How a rank lies to a limit.
enum class PrimPlace : std::uint8_t { inside, below, above };

// A limit in ranks: those from `first` to `last` are inside, or those levels that are marked.
struct PrimRankLimit {
    const std::vector<std::uint32_t>* rank = nullptr;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::vector<std::uint8_t> levels = {};

    PrimPlace place(std::size_t row) const {
        const std::uint32_t r = (*rank)[row];
        if (!levels.empty()) return r < levels.size() && levels[r] != 0 ? PrimPlace::inside : PrimPlace::below;
        return r < first ? PrimPlace::below : r > last ? PrimPlace::above : PrimPlace::inside;
    }
};

PrimRankLimit prim_rank_limit(const PrimLimit& limit, const PrimColumn& column) {
    PrimRankLimit out{.rank = &column.rank};
    if (column.categorical) {
        out.levels.assign(limit.levels.empty() ? 1 : limit.levels.back() + 1, 0);
        for (const std::uint32_t level : limit.levels) out.levels[level] = 1;
    } else {
        const auto first = std::lower_bound(column.values.begin(), column.values.end(), limit.low);
        const auto end = std::upper_bound(column.values.begin(), column.values.end(), limit.high);
        out.first = static_cast<std::uint32_t>(first - column.values.begin());
        out.last = static_cast<std::uint32_t>(end - column.values.begin());
        if (out.last > 0)
            --out.last;
        else
            ++out.first;  // no value is as low as the upper limit: nothing is inside
    }
    return out;
}

}  // namespace

bool inside(const PrimLimit& limit, double value) {
    if (limit.levels.empty()) return limit.low <= value && value <= limit.high;
    return std::binary_search(limit.levels.begin(), limit.levels.end(), static_cast<std::uint32_t>(value));
}

bool inside(const PrimBox& box, std::span<const InputColumn> inputs, std::size_t row) {
    return std::all_of(box.limits.begin(), box.limits.end(),
                       [&](const PrimLimit& limit) { return inside(limit, inputs[limit.input].values[row]); });
}

Interval normalised_limit(const PrimLimit& limit, const InputColumn& input) {
    if (input.categorical()) return {0, static_cast<double>(limit.levels.size()) / static_cast<double>(input.levels.size())};
    if (input.values.empty()) return {0, 1};
    const auto [lowest, highest] = std::minmax_element(input.values.begin(), input.values.end());
    const double range = *highest - *lowest;
    if (!(range > 0)) return {0, 1};
    return {limit.has_low() ? (limit.low - *lowest) / range : 0, limit.has_high() ? (limit.high - *lowest) / range : 1};
}

PrimCounts prim_counts(const PrimBox& box, std::span<const PrimColumn> columns, const PrimRows& rows, const Threads& threads) {
    const std::size_t limits = box.limits.size();
    std::vector<PrimRankLimit> ranks;
    for (const PrimLimit& limit : box.limits) ranks.push_back(prim_rank_limit(limit, columns[limit.input]));

    // A row that is outside by one limit alone is inside without it. Sums are inside, then low and high of each limit.
    std::vector<PrimWeight> sums(1 + 2 * limits);
    threads.add_up(rows.weight.size(), std::span(sums), [&](std::size_t begin, std::size_t end, std::span<PrimWeight> part) {
        for (std::size_t row = begin; row < end; ++row) {
            if (rows.weight[row].n == 0) continue;
            std::size_t broken = 0;
            std::size_t where = 0;
            for (std::size_t i = 0; i < limits && broken < 2; ++i) {
                const PrimPlace place = ranks[i].place(row);
                if (place == PrimPlace::inside) continue;
                ++broken;
                where = 1 + 2 * i + (place == PrimPlace::above ? 1 : 0);
            }
            if (broken < 2) part[where] += rows.weight[row];
        }
    });

    PrimCounts counts{.inside = sums[0]};
    for (std::size_t i = 0; i < limits; ++i) {
        counts.beyond_low.push_back(sums[1 + 2 * i]);
        counts.beyond_high.push_back(sums[2 + 2 * i]);
    }
    return counts;
}

}  // namespace enclosure
