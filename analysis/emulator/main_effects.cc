#include "analysis/emulator/main_effects.h"

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/realisations.h"
#include "sim/study/designs/sobol.h"

namespace enclosure {

namespace {

// Values of one input, as coordinates.
std::vector<double> effect_coordinates(const EmulatorInput& input, std::size_t values) {
    std::vector<double> out;
    if (input.categorical()) {
        for (std::size_t level = 0; level < input.levels.size(); ++level) out.push_back(static_cast<double>(level));
    } else {
        for (std::size_t i = 0; i < values; ++i) out.push_back(static_cast<double>(i) / static_cast<double>(values - 1));
    }
    return out;
}

struct EffectPoint {
    std::size_t input;
    std::size_t place;  // among the input's values
    double coordinate;
};

void refuse_effect_sizes(const MainEffectSettings& how) {
    std::vector<std::string> reasons;
    if (how.values < 2) reasons.push_back("A main effect needs at least two values of an input.");
    if (how.sample == 0) reasons.push_back("A main effect needs a sample of the other inputs; 256 points are advised.");
    if (how.realisations < 2) reasons.push_back("A band needs at least two realisations; 100 are advised.");
    if (!(how.confidence > 0 && how.confidence < 1)) reasons.push_back("A confidence level lies between 0 and 1, as 0.95 does.");
    if (!reasons.empty()) throw AnalysisError(reasons);
}

}  // namespace

std::vector<MainEffect> main_effects(const Emulator& emulator, const MainEffectSettings& how, const Threads& threads) {
    refuse_effect_sizes(how);
    const std::size_t d = emulator.inputs.size();
    const EmulatorRealisations realisations = draw_realisations(emulator, how.realisations, how.seed, threads);
    const DesignPoints cube = sobol_points({.points = how.sample, .factors = d, .seed = how.seed});
    const std::vector<double> others = coordinates_by_measure(emulator.inputs, how.measure, cube.u);

    std::vector<MainEffect> effects(d);
    std::vector<EffectPoint> points;
    for (std::size_t k = 0; k < d; ++k) {
        effects[k].input = emulator.inputs[k].id;
        for (const double coordinate : effect_coordinates(emulator.inputs[k], how.values)) {
            points.push_back({k, effects[k].at.size(), coordinate});
            const EmulatorInput& input = emulator.inputs[k];
            effects[k].at.push_back(input.categorical() ? coordinate : input.low + coordinate * (input.high - input.low));
        }
        effects[k].mean.resize(effects[k].at.size());
        effects[k].band.resize(effects[k].at.size());
    }
    threads.for_each(points.size(), [&](std::size_t p) {
        const EffectPoint& point = points[p];
        std::vector<double> sample = others;
        for (std::size_t i = point.input; i < sample.size(); i += d) sample[i] = point.coordinate;
        const DenseMatrix outcomes = realised(emulator, realisations, sample);
        std::vector<double> means(outcomes.columns, 0.0);
        for (std::size_t s = 0; s < outcomes.columns; ++s) {
            for (const double y : outcomes.column(s)) means[s] += y / static_cast<double>(how.sample);
        }
        MainEffect& effect = effects[point.input];
        effect.mean[point.place] = means.back();
        means.pop_back();
        effect.band[point.place] = {quantile(means, 0.5 - 0.5 * how.confidence), quantile(means, 0.5 + 0.5 * how.confidence)};
    });
    return effects;
}

}  // namespace enclosure
