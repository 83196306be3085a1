#include "analysis/emulator/noise.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include "sim/base/math.h"
#include "sim/base/paired.h"

namespace enclosure {

double spread_freedom(const PreparedSet& set) {
    double freedom = 0;
    for (const double r : set.replicates) freedom += r - 1;
    return freedom;
}

double pooled_variance(const PreparedSet& set) {
    double squares = 0;
    for (const double s : set.squares) squares += s;
    const double freedom = spread_freedom(set);
    return freedom > 0 ? squares / freedom : not_defined;
}

void refuse_noise(const PreparedSet& set, EmulatorNoise noise, const std::string& outcome, std::vector<std::string>& reasons) {
    switch (noise) {
        case EmulatorNoise::estimated:
            return;
        case EmulatorNoise::none:
            if (set.merged > 0 && std::any_of(set.squares.begin(), set.squares.end(), [](double s) { return s > 0; })) {
                reasons.push_back(fmt::format(
                    "Equal points have different values of {}, so it has noise: ask for estimated noise instead of none.", outcome));
            }
            return;
        case EmulatorNoise::pooled:
        case EmulatorNoise::per_point:
        case EmulatorNoise::smoothed:
            if (spread_freedom(set) == 0) {
                reasons.push_back(fmt::format(
                    "No point has two runs, so the noise of {} cannot be taken from their spread: ask for estimated noise, or replicate.",
                    outcome));
            }
            return;
    }
}

std::vector<double> variance_of_means(const PreparedSet& set, EmulatorNoise noise) {
    std::vector<double> variance(set.size(), 0.0);
    if (noise != EmulatorNoise::pooled && noise != EmulatorNoise::per_point) return variance;
    const double pooled = pooled_variance(set);
    for (std::size_t i = 0; i < set.size(); ++i) {
        const double r = set.replicates[i];
        const double own = noise == EmulatorNoise::per_point && r > 1 ? set.squares[i] / (r - 1) : pooled;
        variance[i] = own / r;
    }
    return variance;
}

TrainingSet log_variance_set(const PreparedSet& set, std::span<const EmulatorInput> inputs, const std::string& outcome) {
    TrainingSet out;
    out.inputs.assign(inputs.begin(), inputs.end());
    out.outcome = fmt::format("ln variance of {}", outcome);
    std::vector<double> coordinates;
    for (std::size_t i = 0; i < set.size(); ++i) {
        const double freedom = set.replicates[i] - 1;
        if (!(freedom > 0) || !(set.squares[i] > 0)) continue;
        for (std::size_t k = 0; k < inputs.size(); ++k) coordinates.push_back(set.coordinates[i * inputs.size() + k]);
        out.mean.push_back(math::log(set.squares[i] / freedom) - boost::math::digamma(freedom / 2) + math::log(freedom / 2));
        out.replicates.push_back(2);
        out.variance.push_back(2 * boost::math::trigamma(freedom / 2));
    }
    out.x = points_of_scaled(inputs, coordinates);
    return out;
}

}  // namespace enclosure
