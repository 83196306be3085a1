#include "analysis/tipping/two_components.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "analysis/replicates/defined_values.h"
#include "sim/base/math.h"

namespace enclosure {

namespace {

constexpr double log_2_pi = 1.8378770664093454836;
constexpr std::size_t fewest_to_shape = 4;
constexpr int most_mixture_steps = 2000;

// Values as numbers of standard deviations from their mean: what follows is then free of units.
struct StandardScores {
    std::vector<double> z = {};  ///< ascending
    double mean = 0, sd = 0;     ///< sd by n, for the mean of z² is then 1
    std::size_t dropped = 0;
};

StandardScores standard_scores(std::span<const double> values) {
    DefinedValues defined = defined_values(values);
    StandardScores out{.z = std::move(defined.values), .dropped = defined.dropped};
    if (out.z.empty()) return out;
    std::sort(out.z.begin(), out.z.end());
    if (out.z.front() == out.z.back()) return out;
    const auto n = static_cast<double>(out.z.size());
    for (const double v : out.z) out.mean += v / n;
    double square = 0;
    for (const double v : out.z) square += (v - out.mean) * (v - out.mean);
    out.sd = std::sqrt(square / n);
    if (!(out.sd > 0) || !std::isfinite(out.sd)) out.sd = 0;
    for (double& v : out.z) v = out.sd > 0 ? (v - out.mean) / out.sd : 0;
    return out;
}

// How many values lie below the cut with the least sum of squares within its sides.
std::size_t best_cut(const std::vector<double>& z) {
    const std::size_t n = z.size();
    const std::size_t least = std::max<std::size_t>(1, n / 20);
    double total = 0;
    for (const double v : z) total += v;
    double below = 0, best = -1;
    std::size_t cut = least;
    for (std::size_t k = 1; k + least <= n; ++k) {
        below += z[k - 1];
        if (k < least) continue;
        const double above = total - below;
        const double between = below * below / static_cast<double>(k) + above * above / static_cast<double>(n - k);
        if (between > best) {
            best = between;
            cut = k;
        }
    }
    return cut;
}

struct MixtureState {
    std::array<double, 2> weight{}, mean{}, variance{};
};

// Variances stay above that of rounding to the usual distance of neighbouring values: of an outcome that takes few values, none is a
// component of its own.
double least_mixture_variance(const std::vector<double>& z) {
    std::vector<double> gaps;
    for (std::size_t i = 1; i < z.size(); ++i) {
        if (z[i] > z[i - 1]) gaps.push_back(z[i] - z[i - 1]);
    }
    const double gap = quantile(std::move(gaps), 0.5);
    return std::max(1e-6, gap * gap / 12);
}

// Neighbouring values, taken together where there are many: their shares in the components hardly differ.
struct MixtureGroup {
    double count = 0, mean = 0, variance = 0;
};

constexpr std::size_t most_mixture_groups = 4000;

std::vector<MixtureGroup> mixture_groups(const std::vector<double>& z) {
    const std::size_t size = (z.size() + most_mixture_groups - 1) / most_mixture_groups;
    std::vector<MixtureGroup> groups;
    for (std::size_t first = 0; first < z.size(); first += size) {
        const std::size_t last = std::min(z.size(), first + size);
        MixtureGroup group{.count = static_cast<double>(last - first)};
        for (std::size_t i = first; i < last; ++i) group.mean += z[i] / group.count;
        for (std::size_t i = first; i < last; ++i) group.variance += (z[i] - group.mean) * (z[i] - group.mean) / group.count;
        groups.push_back(group);
    }
    return groups;
}

// From the share that each group has in the upper component.
MixtureState mixture_of(const std::vector<MixtureGroup>& groups, const std::vector<double>& upper, double least_variance) {
    std::array<double, 2> count{}, sum{}, square{};
    double total = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::array<double, 2> share{groups[i].count * (1 - upper[i]), groups[i].count * upper[i]};
        total += groups[i].count;
        for (std::size_t c = 0; c < 2; ++c) {
            count[c] += share[c];
            sum[c] += share[c] * groups[i].mean;
        }
    }
    MixtureState out;
    for (std::size_t c = 0; c < 2; ++c) {
        out.weight[c] = count[c] / total;
        out.mean[c] = sum[c] / count[c];
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const MixtureGroup& g = groups[i];
        const std::array<double, 2> share{g.count * (1 - upper[i]), g.count * upper[i]};
        for (std::size_t c = 0; c < 2; ++c) square[c] += share[c] * (g.variance + (g.mean - out.mean[c]) * (g.mean - out.mean[c]));
    }
    for (std::size_t c = 0; c < 2; ++c) out.variance[c] = std::max(square[c] / count[c], least_variance);
    return out;
}

// Log likelihood, and the share of each group in the upper component.
double mixture_likelihood(const std::vector<MixtureGroup>& groups, const MixtureState& state, std::vector<double>& upper) {
    std::array<double, 2> front{};
    for (std::size_t c = 0; c < 2; ++c) front[c] = math::log(state.weight[c]) - 0.5 * (log_2_pi + math::log(state.variance[c]));
    double sum = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const MixtureGroup& g = groups[i];
        std::array<double, 2> log_density{};
        for (std::size_t c = 0; c < 2; ++c) {
            log_density[c] = front[c] - 0.5 * (g.variance + (g.mean - state.mean[c]) * (g.mean - state.mean[c])) / state.variance[c];
        }
        const double top = std::max(log_density[0], log_density[1]);
        const double low = math::exp(log_density[0] - top), high = math::exp(log_density[1] - top);
        upper[i] = high / (low + high);
        sum += g.count * (top + math::log(low + high));
    }
    return sum;
}

}  // namespace

SampleShape sample_shape(std::span<const double> values) {
    const StandardScores s = standard_scores(values);
    SampleShape out{.n = s.z.size(), .dropped = s.dropped};
    if (out.n < fewest_to_shape || s.sd == 0) return out;
    const auto n = static_cast<double>(out.n);
    double third = 0, fourth = 0;
    for (const double z : s.z) {
        third += z * z * z / n;
        fourth += z * z * z * z / n;
    }
    out.skewness = third * std::sqrt(n * (n - 1)) / (n - 2);
    out.kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (fourth - 3) + 6);
    out.bimodality = (out.skewness * out.skewness + 1) / (out.kurtosis + 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)));
    return out;
}

TwoComponents two_components(std::span<const double> values) {
    const StandardScores s = standard_scores(values);
    TwoComponents out{.n = s.z.size(), .dropped = s.dropped};
    if (out.n < fewest_to_shape || s.sd == 0) return out;
    const std::size_t cut = best_cut(s.z);
    const bool two_points = s.z[cut - 1] == s.z.front() && s.z[cut] == s.z.back();
    const std::vector<MixtureGroup> groups = mixture_groups(s.z);
    std::vector<double> upper(groups.size());
    double before = 0;  // values in earlier groups
    for (std::size_t i = 0; i < groups.size(); before += groups[i++].count) {
        upper[i] = std::clamp((before + groups[i].count - static_cast<double>(cut)) / groups[i].count, 0.0, 1.0);
    }
    const double least_variance = least_mixture_variance(s.z);
    MixtureState state = mixture_of(groups, upper, least_variance);
    double likelihood = -std::numeric_limits<double>::infinity();
    for (int step = 0; step < most_mixture_steps && !two_points; ++step) {
        const double next = mixture_likelihood(groups, state, upper);
        out.converged = next - likelihood <= 1e-10 * std::fabs(next);
        likelihood = next;
        if (out.converged) break;
        const MixtureState moved = mixture_of(groups, upper, least_variance);
        if (!(moved.weight[0] > 0 && moved.weight[1] > 0)) break;  // one component has no values left
        state = moved;
    }
    const std::size_t low = state.mean[0] <= state.mean[1] ? 0 : 1;
    for (std::size_t c = 0; c < 2; ++c) {
        const std::size_t from = c == 0 ? low : 1 - low;
        out.weight[c] = state.weight[from];
        out.mean[c] = s.mean + s.sd * state.mean[from];
        out.sd[c] = s.sd * std::sqrt(state.variance[from]);
    }
    if (two_points) {
        const DefinedValues points = defined_values(values);
        const auto [least, most] = std::minmax_element(points.values.begin(), points.values.end());
        out.mean = {*least, *most};
        out.sd = {0, 0};
        out.weight[0] = static_cast<double>(cut) / static_cast<double>(out.n);
        out.weight[1] = 1 - out.weight[0];
        out.separation = out.bic_gain = std::numeric_limits<double>::infinity();
        out.converged = true;
        return out;
    }
    const auto n = static_cast<double>(out.n);
    out.separation = std::sqrt(2.0) * std::fabs(state.mean[1] - state.mean[0]) / std::sqrt(state.variance[0] + state.variance[1]);
    const double of_one = -0.5 * n * (log_2_pi + 1);
    out.bic_gain = 2 * (likelihood - of_one) - (5 - 2) * math::log(n);
    return out;
}

}  // namespace enclosure
