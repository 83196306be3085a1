#include "analysis/discovery/feature_null.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace enclosure {

namespace {

std::vector<double> mean_gain_of_trees(const std::vector<double>& gain, std::size_t inputs) {
    std::vector<double> mean(inputs, 0);
    for (std::size_t k = 0; k < gain.size(); ++k) mean[k % inputs] += gain[k];
    for (double& m : mean) m /= static_cast<double>(gain.size() / inputs);
    return mean;
}

// Each row of the result is what make(forest) gives.
template <class Make>
std::vector<std::vector<double>> noise_forests(std::size_t forests, const Threads& threads, Make make) {
    std::vector<std::vector<double>> rows(forests);
    threads.for_each(forests, [&](std::size_t b) { rows[b] = make(b); });
    return rows;
}

FeatureNoise noise_of_shuffled_outcomes(const ExtraTreeRows& rows, std::size_t forests, const ExtraTreesOptions& options,
                                        const Threads& threads) {
    FeatureNoise out;
    out.observed = mean_gain_of_trees(extra_tree_gains(rows, rows.outcome(), options), rows.inputs());
    const auto of_forest = [&](std::size_t b) {
        const std::vector<std::uint32_t> order = random_row_order(rows.size(), options.seed, AnalysisDraw::permutation, b);
        std::vector<std::int64_t> outcome(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) outcome[i] = rows.outcome()[order[i]];
        return mean_gain_of_trees(extra_tree_gains(rows, outcome, options), rows.inputs());
    };
    for (const std::vector<double>& one : noise_forests(forests, threads, of_forest))
        out.noise.insert(out.noise.end(), one.begin(), one.end());
    return out;
}

FeatureNoise noise_of_shuffled_inputs(const ExtraTreeRows& rows, std::size_t forests, const ExtraTreesOptions& options,
                                      const Threads& threads) {
    const std::size_t d = rows.inputs();
    const auto of_forest = [&](std::size_t b) {
        const std::vector<std::uint32_t> order = random_row_order(rows.size(), options.seed, AnalysisDraw::dummy_factor, b);
        const ExtraTreeRows doubled = rows.with_shuffled_inputs(order);
        return mean_gain_of_trees(extra_tree_gains(doubled, doubled.outcome(), options), 2 * d);
    };
    FeatureNoise out;
    out.observed.assign(d, 0);
    for (const std::vector<double>& one : noise_forests(forests, threads, of_forest)) {
        for (std::size_t j = 0; j < d; ++j) out.observed[j] += one[j] / static_cast<double>(forests);
        out.noise.insert(out.noise.end(), one.begin() + static_cast<std::ptrdiff_t>(d), one.end());
    }
    return out;
}

}  // namespace

FeatureNoise feature_noise(const ExtraTreeRows& rows, FeatureNull kind, std::size_t forests, const ExtraTreesOptions& options,
                           const Threads& threads) {
    if (forests == 0) return {};
    switch (kind) {
        case FeatureNull::shuffled_outcome:
            return noise_of_shuffled_outcomes(rows, forests, options, threads);
        case FeatureNull::shuffled_inputs:
            return noise_of_shuffled_inputs(rows, forests, options, threads);
        case FeatureNull::none:
            break;
    }
    return {};
}

std::vector<std::uint32_t> rows_for_noise(const ExtraTreeRows& rows, std::size_t most, std::uint64_t seed) {
    constexpr std::uint64_t serial = std::uint64_t{1} << 62;  // not that of a forest
    const std::size_t classes = std::max<std::size_t>(rows.classes(), 1);
    std::vector<std::size_t> left(classes, (most + classes - 1) / classes);
    std::vector<std::uint32_t> chosen;
    for (const std::uint32_t i : random_row_order(rows.size(), seed, AnalysisDraw::dummy_factor, serial)) {
        std::size_t& of_class = left[rows.classes() > 0 ? static_cast<std::size_t>(rows.outcome()[i]) : 0];
        if (of_class == 0) continue;
        --of_class;
        chosen.push_back(i);
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

std::vector<std::uint32_t> random_row_order(std::size_t count, std::uint64_t seed, AnalysisDraw what, std::uint64_t serial) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t k = count; k-- > 1;) {
        const std::uint32_t word = analysis_draws(seed, what, serial, static_cast<std::uint32_t>(k / 4)).word(k % 4);
        std::swap(order[k], order[whole_below(k + 1, word)]);
    }
    return order;
}

}  // namespace enclosure
