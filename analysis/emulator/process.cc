#include "analysis/emulator/process.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "sim/base/math.h"

namespace enclosure {

namespace {

constexpr double log_2pi = 1.8378770664093453;

double sum_of_products(std::span<const double> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

// Log density of the runs around the means of their points, in runs of one variance τ²; what does not depend on it is left out where the
// runs' number at each point is 1.
double log_density_of_spread(const ProcessData& data, double noise) {
    if (!data.estimate_noise || data.freedom == 0) return 0;
    double value = -0.5 * (data.freedom * (log_2pi + math::log(noise)) + data.squares / noise);
    for (const double r : data.replicates) value -= 0.5 * math::log(r);
    return value;
}

// Of a point's inverse variance, the share below which what the trend leaves of it is rounding.
constexpr double least_left = 1e-12;

// Columns of the covariance whose part of the gradient is summed together.
constexpr std::size_t gradient_block = 32;

// Σ over pairs of the columns [begin, end) of what the gradient is made of. W = P - ααᵀ, of which the lower triangle counts twice.
struct GradientSums {
    const ProcessData& data;
    const EmulatorCorrelation& correlation;
    const DenseMatrix& inverse;       // K⁻¹, lower triangle
    const DenseMatrix& removed;       // p × n: P = K⁻¹ - removedᵀ removed
    std::span<const double> weights;  // α
    double variance;

    double weight(std::size_t i, std::size_t j) const {
        double w = inverse(i, j) - weights[i] * weights[j];
        for (std::size_t q = 0; q < removed.rows; ++q) w -= removed(q, i) * removed(q, j);
        return w;
    }

    // sums: by ln length_k for each input, by ln variance, then Σ W_ii / runs_i.
    void add(std::size_t begin, std::size_t end, double jitter, std::span<double> sums) const {
        const std::size_t d = data.inputs();
        std::vector<double> by_length(d);
        for (std::size_t j = begin; j < end; ++j) {
            const double* b = data.points.data() + j * d;
            const double on_diagonal = weight(j, j);
            sums[d] -= 0.5 * on_diagonal * variance * (1 + jitter);
            sums[d + 1] -= 0.5 * on_diagonal / data.replicates[j];
            for (std::size_t i = j + 1; i < data.size(); ++i) {
                const double alike = correlation.at(data.points.data() + i * d, b, by_length.data());
                const double w = weight(i, j) * variance;
                for (std::size_t k = 0; k < d; ++k) sums[k] -= w * by_length[k];
                sums[d] -= w * alike;
            }
        }
    }
};

// The terms × points matrix whose square is what the trend takes off K⁻¹: P = K⁻¹ - removedᵀ removed.
DenseMatrix removed_by_trend(const ProcessFit& fit) {
    DenseMatrix solved = fit.white_trend;
    solve_lower_transposed(fit.factor, solved);
    DenseMatrix removed(solved.columns, solved.rows);
    for (std::size_t i = 0; i < solved.rows; ++i) {
        for (std::size_t q = 0; q < solved.columns; ++q) removed(q, i) = solved(i, q);
    }
    solve_lower(fit.trend_factor, removed);
    return removed;
}

}  // namespace

std::vector<double> logarithms_of(const ProcessParameters& parameters, bool estimate_noise) {
    std::vector<double> out;
    for (const double length : parameters.lengths) out.push_back(math::log(length));
    out.push_back(math::log(parameters.variance));
    if (estimate_noise) out.push_back(math::log(parameters.noise));
    return out;
}

ProcessParameters parameters_of_logarithms(std::span<const double> logarithms, std::size_t inputs, bool estimate_noise) {
    ProcessParameters out;
    for (std::size_t k = 0; k < inputs; ++k) out.lengths.push_back(math::exp(logarithms[k]));
    out.variance = math::exp(logarithms[inputs]);
    if (estimate_noise) out.noise = math::exp(logarithms[inputs + 1]);
    return out;
}

EmulatorCorrelation correlation_of(const ProcessData& data, const ProcessParameters& parameters) {
    return {data.kernel, parameters.lengths, data.categorical};
}

std::vector<double> noise_of_means(const ProcessData& data, const ProcessParameters& parameters) {
    std::vector<double> noise = data.known_noise;
    if (data.estimate_noise) {
        for (std::size_t i = 0; i < noise.size(); ++i) noise[i] += parameters.noise / data.replicates[i];
    }
    return noise;
}

std::optional<ProcessFit> fit_process(const ProcessData& data, const ProcessParameters& parameters, double first_jitter) {
    const std::size_t n = data.size();
    const DenseMatrix correlation = correlations_within(correlation_of(data, parameters), data.points);
    const std::vector<double> noise = noise_of_means(data, parameters);
    ProcessFit fit;
    for (fit.jitter = first_jitter;; fit.jitter *= 10) {
        if (fit.jitter > 2 * most_jitter) return std::nullopt;
        fit.factor = correlation;
        for (double& c : fit.factor.values) c *= parameters.variance;
        for (std::size_t i = 0; i < n; ++i) fit.factor(i, i) += parameters.variance * fit.jitter + noise[i];
        if (factorise(fit.factor)) break;
    }
    fit.white_trend = data.trend;
    solve_lower(fit.factor, fit.white_trend);
    fit.trend_factor = transposed_times(fit.white_trend, fit.white_trend);
    DenseMatrix plain = transposed_times(data.trend, data.trend);
    if (!factorise(fit.trend_factor) || !factorise(plain)) return std::nullopt;

    DenseMatrix white(data.outcome);
    solve_lower(fit.factor, white);
    DenseMatrix beta = transposed_times(fit.white_trend, white);
    solve_lower(fit.trend_factor, beta);
    solve_lower_transposed(fit.trend_factor, beta);
    fit.beta.assign(beta.values.begin(), beta.values.end());
    const DenseMatrix explained = times(fit.white_trend, beta);
    for (std::size_t i = 0; i < n; ++i) white(i, 0) -= explained(i, 0);
    double value = sum_of_products(white.values, white.values) + log_determinant(fit.factor);
    double freedom = static_cast<double>(n);
    if (data.restricted) {
        value += log_determinant(fit.trend_factor) - log_determinant(plain);
        freedom -= static_cast<double>(data.trend.columns);
    }
    fit.log_likelihood = -0.5 * (value + freedom * log_2pi) + log_density_of_spread(data, parameters.noise);
    solve_lower_transposed(fit.factor, white);
    fit.weights.assign(white.values.begin(), white.values.end());
    return fit;
}

double log_likelihood(const ProcessData& data, std::span<const double> logarithms, std::span<double> gradient, const Threads& threads) {
    const std::size_t d = data.inputs();
    const ProcessParameters parameters = parameters_of_logarithms(logarithms, d, data.estimate_noise);
    const std::optional<ProcessFit> fit = fit_process(data, parameters, search_jitter);
    if (!fit || !std::isfinite(fit->log_likelihood)) return -std::numeric_limits<double>::infinity();

    const DenseMatrix inverse = inverse_from_factor(fit->factor, threads);
    const DenseMatrix removed = data.restricted ? removed_by_trend(*fit) : DenseMatrix(0, data.size());
    const EmulatorCorrelation correlation = correlation_of(data, parameters);
    const GradientSums sums{data, correlation, inverse, removed, fit->weights, parameters.variance};
    const std::size_t blocks = (data.size() + gradient_block - 1) / gradient_block;
    DenseMatrix parts(d + 2, blocks);
    threads.for_each(blocks, [&](std::size_t block) {
        const std::size_t begin = block * gradient_block;
        sums.add(begin, std::min(begin + gradient_block, data.size()), fit->jitter, parts.column(block));
    });
    std::vector<double> total(d + 2);
    for (std::size_t block = 0; block < blocks; ++block) {
        for (std::size_t k = 0; k < d + 2; ++k) total[k] += parts(k, block);
    }
    std::copy_n(total.begin(), d + 1, gradient.begin());
    if (data.estimate_noise) {
        gradient[d + 1] = total[d + 1] * parameters.noise;
        if (data.freedom > 0) gradient[d + 1] += 0.5 * (data.squares / parameters.noise - data.freedom);
    }
    return fit->log_likelihood;
}

DenseMatrix projected(const ProcessFit& fit, const DenseMatrix& a) {
    DenseMatrix white = a;
    solve_lower(fit.factor, white);
    DenseMatrix along = transposed_times(fit.white_trend, white);
    solve_lower(fit.trend_factor, along);
    solve_lower_transposed(fit.trend_factor, along);
    const DenseMatrix explained = times(fit.white_trend, along);
    for (std::size_t i = 0; i < white.values.size(); ++i) white.values[i] -= explained.values[i];
    solve_lower_transposed(fit.factor, white);
    return white;
}

DenseMatrix projector_of(const ProcessFit& fit, const Threads& threads) {
    DenseMatrix out = inverse_from_factor(fit.factor, threads);
    const DenseMatrix removed = removed_by_trend(fit);
    for (std::size_t j = 0; j < out.columns; ++j) {
        const double whole = out(j, j);
        for (std::size_t i = j; i < out.rows; ++i) {
            for (std::size_t q = 0; q < removed.rows; ++q) out(i, j) -= removed(q, i) * removed(q, j);
        }
        if (out(j, j) < least_left * whole) out(j, j) = 0;
    }
    return out;
}

}  // namespace enclosure
