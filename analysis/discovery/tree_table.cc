#include "analysis/discovery/tree_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"

namespace enclosure {

namespace {

bool is_tree_level(const InputColumn& column, double value) {
    return value >= 0 && value < static_cast<double>(column.levels.size()) && value == std::floor(value);
}

void check_tree_input(const InputColumn& column, std::size_t rows, std::vector<std::string>& reasons) {
    if (column.values.size() != rows) {
        reasons.push_back(fmt::format("The input '{}' has {} rows where the outcome has {}: all columns must come from the same runs.",
                                      column.id, column.values.size(), rows));
        return;
    }
    const auto legal = [&](double v) { return column.categorical() ? is_tree_level(column, v) : std::isfinite(v); };
    const auto wrong =
        static_cast<std::size_t>(std::count_if(column.values.begin(), column.values.end(), [&](double v) { return !legal(v); }));
    if (wrong == 0) return;
    reasons.push_back(column.categorical()
                          ? fmt::format("The input '{}' has {} of {} rows whose value is none of its {} levels.", column.id, wrong, rows,
                                        column.levels.size())
                          : fmt::format("The input '{}' is not a finite number in {} of {} rows: leave these rows or the input out.",
                                        column.id, wrong, rows));
}

void check_tree_weights(std::span<const double> weights, std::size_t rows, std::vector<std::string>& reasons) {
    if (weights.empty()) return;
    if (weights.size() != rows) {
        reasons.push_back(fmt::format("There are {} weights for {} rows: give one for each row, or none.", weights.size(), rows));
        return;
    }
    constexpr double least = 1e-100;  // far from where sums lose their digits or overflow
    constexpr double most = 1e100;
    const auto wrong = std::count_if(weights.begin(), weights.end(), [](double w) { return w != 0 && !(w >= least && w <= most); });
    if (wrong > 0) reasons.push_back(fmt::format("{} of {} weights are neither 0 nor from {:g} to {:g}.", wrong, rows, least, most));
}

// Sorted first, so that rounding does not depend on the order of rows.
double sum_of_tree_weights(std::vector<double> weights) {
    std::sort(weights.begin(), weights.end());
    double sum = 0;
    for (const double w : weights) sum += w;
    return sum;
}

void number_tree_classes(TreeTable& table) {
    table.classes = table.outcome;
    std::sort(table.classes.begin(), table.classes.end());
    table.classes.erase(std::unique(table.classes.begin(), table.classes.end()), table.classes.end());
    if (table.classes.size() > most_tree_classes) {
        throw AnalysisError(fmt::format(
            "The outcome '{}' has {} distinct values, more than the {} that can be classes: analyse it as a number, or say from "
            "which value on it counts as a success.",
            table.outcome_id, table.classes.size(), most_tree_classes));
    }
    for (double& y : table.outcome) {
        y = static_cast<double>(std::lower_bound(table.classes.begin(), table.classes.end(), y) - table.classes.begin());
    }
}

}  // namespace

TreeTable tree_table(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, TreeOutcome kind, std::span<const double> weights,
                     std::size_t fewest) {
    const std::size_t n = outcome.values.size();
    std::vector<std::string> reasons;
    if (inputs.empty()) reasons.push_back("There are no inputs: a tree needs at least one that was varied.");
    for (const InputColumn& column : inputs) check_tree_input(column, n, reasons);
    check_tree_weights(weights, n, reasons);
    const auto infinite = std::count_if(outcome.values.begin(), outcome.values.end(), [](double y) { return std::isinf(y); });
    if (infinite > 0) {
        reasons.push_back(
            fmt::format("The outcome '{}' is infinite in {} of {} rows: choose one that is bounded, or make it undefined there.",
                        outcome.id, infinite, n));
    }

    TreeTable table;
    table.outcome_id = outcome.id;
    table.kind = kind;
    const bool weighted = weights.size() == n && !weights.empty();
    for (std::size_t i = 0; i < n; ++i) {
        if (std::isnan(outcome.values[i])) {
            ++table.undefined;
        } else if (weighted && !(weights[i] > 0)) {
            ++table.weightless;
        } else {
            table.rows.push_back(i);
            table.outcome.push_back(outcome.values[i] + 0.0);  // -0 and 0 are one class
            table.weights.push_back(weighted ? weights[i] : 1.0);
        }
    }
    if (table.size() < fewest) {
        reasons.push_back(
            fmt::format("The outcome '{}' is defined in {} of {} rows; at least {} are needed: make more runs, or choose an "
                        "outcome that more of them have.",
                        outcome.id, table.size(), n, fewest));
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));

    table.weight = sum_of_tree_weights(table.weights);
    table.constant = std::all_of(table.outcome.begin(), table.outcome.end(), [&](double y) { return y == table.outcome.front(); });
    if (kind == TreeOutcome::classes) number_tree_classes(table);
    for (const InputColumn& column : inputs) {
        InputColumn& kept = table.inputs.emplace_back();
        kept.id = column.id;
        kept.title = column.title;
        kept.unit = column.unit;
        kept.levels = column.levels;
        kept.values.reserve(table.size());
        for (const std::size_t i : table.rows) kept.values.push_back(column.values[i]);
    }
    return table;
}

}  // namespace enclosure
