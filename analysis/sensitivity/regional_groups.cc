// Several regions of an outcome at once: the second analysis of regional.h.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/sensitivity/given_rows.h"
#include "analysis/sensitivity/input_classes.h"
#include "analysis/sensitivity/regional.h"

namespace enclosure {

namespace {

/// Rows of each group, counting `weight` times.
std::vector<double> group_sizes(std::span<const std::uint32_t> group, std::size_t groups, std::span<const std::uint32_t> weight) {
    std::vector<double> size(groups, 0.0);
    for (std::size_t i = 0; i < weight.size(); ++i) size[group[i]] += static_cast<double>(weight[i]);
    return size;
}

/// Largest distance between the distributions of a number in two groups. Shares below a value only grow, so the largest is known at once,
/// and the least is looked for again only when it was the one that grew.
double spread_of_numbers(const SortedInput& input, std::span<const std::uint32_t> group, std::span<const double> size,
                         std::span<const std::uint32_t> weight) {
    std::vector<double> below(size.size(), 0.0);
    std::vector<double> share;  // of the groups that have rows
    std::vector<std::size_t> place(size.size());
    for (std::size_t k = 0; k < size.size(); ++k) {
        place[k] = share.size();
        if (size[k] > 0) share.push_back(0);
    }
    double least = 0;
    double most = 0;
    double spread = 0;
    for (std::size_t g = 0; g + 1 < input.starts.size(); ++g) {
        bool least_grew = false;
        for (std::size_t i = input.starts[g]; i < input.starts[g + 1]; ++i) {
            const std::uint32_t row = input.order[i];
            if (weight[row] == 0) continue;
            const std::uint32_t k = group[row];
            least_grew = least_grew || share[place[k]] == least;
            below[k] += static_cast<double>(weight[row]);
            share[place[k]] = below[k] / size[k];
            most = std::max(most, share[place[k]]);
        }
        if (least_grew) least = *std::min_element(share.begin(), share.end());
        spread = std::max(spread, most - least);
    }
    return spread;
}

/// Largest total variation distance between two groups.
double spread_of_levels(const SortedInput& input, std::span<const std::uint32_t> group, std::span<const double> size,
                        std::span<const std::uint32_t> weight) {
    const std::size_t groups = size.size();
    std::vector<double> pairs(groups * groups, 0.0);
    for (std::size_t g = 0; g + 1 < input.starts.size(); ++g) {
        std::vector<double> rows(groups, 0.0);
        for (std::size_t i = input.starts[g]; i < input.starts[g + 1]; ++i)
            rows[group[input.order[i]]] += static_cast<double>(weight[input.order[i]]);
        for (std::size_t k = 0; k < groups; ++k) {
            for (std::size_t other = 0; other < k; ++other) {
                if (size[k] > 0 && size[other] > 0)
                    pairs[k * groups + other] += std::fabs(rows[k] / size[k] - rows[other] / size[other]) / 2;
            }
        }
    }
    return *std::max_element(pairs.begin(), pairs.end());
}

double spread_of_groups(const SortedInput& input, std::span<const std::uint32_t> group, std::size_t groups,
                        std::span<const std::uint32_t> weight) {
    const std::vector<double> size = group_sizes(group, groups, weight);
    return input.categorical ? spread_of_levels(input, group, size, weight) : spread_of_numbers(input, group, size, weight);
}

/// Of each group, the distance between its rows and all others.
std::vector<double> distances_to_others(const SortedInput& input, std::span<const std::uint32_t> group, std::size_t groups) {
    const std::vector<double> size = group_sizes(group, groups, std::vector<std::uint32_t>(group.size(), 1u));
    const auto all = static_cast<double>(group.size());
    std::vector<double> distance(groups, 0.0);
    std::vector<double> below(groups, 0.0);  // rows up to a value; of a category, rows of the level
    double below_all = 0;
    for (std::size_t g = 0; g + 1 < input.starts.size(); ++g) {
        if (input.categorical) {
            std::fill(below.begin(), below.end(), 0.0);
            below_all = 0;
        }
        for (std::size_t i = input.starts[g]; i < input.starts[g + 1]; ++i) below[group[input.order[i]]] += 1;
        below_all += static_cast<double>(input.starts[g + 1] - input.starts[g]);
        for (std::size_t k = 0; k < groups; ++k) {
            if (all == size[k]) continue;
            const double away = std::fabs(below[k] / size[k] - (below_all - below[k]) / (all - size[k]));
            distance[k] = input.categorical ? distance[k] + away / 2 : std::max(distance[k], away);
        }
    }
    return distance;
}

}  // namespace

RegionalGroups regional_groups(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, std::span<const std::uint64_t> block,
                               const RegionalGroupsOptions& options, const Threads& threads) {
    std::vector<std::string> reasons = faults_of(options.bootstrap);
    if (options.groups < 2 || options.groups > 1000)
        reasons.push_back(fmt::format("the outcome can be cut into 2 to 1000 groups, not {}", options.groups));
    check_columns(inputs, outcome.values.size(), block, reasons);
    GivenRows rows;
    if (reasons.empty()) {
        rows = given_rows(missing_outcomes(outcome), block);
        check_row_count(rows, 2 * options.groups, shown_name(outcome), reasons);
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));

    RegionalGroups out;
    out.blocks = rows.blocks;
    out.dropped_rows = rows.dropped_rows;
    out.dropped_blocks = rows.dropped_blocks;
    const SortedInput by_outcome = sorted_input({.values = outcome.values}, rows);
    if (by_outcome.distinct() == 1)
        out.warnings.push_back(
            fmt::format("outcome {} is the same in all {} rows: no input matters to it", shown_name(outcome), rows.size()));
    const std::vector<std::uint32_t> ones(rows.size(), 1u);
    std::vector<std::uint32_t> edges;
    class_edges(by_outcome, ones, options.groups, edges);
    std::vector<std::uint32_t> group(rows.size());
    for (std::size_t c = 0; c + 1 < edges.size(); ++c) {
        if (edges[c] == edges[c + 1]) continue;
        const auto outcome_at = [&](std::size_t i) { return outcome.values[rows.row[by_outcome.order[i]]]; };
        for (std::size_t i = edges[c]; i < edges[c + 1]; ++i) group[by_outcome.order[i]] = static_cast<std::uint32_t>(out.rows.size());
        out.outcome.push_back({outcome_at(edges[c]), outcome_at(edges[c + 1] - 1)});
        out.rows.push_back(edges[c + 1] - edges[c]);
    }

    const std::size_t groups = out.rows.size();
    std::vector<SortedInput> sorted(inputs.size());
    out.inputs.resize(inputs.size());
    threads.for_each(inputs.size(), [&](std::size_t k) {
        sorted[k] = sorted_input(inputs[k], rows);
        out.inputs[k].id = inputs[k].id;
        out.inputs[k].against_rest = distances_to_others(sorted[k], group, groups);
        out.inputs[k].spread = spread_of_groups(sorted[k], group, groups, ones);
    });
    std::vector<std::vector<double>> spreads(inputs.size(), std::vector<double>(options.bootstrap.resamples));
    threads.for_each(options.bootstrap.resamples, [&](std::size_t b) {
        const std::vector<std::uint32_t> weight = resampled_rows(rows, options.bootstrap.seed, b);
        for (std::size_t k = 0; k < sorted.size(); ++k) spreads[k][b] = spread_of_groups(sorted[k], group, groups, weight);
    });
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        out.inputs[k].sd = resampled_sd(spreads[k]);
        out.inputs[k].interval = resampled_interval(options.bootstrap.kind, out.inputs[k].spread, spreads[k], options.bootstrap.confidence);
    }
    return out;
}

}  // namespace enclosure
