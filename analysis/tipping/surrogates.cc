#include "analysis/tipping/surrogates.h"

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_draws.h"
#include "sim/base/math.h"

namespace enclosure {

namespace {

std::vector<double> autocovariances(std::span<const double> series, std::size_t most_lag) {
    const auto n = static_cast<double>(series.size());
    double mean = 0;
    for (const double v : series) mean += v;
    mean /= n;
    std::vector<double> out(most_lag + 1, 0);
    for (std::size_t lag = 0; lag <= most_lag; ++lag) {
        for (std::size_t t = lag; t < series.size(); ++t) out[lag] += (series[t] - mean) * (series[t - lag] - mean) / n;
    }
    return out;
}

// The best predictor from the last `coefficients.size()` values, and how far it is off.
struct LinearPredictor {
    std::vector<double> coefficients;
    double sd;
};

// Of each order from 0 to that of the model: Levinson and Durbin's recursion backwards. A path that begins with them is stationary from its
// first value on.
std::vector<LinearPredictor> predictors_of(const Autoregression& model) {
    std::vector<LinearPredictor> out(model.coefficients.size() + 1);
    out.back() = {model.coefficients, model.innovation_sd};
    for (std::size_t order = model.coefficients.size(); order-- > 0;) {
        const LinearPredictor& higher = out[order + 1];
        const double reflection = higher.coefficients.back();
        const double left = 1 - reflection * reflection;
        LinearPredictor& lower = out[order];
        lower.sd = left > 0 ? higher.sd / std::sqrt(left) : 0;
        for (std::size_t k = 0; k < order; ++k) {
            lower.coefficients.push_back(left > 0 ? (higher.coefficients[k] + reflection * higher.coefficients[order - 1 - k]) / left : 0);
        }
    }
    return out;
}

}  // namespace

Autoregression fit_autoregression(std::span<const double> series, std::size_t most_order) {
    Autoregression best;
    const auto flat = [&](double v) { return v == series.front(); };
    if (series.size() < 3 || std::all_of(series.begin(), series.end(), flat)) return best;
    const std::size_t most = std::clamp<std::size_t>(most_order, 1, series.size() - 2);
    const std::vector<double> covariance = autocovariances(series, most);
    if (!(covariance[0] > 0)) return best;
    const auto n = static_cast<double>(series.size());
    std::vector<double> phi;
    double variance = covariance[0];
    for (std::size_t order = 1; order <= most; ++order) {
        double rest = covariance[order];
        for (std::size_t k = 0; k < phi.size(); ++k) rest -= phi[k] * covariance[order - 1 - k];
        const double reflection = variance > 0 ? rest / variance : 0;
        std::vector<double> next = phi;
        for (std::size_t k = 0; k < phi.size(); ++k) next[k] -= reflection * phi[phi.size() - 1 - k];
        next.push_back(reflection);
        phi = next;
        variance *= 1 - reflection * reflection;
        const double aic = n * math::log(std::max(variance, 1e-300)) + 2 * static_cast<double>(order);
        if (best.coefficients.empty() || aic < best.aic) best = {phi, std::sqrt(std::max(variance, 0.0)), aic};
    }
    return best;
}

std::vector<double> surrogate_series(const Autoregression& model, std::size_t length, std::uint64_t seed, std::uint64_t serial) {
    const std::vector<LinearPredictor> predictors = predictors_of(model);
    std::vector<double> path(length);
    const auto step = [&](std::size_t t, double normal) {
        const LinearPredictor& predictor = predictors[std::min(t, model.coefficients.size())];
        path[t] = predictor.sd * normal;
        for (std::size_t k = 0; k < predictor.coefficients.size(); ++k) path[t] += predictor.coefficients[k] * path[t - 1 - k];
    };
    for (std::size_t t = 0; t < length; t += 2) {
        Draws draws = analysis_draws(seed, AnalysisDraw::null_sample, serial, static_cast<std::uint32_t>(t / 2));
        step(t, draws.normal());
        if (t + 1 < length) step(t + 1, draws.normal());
    }
    return path;
}

}  // namespace enclosure
