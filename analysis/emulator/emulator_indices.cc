#include "analysis/emulator/emulator_indices.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/analysis_error.h"
#include "analysis/emulator/predict.h"
#include "analysis/emulator/realisations.h"
#include "sim/study/designs/sobol.h"

namespace enclosure {

namespace {

// Base rows whose points are evaluated together.
constexpr std::size_t rows_together = 16;
constexpr double most_index_bytes = 4e9;
// An unknown share of the variance that is worth a warning.
constexpr double large_unknown_share = 0.05;

// Of each base row the points A, B, AB_1 … AB_d, and with second order BA_1 … BA_d.
struct IndexSample {
    std::size_t inputs = 0;
    std::size_t rows = 0;
    bool second_order = false;
    std::vector<double> coordinates = {};  // row × (A, then B) × input

    std::size_t points_per_row() const { return 2 + inputs * (second_order ? 2 : 1); }

    void append_row(std::size_t row, std::vector<double>& points) const {
        const double* a = coordinates.data() + 2 * row * inputs;
        const double* b = a + inputs;
        points.insert(points.end(), a, b + inputs);
        for (std::size_t swap = 0; swap < (second_order ? 2 : 1); ++swap) {
            for (std::size_t k = 0; k < inputs; ++k) {
                for (std::size_t j = 0; j < inputs; ++j) points.push_back((j == k) == (swap == 0) ? b[j] : a[j]);
            }
        }
    }
};

IndexSample index_sample(const Emulator& emulator, const EmulatorIndicesSettings& how) {
    const std::size_t d = emulator.inputs.size();
    const DesignPoints cube = sobol_points({.points = how.base_rows, .factors = 2 * d, .seed = how.seed});
    return {d, how.base_rows, how.second_order, coordinates_by_measure(emulator.inputs, how.measure, cube.u)};
}

// Outcomes of every realisation, and in the last column of the mean: (row × points of a row) × realisation.
DenseMatrix outcomes_of(const Emulator& emulator, const EmulatorRealisations& realisations, const IndexSample& sample,
                        const Threads& threads) {
    const std::size_t per_row = sample.points_per_row();
    DenseMatrix out(sample.rows * per_row, realisations.count + 1);
    threads.for_each((sample.rows + rows_together - 1) / rows_together, [&](std::size_t block) {
        const std::size_t begin = block * rows_together;
        const std::size_t end = std::min(begin + rows_together, sample.rows);
        std::vector<double> points;
        for (std::size_t row = begin; row < end; ++row) sample.append_row(row, points);
        const DenseMatrix values = realised(emulator, realisations, points);
        for (std::size_t s = 0; s < values.columns; ++s) {
            std::copy(values.column(s).begin(), values.column(s).end(),
                      out.column(s).begin() + static_cast<std::ptrdiff_t>(begin * per_row));
        }
    });
    return out;
}

// How often each base row is in each resample (row × resample); in the first, once.
DenseMatrix resample_counts(std::size_t rows, std::size_t resamples, std::uint64_t seed) {
    DenseMatrix counts(rows, resamples + 1);
    std::fill(counts.column(0).begin(), counts.column(0).end(), 1.0);
    for (std::size_t b = 1; b <= resamples; ++b) {
        for (std::size_t i = 0; i < rows; i += 4) {
            const Draws draws = analysis_draws(seed, AnalysisDraw::bootstrap, b, static_cast<std::uint32_t>(i / 4));
            for (std::size_t k = 0; k < std::min<std::size_t>(4, rows - i); ++k) counts(whole_below(rows, draws.word(k)), b) += 1;
        }
    }
    return counts;
}

// What indices are means of, for one function: a, a², b, b², then b (ab_k - a) and ½ (a - ab_k)² of each input, then ba_j ab_k - a b of
// each pair.
DenseMatrix index_terms(const IndexSample& sample, std::span<const double> outcomes) {
    const std::size_t d = sample.inputs;
    const std::size_t per_row = sample.points_per_row();
    double sum = 0;
    for (std::size_t row = 0; row < sample.rows; ++row) sum += outcomes[row * per_row] + outcomes[row * per_row + 1];
    const double mean = sum / (2 * static_cast<double>(sample.rows));
    DenseMatrix terms(sample.rows, 4 + 2 * d + (sample.second_order ? d * (d - 1) / 2 : 0));
    for (std::size_t row = 0; row < sample.rows; ++row) {
        const double* y = outcomes.data() + row * per_row;
        const double a = y[0] - mean;
        const double b = y[1] - mean;
        terms(row, 0) = a;
        terms(row, 1) = a * a;
        terms(row, 2) = b;
        terms(row, 3) = b * b;
        for (std::size_t k = 0; k < d; ++k) {
            const double change = y[2 + k] - y[0];
            terms(row, 4 + k) = b * change;
            terms(row, 4 + d + k) = 0.5 * change * change;
        }
        std::size_t pair = 4 + 2 * d;
        for (std::size_t j = 0; sample.second_order && j < d; ++j) {
            for (std::size_t k = j + 1; k < d; ++k) terms(row, pair++) = (y[2 + d + j] - mean) * (y[2 + k] - mean) - a * b;
        }
    }
    return terms;
}

// Variance, then first, total and second order indices, of each resample (index × resample).
DenseMatrix resampled_indices(const IndexSample& sample, std::span<const double> outcomes, const DenseMatrix& counts) {
    const std::size_t d = sample.inputs;
    const DenseMatrix sums = transposed_times(index_terms(sample, outcomes), counts);
    const auto n = static_cast<double>(sample.rows);
    DenseMatrix out(1 + sums.rows - 4, sums.columns);
    for (std::size_t b = 0; b < sums.columns; ++b) {
        const double mean = (sums(0, b) + sums(2, b)) / (2 * n);
        const double variance = (sums(1, b) + sums(3, b)) / (2 * n) - mean * mean;
        out(0, b) = variance;
        for (std::size_t i = 4; i < sums.rows; ++i) out(i - 3, b) = variance > 0 ? sums(i, b) / n / variance : 0;
        std::size_t pair = 1 + 2 * d;
        for (std::size_t j = 0; sample.second_order && j < d; ++j) {
            for (std::size_t k = j + 1; k < d; ++k) out(pair++, b) -= out(1 + j, b) + out(1 + k, b);
        }
    }
    return out;
}

// One index from its values over realisations (in `of`, the last of them the mean function's) and resamples.
EmulatorIndex pooled_index(const std::vector<DenseMatrix>& of, std::size_t index, double confidence) {
    const std::size_t realisations = of.size() - 1;
    const auto s = static_cast<double>(realisations);
    const std::size_t resamples = of.front().columns - 1;
    EmulatorIndex out;
    out.of_mean = of.back()(index, 0);
    std::vector<double> pool;
    double within = 0;
    for (std::size_t r = 0; r < realisations; ++r) {
        out.value += of[r](index, 0) / s;
        double mean = 0;
        for (std::size_t b = 1; b <= resamples; ++b) {
            pool.push_back(of[r](index, b));
            mean += of[r](index, b) / static_cast<double>(resamples);
        }
        for (std::size_t b = 1; b <= resamples; ++b) {
            within += (of[r](index, b) - mean) * (of[r](index, b) - mean) / (s * static_cast<double>(resamples - 1));
        }
    }
    double between = 0;
    for (std::size_t r = 0; r < realisations; ++r) between += (of[r](index, 0) - out.value) * (of[r](index, 0) - out.value);
    out.emulator_sd = std::sqrt(between / (s - 1));
    out.sample_sd = std::sqrt(within);
    out.interval = {quantile(pool, 0.5 - 0.5 * confidence), quantile(pool, 0.5 + 0.5 * confidence)};
    return out;
}

void refuse_index_sizes(const Emulator& emulator, const EmulatorIndicesSettings& how) {
    std::vector<std::string> reasons;
    if (how.base_rows < 2) reasons.push_back("Indices need at least two base rows; a power of 2 above 1000 is advised.");
    if (how.realisations < 2) reasons.push_back("The emulator's error needs at least two realisations; 100 are advised.");
    if (how.resamples < 2) reasons.push_back("The sample's error needs at least two resamples; 100 are advised.");
    if (!(how.confidence > 0 && how.confidence < 1)) reasons.push_back("A confidence level lies between 0 and 1, as 0.95 does.");
    const std::size_t d = emulator.inputs.size();
    const double bytes = 8.0 * static_cast<double>(how.base_rows) * static_cast<double>(2 + d * (how.second_order ? 2 : 1)) *
                         static_cast<double>(how.realisations + 1);
    if (bytes > most_index_bytes) {
        reasons.push_back(fmt::format("{} base rows of {} inputs and {} realisations would take {:.1f} GB: take fewer of either.",
                                      how.base_rows, d, how.realisations, bytes * 1e-9));
    }
    if (!reasons.empty()) throw AnalysisError(reasons);
}

// Mean over the points A of the variance over realisations.
double variance_over_realisations(const DenseMatrix& outcomes, const IndexSample& sample) {
    const std::size_t realisations = outcomes.columns - 1;
    const auto s = static_cast<double>(realisations);
    double sum = 0;
    for (std::size_t row = 0; row < sample.rows; ++row) {
        const std::size_t at = row * sample.points_per_row();
        double mean = 0;
        for (std::size_t r = 0; r < realisations; ++r) mean += outcomes(at, r) / s;
        for (std::size_t r = 0; r < realisations; ++r) sum += (outcomes(at, r) - mean) * (outcomes(at, r) - mean) / (s - 1);
    }
    return sum / static_cast<double>(sample.rows);
}

}  // namespace

EmulatorIndices emulator_indices(const Emulator& emulator, const EmulatorIndicesSettings& how, const Threads& threads) {
    refuse_index_sizes(emulator, how);
    const std::size_t d = emulator.inputs.size();
    EmulatorIndices out;
    out.confidence = how.confidence;
    const IndexSample sample = index_sample(emulator, how);
    out.points = sample.rows * sample.points_per_row();
    std::vector<double> points_a;
    for (std::size_t row = 0; row < sample.rows; ++row) {
        points_a.insert(points_a.end(), sample.coordinates.begin() + static_cast<std::ptrdiff_t>(2 * row * d),
                        sample.coordinates.begin() + static_cast<std::ptrdiff_t>((2 * row + 1) * d));
    }
    for (const double v : run_variances(emulator, points_a, threads)) out.noise += v / static_cast<double>(sample.rows);
    if (emulator.constant) {
        const EmulatorIndex nothing{.interval = {0, 0}};
        out.first = out.total = std::vector<EmulatorIndex>(d, nothing);
        if (how.second_order) out.second.assign(d * (d - 1) / 2, nothing);
        out.mean = emulator.centre;
        out.warnings.push_back(fmt::format("{} has one value at all points: all indices are 0.", emulator.outcome));
        return out;
    }
    const EmulatorRealisations realisations = draw_realisations(emulator, how.realisations, how.seed, threads);
    const DenseMatrix outcomes = outcomes_of(emulator, realisations, sample, threads);
    const DenseMatrix counts = resample_counts(sample.rows, how.resamples, how.seed);
    std::vector<DenseMatrix> indices(how.realisations + 1);
    threads.for_each(indices.size(), [&](std::size_t s) { indices[s] = resampled_indices(sample, outcomes.column(s), counts); });
    for (std::size_t s = 0; s < how.realisations; ++s) out.variance += indices[s](0, 0) / static_cast<double>(how.realisations);
    for (std::size_t row = 0; row < sample.rows; ++row) {
        const std::size_t at = row * sample.points_per_row();
        out.mean += (outcomes(at, how.realisations) + outcomes(at + 1, how.realisations)) / (2 * static_cast<double>(sample.rows));
    }
    for (std::size_t i = 1; i < indices.front().rows; ++i) {
        std::vector<EmulatorIndex>& order = i <= d ? out.first : i <= 2 * d ? out.total : out.second;
        order.push_back(pooled_index(indices, i, how.confidence));
    }
    out.unknown_share = variance_over_realisations(outcomes, sample) / out.variance;
    if (out.unknown_share > large_unknown_share) {
        out.warnings.push_back(
            fmt::format("The emulator leaves {:.0f} % of the variance of {} open. Total indices may be too high by as much, first ones too "
                        "low: more points "
                        "would help, more base rows not.",
                        100 * out.unknown_share, emulator.outcome));
    }
    return out;
}

}  // namespace enclosure
