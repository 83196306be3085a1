#include "analysis/discovery/prim_sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/data/analysis_error.h"

namespace enclosure {
namespace {

constexpr double most_prim_weight = 0x1p52;

bool prim_whole(double x) {
    return x == std::floor(x) && std::fabs(x) < 0x1p53;
}

double prim_row_weight(std::span<const double> weights, std::size_t row) {
    return weights.empty() ? 1.0 : weights[row];
}

bool prim_row_counts(std::span<const double> outcome, std::span<const double> weights, std::size_t row) {
    return !std::isnan(outcome[row]) && prim_row_weight(weights, row) > 0;
}

void check_prim_inputs(std::span<const InputColumn> inputs, std::size_t rows, std::vector<std::string>& reasons) {
    if (inputs.empty()) reasons.emplace_back("PRIM needs at least one input that was varied.");
    for (const InputColumn& input : inputs) {
        if (input.values.size() != rows) {
            reasons.push_back(fmt::format("Input {} has {} values, but there are {} outcomes.", input.id, input.values.size(), rows));
            continue;
        }
        std::size_t bad = 0;
        for (const double x : input.values) {
            const bool level = x >= 0 && x < static_cast<double>(input.levels.size()) && prim_whole(x);
            if (input.categorical() ? !level : !std::isfinite(x)) ++bad;
        }
        if (bad == 0) continue;
        reasons.push_back(input.categorical() ? fmt::format("Input {} has values that are none of its levels in {} rows.", input.id, bad)
                                              : fmt::format("Input {} is not a finite number in {} rows.", input.id, bad));
    }
}

void check_prim_weights(std::span<const double> weights, std::size_t rows, std::vector<std::string>& reasons) {
    if (weights.empty()) return;
    if (weights.size() != rows) {
        reasons.push_back(fmt::format("There are {} weights, but {} outcomes.", weights.size(), rows));
        return;
    }
    const auto bad = std::count_if(weights.begin(), weights.end(), [](double w) { return !(w >= 0 && std::isfinite(w)); });
    if (bad > 0) reasons.push_back(fmt::format("Weights must be 0 or more; {} are not.", bad));
    double largest = 0;
    for (const double w : weights) largest = std::max(largest, w);
    if (std::isfinite(largest) && largest * static_cast<double>(rows) > most_prim_weight)
        reasons.push_back(fmt::format("Weights up to {:g} are too large to be summed exactly; divide them by a common number.", largest));
}

void check_prim_outcome(std::span<const double> outcome, std::span<const double> weights, std::vector<std::string>& reasons) {
    std::size_t count = 0, undefined = 0, outside = 0;
    double lowest = 2, highest = -1;
    for (std::size_t row = 0; row < outcome.size(); ++row) {
        const double y = outcome[row];
        if (std::isnan(y)) ++undefined;
        if (!prim_row_counts(outcome, weights, row)) continue;
        ++count;
        if (y < 0 || y > 1) ++outside;
        lowest = std::min(lowest, y);
        highest = std::max(highest, y);
    }
    if (outcome.empty()) {
        reasons.emplace_back("There are no rows.");
    } else if (undefined == outcome.size()) {
        reasons.push_back(fmt::format("The outcome is undefined in all {} rows.", outcome.size()));
    } else if (outside > 0) {
        reasons.push_back(fmt::format(
            "The outcome must be 0 or 1, or a share between them; it is not in {} rows. Say from which level on a run is of interest.",
            outside));
    } else if (count < 2) {
        reasons.push_back(
            fmt::format("PRIM needs at least two rows with an outcome and a weight; there {} {}.", count == 1 ? "is" : "are", count));
    } else if (highest == 0) {
        reasons.push_back(
            fmt::format("None of the {} rows is of interest: there is nothing to find. Choose a level that some runs pass.", count));
    } else if (lowest == 1) {
        reasons.push_back(
            fmt::format("All of the {} rows are of interest: no box can be denser. Choose a level that some runs do not pass.", count));
    } else if (lowest == highest) {
        reasons.push_back(fmt::format("The outcome is {:g} in all {} rows: no box can be denser.", lowest, count));
    }
}

// Ranks of one input, from the rows that count.
PrimColumn prim_column(const InputColumn& input, const std::vector<std::uint32_t>& rows) {
    std::vector<std::pair<double, std::uint32_t>> sorted;
    sorted.reserve(rows.size());
    for (const std::uint32_t row : rows) sorted.emplace_back(input.values[row], row);
    std::sort(sorted.begin(), sorted.end());

    PrimColumn column{.categorical = input.categorical(), .rank = std::vector<std::uint32_t>(input.values.size(), 0)};
    column.order.reserve(rows.size());
    for (const auto& [value, row] : sorted) {
        if (column.categorical) {
            const auto level = static_cast<std::uint32_t>(value);
            if (column.levels.empty() || column.levels.back() != level) column.levels.push_back(level);
            column.rank[row] = level;
        } else {
            if (column.values.empty() || column.values.back() != value) column.values.push_back(value);
            column.rank[row] = static_cast<std::uint32_t>(column.values.size() - 1);
        }
        column.order.push_back(row);
    }
    column.whole = std::all_of(column.values.begin(), column.values.end(), prim_whole);
    std::stable_sort(column.levels.begin(), column.levels.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return input.levels[a] < input.levels[b]; });
    return column;
}

// Relative weights are scaled to a mean of 1; the sum is taken in ascending order, so that it does not depend on that of the rows.
double prim_weight_factor(std::span<const double> weights, const std::vector<std::uint32_t>& rows) {
    std::vector<double> sorted;
    for (const std::uint32_t row : rows) sorted.push_back(prim_row_weight(weights, row));
    if (std::all_of(sorted.begin(), sorted.end(), prim_whole)) return 1;
    std::sort(sorted.begin(), sorted.end());
    double sum = 0;
    for (const double w : sorted) sum += w;
    return static_cast<double>(sorted.size()) / sum;
}

// A share over replicates times their number is a whole number but for rounding, and so is an equal weight that is scaled to 1.
double but_for_rounding(double x) {
    const double nearest = std::nearbyint(x);
    return std::fabs(x - nearest) <= 0x1p-44 * nearest ? nearest : x;
}

PrimRows prim_rows(std::span<const double> outcome, std::span<const double> weights, const std::vector<std::uint32_t>& rows) {
    const double factor = prim_weight_factor(weights, rows);
    double largest = 0;
    for (const std::uint32_t row : rows) largest = std::max(largest, factor * prim_row_weight(weights, row));
    int exponent = 0;
    std::frexp(largest * static_cast<double>(rows.size()), &exponent);

    PrimRows all{.weight = std::vector<PrimWeight>(outcome.size()), .scale = 61 - exponent};
    for (const std::uint32_t row : rows) {
        const double n = but_for_rounding(factor * prim_row_weight(weights, row));
        const double k = std::min(but_for_rounding(n * outcome[row]), n);
        all.weight[row] = {std::llround(std::ldexp(n, all.scale)), std::llround(std::ldexp(k, all.scale))};
        all.all += all.weight[row];
    }
    return all;
}

}  // namespace

double PrimRows::number(std::int64_t sum) const {
    return std::ldexp(static_cast<double>(sum), -scale);
}

double PrimRows::mean(const PrimWeight& sum) const {
    return sum.n > 0 ? number(sum.k) / number(sum.n) : 0.0;
}

std::vector<std::string> prim_data_reasons(std::span<const InputColumn> inputs, std::span<const double> outcome,
                                           std::span<const double> weights) {
    std::vector<std::string> reasons;
    check_prim_inputs(inputs, outcome.size(), reasons);
    check_prim_weights(weights, outcome.size(), reasons);
    const bool weighed = weights.size() == outcome.size();
    check_prim_outcome(outcome, weighed ? weights : std::span<const double>{}, reasons);
    return reasons;
}

PrimSample prim_sample(std::span<const InputColumn> inputs, std::span<const double> outcome, std::span<const double> weights,
                       const Threads& threads) {
    std::vector<std::string> reasons = prim_data_reasons(inputs, outcome, weights);
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));

    PrimSample sample;
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < outcome.size(); ++row) {
        if (std::isnan(outcome[row])) {
            ++sample.undefined;
        } else if (prim_row_weight(weights, row) > 0) {
            rows.push_back(static_cast<std::uint32_t>(row));
        } else {
            ++sample.weightless;
        }
    }
    sample.rows = prim_rows(outcome, weights, rows);
    sample.columns.resize(inputs.size());
    threads.for_each(inputs.size(), [&](std::size_t c) { sample.columns[c] = prim_column(inputs[c], rows); });

    std::size_t constant = 0;
    for (std::size_t c = 0; c < inputs.size(); ++c) {
        if (!sample.columns[c].constant()) continue;
        ++constant;
        sample.warnings.push_back(fmt::format("Input {} is the same in all rows: it can limit no box.", inputs[c].id));
    }
    if (constant == inputs.size()) throw AnalysisError("Every input is the same in all rows: PRIM needs one that was varied.");
    if (sample.undefined > 0)
        sample.warnings.push_back(fmt::format("{} of {} rows are left out: their outcome is undefined.", sample.undefined, outcome.size()));
    return sample;
}

}  // namespace enclosure
