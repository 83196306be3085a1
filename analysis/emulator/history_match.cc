#include "analysis/emulator/history_match.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/predict.h"
#include "sim/base/probability.h"
#include "sim/study/designs/sobol.h"

namespace enclosure {

namespace {

bool same_inputs(const Emulator& a, const Emulator& b) {
    return std::equal(a.inputs.begin(), a.inputs.end(), b.inputs.begin(), b.inputs.end(),
                      [](const EmulatorInput& p, const EmulatorInput& q) {
                          return p.id == q.id && p.low == q.low && p.high == q.high && p.levels == q.levels;
                      });
}

void refuse_observed(std::span<const ObservedOutcome> outcomes) {
    std::vector<std::string> reasons;
    if (outcomes.empty()) reasons.push_back("There is nothing observed to match.");
    for (const ObservedOutcome& outcome : outcomes) {
        if (outcome.emulator == nullptr) {
            reasons.push_back("An observed outcome has no emulator.");
            break;
        }
        const std::string& name = outcome.emulator->outcome;
        if (!same_inputs(*outcome.emulator, *outcomes.front().emulator)) {
            reasons.push_back(
                fmt::format("The emulator of {} has other inputs or ranges than that of {}.", name, outcomes.front().emulator->outcome));
        }
        if (!std::isfinite(outcome.observed) || !(outcome.observation_variance >= 0) || !(outcome.discrepancy_variance >= 0)) {
            reasons.push_back(fmt::format("{} needs an observed value that is finite, and variances of 0 or more.", name));
        }
    }
    if (!reasons.empty()) throw AnalysisError(reasons);
}

// The p below which a binomial with k of n lies with the given probability: ends of Clopper and Pearson's interval.
double clopper_pearson_end(double a, double b, double probability) {
    if (a <= 0) return 0;
    if (b <= 0) return 1;
    double low = 0;
    double high = 1;
    for (int step = 0; step < 60; ++step) {
        const double middle = 0.5 * (low + high);
        (incomplete_beta(a, b, middle) < probability ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

}  // namespace

std::vector<double> implausibilities(std::span<const ObservedOutcome> outcomes, std::span<const double> x, const Threads& threads) {
    refuse_observed(outcomes);
    const std::size_t m = x.size() / outcomes.front().emulator->inputs.size();
    std::vector<double> out(m * outcomes.size());
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
        const EmulatorPrediction at = predict(*outcomes[o].emulator, x, threads);
        for (std::size_t i = 0; i < m; ++i) {
            const double sd = outcomes[o].one_world ? at.run_sd[i] : at.sd[i];
            const double variance = sd * sd + outcomes[o].observation_variance + outcomes[o].discrepancy_variance;
            out[i * outcomes.size() + o] = std::fabs(outcomes[o].observed - at.mean[i]) / std::sqrt(variance);
        }
    }
    return out;
}

HistoryMatch history_match(std::span<const ObservedOutcome> outcomes, const HistoryMatchSettings& how, const Threads& threads) {
    refuse_observed(outcomes);
    std::vector<std::string> reasons;
    if (how.points == 0) reasons.push_back("There are no points to look at; 8192 are advised.");
    if (how.order == 0 || how.order > outcomes.size()) {
        reasons.push_back(fmt::format("Of {} outcomes there is no implausibility number {}.", outcomes.size(), how.order));
    }
    if (!(how.confidence > 0 && how.confidence < 1)) reasons.push_back("A confidence level lies between 0 and 1, as 0.95 does.");
    if (!(how.cutoff > 0)) reasons.push_back("The cutoff of the implausibility must be above 0; 3 is usual.");
    if (!reasons.empty()) throw AnalysisError(reasons);

    const std::vector<EmulatorInput>& inputs = outcomes.front().emulator->inputs;
    const std::size_t d = inputs.size();
    const DesignPoints cube = sobol_points({.points = how.points, .factors = d, .seed = how.seed});
    const std::vector<double> x = points_of_scaled(inputs, coordinates_of_cube(inputs, cube.u));
    const std::vector<double> all = implausibilities(outcomes, x, threads);
    HistoryMatch out;
    out.least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < how.points; ++i) {
        std::vector<double> of_point(all.begin() + static_cast<std::ptrdiff_t>(i * outcomes.size()),
                                     all.begin() + static_cast<std::ptrdiff_t>((i + 1) * outcomes.size()));
        for (double& v : of_point) v = std::isnan(v) ? 0 : v;  // equal, with no doubt
        std::sort(of_point.begin(), of_point.end(), std::greater<>());
        const double counts = of_point[how.order - 1];
        const auto point = std::span(x).subspan(i * d, d);
        if (counts < out.least) {
            out.least = counts;
            out.best.assign(point.begin(), point.end());
        }
        if (counts > how.cutoff) continue;
        out.x.insert(out.x.end(), point.begin(), point.end());
        out.implausibility.push_back(counts);
    }
    const auto left = static_cast<double>(out.implausibility.size());
    const auto n = static_cast<double>(how.points);
    out.share = left / n;
    const double tail = 0.5 - 0.5 * how.confidence;
    out.share_interval = {clopper_pearson_end(left, n - left + 1, tail), clopper_pearson_end(left + 1, n - left, 1 - tail)};
    if (left == 0) {
        out.warnings.push_back(
            fmt::format("No point is plausible; the nearest lies {:.1f} standard deviations off. The model cannot give what was observed, "
                        "or differs from the "
                        "world by more than was said.",
                        out.least));
    }
    return out;
}

}  // namespace enclosure
