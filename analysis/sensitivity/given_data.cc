#include "analysis/sensitivity/given_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/sensitivity/cosine_expansion.h"
#include "analysis/sensitivity/given_rows.h"
#include "analysis/sensitivity/input_classes.h"
#include "analysis/sensitivity/kernel_density.h"
#include "analysis/statistics/permutation.h"

namespace enclosure {

namespace {

constexpr std::size_t delta_density_points = 100;
constexpr std::size_t least_given_rows = 10;
constexpr std::size_t most_counted_values = 20;

/// What does not change from resample to resample.
struct PreparedGivenData {
    GivenRows rows = {};
    std::vector<double> y = {};       ///< less their mean
    std::vector<double> place = {};   ///< of y on the grid of densities, or which of the counted values it is
    std::vector<double> values = {};  ///< the counted values, ascending; empty: densities
    std::vector<SortedInput> inputs = {};
    std::vector<std::vector<double>> sorted_y = {};      ///< of each input, in its order
    std::vector<std::vector<double>> sorted_place = {};  ///< likewise
    std::size_t classes = 0;
    CosineTable cosines = CosineTable(0, 0);
    bool delta = false;
};

/// Indices of one input on one resample.
struct ResampledIndices {
    double classes_used = 0;
    double ratio = not_defined;
    double ratio_corrected = not_defined;
    double cosines = not_defined;
    double cosines_corrected = not_defined;
    double delta = not_defined;
};

/// Memory that a thread uses again for each input.
struct GivenDataScratch {
    std::vector<std::uint32_t> weight = {};
    std::vector<std::uint32_t> edges = {};
    std::vector<double> y = {};
    std::vector<double> cells = {};
    std::vector<double> all = {};  ///< distribution of the outcome
    std::vector<double> conditional = {};
    KernelScratch kernel = {};
};

/// Distribution of the outcome among some rows; false if there is but one outcome and densities are asked for.
bool given_outcome_distribution(const PreparedGivenData& data, std::span<const double> place, std::span<const std::uint32_t> weight,
                                double count, KernelScratch& kernel, std::vector<double>& out) {
    if (data.values.empty()) {
        out.resize(delta_density_points);
        return kernel_density(place, weight, kernel, out);
    }
    out.assign(data.values.size(), 0.0);
    for (std::size_t i = 0; i < place.size(); ++i) out[static_cast<std::size_t>(place[i])] += static_cast<double>(weight[i]) / count;
    return true;
}

double given_distribution_distance(const PreparedGivenData& data, std::span<const double> a, std::span<const double> b) {
    if (data.values.empty()) return density_distance(a, b);
    double sum = 0;
    for (std::size_t k = 0; k < a.size(); ++k) sum += std::fabs(a[k] - b[k]);
    return sum;
}

/// 1 - (1 - share) (n - 1) / (n - 1 - freedom): what is left of a share of the variance that `freedom` coefficients explain.
double less_chance(double share, double n, double freedom) {
    return n - 1 > freedom ? 1 - (1 - share) * ((n - 1) / (n - 1 - freedom)) : not_defined;
}

double resampled_delta(const PreparedGivenData& data, std::span<const double> place, std::span<const std::uint32_t> weight, double n,
                       GivenDataScratch& s) {
    double delta = 0;
    for (std::size_t c = 0; c + 1 < s.edges.size(); ++c) {
        const std::size_t begin = s.edges[c];
        const std::size_t size = s.edges[c + 1] - begin;
        double count = 0;
        for (std::size_t i = begin; i < begin + size; ++i) count += static_cast<double>(weight[i]);
        if (count == 0) continue;
        given_outcome_distribution(data, place.subspan(begin, size), weight.subspan(begin, size), count, s.kernel, s.conditional);
        delta += count / (2 * n) * given_distribution_distance(data, s.all, s.conditional);
    }
    return delta;
}

/// Whether an input's classes are its values.
bool classes_are_values(const PreparedGivenData& data, std::size_t input) {
    return data.inputs[input].categorical || data.inputs[input].distinct() <= data.classes;
}

ResampledIndices given_indices_of_input(const PreparedGivenData& data, std::size_t input, std::span<const std::uint32_t> row_weight,
                                        double n, double mean, double variance, GivenDataScratch& s) {
    const SortedInput& sorted = data.inputs[input];
    ResampledIndices out;
    const std::size_t rows = sorted.order.size();
    s.weight.resize(rows);
    s.y.resize(rows);
    for (std::size_t i = 0; i < rows; ++i) s.weight[i] = row_weight[sorted.order[i]];
    for (std::size_t i = 0; i < rows; ++i) s.y[i] = data.sorted_y[input][i] - mean;
    class_edges(sorted, s.weight, data.classes, s.edges);

    double between = 0;
    for (std::size_t c = 0; c + 1 < s.edges.size(); ++c) {
        double count = 0;
        double sum = 0;
        for (std::size_t i = s.edges[c]; i < s.edges[c + 1]; ++i) {
            count += static_cast<double>(s.weight[i]);
            sum += static_cast<double>(s.weight[i]) * s.y[i];
        }
        if (count == 0) continue;
        out.classes_used += 1;
        between += sum * (sum / count);
    }
    out.ratio = between / n / variance;
    out.ratio_corrected = out.classes_used > 1 ? less_chance(out.ratio, n, out.classes_used - 1) : 0;
    if (classes_are_values(data, input)) {
        out.cosines = out.ratio;
        out.cosines_corrected = out.ratio_corrected;
    } else {
        out.cosines = cosine_share(sorted, s.y, s.weight, variance, data.cosines, s.cells);
        out.cosines_corrected = less_chance(out.cosines, n, static_cast<double>(data.cosines.harmonics));
    }
    if (data.delta) out.delta = sorted.distinct() > 1 ? resampled_delta(data, data.sorted_place[input], s.weight, n, s) : 0;
    return out;
}

/// All inputs on rows that count `weight` times; nothing is defined if the outcome is the same in all that count.
std::vector<ResampledIndices> given_indices_of_resample(const PreparedGivenData& data, std::span<const std::uint32_t> weight) {
    std::vector<ResampledIndices> out(data.inputs.size());
    double n = 0;
    double sum = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) {
        n += static_cast<double>(weight[i]);
        sum += static_cast<double>(weight[i]) * data.y[i];
    }
    const double mean = sum / n;
    double square = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) square += static_cast<double>(weight[i]) * (data.y[i] - mean) * (data.y[i] - mean);
    const double variance = square / n;
    if (!(variance > 0)) return out;
    GivenDataScratch scratch;
    if (data.delta && !given_outcome_distribution(data, data.place, weight, n, scratch.kernel, scratch.all)) return out;
    for (std::size_t k = 0; k < out.size(); ++k) out[k] = given_indices_of_input(data, k, weight, n, mean, variance, scratch);
    return out;
}

/// Deltas of factors that do nothing: of one with `classes` equal classes, and of one like each input whose classes are its values.
struct DummyDeltas {
    double numeric = not_defined;
    std::vector<double> like_input = {};
};

DummyDeltas dummy_deltas(const PreparedGivenData& data, std::uint64_t seed, std::size_t serial) {
    const std::size_t n = data.y.size();
    DummyDeltas out;
    out.like_input.assign(data.inputs.size(), not_defined);
    GivenDataScratch scratch;
    const std::vector<std::uint32_t> ones(n, 1u);
    const auto size = static_cast<double>(n);
    if (!given_outcome_distribution(data, data.place, ones, size, scratch.kernel, scratch.all)) return out;
    std::vector<double> place(n);
    const std::vector<std::uint32_t> order = shuffled_order(seed, AnalysisDraw::dummy_factor, serial, n);
    for (std::size_t i = 0; i < n; ++i) place[i] = data.place[order[i]];
    for (std::size_t k = 0; k < data.inputs.size(); ++k) {
        const bool numeric = !classes_are_values(data, k);
        if (numeric && !std::isnan(out.numeric)) continue;
        class_edges(data.inputs[k], ones, data.classes, scratch.edges);
        const double delta = data.inputs[k].distinct() > 1 ? resampled_delta(data, place, ones, size, scratch) : 0;
        (numeric ? out.numeric : out.like_input[k]) = delta;
    }
    return out;
}

void place_outcomes(PreparedGivenData& data, OutcomeKind kind) {
    std::vector<double> sorted = data.y;
    std::sort(sorted.begin(), sorted.end());
    const double low = sorted.front();
    const double range = sorted.back() - low;
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    const bool few = sorted.size() <= most_counted_values && 5 * sorted.size() <= data.y.size();
    if (kind == OutcomeKind::counts || (kind == OutcomeKind::automatic && few)) data.values = sorted;
    data.place.resize(data.y.size());
    for (std::size_t i = 0; i < data.y.size(); ++i) {
        if (data.values.empty()) {
            data.place[i] = (data.y[i] - low) / range * static_cast<double>(delta_density_points - 1);
        } else {
            data.place[i] = static_cast<double>(std::lower_bound(sorted.begin(), sorted.end(), data.y[i]) - sorted.begin());
        }
    }
}

GivenDataIndex given_summary(double uncorrected, double value, std::span<const double> resampled, const BootstrapOptions& how) {
    return {uncorrected, value, resampled_sd(resampled), resampled_interval(how.kind, value, resampled, how.confidence)};
}

PreparedGivenData prepared_given_data(std::span<const InputColumn> inputs, const OutcomeColumn& outcome,
                                      std::span<const std::uint64_t> block, const GivenDataOptions& options) {
    std::vector<std::string> reasons = faults_of(options.bootstrap);
    if (options.classes == 1) reasons.push_back("an input must be cut into at least two classes, or 0 for as many as suit the sample");
    if (options.harmonics == 0) reasons.push_back("the cosine expansion needs at least one harmonic");
    check_columns(inputs, outcome.values.size(), block, reasons);
    PreparedGivenData data;
    if (reasons.empty()) {
        data.rows = given_rows(missing_outcomes(outcome), block);
        check_row_count(data.rows, least_given_rows, shown_name(outcome), reasons);
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    data.y.resize(data.rows.size());
    for (std::size_t i = 0; i < data.y.size(); ++i) data.y[i] = outcome.values[data.rows.row[i]];
    return data;
}

}  // namespace

GivenDataIndices given_data_indices(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, std::span<const std::uint64_t> block,
                                    const GivenDataOptions& options, const Threads& threads) {
    PreparedGivenData data = prepared_given_data(inputs, outcome, block, options);
    GivenDataIndices out;
    out.rows = data.rows.size();
    out.blocks = data.rows.blocks;
    out.dropped_rows = data.rows.dropped_rows;
    out.dropped_blocks = data.rows.dropped_blocks;
    out.inputs.resize(inputs.size());
    for (std::size_t k = 0; k < inputs.size(); ++k) out.inputs[k].id = inputs[k].id;

    const auto [least, largest] = std::minmax_element(data.y.begin(), data.y.end());
    if (*least == *largest) {
        out.warnings.push_back(fmt::format("outcome {} is the same in all {} rows: no input matters to it", shown_name(outcome), out.rows));
        const GivenDataIndex zero{0, 0, 0, {0, 0}};
        for (GivenDataInput& input : out.inputs) {
            input.first_by_classes = input.first_by_cosines = input.delta = zero;
            input.delta_dummy = {0, 0};
        }
        return out;
    }

    // Means taken off first, so that a large common level costs no digits.
    const double level = data.y.front();
    double mean = 0;
    for (const double y : data.y) mean += (y - level) / static_cast<double>(data.y.size());
    for (double& y : data.y) y = (y - level) - mean;
    data.classes = options.classes > 0 ? options.classes : class_count(data.rows.size());
    data.cosines = CosineTable(cosine_cells(data.rows.size()), usable_harmonics(options.harmonics, data.rows.size()));
    data.delta = options.delta;
    place_outcomes(data, options.outcome);
    out.counted = !data.values.empty();
    data.inputs.resize(inputs.size());
    data.sorted_y.resize(inputs.size());
    data.sorted_place.resize(inputs.size());
    threads.for_each(inputs.size(), [&](std::size_t k) {
        data.inputs[k] = sorted_input(inputs[k], data.rows);
        for (const std::uint32_t row : data.inputs[k].order) data.sorted_y[k].push_back(data.y[row]);
        for (const std::uint32_t row : data.inputs[k].order) data.sorted_place[k].push_back(data.place[row]);
    });
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        if (data.inputs[k].distinct() == 1) out.warnings.push_back(fmt::format("input {} has one value only", shown_name(inputs[k])));
    }

    const std::size_t resamples = options.bootstrap.resamples;
    std::vector<std::vector<ResampledIndices>> found(resamples + 1);  // the last is that of the sample itself
    threads.for_each(resamples + 1, [&](std::size_t b) {
        const bool sample = b == resamples;
        const std::vector<std::uint32_t> weight =
            sample ? std::vector<std::uint32_t>(data.rows.size(), 1u) : resampled_rows(data.rows, options.bootstrap.seed, b);
        found[b] = given_indices_of_resample(data, weight);
    });

    std::vector<DummyDeltas> dummies(options.delta ? resamples : 0);
    threads.for_each(dummies.size(), [&](std::size_t b) { dummies[b] = dummy_deltas(data, options.bootstrap.seed, b); });

    for (std::size_t k = 0; k < inputs.size(); ++k) {
        std::vector<double> ratio, cosines, delta, dummy;
        for (const DummyDeltas& of : dummies) dummy.push_back(classes_are_values(data, k) ? of.like_input[k] : of.numeric);
        const ResampledIndices& estimate = found[resamples][k];
        double delta_mean = 0;
        for (std::size_t b = 0; b < resamples; ++b) {
            const ResampledIndices& resampled = found[b][k];
            ratio.push_back(resampled.ratio_corrected);
            cosines.push_back(resampled.cosines_corrected);
            if (std::isnan(resampled.delta)) continue;
            delta.push_back(2 * estimate.delta - resampled.delta);
            delta_mean += delta.back();
        }
        GivenDataInput& input = out.inputs[k];
        input.classes = static_cast<std::size_t>(estimate.classes_used);
        input.first_by_classes = given_summary(estimate.ratio, estimate.ratio_corrected, ratio, options.bootstrap);
        input.first_by_cosines = given_summary(estimate.cosines, estimate.cosines_corrected, cosines, options.bootstrap);
        const double reduced = delta.empty() ? estimate.delta : delta_mean / static_cast<double>(delta.size());
        input.delta = given_summary(estimate.delta, reduced, delta, options.bootstrap);
        input.delta_dummy = dummy_level(dummy, options.bootstrap.confidence);
    }
    return out;
}

}  // namespace enclosure
