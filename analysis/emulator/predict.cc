#include "analysis/emulator/predict.h"

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

// Points that are predicted together.
constexpr std::size_t predicted_together = 64;

// Of a few points: L⁻¹k (training × points) and what is left of the trend's terms, whitened: C⁻¹u with C Cᵀ = FᵀK⁻¹F (terms × points).
struct WhitePoints {
    DenseMatrix covariance;  // k, as it was
    DenseMatrix white;
    DenseMatrix left;
};

WhitePoints white_points(const Emulator& emulator, std::span<const double> coordinates) {
    WhitePoints out;
    out.covariance = correlations(correlation_of(emulator.data, emulator.parameters), emulator.data.points, coordinates);
    for (double& c : out.covariance.values) c *= emulator.parameters.variance;
    out.white = out.covariance;
    solve_lower(emulator.fit.factor, out.white);
    const DenseMatrix terms = trend_terms(emulator.settings.trend, emulator.inputs, coordinates);
    const DenseMatrix along = transposed_times(emulator.fit.white_trend, out.white);
    out.left = DenseMatrix(terms.columns, terms.rows);
    for (std::size_t i = 0; i < terms.rows; ++i) {
        for (std::size_t q = 0; q < terms.columns; ++q) out.left(q, i) = terms(i, q) - along(q, i);
    }
    solve_lower(emulator.fit.trend_factor, out.left);
    return out;
}

double sum_of_squares(std::span<const double> values) {
    double sum = 0;
    for (const double v : values) sum += v * v;
    return sum;
}

// Gradient of the mean at one point, in the outcome's unit and the inputs' own.
void write_gradient(const Emulator& emulator, std::span<const double> at, std::span<double> gradient) {
    const EmulatorCorrelation correlation = correlation_of(emulator.data, emulator.parameters);
    const std::size_t d = at.size();
    std::size_t term = 1;
    for (std::size_t k = 0; k < d; ++k) {
        const bool linear = emulator.settings.trend == EmulatorTrend::linear;
        gradient[k] = linear && !emulator.inputs[k].categorical() ? emulator.fit.beta[term] : 0;
        term += emulator.inputs[k].categorical() ? emulator.inputs[k].levels.size() - 1 : 1;
    }
    std::vector<double> by_length(d);
    for (std::size_t i = 0; i < emulator.points(); ++i) {
        const double* point = emulator.data.points.data() + i * d;
        correlation.at(at.data(), point, by_length.data());
        for (std::size_t k = 0; k < d; ++k) {
            if (at[k] != point[k])
                gradient[k] -= emulator.fit.weights[i] * emulator.parameters.variance * by_length[k] / (at[k] - point[k]);
        }
    }
    for (std::size_t k = 0; k < d; ++k) {
        const EmulatorInput& input = emulator.inputs[k];
        gradient[k] = input.categorical() ? not_defined : gradient[k] * emulator.scale / (input.high - input.low);
    }
}

}  // namespace

EmulatorPrediction predict(const Emulator& emulator, std::span<const double> x, const Threads& threads, bool with_gradient) {
    return predict_scaled(emulator, scaled_points(emulator.inputs, x), threads, with_gradient);
}

EmulatorPrediction predict_scaled(const Emulator& emulator, std::span<const double> coordinates, const Threads& threads,
                                  bool with_gradient) {
    const std::size_t d = emulator.inputs.size();
    const std::size_t m = coordinates.size() / d;
    EmulatorPrediction out{std::vector<double>(m, emulator.centre), std::vector<double>(m, 0.0),
                           run_variances(emulator, coordinates, threads), std::vector<double>(with_gradient ? m * d : 0, 0.0)};
    if (emulator.constant) {
        for (std::size_t i = 0; i < out.gradient.size(); ++i) out.gradient[i] = emulator.inputs[i % d].categorical() ? not_defined : 0;
    } else {
        threads.for_each((m + predicted_together - 1) / predicted_together, [&](std::size_t block) {
            const std::size_t begin = block * predicted_together;
            const std::size_t count = std::min(predicted_together, m - begin);
            const std::span<const double> points = coordinates.subspan(begin * d, count * d);
            const WhitePoints white = white_points(emulator, points);
            const DenseMatrix terms = trend_terms(emulator.settings.trend, emulator.inputs, points);
            for (std::size_t i = 0; i < count; ++i) {
                double mean = 0;
                for (std::size_t q = 0; q < terms.columns; ++q) mean += terms(i, q) * emulator.fit.beta[q];
                for (std::size_t j = 0; j < emulator.points(); ++j) mean += white.covariance(j, i) * emulator.fit.weights[j];
                const double left = emulator.parameters.variance - sum_of_squares(white.white.column(i));
                const double variance = std::max(left, 0.0) + sum_of_squares(white.left.column(i));
                out.mean[begin + i] = emulator.centre + emulator.scale * mean;
                out.sd[begin + i] = emulator.scale * std::sqrt(variance);
                if (with_gradient) write_gradient(emulator, points.subspan(i * d, d), std::span(out.gradient).subspan((begin + i) * d, d));
            }
        });
    }
    for (std::size_t i = 0; i < m; ++i) out.run_sd[i] = std::sqrt(out.sd[i] * out.sd[i] + out.run_sd[i]);
    return out;
}

double prediction_quantile(const Emulator& emulator, double confidence) {
    if (!(confidence > 0 && confidence < 1)) throw AnalysisError("A confidence level lies between 0 and 1, as 0.95 does.");
    return student_quantile(0.5 + 0.5 * confidence, emulator.freedom);
}

std::vector<Interval> prediction_intervals(const Emulator& emulator, std::span<const double> mean, std::span<const double> sd,
                                           double confidence) {
    const double t = prediction_quantile(emulator, confidence);
    std::vector<Interval> out;
    for (std::size_t i = 0; i < mean.size(); ++i) out.push_back({mean[i] - t * sd[i], mean[i] + t * sd[i]});
    return out;
}

DenseMatrix posterior_covariance(const Emulator& emulator, std::span<const double> a, std::span<const double> b) {
    const std::size_t d = emulator.inputs.size();
    if (emulator.constant) return {a.size() / d, b.size() / d};
    const WhitePoints white_a = white_points(emulator, a);
    const WhitePoints white_b = white_points(emulator, b);
    DenseMatrix out = correlations(correlation_of(emulator.data, emulator.parameters), a, b);
    const DenseMatrix known = transposed_times(white_a.white, white_b.white);
    const DenseMatrix trend = transposed_times(white_a.left, white_b.left);
    const double unit = emulator.scale * emulator.scale;
    for (std::size_t i = 0; i < out.values.size(); ++i) {
        out.values[i] = unit * (emulator.parameters.variance * out.values[i] - known.values[i] + trend.values[i]);
    }
    return out;
}

std::vector<double> run_variances(const Emulator& emulator, std::span<const double> coordinates, const Threads& threads) {
    std::vector<double> out(coordinates.size() / emulator.inputs.size(), emulator.noise);
    if (!emulator.log_variance) return out;
    const EmulatorPrediction logs = predict_scaled(*emulator.log_variance, coordinates, threads);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = math::exp(logs.mean[i] + 0.5 * logs.sd[i] * logs.sd[i]);
    return out;
}

}  // namespace enclosure
