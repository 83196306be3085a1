#include "analysis/sensitivity/regression.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/sensitivity/given_rows.h"
#include "analysis/sensitivity/linear_fit.h"
#include "analysis/statistics/ranks.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

/// Where an input's columns are, and whether they are one that has a coefficient.
struct RegressionColumns {
    std::vector<std::size_t> columns = {};
    bool one = true;
};

struct RegressionData {
    GivenRows rows = {};
    std::vector<RegressionColumns> of_input = {};
    LinearData values = {};
    LinearData ranks = {};
    bool varies = true;  ///< the outcome
};

std::vector<double> regression_values(std::span<const double> column, const GivenRows& rows) {
    std::vector<double> values(rows.size());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = column[rows.row[i]];
    return values;
}

/// Columns of an input: its values, or an indicator for each level that occurs but the first.
std::vector<std::vector<double>> regression_columns_of(const InputColumn& input, const GivenRows& rows) {
    std::vector<double> values = regression_values(input.values, rows);
    if (input.levels.size() <= 2) return {std::move(values)};
    std::vector<std::vector<double>> indicators;
    bool first = true;
    for (std::size_t level = 0; level < input.levels.size(); ++level) {
        std::vector<double> indicator(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) indicator[i] = values[i] == static_cast<double>(level) ? 1 : 0;
        if (std::count(indicator.begin(), indicator.end(), 1.0) == 0) continue;
        if (!first) indicators.push_back(std::move(indicator));
        first = false;
    }
    return indicators;
}

void place_regression_column(LinearData& data, std::size_t column, std::vector<double> values) {
    standardise(values);
    for (std::size_t i = 0; i < values.size(); ++i)
        data.columns(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(column)) = values[i];
}

RegressionData prepared_regression(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, std::span<const std::uint64_t> block,
                                   const RegressionOptions& options) {
    std::vector<std::string> reasons = faults_of(options.bootstrap);
    check_columns(inputs, outcome.values.size(), block, reasons);
    RegressionData data;
    std::vector<std::vector<double>> columns;
    if (reasons.empty()) {
        data.rows = given_rows(missing_outcomes(outcome), block);
        for (const InputColumn& input : inputs) {
            data.of_input.push_back({.one = input.levels.size() <= 2});
            for (std::vector<double>& column : regression_columns_of(input, data.rows)) {
                data.of_input.back().columns.push_back(columns.size());
                columns.push_back(std::move(column));
            }
        }
        check_row_count(data.rows, columns.size() + 3, shown_name(outcome), reasons);
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    columns.push_back(regression_values(outcome.values, data.rows));
    const auto [least, largest] = std::minmax_element(columns.back().begin(), columns.back().end());
    data.varies = *least != *largest;
    const auto rows = static_cast<Eigen::Index>(data.rows.size());
    data.values.columns.resize(rows, static_cast<Eigen::Index>(columns.size()));
    data.ranks.columns.resize(rows, static_cast<Eigen::Index>(columns.size()));
    for (std::size_t k = 0; k < columns.size(); ++k) {
        place_regression_column(data.ranks, k, mean_ranks(columns[k]));
        place_regression_column(data.values, k, std::move(columns[k]));
    }
    return data;
}

/// Two-sided p of a correlation with that many degrees of freedom.
double correlation_probability(double r, double freedom) {
    if (std::isnan(r) || !(freedom > 0)) return not_defined;
    if (std::fabs(r) >= 1) return 0;
    return 2 * student_probability(-std::fabs(r) * std::sqrt(freedom / (1 - r * r)), freedom);
}

/// The numbers of one fit that are reported for one input, in the order of `indices_of`.
std::array<double, 3> linear_numbers_of(const LinearFit& fit, const RegressionColumns& input) {
    if (!input.one || input.columns.empty()) return {not_defined, not_defined, not_defined};
    const std::size_t k = input.columns.front();
    return {fit.coefficient[k], fit.simple[k], fit.partial[k]};
}

/// Fits of the sample and its resamples, of values or of ranks.
struct ResampledFits {
    LinearFit sample = {};
    std::vector<std::vector<std::array<double, 3>>> resampled = {};  ///< resample × input
    std::vector<double> r2 = {};
};

ResampledFits resampled_fits(const RegressionData& data, const LinearData& columns, const BootstrapOptions& how, const Threads& threads) {
    ResampledFits out;
    out.sample = linear_fit(columns, std::vector<std::uint32_t>(data.rows.size(), 1u));
    out.resampled.resize(how.resamples);
    out.r2.resize(how.resamples);
    threads.for_each(how.resamples, [&](std::size_t b) {
        const LinearFit fit = linear_fit(columns, resampled_rows(data.rows, how.seed, b));
        out.r2[b] = fit.r2;
        for (const RegressionColumns& input : data.of_input) out.resampled[b].push_back(linear_numbers_of(fit, input));
    });
    return out;
}

void summarise_linear(const ResampledFits& fits, const RegressionData& data, std::size_t k, const BootstrapOptions& how,
                      std::array<LinearIndex*, 3> indices_of) {
    const std::array<double, 3> sample = linear_numbers_of(fits.sample, data.of_input[k]);
    const auto n = static_cast<double>(data.rows.size());
    const double left = n - 1 - static_cast<double>(fits.sample.rank);
    const std::array<double, 3> p = {correlation_probability(sample[2], left), correlation_probability(sample[1], n - 2),
                                     correlation_probability(sample[2], left)};
    for (std::size_t q = 0; q < sample.size(); ++q) {
        std::vector<double> values;
        for (const auto& of_inputs : fits.resampled) values.push_back(of_inputs[k][q]);
        *indices_of[q] = {sample[q], resampled_sd(values), resampled_interval(how.kind, sample[q], values, how.confidence), p[q]};
    }
}

}  // namespace

RegressionIndices regression_indices(std::span<const InputColumn> inputs, const OutcomeColumn& outcome,
                                     std::span<const std::uint64_t> block, const RegressionOptions& options, const Threads& threads) {
    const RegressionData data = prepared_regression(inputs, outcome, block, options);
    RegressionIndices out;
    out.rows = data.rows.size();
    out.blocks = data.rows.blocks;
    out.dropped_rows = data.rows.dropped_rows;
    out.dropped_blocks = data.rows.dropped_blocks;
    out.inputs.resize(inputs.size());
    for (std::size_t k = 0; k < inputs.size(); ++k) out.inputs[k].id = inputs[k].id;
    if (!data.varies) {
        out.warnings.push_back(fmt::format("outcome {} is the same in all {} rows: no input matters to it", shown_name(outcome), out.rows));
        const LinearIndex zero{0, 0, {0, 0}, 1};
        for (RegressionInput& input : out.inputs) {
            input.src = input.srrc = input.pearson = input.spearman = input.pcc = input.prcc = zero;
            input.share = input.rank_share = 0;
        }
        out.r2 = out.adjusted_r2 = out.rank_r2 = 0;
        out.r2_interval = out.rank_r2_interval = {0, 0};
        return out;
    }

    const ResampledFits values = resampled_fits(data, data.values, options.bootstrap, threads);
    const ResampledFits ranks = resampled_fits(data, data.ranks, options.bootstrap, threads);
    const auto n = static_cast<double>(out.rows);
    out.r2 = values.sample.r2;
    out.adjusted_r2 = 1 - (1 - out.r2) * (n - 1) / (n - 1 - static_cast<double>(values.sample.rank));
    out.rank_r2 = ranks.sample.r2;
    out.r2_interval = resampled_interval(options.bootstrap.kind, out.r2, values.r2, options.bootstrap.confidence);
    out.rank_r2_interval = resampled_interval(options.bootstrap.kind, out.rank_r2, ranks.r2, options.bootstrap.confidence);
    std::string dependent;
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        RegressionInput& input = out.inputs[k];
        const RegressionColumns& columns = data.of_input[k];
        summarise_linear(values, data, k, options.bootstrap, {&input.src, &input.pearson, &input.pcc});
        summarise_linear(ranks, data, k, options.bootstrap, {&input.srrc, &input.spearman, &input.prcc});
        input.share = share_of_columns(values.sample, columns.columns);
        input.rank_share = share_of_columns(ranks.sample, columns.columns);
        const auto aliased = [&](std::size_t c) { return values.sample.aliased[c] != 0 || ranks.sample.aliased[c] != 0; };
        if (std::any_of(columns.columns.begin(), columns.columns.end(), aliased))
            dependent += (dependent.empty() ? "" : ", ") + shown_name(inputs[k]);
        const auto first = inputs[k].values.empty() ? not_defined : inputs[k].values[data.rows.row.front()];
        if (std::all_of(data.rows.row.begin(), data.rows.row.end(), [&](std::uint32_t row) { return inputs[k].values[row] == first; }))
            out.warnings.push_back(fmt::format("input {} has one value only", shown_name(inputs[k])));
    }
    if (!dependent.empty())
        out.warnings.push_back(
            fmt::format("inputs {} are linear functions of each other in this sample: they have no coefficients of their own", dependent));
    if (out.r2 < options.enough)
        out.warnings.push_back(fmt::format("a line explains {:.0f} % of the variance of {}{}: coefficients miss the rest", 100 * out.r2,
                                           shown_name(outcome),
                                           out.rank_r2 >= options.enough ? fmt::format(", one of ranks {:.0f} %", 100 * out.rank_r2) : ""));
    return out;
}

}  // namespace enclosure
