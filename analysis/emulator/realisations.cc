#include "analysis/emulator/realisations.h"

#include <cmath>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/analysis_error.h"
#include "analysis/emulator/predict.h"
#include "sim/study/designs/sobol.h"

namespace enclosure {

namespace {

// What is drawn of a realisation; stands in the serial before its number, far from what spectrum.cc draws.
enum class RealisationDraw : std::uint64_t { weight = 16, noise = 17 };

double realisation_normal(std::uint64_t seed, RealisationDraw what, std::size_t realisation, std::size_t index) {
    const std::uint64_t serial = static_cast<std::uint64_t>(what) << 40 | realisation;
    return analysis_draws(seed, AnalysisDraw::emulator_paths, serial, static_cast<std::uint32_t>(index)).normal();
}

// Of the process's variance, how much the points leave open, on average over the ranges.
double unknown_share(const Emulator& emulator, const Threads& threads) {
    const DesignPoints cube = sobol_points({.points = 64, .factors = emulator.inputs.size()});
    const EmulatorPrediction at = predict_scaled(emulator, coordinates_of_cube(emulator.inputs, cube.u), threads);
    double sum = 0;
    for (const double sd : at.sd) sum += sd * sd;
    return sum / static_cast<double>(at.sd.size()) / emulator.variance;
}

}  // namespace

EmulatorRealisations draw_realisations(const Emulator& emulator, std::size_t count, std::uint64_t seed, const Threads& threads,
                                       std::size_t frequencies) {
    if (count == 0 || frequencies == 0)
        throw AnalysisError("The spread over possible functions needs at least one of them, and one frequency.");
    EmulatorRealisations out;
    out.count = count;
    if (emulator.constant) return out;
    std::vector<std::size_t> levels;
    for (const EmulatorInput& input : emulator.inputs) levels.push_back(input.levels.size());
    const SpectrumSize size{frequencies, unknown_share(emulator, threads)};
    out.spectrum = draw_spectrum(emulator.data, emulator.parameters, levels, size, seed);
    out.feature_weights = DenseMatrix(2 * out.spectrum.count, count + 1);  // the last column, the mean's, stays 0
    threads.for_each(count, [&](std::size_t s) {
        for (std::size_t f = 0; f < out.feature_weights.rows; ++f)
            out.feature_weights(f, s) = realisation_normal(seed, RealisationDraw::weight, s, f);
    });

    // What would have been measured at the training points of each function, and what the emulator would make of it.
    const std::size_t n = emulator.points();
    DenseMatrix measured = transposed_times(spectrum_features(out.spectrum, emulator.data.points), out.feature_weights);
    const std::vector<double> noise = noise_of_means(emulator.data, emulator.parameters);
    threads.for_each(count, [&](std::size_t s) {
        for (std::size_t i = 0; i < n; ++i) {
            const double sd = std::sqrt(noise[i] + emulator.fit.jitter * emulator.parameters.variance);
            measured(i, s) += sd * realisation_normal(seed, RealisationDraw::noise, s, i);
        }
    });
    out.point_weights = projected(emulator.fit, measured);
    solve_lower(emulator.fit.factor, measured);
    out.trend_weights = transposed_times(emulator.fit.white_trend, measured);
    solve_lower(emulator.fit.trend_factor, out.trend_weights);
    solve_lower_transposed(emulator.fit.trend_factor, out.trend_weights);
    for (std::size_t s = 0; s <= count; ++s) {
        for (std::size_t i = 0; i < n; ++i) out.point_weights(i, s) = emulator.fit.weights[i] - out.point_weights(i, s);
        for (std::size_t q = 0; q < out.trend_weights.rows; ++q) out.trend_weights(q, s) = emulator.fit.beta[q] - out.trend_weights(q, s);
    }
    return out;
}

DenseMatrix realised(const Emulator& emulator, const EmulatorRealisations& realisations, std::span<const double> coordinates) {
    DenseMatrix out;
    if (emulator.constant) {
        out = DenseMatrix(coordinates.size() / emulator.inputs.size(), realisations.count + 1);
    } else {
        DenseMatrix covariance = correlations(correlation_of(emulator.data, emulator.parameters), emulator.data.points, coordinates);
        for (double& c : covariance.values) c *= emulator.parameters.variance;
        out = transposed_times(covariance, realisations.point_weights);
        const DenseMatrix prior = transposed_times(spectrum_features(realisations.spectrum, coordinates), realisations.feature_weights);
        const DenseMatrix trend = times(trend_terms(emulator.settings.trend, emulator.inputs, coordinates), realisations.trend_weights);
        for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] += prior.values[i] + trend.values[i];
    }
    for (double& v : out.values) v = emulator.centre + emulator.scale * v;
    return out;
}

}  // namespace enclosure
