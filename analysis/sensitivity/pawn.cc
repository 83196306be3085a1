#include "analysis/sensitivity/pawn.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/data/analysis_error.h"
#include "analysis/sensitivity/given_rows.h"
#include "analysis/sensitivity/input_classes.h"
#include "analysis/statistics/permutation.h"

namespace enclosure {

namespace {

using PawnSlideNumber = std::uint32_t;
using PawnStatistics = std::array<double, 4>;

constexpr std::size_t least_pawn_rows = 10;
constexpr std::size_t most_pawn_slides = 10'000;

/// An input's slides; rows in no slide have the number `count`.
struct PawnSlides {
    std::size_t count = 0;
    bool by_values = false;
    std::vector<std::uint32_t> edges = {};     ///< in the order of the input
    std::vector<PawnSlideNumber> of_row = {};  ///< in the order of the outcome
};

/// Where in `input.order` the rows begin that are not below quantile k / slides.
std::uint32_t first_from_quantile(const SortedInput& input, std::size_t k, std::size_t slides) {
    const std::size_t last = input.order.size() - 1;
    const std::size_t place = k * last / slides;
    const bool between = k * last % slides != 0;  // two order statistics
    const auto next = std::upper_bound(input.starts.begin(), input.starts.end(), static_cast<std::uint32_t>(place));
    // If both are one value the quantile is that value, whose rows begin earlier.
    if (between && *next == place + 1) return *next;
    return *(next - 1);
}

PawnSlides pawn_slides_of(const SortedInput& input, const PawnOptions& options) {
    PawnSlides out;
    out.by_values = input.categorical || input.distinct() <= options.slides;
    if (out.by_values) {
        out.edges = input.starts;
    } else {
        for (std::size_t k = 0; k <= options.slides; ++k) out.edges.push_back(first_from_quantile(input, k, options.slides));
        if (!options.open_end) out.edges.back() = static_cast<std::uint32_t>(input.order.size());
    }
    out.count = out.edges.size() - 1;
    return out;
}

/// Kolmogorov-Smirnov distances between each slide and all rows; NaN for a slide without rows. Rows stand in the order of the outcome,
/// whose distinct values begin at `starts`, and count `weight` times.
std::vector<double> slide_distances(std::span<const std::uint32_t> starts, std::span<const PawnSlideNumber> slide,
                                    std::span<const std::uint32_t> weight, std::size_t count) {
    std::vector<double> size(count + 1, 0.0);
    double all = 0;
    for (std::size_t i = 0; i < slide.size(); ++i) {
        size[slide[i]] += static_cast<double>(weight[i]);
        all += static_cast<double>(weight[i]);
    }
    std::vector<double> below(count + 1, 0.0), distance(count + 1, 0.0);
    double below_all = 0;
    // A slide's step function stands still between its own rows, so that it is furthest from the others' just before or at one of them.
    // Differences are whole numbers, in units of 1 / (size × all).
    const auto compare = [&](PawnSlideNumber s) { distance[s] = std::max(distance[s], std::fabs(below[s] * all - below_all * size[s])); };
    for (std::size_t g = 0; g + 1 < starts.size(); ++g) {
        for (std::size_t i = starts[g]; i < starts[g + 1]; ++i) compare(slide[i]);
        for (std::size_t i = starts[g]; i < starts[g + 1]; ++i) {
            below[slide[i]] += static_cast<double>(weight[i]);
            below_all += static_cast<double>(weight[i]);
        }
        for (std::size_t i = starts[g]; i < starts[g + 1]; ++i) compare(slide[i]);
    }
    distance.resize(count);
    for (std::size_t s = 0; s < count; ++s) distance[s] = size[s] > 0 ? distance[s] / (size[s] * all) : not_defined;
    return distance;
}

PawnStatistics pawn_statistics_of(std::vector<double> distances) {
    std::erase_if(distances, [](double d) { return std::isnan(d); });
    if (distances.empty()) return {not_defined, not_defined, not_defined, not_defined};
    const auto [least, most] = std::minmax_element(distances.begin(), distances.end());
    const double mean = std::accumulate(distances.begin(), distances.end(), 0.0) / static_cast<double>(distances.size());
    return {*least, mean, quantile(distances, 0.5), *most};
}

double slide_variation(std::span<const double> distances, double mean) {
    double square = 0;
    double n = 0;
    for (const double d : distances) {
        if (std::isnan(d)) continue;
        square += (d - mean) * (d - mean);
        n += 1;
    }
    return mean > 0 ? std::sqrt(square / n) / mean : not_defined;
}

struct PawnData {
    GivenRows rows = {};
    SortedInput outcome = {};  ///< rows by the value of the outcome
    std::vector<SortedInput> inputs = {};
    std::vector<PawnSlides> slides = {};
};

PawnData prepared_pawn(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, std::span<const std::uint64_t> block,
                       const PawnOptions& options, const Threads& threads) {
    std::vector<std::string> reasons = faults_of(options.bootstrap);
    if (options.slides < 2 || options.slides > most_pawn_slides)
        reasons.push_back(fmt::format("PAWN needs from 2 to {} slides, not {}", most_pawn_slides, options.slides));
    check_columns(inputs, outcome.values.size(), block, reasons);
    PawnData data;
    if (reasons.empty()) {
        data.rows = given_rows(missing_outcomes(outcome), block);
        check_row_count(data.rows, std::max(least_pawn_rows, options.slides), shown_name(outcome), reasons);
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    data.outcome = sorted_input({.values = outcome.values}, data.rows);
    data.inputs.resize(inputs.size());
    data.slides.resize(inputs.size());
    threads.for_each(inputs.size(), [&](std::size_t k) {
        data.inputs[k] = sorted_input(inputs[k], data.rows);
        PawnSlides& slides = data.slides[k];
        slides = pawn_slides_of(data.inputs[k], options);
        std::vector<PawnSlideNumber> of_row(data.rows.size(), static_cast<PawnSlideNumber>(slides.count));
        for (std::size_t s = 0; s < slides.count; ++s) {
            for (std::size_t i = slides.edges[s]; i < slides.edges[s + 1]; ++i)
                of_row[data.inputs[k].order[i]] = static_cast<PawnSlideNumber>(s);
        }
        for (const std::uint32_t row : data.outcome.order) slides.of_row.push_back(of_row[row]);
    });
    return data;
}

std::vector<PawnStatistics> resampled_pawn(const PawnData& data, std::uint64_t seed, std::size_t resample) {
    const std::vector<std::uint32_t> by_row = resampled_rows(data.rows, seed, resample);
    std::vector<std::uint32_t> weight;
    weight.reserve(by_row.size());
    for (const std::uint32_t row : data.outcome.order) weight.push_back(by_row[row]);
    std::vector<PawnStatistics> out;
    for (const PawnSlides& slides : data.slides)
        out.push_back(pawn_statistics_of(slide_distances(data.outcome.starts, slides.of_row, weight, slides.count)));
    return out;
}

/// Inputs with equally many rows in each slide share one dummy: that of the first.
std::vector<PawnStatistics> dummy_pawn(const PawnData& data, std::span<const std::size_t> shares, std::uint64_t seed, std::size_t serial) {
    const std::vector<std::uint32_t> order = shuffled_order(seed, AnalysisDraw::dummy_factor, serial, data.rows.size());
    const std::vector<std::uint32_t> ones(order.size(), 1u);
    std::vector<PawnSlideNumber> slide(order.size());
    std::vector<PawnStatistics> out;
    for (std::size_t k = 0; k < shares.size(); ++k) {
        const PawnSlides& slides = data.slides[k];
        if (shares[k] != k) {
            out.push_back(out[shares[k]]);
            continue;
        }
        for (std::size_t i = 0; i < order.size(); ++i) slide[i] = slides.of_row[order[i]];
        out.push_back(pawn_statistics_of(slide_distances(data.outcome.starts, slide, ones, slides.count)));
    }
    return out;
}

}  // namespace

PawnIndices pawn_indices(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, std::span<const std::uint64_t> block,
                         const PawnOptions& options, const Threads& threads) {
    const PawnData data = prepared_pawn(inputs, outcome, block, options, threads);
    PawnIndices out;
    out.rows = data.rows.size();
    out.blocks = data.rows.blocks;
    out.dropped_rows = data.rows.dropped_rows;
    out.dropped_blocks = data.rows.dropped_blocks;
    if (data.outcome.distinct() == 1)
        out.warnings.push_back(fmt::format("outcome {} is the same in all {} rows: no input matters to it", shown_name(outcome), out.rows));

    const std::size_t resamples = options.bootstrap.resamples;
    std::vector<std::size_t> shares(inputs.size());
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        shares[k] = k;
        for (std::size_t other = k; other-- > 0;) {
            if (data.slides[other].edges == data.slides[k].edges) shares[k] = other;
        }
        if (data.inputs[k].distinct() == 1) out.warnings.push_back(fmt::format("input {} has one value only", shown_name(inputs[k])));
    }
    std::vector<std::vector<PawnStatistics>> resampled(resamples), dummies(resamples);
    threads.for_each(2 * resamples, [&](std::size_t task) {
        const std::size_t b = task / 2;
        if (task % 2 == 0) {
            resampled[b] = resampled_pawn(data, options.bootstrap.seed, b);
        } else {
            dummies[b] = dummy_pawn(data, shares, options.bootstrap.seed, b);
        }
    });

    const std::vector<std::uint32_t> ones(out.rows, 1u);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        const PawnSlides& slides = data.slides[k];
        const std::vector<std::uint32_t>& order = data.inputs[k].order;
        const std::vector<double> distances = slide_distances(data.outcome.starts, slides.of_row, ones, slides.count);
        const PawnStatistics statistics = pawn_statistics_of(distances);
        PawnInput input{.id = inputs[k].id};
        for (std::size_t s = 0; s < slides.count; ++s) {
            const std::size_t begin = slides.edges[s], end = slides.edges[s + 1];
            if (begin == end) continue;
            const auto value = [&](std::size_t i) { return inputs[k].values[data.rows.row[order[i]]]; };
            input.slides.push_back({value(begin), value(end - 1), end - begin, distances[s]});
        }
        for (std::size_t q = 0; q < statistics.size(); ++q) {
            std::vector<double> values, dummy;
            for (std::size_t b = 0; b < resamples; ++b) {
                values.push_back(resampled[b][k][q]);
                dummy.push_back(dummies[b][k][q]);
            }
            input.statistics[q] = {statistics[q], resampled_sd(values),
                                   resampled_interval(options.bootstrap.kind, statistics[q], values, options.bootstrap.confidence),
                                   dummy_level(dummy, options.bootstrap.confidence)};
        }
        input.cv = slide_variation(distances, input.index(PawnStatistic::mean).value);
        out.inputs.push_back(std::move(input));
    }
    return out;
}

}  // namespace enclosure
