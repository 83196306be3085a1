#include "analysis/sensitivity/cosine_expansion.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

namespace {

/// cos(π t) for t in [0, 2].
double cosine_pi(double t) {
    const double half = t > 1 ? 2 - t : t;
    return half <= 0.5 ? math::sin_pi(0.5 - half) : -math::sin_pi(half - 0.5);
}

}  // namespace

CosineTable::CosineTable(std::size_t number_of_cells, std::size_t number_of_harmonics)
    : cells(number_of_cells), harmonics(number_of_harmonics), values(number_of_cells * number_of_harmonics) {
    for (std::size_t k = 1; k <= harmonics; ++k) {
        for (std::size_t c = 0; c < cells; ++c) {
            const std::size_t turned = k * (2 * c + 1) % (4 * cells);  // in units of π / (2 cells)
            values[(k - 1) * cells + c] = cosine_pi(static_cast<double>(turned) / static_cast<double>(2 * cells));
        }
    }
}

std::size_t cosine_cells(std::size_t rows) {
    return std::min<std::size_t>(rows, 1024);
}

std::size_t usable_harmonics(std::size_t wanted, std::size_t rows) {
    return std::max<std::size_t>(1, std::min(wanted, rows / 4));
}

double cosine_share(const SortedInput& input, std::span<const double> y, std::span<const std::uint32_t> weight, double variance,
                    const CosineTable& table, std::vector<double>& scratch) {
    if (!(variance > 0)) return 0;
    scratch.assign(table.cells, 0.0);
    std::uint64_t total = 0;
    for (const std::uint32_t w : weight) total += w;
    const auto n = static_cast<double>(total);
    const double cells_per_rank = static_cast<double>(table.cells) / n;
    double before = 0;
    std::size_t begin = 0;
    for (std::size_t g = 1; g < input.starts.size(); ++g) {
        const std::size_t end = input.starts[g];
        double count = 0;
        double sum = 0;
        for (std::size_t i = begin; i < end; ++i) {
            count += static_cast<double>(weight[i]);
            sum += static_cast<double>(weight[i]) * y[i];
        }
        begin = end;
        if (count == 0) continue;
        // The group takes up the ranks from `before` to `before + count`, perhaps in several cells: it is shared out among them.
        double from = before * cells_per_rank;
        const double to = (before + count) * cells_per_rank;
        const double per_cell = sum / (to - from);
        before += count;
        auto cell = std::min(table.cells - 1, static_cast<std::size_t>(from));
        while (cell + 1 < table.cells && static_cast<double>(cell + 1) < to) {
            scratch[cell] += per_cell * (static_cast<double>(cell + 1) - from);
            from = static_cast<double>(++cell);
        }
        scratch[cell] += per_cell * (to - from);
    }
    double share = 0;
    for (std::size_t k = 1; k <= table.harmonics; ++k) {
        const std::span<const double> cosines = table.row(k);
        double a = 0;
        for (std::size_t c = 0; c < table.cells; ++c) a += scratch[c] * cosines[c];
        a *= 2 / n;
        share += a * a / 2;
    }
    return share / variance;
}

}  // namespace enclosure
