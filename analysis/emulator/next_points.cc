#include "analysis/emulator/next_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/predict.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"
#include "sim/study/designs/sobol.h"

namespace enclosure {

namespace {

// Points over which variance is averaged.
constexpr std::size_t reference_points = 256;
constexpr std::size_t most_candidates = 8192;

void refuse_next_points(const NextPointSettings& how) {
    std::vector<std::string> reasons;
    if (how.points == 0 || how.runs == 0) reasons.push_back("Ask for at least one next point, and one run at it.");
    if (how.candidates < how.points) {
        reasons.push_back(fmt::format("{} candidates are too few to take {} points from.", how.candidates, how.points));
    }
    if (how.candidates > most_candidates) {
        reasons.push_back(
            fmt::format("{} candidates are more than {}: their covariance would take too much memory.", how.candidates, most_candidates));
    }
    if (how.criterion == NextPointCriterion::expected_improvement && how.better == Better::unstated) {
        reasons.push_back("An improvement needs a direction: say whether the outcome is better lower or higher.");
    }
    if (!reasons.empty()) throw AnalysisError(reasons);
}

// Candidates, then reference points, and the covariance of the mean outcome at all of them given what was run and the batch so far.
struct BatchKnowledge {
    std::size_t candidates = 0;
    std::vector<double> coordinates = {};
    std::vector<double> mean = {};
    std::vector<double> noise = {};  // of the mean of the runs that would be made at a place
    DenseMatrix covariance = {};

    double variance(std::size_t c) const { return std::max(covariance(c, c), 0.0); }

    // By how much measuring candidate c would lower the mean variance of the reference points.
    double mean_fall(std::size_t c) const {
        double sum = 0;
        for (const double v : covariance.column(c).subspan(candidates)) sum += v * v;
        return sum / (variance(c) + noise[c]) / static_cast<double>(covariance.rows - candidates);
    }

    void measure(std::size_t c) {
        const std::vector<double> with(covariance.column(c).begin(), covariance.column(c).end());
        const double measured = variance(c) + noise[c];
        for (std::size_t j = 0; j < covariance.columns; ++j) {
            for (std::size_t i = 0; i < covariance.rows; ++i) covariance(i, j) -= with[i] * with[j] / measured;
        }
    }
};

BatchKnowledge knowledge_before_batch(const Emulator& emulator, const NextPointSettings& how, const Threads& threads) {
    BatchKnowledge out;
    out.candidates = how.candidates;
    const std::size_t references = how.criterion == NextPointCriterion::integrated_variance ? reference_points : 0;
    const DesignPoints cube = sobol_points({.points = how.candidates + references, .factors = emulator.inputs.size(), .seed = how.seed});
    out.coordinates = coordinates_of_cube(emulator.inputs, cube.u);
    out.mean = predict_scaled(emulator, out.coordinates, threads).mean;
    out.noise = run_variances(emulator, out.coordinates, threads);
    for (double& v : out.noise) v /= static_cast<double>(how.runs);
    out.covariance = posterior_covariance(emulator, out.coordinates, out.coordinates);
    return out;
}

double best_mean_so_far(const Emulator& emulator, double sign, const Threads& threads) {
    double best = std::numeric_limits<double>::infinity();
    for (const double m : predict_scaled(emulator, emulator.set.coordinates, threads).mean) best = std::min(best, sign * m);
    return best;
}

}  // namespace

double expected_improvement_below(double best, double mean, double sd) {
    if (!(sd > 0)) return std::max(best - mean, 0.0);
    const double z = (best - mean) / sd;
    constexpr double root_2pi = 2.5066282746310002;
    return std::max((best - mean) * normal_probability(z) + sd * math::exp(-0.5 * z * z) / root_2pi, 0.0);
}

std::vector<NextPoint> next_points(const Emulator& emulator, const NextPointSettings& how, const Threads& threads) {
    refuse_next_points(how);
    std::vector<NextPoint> out;
    if (emulator.constant) return out;
    const std::size_t d = emulator.inputs.size();
    BatchKnowledge known = knowledge_before_batch(emulator, how, threads);
    const double sign = how.better == Better::higher ? -1 : 1;
    double best = best_mean_so_far(emulator, sign, threads);
    // Beneath this a variance is rounding, and nothing more can be learnt.
    const double rounding = 1e-10 * emulator.variance;
    const auto value_of = [&](std::size_t c) {
        const bool taken = std::any_of(out.begin(), out.end(), [c](const NextPoint& point) { return point.candidate == c; });
        const double variance = known.variance(c);
        if (taken || variance <= rounding) return 0.0;
        switch (how.criterion) {
            case NextPointCriterion::largest_variance:
                return variance;
            case NextPointCriterion::integrated_variance:
                return known.mean_fall(c);
            case NextPointCriterion::expected_improvement:
                return expected_improvement_below(best, sign * known.mean[c], std::sqrt(variance));
        }
        return 0.0;
    };
    while (out.size() < how.points) {
        std::size_t c = 0;
        double value = 0;
        for (std::size_t i = 0; i < how.candidates; ++i) {
            const double of_i = value_of(i);
            if (of_i > value) {
                value = of_i;
                c = i;
            }
        }
        if (!(value > 0)) break;
        const auto at = std::span(known.coordinates).subspan(c * d, d);
        out.push_back({points_of_scaled(emulator.inputs, at), value, known.mean[c], std::sqrt(known.variance(c)), c});
        best = std::min(best, sign * known.mean[c]);
        known.measure(c);
    }
    return out;
}

}  // namespace enclosure
