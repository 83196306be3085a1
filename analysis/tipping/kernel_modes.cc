#include "analysis/tipping/kernel_modes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/analysis_error.h"
#include "analysis/replicates/defined_values.h"
#include "sim/base/math.h"

namespace enclosure {

namespace {

constexpr double mode_kernel_reach = 8;  // bandwidths beyond which a value has no weight: exp(-32) is 1e-14
constexpr double least_peak = 1e-9;      // of the highest density: what rounding may raise
constexpr std::size_t fewest_kernel_points = 512;
constexpr std::size_t most_kernel_points = 8192;

struct KernelRange {
    double low = 0, high = 0;
};

KernelRange kernel_range(const std::vector<double>& values) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return {*low, *high};
}

// Values are shared out between the two points beside each, and the points' weights are smoothed: exact to the square of a step that is at
// most an eighth of the bandwidth, unless the values span more than 500 bandwidths.
SmoothedDensity kernel_curve(const std::vector<double>& values, double bandwidth) {
    const KernelRange range = kernel_range(values);
    const double span = range.high - range.low + 6 * bandwidth;
    const double wanted =
        std::clamp(8 * span / bandwidth, static_cast<double>(fewest_kernel_points), static_cast<double>(most_kernel_points));
    const auto points = static_cast<std::size_t>(wanted) + 1;
    SmoothedDensity out{.from = range.low - 3 * bandwidth, .step = span / static_cast<double>(points - 1)};
    std::vector<double> weight(points, 0);
    for (const double v : values) {
        const double at = (v - out.from) / out.step;
        const std::size_t left = std::min(static_cast<std::size_t>(at), points - 2);
        const double part = at - static_cast<double>(left);
        weight[left] += 1 - part;
        weight[left + 1] += part;
    }
    const auto reach = std::min(points - 1, static_cast<std::size_t>(mode_kernel_reach * bandwidth / out.step));
    std::vector<double> kernel(reach + 1);
    const double front = 0.39894228040143267794 / (bandwidth * static_cast<double>(values.size()));
    for (std::size_t k = 0; k <= reach; ++k) {
        const double off = static_cast<double>(k) * out.step / bandwidth;
        kernel[k] = front * math::exp(-0.5 * off * off);
    }
    out.density.assign(points, 0);
    for (std::size_t i = 0; i < points; ++i) {
        if (weight[i] == 0) continue;
        const std::size_t begin = i > reach ? i - reach : 0, end = std::min(points, i + reach + 1);
        for (std::size_t j = begin; j < end; ++j) out.density[j] += weight[i] * kernel[j > i ? j - i : i - j];
    }
    return out;
}

// Alternating peaks and valleys of a curve, a peak first and last, as places on it; equal neighbours count as one place, their middle.
struct CurveTurns {
    std::vector<double> place = {};
    std::vector<double> value = {};
};

CurveTurns turns_of(const std::vector<double>& curve) {
    CurveTurns out;
    bool rising = true;
    for (std::size_t i = 0; i < curve.size();) {
        std::size_t last = i;
        while (last + 1 < curve.size() && curve[last + 1] == curve[i]) ++last;
        const bool end = last + 1 == curve.size();
        const bool up_next = !end && curve[last + 1] > curve[i];
        // A peak where a rise ends, a valley where a fall does; the curve begins with a rise and ends with a fall, whatever its ends are.
        const bool turn = rising ? !up_next : up_next;
        if (turn) {
            out.place.push_back(static_cast<double>(i + last) / 2);
            out.value.push_back(curve[i]);
            rising = !rising;
        }
        i = last + 1;
    }
    return out;
}

// Takes out peaks that rise above their higher valley by less than `least`, the smallest first.
void smooth_turns(CurveTurns& turns, double least) {
    while (turns.place.size() > 1) {
        std::size_t peak = 0, valley = 1;
        double rise = turns.value.front();  // of the highest density at most
        bool found = false;
        for (std::size_t k = 0; k < turns.place.size(); k += 2) {
            const bool has_left = k > 0, has_right = k + 1 < turns.place.size();
            const bool left = has_left && (!has_right || turns.value[k - 1] >= turns.value[k + 1]);
            const std::size_t beside = left ? k - 1 : k + 1;
            const double own = turns.value[k] - turns.value[beside];
            if (!found || own < rise) {
                rise = own;
                peak = k;
                valley = beside;
                found = true;
            }
        }
        if (rise >= least) return;
        const auto first = static_cast<std::ptrdiff_t>(std::min(peak, valley));
        turns.place.erase(turns.place.begin() + first, turns.place.begin() + first + 2);
        turns.value.erase(turns.value.begin() + first, turns.value.begin() + first + 2);
    }
}

CurveTurns turns_above(const SmoothedDensity& curve, double least_rise) {
    CurveTurns turns = turns_of(curve.density);
    const double top = *std::max_element(curve.density.begin(), curve.density.end());
    smooth_turns(turns, std::max(least_rise, least_peak) * top);
    return turns;
}

std::size_t peaks_at(const std::vector<double>& values, double bandwidth) {
    return (turns_above(kernel_curve(values, bandwidth), 0).place.size() + 1) / 2;
}

bool kernel_spread(const std::vector<double>& values) {
    if (values.empty()) return false;
    const KernelRange range = kernel_range(values);
    return range.high > range.low;
}

}  // namespace

double rule_of_thumb_bandwidth(std::span<const double> values) {
    const DefinedValues defined = defined_values(values);
    if (!kernel_spread(defined.values)) return 0;
    const auto n = static_cast<double>(defined.values.size());
    double mean = 0, square = 0;
    for (const double v : defined.values) mean += v / n;
    for (const double v : defined.values) square += (v - mean) * (v - mean);
    const double sd = std::sqrt(square / (n - 1));
    const double spread = (quantile(defined.values, 0.75) - quantile(defined.values, 0.25)) / 1.34;
    return 0.9 * (spread > 0 ? std::min(sd, spread) : sd) * math::pow(n, -0.2);
}

KernelModes kernel_modes(std::span<const double> values, std::optional<double> bandwidth, double least_rise) {
    if (bandwidth && !(*bandwidth > 0 && std::isfinite(*bandwidth))) {
        throw AnalysisError(fmt::format(
            "A density cannot be smoothed with bandwidth {}: state one above 0, in the unit of the outcome, or none.", *bandwidth));
    }
    const DefinedValues defined = defined_values(values);
    KernelModes out{.n = defined.values.size(), .dropped = defined.dropped};
    if (defined.values.empty()) return out;
    if (!kernel_spread(defined.values)) {
        out.bandwidth = 0;
        out.modes = {defined.values.front()};
        out.heights = {not_defined};
        return out;
    }
    out.bandwidth = bandwidth ? *bandwidth : rule_of_thumb_bandwidth(defined.values);
    out.curve = kernel_curve(defined.values, out.bandwidth);
    const CurveTurns turns = turns_above(out.curve, least_rise);
    for (std::size_t k = 0; k < turns.place.size(); ++k) {
        const double at = out.curve.from + out.curve.step * turns.place[k];
        (k % 2 == 0 ? out.modes : out.antimodes).push_back(at);
        if (k % 2 == 0) out.heights.push_back(turns.value[k]);
    }
    return out;
}

double critical_bandwidth(std::span<const double> values, std::size_t modes) {
    const DefinedValues defined = defined_values(values);
    if (!kernel_spread(defined.values) || modes == 0) return not_defined;
    const KernelRange range = kernel_range(defined.values);
    double high = range.high - range.low;  // two values at this distance make one peak, and so do any others
    double low = high / 1000;
    if (peaks_at(defined.values, low) <= modes) return low;
    while (high - low > 1e-6 * high) {
        const double middle = std::sqrt(low * high);
        if (!(middle > low && middle < high)) break;
        (peaks_at(defined.values, middle) <= modes ? high : low) = middle;
    }
    return high;
}

ModeTest silverman_test(std::span<const double> values, std::size_t modes, std::uint64_t seed, std::size_t samples,
                        const Threads& threads) {
    const DefinedValues defined = defined_values(values);
    ModeTest out{.modes = modes, .bandwidth = critical_bandwidth(values, modes)};
    if (std::isnan(out.bandwidth) || samples == 0) return out;
    const std::vector<double>& v = defined.values;
    const auto n = static_cast<double>(v.size());
    double mean = 0, square = 0;
    for (const double x : v) mean += x / n;
    for (const double x : v) square += (x - mean) * (x - mean);
    const double h = out.bandwidth;
    const double shrink = 1 / std::sqrt(1 + h * h / (square / (n - 1)));
    std::vector<char> more(samples);
    threads.for_each(samples, [&](std::size_t k) {
        std::vector<double> sample(v.size());
        for (std::size_t i = 0; i < v.size(); ++i) {
            Draws draws = analysis_draws(seed, AnalysisDraw::smoothed_resample, k, static_cast<std::uint32_t>(i));
            const std::uint64_t which = whole_below(v.size(), static_cast<std::uint32_t>(draws.bits() >> 32));
            sample[i] = mean + (v[which] - mean + h * draws.normal()) * shrink;
        }
        more[k] = peaks_at(sample, h) > modes ? 1 : 0;
    });
    out.p = (1 + static_cast<double>(std::count(more.begin(), more.end(), 1))) / (1 + static_cast<double>(samples));
    return out;
}

std::vector<ModeTest> count_modes(std::span<const double> values, std::uint64_t seed, std::size_t samples, const Threads& threads,
                                  double alpha, std::size_t most) {
    std::vector<ModeTest> tests;
    for (std::size_t modes = 1; modes <= most; ++modes) {
        tests.push_back(silverman_test(values, modes, seed, samples, threads));
        if (!(tests.back().p < alpha)) break;
    }
    return tests;
}

}  // namespace enclosure
