#include "sim/study/distribution.h"

#include <algorithm>
#include <cmath>

#include "sim/base/math.h"
#include "sim/base/paired.h"
#include "sim/study/law_quantiles.h"

namespace enclosure {

namespace {

// min + share (max - min), without rounding beyond either end.
double place_between(const Distribution& d, double share) {
    if (share == 1) return d.max;
    return std::clamp(d.min + share * (d.max - d.min), d.min, d.max);
}

double loguniform_quantile(const Distribution& d, double u) {
    if (u == 1) return d.max;
    return std::clamp(d.min * math::exp(u * math::log(d.max / d.min)), d.min, d.max);
}

// From the nearer end, so that both ends are exact.
double triangular_quantile(const Distribution& d, double u) {
    const double width = d.max - d.min;
    const double rising = (d.mode - d.min) / width;  // share of the range and, as it happens, of probability
    const double falling = (d.max - d.mode) / width;
    const double value = u <= rising ? d.min + width * std::sqrt(u * rising) : d.max - width * std::sqrt((1 - u) * falling);
    return std::clamp(value, d.min, d.max);
}

double pert_quantile(const Distribution& d, double u) {
    const double width = d.max - d.min;
    return place_between(d, beta_quantile(1 + 4 * (d.mode - d.min) / width, 1 + 4 * (d.max - d.mode) / width, u));
}

double truncated_normal_quantile(const Distribution& d, double u) {
    if (u == 0) return d.min;
    if (u == 1) return d.max;
    const double z = normal_quantile_between((d.min - d.mean) / d.sd, (d.max - d.mean) / d.sd, u);
    return std::clamp(d.mean + d.sd * z, d.min, d.max);
}

double truncated_lognormal_quantile(const Distribution& d, double u) {
    const double min = std::max(d.min, 0.0);
    if (u == 0) return min;
    if (u == 1) return d.max;
    const double sd = math::log(d.spread);
    const double z = normal_quantile_between(math::log(min / d.median) / sd, math::log(d.max / d.median) / sd, u);
    return std::clamp(d.median * math::exp(sd * z), min, d.max);
}

double equal_level(std::size_t count, double u) {
    const double level = std::floor(u * static_cast<double>(count));
    return std::min(level, static_cast<double>(count - 1));
}

double weighted_level(const std::vector<double>& weights, double u) {
    double total = 0;
    for (const double weight : weights) total += weight;
    double below = 0;
    std::size_t last = 0;  // a level that can be
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] == 0) continue;
        last = i;
        below += weights[i];
        if (below > u * total) break;
    }
    return static_cast<double>(last);
}

double empirical_quantile(const Distribution& d, double u) {
    if (d.between) return quantile(d.values, u);
    std::vector<double> sorted = d.values;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<std::size_t>(equal_level(sorted.size(), u))];
}

}  // namespace

double quantile(const Distribution& d, double u) {
    if (u != u) return u;
    switch (d.law) {
        case Law::uniform:
            return place_between(d, u);
        case Law::loguniform:
            return loguniform_quantile(d, u);
        case Law::triangular:
            return triangular_quantile(d, u);
        case Law::pert:
            return pert_quantile(d, u);
        case Law::normal:
            return truncated_normal_quantile(d, u);
        case Law::lognormal:
            return truncated_lognormal_quantile(d, u);
        case Law::beta:
            return place_between(d, beta_quantile(d.a, d.b, u));
        case Law::gamma:
            return d.scale * gamma_quantile(d.shape, u);
        case Law::poisson:
            return poisson_quantile(d.mean, u);
        case Law::bernoulli:
            return d.probability > 0 && (u >= 1 - d.probability) ? 1 : 0;
        case Law::levels:
            return d.weights.empty() ? equal_level(d.levels, u) : weighted_level(d.weights, u);
        case Law::empirical:
            return empirical_quantile(d, u);
    }
    return u;
}

}  // namespace enclosure
