#include "analysis/tipping/early_warning.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/defined_values.h"
#include "analysis/replicates/proportion.h"
#include "analysis/tipping/kendall.h"
#include "sim/base/math.h"

namespace enclosure {

namespace {

constexpr std::size_t fewest_warning_values = 10;
using IndicatorPaths = std::array<std::vector<double>, warning_indicators>;

void check_warning_options(const WarningOptions& o) {
    std::vector<std::string> mistakes;
    if (!(o.bandwidth > 0 && o.bandwidth <= 1)) {
        mistakes.push_back(
            fmt::format("A bandwidth of {} of the series cannot be smoothed with: state a share above 0, and at most 1.", o.bandwidth));
    }
    if (!(o.window > 0 && o.window < 1)) {
        mistakes.push_back(fmt::format("A window of {} of the series cannot move along it: state a share between 0 and 1.", o.window));
    }
    if (!(o.confidence > 0 && o.confidence < 1)) {
        mistakes.push_back(fmt::format("A confidence of {} is none: state a share between 0 and 1, such as 0.95.", o.confidence));
    }
    if (!mistakes.empty()) throw AnalysisError(mistakes);
}

// Halves go to the even neighbour, as in R.
double whole_steps(double value) {
    const double floor = std::floor(value);
    const double part = value - floor;
    const bool up = part > 0.5 || (part == 0.5 && std::fmod(floor, 2) != 0);
    return floor + (up ? 1 : 0);
}

void detrend(EarlyWarning& out, const std::vector<double>& series, const WarningOptions& options) {
    const auto n = static_cast<double>(series.size());
    if (options.detrending == Detrending::first_difference) {
        for (std::size_t i = 1; i < series.size(); ++i) out.residual.push_back(series[i] - series[i - 1]);
        return;
    }
    if (options.detrending == Detrending::gaussian) {
        out.trend = gaussian_trend(series, std::max(1.0, whole_steps(options.bandwidth * n)), options.kernel_width);
    } else if (options.detrending == Detrending::linear) {
        out.trend = linear_trend(series);
    } else {
        out.trend.assign(series.size(), 0);
    }
    for (std::size_t i = 0; i < series.size(); ++i) out.residual.push_back(series[i] - out.trend[i]);
}

IndicatorPaths indicator_paths(std::span<const double> residual, std::size_t window) {
    IndicatorPaths out;
    for (const WindowMoments& m : rolling_moments(residual, window)) {
        out[0].push_back(m.ar1);
        out[1].push_back(m.acf1);
        out[2].push_back(m.variance);
        out[3].push_back(m.skewness);
        out[4].push_back(m.ar1 != 0 ? 1 / m.ar1 : not_defined);
        out[5].push_back(m.ar1 > 0 ? -math::log(m.ar1) : not_defined);
    }
    return out;
}

void add_surrogates(EarlyWarning& out, const WarningOptions& options, const Threads& threads, std::uint64_t run) {
    out.null = fit_autoregression(out.residual, options.most_order);
    std::vector<std::array<double, warning_indicators>> taus(options.surrogates);
    threads.for_each(options.surrogates, [&](std::size_t k) {
        const std::vector<double> series = surrogate_series(out.null, out.residual.size(), options.seed, run << 32 | k);
        const IndicatorPaths paths = indicator_paths(series, out.window);
        for (std::size_t i = 0; i < warning_indicators; ++i) taus[k][i] = kendall_trend(paths[i]);
    });
    for (std::size_t i = 0; i < warning_indicators; ++i) {
        WarningTrend& trend = out.indicators[i];
        if (std::isnan(trend.tau)) continue;
        double high = 1, low = 1, defined = 1;
        for (const auto& tau : taus) {
            if (std::isnan(tau[i])) continue;
            ++defined;
            high += tau[i] >= trend.tau ? 1 : 0;
            low += tau[i] <= trend.tau ? 1 : 0;
        }
        trend.p_rising = high / defined;
        trend.p_falling = low / defined;
    }
}

}  // namespace

EarlyWarning early_warning(std::span<const double> series, const WarningOptions& options, const Threads& threads, std::uint64_t run,
                           std::string_view name) {
    check_warning_options(options);
    const DefinedValues defined = defined_values(series);
    if (defined.values.size() < fewest_warning_values) {
        throw AnalysisError(fmt::format("{} has {} values: early warnings need {} at least. Keep it at more times.", name,
                                        defined.values.size(), fewest_warning_values));
    }
    if (std::all_of(defined.values.begin(), defined.values.end(), [&](double v) { return v == defined.values.front(); })) {
        throw AnalysisError(fmt::format("{} does not move: nothing can be read from its fluctuations. Choose another series.", name));
    }
    EarlyWarning out{.n = defined.values.size(), .dropped = defined.dropped};
    if (out.dropped > 0) {
        out.warnings.push_back(
            fmt::format("{} is not defined at {} of {} times; the others are taken as neighbours.", name, out.dropped, series.size()));
    }
    detrend(out, defined.values, options);
    const double asked = whole_steps(options.window * static_cast<double>(defined.values.size()));
    out.window = std::clamp<std::size_t>(static_cast<std::size_t>(asked), 3, out.residual.size());
    const IndicatorPaths paths = indicator_paths(out.residual, out.window);
    for (std::size_t i = 0; i < warning_indicators; ++i) {
        out.indicators[i].values = paths[i];
        out.indicators[i].tau = kendall_trend(paths[i]);
    }
    const std::size_t first = defined.values.size() - out.residual.size();
    for (std::size_t k = 0; k < paths[0].size(); ++k) out.at.push_back(first + k + out.window - 1);
    if (options.surrogates > 0) add_surrogates(out, options, threads, run);
    return out;
}

EarlyWarningsOfRuns early_warnings_of_runs(std::span<const std::vector<double>> runs, const WarningOptions& options, const Threads& threads,
                                           std::string_view name) {
    check_warning_options(options);
    EarlyWarningsOfRuns out;
    for (std::size_t r = 0; r < runs.size(); ++r) {
        try {
            out.runs.push_back(early_warning(runs[r], options, threads, r, fmt::format("{} of run {}", name, r)));
        } catch (const AnalysisError& error) {
            out.warnings.push_back(error.what());
        }
    }
    if (out.runs.empty()) {
        std::vector<std::string> reasons{fmt::format("{} has no early warnings in any of {} runs.", name, runs.size())};
        const std::size_t some = std::min<std::size_t>(out.warnings.size(), 5);  // the others will hardly differ
        reasons.insert(reasons.end(), out.warnings.begin(), out.warnings.begin() + static_cast<std::ptrdiff_t>(some));
        throw AnalysisError(reasons);
    }
    const double alpha = 1 - options.confidence;
    for (std::size_t i = 0; i < warning_indicators; ++i) {
        std::vector<double> taus;
        std::size_t judged = 0, rising = 0, falling = 0;
        for (const EarlyWarning& one : out.runs) {
            const WarningTrend& trend = one.indicators[i];
            taus.push_back(trend.tau);
            if (std::isnan(trend.p_rising)) continue;
            ++judged;
            rising += trend.p_rising < alpha ? 1 : 0;
            falling += trend.p_falling < alpha ? 1 : 0;
        }
        EarlyWarningsOfRuns::Share& share = out.indicators[i];
        share.tau = mean_interval(taus, options.confidence);
        if (judged == 0) continue;
        share.rising = static_cast<double>(rising) / static_cast<double>(judged);
        share.falling = static_cast<double>(falling) / static_cast<double>(judged);
        share.rising_interval = wilson_interval(rising, judged, options.confidence);
        share.falling_interval = wilson_interval(falling, judged, options.confidence);
    }
    return out;
}

}  // namespace enclosure
