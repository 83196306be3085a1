#include "analysis/tipping/survival.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/mean_interval.h"
#include "sim/base/math.h"

namespace enclosure {

namespace {

// Shares are products of fractions: one half may come out a rounding error above itself.
constexpr double half_share = 0.5 + 1e-12;

std::vector<EventTime> ordered_event_times(std::span<const EventTime> times) {
    std::vector<EventTime> kept;
    for (const EventTime& t : times) {
        if (std::isnan(t.time)) continue;
        if (!(t.time >= 0) || std::isinf(t.time)) {
            throw AnalysisError(
                fmt::format("A time of {} cannot be waited for: count time from each run's start, and give a run without the event "
                            "its own end.",
                            t.time));
        }
        kept.push_back(t);
    }
    std::stable_sort(kept.begin(), kept.end(), [](const EventTime& a, const EventTime& b) { return a.time < b.time; });
    return kept;
}

// `greenwood`: Σ d / (n (n - d)), the variance of ln S.
Interval survival_interval(double survival, double greenwood, double z, SurvivalScale scale) {
    if (greenwood == 0) return {survival, survival};
    if (!(survival > 0)) return {};
    const double error = std::sqrt(greenwood);
    if (scale == SurvivalScale::plain) return {std::max(0.0, survival * (1 - z * error)), std::min(1.0, survival * (1 + z * error))};
    if (scale == SurvivalScale::log) return {survival * math::exp(-z * error), std::min(1.0, survival * math::exp(z * error))};
    const double log_survival = math::log(survival);
    const double stretch = math::exp(z * error / -log_survival);
    return {math::exp(log_survival * stretch), math::exp(log_survival / stretch)};
}

// Area below the curve from the start to the horizon, and from each step on; the variance is made of those.
void add_restricted_mean(SurvivalCurve& curve, double z) {
    std::vector<double> from_step(curve.steps.size() + 1, 0);  // area from step i to the horizon
    double end = curve.horizon;
    for (std::size_t i = curve.steps.size(); i-- > 0;) {
        const double begin = std::min(curve.steps[i].time, curve.horizon);
        from_step[i] = from_step[i + 1] + (end - begin) * curve.steps[i].survival;
        end = begin;
    }
    curve.restricted_mean = from_step[0] + end;
    double variance = 0;
    for (std::size_t i = 0; i < curve.steps.size(); ++i) {
        const SurvivalStep& step = curve.steps[i];
        if (step.events == 0 || from_step[i] == 0) continue;
        const auto n = static_cast<double>(step.at_risk);
        const auto d = static_cast<double>(step.events);
        variance += from_step[i] * from_step[i] * d / (n * (n - d));
    }
    curve.restricted_error = std::sqrt(variance);
    curve.restricted_interval = {curve.restricted_mean - z * curve.restricted_error, curve.restricted_mean + z * curve.restricted_error};
}

void add_median(SurvivalCurve& curve) {
    // Limits that are not defined, where no run is left, are at or below 1/2.
    for (const SurvivalStep& step : curve.steps) {
        if (std::isnan(curve.median) && step.survival <= half_share) curve.median = step.time;
        if (std::isnan(curve.median_interval.low) && !(step.interval.low > half_share)) curve.median_interval.low = step.time;
        if (std::isnan(curve.median_interval.high) && step.interval.high <= half_share) curve.median_interval.high = step.time;
    }
}

}  // namespace

double SurvivalCurve::survival_at(double time) const {
    double share = 1;
    for (const SurvivalStep& step : steps) {
        if (step.time > time) break;
        share = step.survival;
    }
    return share;
}

SurvivalCurve kaplan_meier(std::span<const EventTime> times, double confidence, SurvivalScale scale, double horizon) {
    check_interval_confidence(confidence);
    const std::vector<EventTime> ordered = ordered_event_times(times);
    SurvivalCurve curve{.n = ordered.size(), .dropped = times.size() - ordered.size()};
    if (ordered.empty()) return curve;
    const double z = math::normal_quantile(0.5 + confidence / 2);
    double survival = 1, greenwood = 0;
    for (std::size_t first = 0; first < ordered.size();) {
        SurvivalStep step{.time = ordered[first].time, .at_risk = ordered.size() - first};
        for (; first < ordered.size() && ordered[first].time == step.time; ++first)
            ++(ordered[first].observed ? step.events : step.censored);
        const auto n = static_cast<double>(step.at_risk);
        const auto d = static_cast<double>(step.events);
        curve.events += step.events;
        survival *= (n - d) / n;
        if (step.events == step.at_risk) {
            greenwood = not_defined;
        } else if (step.events > 0) {
            greenwood += d / (n * (n - d));
        }
        step.survival = survival;
        step.error = survival * std::sqrt(greenwood);
        step.interval = survival_interval(survival, greenwood, z, scale);
        curve.steps.push_back(step);
    }
    const double last = ordered.back().time;
    curve.horizon = horizon < last ? horizon : last;
    if (!(curve.horizon >= 0)) throw AnalysisError("The horizon of a mean time lies before the start: state one above 0.");
    add_restricted_mean(curve, z);
    add_median(curve);
    return curve;
}

}  // namespace enclosure
