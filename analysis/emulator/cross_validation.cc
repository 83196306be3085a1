#include "analysis/emulator/cross_validation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/analysis_error.h"
#include "analysis/emulator/coverage.h"
#include "analysis/emulator/predict.h"

namespace enclosure {

namespace {

// Which points each fold leaves out.
using FoldRows = std::vector<std::vector<std::size_t>>;

FoldRows drawn_folds(std::size_t n, std::size_t folds, std::uint64_t seed) {
    if (folds < 2 || folds > n)
        throw AnalysisError(fmt::format("{} folds do not fit {} points: take 2 to as many as there are points.", folds, n));
    std::vector<std::uint64_t> key(n);
    for (std::size_t i = 0; i < n; ++i) key[i] = analysis_draws(seed, AnalysisDraw::permutation, 0, static_cast<std::uint32_t>(i)).bits();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key[a] < key[b]; });
    FoldRows rows(folds);
    for (std::size_t place = 0; place < n; ++place) rows[place % folds].push_back(order[place]);
    for (std::vector<std::size_t>& fold : rows) std::sort(fold.begin(), fold.end());
    return rows;
}

CrossValidation empty_validation(const Emulator& emulator, const FoldRows& folds, double confidence) {
    CrossValidation out;
    const std::size_t n = emulator.points();
    out.confidence = confidence;
    out.fold.resize(n);
    for (std::size_t f = 0; f < folds.size(); ++f) {
        for (const std::size_t i : folds[f]) out.fold[i] = f;
    }
    out.predicted = out.residual = out.sd = out.standardised = std::vector<double>(n, 0.0);
    out.squared_distance.assign(folds.size(), 0.0);
    return out;
}

void add_fold_point(const Emulator& emulator, std::size_t i, double residual, double sd, CrossValidation& out) {
    out.residual[i] = residual;
    out.sd[i] = sd;
    out.predicted[i] = emulator.set.mean[i] - residual;
}

// Whether the other points fix every term of the trend; the block is replaced by its factor.
bool can_be_left_out(DenseMatrix& block) {
    std::vector<double> whole(block.rows);
    for (std::size_t a = 0; a < block.rows; ++a) whole[a] = block(a, a);
    if (!factorise(block)) return false;
    for (std::size_t a = 0; a < block.rows; ++a) {
        if (block(a, a) * block(a, a) < 1e-13 * whole[a]) return false;
    }
    return true;
}

// Numbers about all points, and what they warn of.
void sum_up_validation(const Emulator& emulator, CrossValidation& out) {
    const std::vector<double>& mean = emulator.set.mean;
    const double t = prediction_quantile(emulator, out.confidence);
    double squares = 0;
    double spread = 0;
    double noise = 0;
    std::size_t inside = 0;
    std::size_t defined = 0;
    const std::vector<double> noise_of_mean =
        emulator.constant ? std::vector<double>(mean.size()) : noise_of_means(emulator.data, emulator.parameters);
    for (std::size_t i = 0; i < mean.size(); ++i) {
        if (std::isnan(out.residual[i])) {
            out.standardised[i] = not_defined;
            continue;
        }
        ++defined;
        noise += noise_of_mean[i] * emulator.scale * emulator.scale;
        out.standardised[i] = out.sd[i] > 0 ? out.residual[i] / out.sd[i] : not_defined;
        squares += out.residual[i] * out.residual[i];
        spread += (mean[i] - emulator.centre) * (mean[i] - emulator.centre);
        inside += std::fabs(out.residual[i]) <= t * out.sd[i] ? 1 : 0;
    }
    if (defined < mean.size()) {
        out.warnings.push_back(fmt::format("{} points cannot be left out: they alone fix a term of the trend of {}.", mean.size() - defined,
                                           emulator.outcome));
    }
    if (defined == 0) return;
    out.rmse = std::sqrt(squares / static_cast<double>(defined));
    out.coverage = static_cast<double>(inside) / static_cast<double>(defined);
    if (emulator.constant) {
        out.warnings.push_back(fmt::format("{} has one value at all points, so there is nothing to check.", emulator.outcome));
        return;
    }
    out.q2 = 1 - squares / spread;
    out.q2_of_noise = 1 - noise / spread;
    if (out.q2 < low_q2) {
        out.warnings.push_back(
            fmt::format("Q² of {} is {:.2f}: at points that it has not seen, the emulator explains little of the outcome. Noise of the "
                        "means leaves {:.2f} to be "
                        "explained. More points{} would help.",
                        emulator.outcome, out.q2, out.q2_of_noise, out.q2_of_noise < low_q2 ? " or runs at each" : ""));
    }
    const std::string doubt = coverage_warning(inside, defined, out.confidence);
    if (!doubt.empty()) out.warnings.push_back(fmt::format("{}: {}", emulator.outcome, doubt));
}

CrossValidation closed_form(const Emulator& emulator, const FoldRows& folds, double confidence, const Threads& threads) {
    CrossValidation out = empty_validation(emulator, folds, confidence);
    if (!emulator.constant) {
        const DenseMatrix projector = projector_of(emulator.fit, threads);
        threads.for_each(folds.size(), [&](std::size_t f) {
            const std::vector<std::size_t>& rows = folds[f];
            DenseMatrix block(rows.size(), rows.size());
            DenseMatrix residual(rows.size(), 1);
            for (std::size_t a = 0; a < rows.size(); ++a) {
                residual(a, 0) = emulator.fit.weights[rows[a]];
                for (std::size_t b = 0; b <= a; ++b) block(a, b) = projector(rows[a], rows[b]);
            }
            if (!can_be_left_out(block)) {
                for (const std::size_t i : rows) add_fold_point(emulator, i, not_defined, not_defined, out);
                out.squared_distance[f] = not_defined;
                return;
            }
            solve_lower(block, residual);
            for (const double v : residual.values) out.squared_distance[f] += v * v;
            solve_lower_transposed(block, residual);
            DenseMatrix spread(rows.size(), rows.size());
            for (std::size_t a = 0; a < rows.size(); ++a) spread(a, a) = 1;
            solve_lower(block, spread);  // columns of L⁻¹, whose squares add up to the diagonal of the inverse
            for (std::size_t a = 0; a < rows.size(); ++a) {
                double variance = 0;
                for (const double v : spread.column(a)) variance += v * v;
                add_fold_point(emulator, rows[a], emulator.scale * residual(a, 0), emulator.scale * std::sqrt(variance), out);
            }
        });
    }
    sum_up_validation(emulator, out);
    return out;
}

// The points that are (or are not) among `rows`, as a training set.
TrainingSet points_beside(const Emulator& emulator, const std::vector<std::size_t>& rows) {
    const std::size_t d = emulator.inputs.size();
    TrainingSet set;
    set.inputs = emulator.inputs;
    set.outcome = emulator.outcome;
    std::vector<double> coordinates;
    for (std::size_t i = 0; i < emulator.points(); ++i) {
        if (std::binary_search(rows.begin(), rows.end(), i)) continue;
        for (std::size_t k = 0; k < d; ++k) coordinates.push_back(emulator.set.coordinates[i * d + k]);
        const double r = emulator.set.replicates[i];
        set.mean.push_back(emulator.set.mean[i]);
        set.replicates.push_back(static_cast<std::size_t>(r));
        set.variance.push_back(r > 1 ? emulator.set.squares[i] / (r - 1) : 0);
    }
    set.x = points_of_scaled(emulator.inputs, coordinates);
    return set;
}

}  // namespace

CrossValidation leave_one_out(const Emulator& emulator, double confidence, const Threads& threads) {
    FoldRows folds(emulator.points());
    for (std::size_t i = 0; i < folds.size(); ++i) folds[i] = {i};
    return closed_form(emulator, folds, confidence, threads);
}

CrossValidation k_fold(const Emulator& emulator, std::size_t folds, std::uint64_t seed, double confidence, const Threads& threads) {
    return closed_form(emulator, drawn_folds(emulator.points(), folds, seed), confidence, threads);
}

CrossValidation k_fold_refitted(const Emulator& emulator, std::size_t folds, std::uint64_t seed, double confidence,
                                const Threads& threads) {
    const FoldRows rows = drawn_folds(emulator.points(), folds, seed);
    CrossValidation out = empty_validation(emulator, rows, confidence);
    const std::size_t d = emulator.inputs.size();
    for (std::size_t f = 0; f < folds && !emulator.constant; ++f) {
        const Emulator others = fit_emulator(points_beside(emulator, rows[f]), emulator.settings, threads);
        std::vector<double> at;
        DenseMatrix residual(rows[f].size(), 1);
        for (const std::size_t i : rows[f])
            at.insert(at.end(), emulator.set.coordinates.begin() + static_cast<std::ptrdiff_t>(i * d),
                      emulator.set.coordinates.begin() + static_cast<std::ptrdiff_t>((i + 1) * d));
        const EmulatorPrediction predicted = predict_scaled(others, at, threads);
        const std::vector<double> noise = run_variances(others, at, threads);
        DenseMatrix covariance = posterior_covariance(others, at, at);
        for (std::size_t a = 0; a < rows[f].size(); ++a) {
            const std::size_t i = rows[f][a];
            residual(a, 0) = emulator.set.mean[i] - predicted.mean[a];
            covariance(a, a) += noise[a] / emulator.set.replicates[i];
            add_fold_point(emulator, i, residual(a, 0), std::sqrt(std::max(covariance(a, a), 0.0)), out);
        }
        out.squared_distance[f] = not_defined;
        if (!factorise(covariance)) continue;
        solve_lower(covariance, residual);
        out.squared_distance[f] = 0;
        for (const double v : residual.values) out.squared_distance[f] += v * v;
    }
    sum_up_validation(emulator, out);
    return out;
}

}  // namespace enclosure
