#include "analysis/emulator/emulator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/parameter_search.h"
#include "analysis/emulator/predict.h"
#include "sim/base/math.h"

namespace enclosure {

namespace {

void refuse_emulator(const TrainingSet& set, const PreparedSet& ready, const EmulatorSettings& settings,
                     std::vector<std::string>& reasons) {
    const std::size_t n = ready.size();
    refuse_noise(ready, settings.noise, set.outcome, reasons);
    if (n > settings.most_points) {
        const EmulatorCost cost = emulator_cost(n, set.inputs.size(), settings);
        reasons.push_back(
            fmt::format("{} points are more than the {} that an emulator is fitted to here: it would take about {:.0f} min and {:.1f} GB. "
                        "Take fewer points "
                        "with more runs each, an even part of the design, or raise the limit.",
                        n, settings.most_points, cost.seconds / 60, cost.bytes * 1e-9));
    }
    const std::size_t terms = trend_term_count(settings.trend, set.inputs);
    if (n < terms + 2) {
        reasons.push_back(fmt::format("{} points are too few for a trend of {} terms in {}: take a constant trend, or more points.", n,
                                      terms, set.outcome));
    }
    if (settings.given && settings.given->lengths.size() != set.inputs.size()) {
        reasons.push_back(fmt::format("{} lengths do not fit {} inputs.", settings.given->lengths.size(), set.inputs.size()));
    }
    if (settings.given && !(settings.given->variance > 0 && settings.given->noise >= 0 &&
                            std::all_of(settings.given->lengths.begin(), settings.given->lengths.end(), [](double l) { return l > 0; }))) {
        reasons.push_back("Lengths and the variance of the process must be above 0, and noise not below.");
    }
}

// Means that differ by a smaller share of their size are the same.
constexpr double equal_but_for_rounding = 1e-13;

// Centre and scale of the means.
void settle_standard_units(Emulator& emulator) {
    const std::vector<double>& mean = emulator.set.mean;
    const auto [low, high] = std::minmax_element(mean.begin(), mean.end());
    emulator.constant = *high - *low <= equal_but_for_rounding * std::max(std::fabs(*low), std::fabs(*high));
    const auto n = static_cast<double>(mean.size());
    double sum = 0;
    for (const double m : mean) sum += m - *low;
    emulator.centre = *low + sum / n;
    double squares = 0;
    for (const double m : mean) squares += (m - emulator.centre) * (m - emulator.centre);
    emulator.scale = emulator.constant ? 1 : std::sqrt(squares / (n - 1));
}

// Variance of each mean in the outcome's unit; with smoothed noise, the emulator of ln s² is made.
std::vector<double> known_noise_of(Emulator& emulator, const Threads& threads) {
    if (emulator.settings.noise != EmulatorNoise::smoothed) return variance_of_means(emulator.set, emulator.settings.noise);
    const TrainingSet logs = log_variance_set(emulator.set, emulator.inputs, emulator.outcome);
    EmulatorSettings settings = emulator.settings;
    settings.noise = EmulatorNoise::per_point;
    settings.trend = EmulatorTrend::constant;
    settings.given.reset();
    try {
        emulator.log_variance = std::make_shared<const Emulator>(fit_emulator(logs, settings, threads));
    } catch (const AnalysisError&) {
        emulator.warnings.push_back(
            fmt::format("Too few points have runs that differ for the noise of {} to be emulated: it is taken as the same everywhere.",
                        emulator.outcome));
        return variance_of_means(emulator.set, EmulatorNoise::pooled);
    }
    std::vector<double> variance = run_variances(emulator, emulator.set.coordinates, threads);
    for (std::size_t i = 0; i < variance.size(); ++i) variance[i] /= emulator.set.replicates[i];
    return variance;
}

void settle_data(Emulator& emulator, const Threads& threads) {
    ProcessData& data = emulator.data;
    const double unit = emulator.scale * emulator.scale;
    data.kernel = emulator.settings.kernel;
    data.categorical = categorical_marks(emulator.inputs);
    data.points = emulator.set.coordinates;
    data.trend = trend_terms(emulator.settings.trend, emulator.inputs, data.points);
    for (const double mean : emulator.set.mean) data.outcome.push_back((mean - emulator.centre) / emulator.scale);
    data.known_noise = known_noise_of(emulator, threads);
    for (double& v : data.known_noise) v /= unit;
    data.replicates = emulator.set.replicates;
    data.estimate_noise = emulator.settings.noise == EmulatorNoise::estimated;
    for (const double s : emulator.set.squares) data.squares += s / unit;
    data.freedom = spread_freedom(emulator.set);
    data.restricted = emulator.settings.criterion == EmulatorCriterion::restricted_likelihood;
}

void settle_parameters(Emulator& emulator, const Threads& threads) {
    const double unit = emulator.scale * emulator.scale;
    if (emulator.settings.given) {
        emulator.parameters = *emulator.settings.given;
        emulator.parameters.variance /= unit;
        emulator.parameters.noise = emulator.data.estimate_noise ? emulator.parameters.noise / unit : 0;
    } else {
        const EmulatorSettings& s = emulator.settings;
        const auto found = find_parameters(emulator.data, {.starts = s.starts, .points = s.search_points, .seed = s.seed}, threads);
        if (found) {
            emulator.parameters = found->parameters;
            emulator.start_ends = found->start_ends;
            emulator.evaluations = found->evaluations;
        }
        if (found && found->end == BoundedSearchEnd::evaluations) {
            emulator.warnings.push_back(fmt::format(
                "The search for the lengths of {} stopped before the likelihood was at its top: look at the check by leaving one out.",
                emulator.outcome));
        }
        if (!found) emulator.parameters.lengths.clear();
    }
    std::optional<ProcessFit> fit;
    if (!emulator.parameters.lengths.empty()) fit = fit_process(emulator.data, emulator.parameters);
    if (!fit) {
        throw AnalysisError(
            fmt::format("The points for {} cannot tell the terms of the trend apart, or lie too close together: take a constant "
                        "trend, or let the inputs vary independently.",
                        emulator.outcome));
    }
    emulator.fit = std::move(*fit);
}

void settle_report(Emulator& emulator) {
    const double unit = emulator.scale * emulator.scale;
    emulator.lengths = emulator.parameters.lengths;
    emulator.variance = emulator.parameters.variance * unit;
    emulator.trend = emulator.fit.beta;
    for (double& b : emulator.trend) b *= emulator.scale;
    emulator.trend[0] += emulator.centre;
    const double terms = emulator.data.restricted ? static_cast<double>(emulator.trend.size()) : 0;
    const double densities = static_cast<double>(emulator.points()) - terms + (emulator.data.estimate_noise ? emulator.data.freedom : 0);
    emulator.log_likelihood = emulator.fit.log_likelihood - densities * math::log(emulator.scale);
    for (std::size_t k = 0; k < emulator.inputs.size(); ++k) {
        if (emulator.settings.given || emulator.inputs[k].categorical() || emulator.lengths[k] > 1.001 * shortest_length) continue;
        emulator.warnings.push_back(
            fmt::format("{} changes with {} faster than the points can show: between them the emulator knows little.", emulator.outcome,
                        emulator.inputs[k].id));
    }
    if (emulator.fit.jitter > 1.5 * search_jitter) {
        emulator.warnings.push_back(
            fmt::format("{:.0e} of the variance of {} was added to the diagonal, for points lie very close together or it is very smooth.",
                        emulator.fit.jitter, emulator.outcome));
    }
}

double noise_of_one_run(const Emulator& emulator) {
    switch (emulator.settings.noise) {
        case EmulatorNoise::none:
            return 0;
        case EmulatorNoise::estimated:
            if (!emulator.constant) return emulator.parameters.noise * emulator.scale * emulator.scale;
            return emulator.data.freedom > 0 ? pooled_variance(emulator.set) : 0;
        case EmulatorNoise::pooled:
        case EmulatorNoise::per_point:
        case EmulatorNoise::smoothed:
            break;
    }
    return pooled_variance(emulator.set);
}

}  // namespace

Emulator fit_emulator(const TrainingSet& set, const EmulatorSettings& settings, const Threads& threads) {
    Emulator emulator;
    emulator.inputs = set.inputs;
    emulator.outcome = set.outcome;
    emulator.settings = settings;
    emulator.set = prepare(set);
    std::vector<std::string> reasons;
    refuse_emulator(set, emulator.set, settings, reasons);
    if (!reasons.empty()) throw AnalysisError(reasons);

    if (emulator.set.dropped > 0) {
        emulator.warnings.push_back(
            fmt::format("{} of {} points have no finite {} and do not count.", emulator.set.dropped, set.size(), set.outcome));
    }
    if (settings.noise == EmulatorNoise::none && pooled_variance(emulator.set) > 0) {
        emulator.warnings.push_back(fmt::format("Runs at the same point differ in {}, which is taken as having no noise.", set.outcome));
    }
    settle_standard_units(emulator);
    settle_data(emulator, threads);
    emulator.freedom = static_cast<double>(emulator.points() - emulator.data.trend.columns);
    if (emulator.constant) {
        emulator.trend.assign(emulator.data.trend.columns, 0.0);
        emulator.trend[0] = emulator.centre;
        emulator.lengths.assign(emulator.inputs.size(), not_defined);
        emulator.warnings.push_back(fmt::format("{} is {} at all points: no input has an effect on it.", set.outcome, emulator.centre));
    } else {
        settle_parameters(emulator, threads);
        settle_report(emulator);
    }
    emulator.noise = noise_of_one_run(emulator);
    return emulator;
}

EmulatorCost emulator_cost(std::size_t points, std::size_t inputs, const EmulatorSettings& settings) {
    // Measured at 100 to 2000 points and 3 to 20 inputs: Cholesky's factor and the inverse, and the kernel's derivatives for each pair.
    const auto evaluation = [inputs](std::size_t n) {
        const auto size = static_cast<double>(n);
        return 1e-10 * size * size * size + size * size * (25e-9 + 3e-9 * static_cast<double>(inputs));
    };
    constexpr double typical_evaluations = 40;
    const std::size_t searched = std::min(points, settings.search_points);
    const auto size = static_cast<double>(points);
    EmulatorCost cost;
    cost.bytes = 4 * 8 * size * size;
    if (settings.given) return {evaluation(points), cost.bytes};
    cost.seconds = typical_evaluations * static_cast<double>(settings.starts) * evaluation(searched);
    if (points > searched) cost.seconds += static_cast<double>(improving_evaluations) * evaluation(points);
    return cost;
}

}  // namespace enclosure
