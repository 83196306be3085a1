#include "analysis/emulator/training_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/data/analysis_error.h"

namespace enclosure {

namespace {

// For each point the first that is equal to it.
std::vector<std::size_t> first_equal_point(std::span<const double> points, std::size_t inputs, std::size_t n) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto point = [&](std::size_t i) { return points.subspan(i * inputs, inputs); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::lexicographical_compare(point(a).begin(), point(a).end(), point(b).begin(), point(b).end());
    });
    std::vector<std::size_t> first(n);
    for (std::size_t place = 0; place < n; ++place) {
        const std::size_t i = order[place];
        const bool equal = place > 0 && std::equal(point(i).begin(), point(i).end(), point(order[place - 1]).begin());
        first[i] = equal ? first[order[place - 1]] : i;
    }
    return first;
}

}  // namespace

std::vector<EmulatorInput> emulator_inputs(std::span<const InputColumn> columns) {
    std::vector<EmulatorInput> inputs;
    for (const InputColumn& column : columns) {
        EmulatorInput input{column.id, 0, 1, column.levels};
        if (!column.categorical() && !column.values.empty()) {
            const auto [low, high] = std::minmax_element(column.values.begin(), column.values.end());
            input.low = *low;
            input.high = *high;
        }
        inputs.push_back(input);
    }
    return inputs;
}

TrainingSet training_set(std::span<const EmulatorInput> inputs, std::span<const InputColumn> columns, const OutcomeColumn& outcome) {
    std::vector<std::string> reasons;
    if (inputs.size() != columns.size()) reasons.push_back(fmt::format("{} inputs do not fit {} columns.", inputs.size(), columns.size()));
    for (const InputColumn& column : columns) {
        if (column.values.size() != outcome.values.size()) {
            reasons.push_back(fmt::format("Input {} has {} rows, but outcome {} has {}.", column.id, column.values.size(), outcome.id,
                                          outcome.values.size()));
        }
    }
    if (!reasons.empty()) throw AnalysisError(reasons);

    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t row = 0; row < outcome.values.size(); ++row) {
        if (!std::isfinite(outcome.values[row])) continue;
        for (const InputColumn& column : columns) x.push_back(column.values[row]);
        y.push_back(outcome.values[row]);
    }
    const std::size_t d = columns.size();
    DifferentPoints points = different_points(x, d, y, std::vector<double>(y.size(), 1.0), std::vector<double>(y.size(), 0.0));
    TrainingSet set;
    set.inputs.assign(inputs.begin(), inputs.end());
    set.outcome = outcome.id;
    set.failed_runs = outcome.values.size() - y.size();
    for (std::size_t i = 0; i < points.row.size(); ++i) {
        for (std::size_t k = 0; k < d; ++k) set.x.push_back(x[points.row[i] * d + k]);
        set.replicates.push_back(static_cast<std::size_t>(points.replicates[i]));
        set.variance.push_back(points.replicates[i] > 1 ? points.squares[i] / (points.replicates[i] - 1) : 0);
    }
    set.mean = std::move(points.mean);
    return set;
}

DifferentPoints different_points(std::span<const double> points, std::size_t inputs, std::span<const double> mean,
                                 std::span<const double> replicates, std::span<const double> squares) {
    const std::vector<std::size_t> first = first_equal_point(points, inputs, mean.size());
    std::vector<std::size_t> place(first.size());
    DifferentPoints out;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (first[i] == i) {
            place[i] = out.row.size();
            out.row.push_back(i);
            out.mean.push_back(mean[i]);
            out.replicates.push_back(replicates[i]);
            out.squares.push_back(squares[i]);
            continue;
        }
        const std::size_t to = place[first[i]];
        const double all = out.replicates[to] + replicates[i];
        const double gap = mean[i] - out.mean[to];
        out.squares[to] += squares[i] + gap * gap * out.replicates[to] * replicates[i] / all;
        out.mean[to] += gap * replicates[i] / all;
        out.replicates[to] = all;
    }
    return out;
}

}  // namespace enclosure
