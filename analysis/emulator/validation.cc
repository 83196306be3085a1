#include "analysis/emulator/validation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/coverage.h"
#include "analysis/emulator/cross_validation.h"
#include "analysis/emulator/predict.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

void refuse_held_out(const Emulator& emulator, const TrainingSet& held_out) {
    std::vector<std::string> reasons;
    const std::size_t n = held_out.size();
    if (held_out.inputs.size() != emulator.inputs.size()) {
        reasons.push_back(
            fmt::format("The held-out points have {} inputs, the emulator {}.", held_out.inputs.size(), emulator.inputs.size()));
    }
    if (held_out.x.size() != n * emulator.inputs.size() || (!held_out.replicates.empty() && held_out.replicates.size() != n)) {
        reasons.push_back(fmt::format("The held-out points of {} have columns of different length.", emulator.outcome));
    }
    if (std::none_of(held_out.mean.begin(), held_out.mean.end(), [](double m) { return std::isfinite(m); })) {
        reasons.push_back(fmt::format("No held-out point has a finite {}.", emulator.outcome));
    }
    if (!reasons.empty()) throw AnalysisError(reasons);
}

// P(F > f) for Fisher's law.
double fisher_probability_above(double f, double freedom, double freedom_below) {
    return incomplete_beta(freedom_below / 2, freedom / 2, freedom_below / (freedom_below + freedom * f));
}

void judge_validation(const Emulator& emulator, EmulatorValidation& out) {
    const std::size_t m = out.row.size();
    const double t = prediction_quantile(emulator, out.confidence);
    double squares = 0;
    std::size_t inside = 0;
    double level = 0;
    for (std::size_t i = 0; i < m; ++i) level += (out.predicted[i] + out.error[i]) / static_cast<double>(m);
    double spread = 0;
    for (std::size_t i = 0; i < m; ++i) {
        const double gap = out.predicted[i] + out.error[i] - level;
        spread += gap * gap;
        squares += out.error[i] * out.error[i];
        inside += std::fabs(out.error[i]) <= t * out.sd[i] ? 1 : 0;
    }
    out.rmse = std::sqrt(squares / static_cast<double>(m));
    out.coverage = static_cast<double>(inside) / static_cast<double>(m);
    if (spread > 0) out.q2 = 1 - squares / spread;
    if (out.q2 < low_q2) {
        out.warnings.push_back(
            fmt::format("Q² of {} at held-out points is {:.2f}: the emulator explains little of the outcome.", emulator.outcome, out.q2));
    }
    const std::string doubt = coverage_warning(inside, m, out.confidence);
    if (!doubt.empty()) out.warnings.push_back(fmt::format("{}, held-out: {}", emulator.outcome, doubt));
    if (out.pivoted.empty()) return;
    out.squared_distance = 0;
    for (const double e : out.pivoted) out.squared_distance += e * e;
    const auto rank = static_cast<double>(out.pivoted.size());
    const double above = fisher_probability_above(out.squared_distance / rank, rank, emulator.freedom);
    out.p = std::min(1.0, 2 * std::min(above, 1 - above));
    if (out.p < 0.01) {
        out.warnings.push_back(fmt::format("Errors of {} at held-out points are together {} than the emulator says (p = {:.2g}).",
                                           emulator.outcome, above < 0.5 ? "larger" : "smaller", out.p));
    }
}

}  // namespace

PivotedFactor pivoted_factor(DenseMatrix covariance, double least) {
    const std::size_t n = covariance.rows;
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    DenseMatrix lower(n, n);  // rows by point
    std::vector<double> left(n);
    for (std::size_t i = 0; i < n; ++i) left[i] = covariance(i, i);
    std::size_t rank = 0;
    double first = 0;
    for (; rank < n; ++rank) {
        std::size_t place = rank;
        for (std::size_t a = rank; a < n; ++a) {
            if (left[order[a]] > left[order[place]]) place = a;
        }
        std::swap(order[rank], order[place]);
        const std::size_t p = order[rank];
        if (rank == 0) first = left[p];
        if (!(left[p] > least * first)) break;
        lower(p, rank) = std::sqrt(left[p]);
        for (std::size_t a = rank + 1; a < n; ++a) {
            const std::size_t i = order[a];
            double sum = covariance(i, p);
            for (std::size_t j = 0; j < rank; ++j) sum -= lower(i, j) * lower(p, j);
            lower(i, rank) = sum / lower(p, rank);
            left[i] -= lower(i, rank) * lower(i, rank);
        }
    }
    PivotedFactor out{{order.begin(), order.begin() + static_cast<std::ptrdiff_t>(rank)}, DenseMatrix(rank, rank)};
    for (std::size_t a = 0; a < rank; ++a) {
        for (std::size_t j = 0; j <= a; ++j) out.lower(a, j) = lower(order[a], j);
    }
    return out;
}

EmulatorValidation validate(const Emulator& emulator, const TrainingSet& held_out, double confidence, const Threads& threads) {
    refuse_held_out(emulator, held_out);
    const std::size_t d = emulator.inputs.size();
    EmulatorValidation out;
    out.confidence = confidence;
    std::vector<double> x;
    for (std::size_t i = 0; i < held_out.size(); ++i) {
        if (!std::isfinite(held_out.mean[i])) continue;
        out.row.push_back(i);
        for (std::size_t k = 0; k < d; ++k) x.push_back(held_out.x[i * d + k]);
    }
    const std::vector<double> at = scaled_points(emulator.inputs, x);
    out.predicted = predict_scaled(emulator, at, threads).mean;
    const std::vector<double> noise = run_variances(emulator, at, threads);
    DenseMatrix covariance = posterior_covariance(emulator, at, at);
    for (std::size_t i = 0; i < out.row.size(); ++i) {
        const double runs = held_out.replicates.empty() ? 1 : static_cast<double>(held_out.replicates[out.row[i]]);
        covariance(i, i) = std::max(covariance(i, i), 0.0) + noise[i] / runs;
        out.error.push_back(held_out.mean[out.row[i]] - out.predicted[i]);
        out.sd.push_back(std::sqrt(covariance(i, i)));
        out.standardised.push_back(out.sd[i] > 0 ? out.error[i] / out.sd[i] : not_defined);
    }
    const PivotedFactor factor = pivoted_factor(covariance);
    DenseMatrix errors(factor.pivot.size(), 1);
    for (std::size_t a = 0; a < factor.pivot.size(); ++a) errors(a, 0) = out.error[factor.pivot[a]];
    solve_lower(factor.lower, errors);
    out.pivoted.assign(errors.values.begin(), errors.values.end());
    out.pivot = factor.pivot;
    judge_validation(emulator, out);
    return out;
}

}  // namespace enclosure
