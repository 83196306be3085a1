// Names, units and directions of robustness metrics.
#include <fmt/format.h>

#include <cmath>

#include "analysis/robust/robustness_metric.h"

namespace enclosure {

namespace {

std::string outcome_metric_name(RobustnessSummary summary, double parameter) {
    switch (summary) {
        case RobustnessSummary::worst:
            return "maximin";
        case RobustnessSummary::best:
            return "maximax";
        case RobustnessSummary::hurwicz:
            return fmt::format("Hurwicz, weight of the worst {}", parameter);
        case RobustnessSummary::mean:
            return "mean";
        case RobustnessSummary::percentile:
            return fmt::format("{:.10g} % of worlds no worse", 100 * parameter);
        case RobustnessSummary::tail_mean:
            return fmt::format("mean of worlds beyond {:.10g} %", 100 * parameter);
        case RobustnessSummary::mean_less_deviation:
            return fmt::format("mean, worse by {} sd", parameter);
        case RobustnessSummary::signal_to_noise:
            return "signal to noise";
        case RobustnessSummary::mean_over_deviation:
            return "mean-variance";
        case RobustnessSummary::undesirable_deviations:
            return "undesirable deviations";
        case RobustnessSummary::undesirable_squares:
            return "undesirable deviations, squared";
        case RobustnessSummary::skewness:
            return "skewness";
        case RobustnessSummary::peakedness:
            return "peakedness";
        case RobustnessSummary::satisficing:
            return "satisficing share";
    }
    return "";
}

std::string regret_metric_name(RobustnessSummary summary, double parameter, const std::string& regret) {
    switch (summary) {
        case RobustnessSummary::worst:
            return "largest " + regret;
        case RobustnessSummary::best:
            return "smallest " + regret;
        case RobustnessSummary::mean:
            return "mean " + regret;
        case RobustnessSummary::percentile:
            return fmt::format("{:.10g} % {}", 100 * parameter, regret);
        case RobustnessSummary::tail_mean:
            return fmt::format("mean {} beyond {:.10g} %", regret, 100 * parameter);
        case RobustnessSummary::satisficing:
            return fmt::format("share with {} up to {}", regret, parameter);
        default:
            return fmt::format("{} of {}", outcome_metric_name(summary, parameter), regret);
    }
}

bool in_unit_range(double x) {
    return x >= 0 && x <= 1;
}

}  // namespace

double parameter_of(const RobustnessMetric& metric) {
    if (!std::isnan(metric.parameter)) return metric.parameter;
    switch (metric.summary) {
        case RobustnessSummary::hurwicz:
            return 0.5;
        case RobustnessSummary::percentile:
        case RobustnessSummary::tail_mean:
            return 0.9;
        case RobustnessSummary::mean_less_deviation:
        case RobustnessSummary::skewness:
            return 1;
        default:
            return not_defined;
    }
}

std::string metric_name(const RobustnessMetric& metric) {
    if (metric.of == RobustnessOf::outcome) return outcome_metric_name(metric.summary, parameter_of(metric));
    const bool best = metric.of == RobustnessOf::regret;
    if (best && metric.summary == RobustnessSummary::worst) return "minimax regret";
    return regret_metric_name(metric.summary, parameter_of(metric), best ? "regret" : "regret to the reference");
}

std::string metric_unit(const RobustnessMetric& metric, const std::string& unit) {
    switch (metric.summary) {
        case RobustnessSummary::skewness:
        case RobustnessSummary::peakedness:
        case RobustnessSummary::satisficing:
            return "1";
        case RobustnessSummary::signal_to_noise:
        case RobustnessSummary::mean_over_deviation:
            return "";  // sums of numbers with a unit and 1
        case RobustnessSummary::undesirable_squares:
            return unit == "1" ? "1" : "(" + unit + ")²";
        default:
            return unit;
    }
}

std::optional<bool> higher_is_better(const RobustnessMetric& metric, Better better) {
    if (metric.summary == RobustnessSummary::satisficing || metric.summary == RobustnessSummary::peakedness ||
        metric.summary == RobustnessSummary::mean_over_deviation) {
        return true;
    }
    if (metric.summary == RobustnessSummary::undesirable_deviations || metric.summary == RobustnessSummary::undesirable_squares)
        return false;
    if (metric.of == RobustnessOf::outcome && better == Better::unstated) return {};
    const bool higher = metric.of == RobustnessOf::outcome && better == Better::higher;
    // Of numbers that are better when lower, the bulk lies low where the skewness is positive.
    if (metric.summary == RobustnessSummary::skewness) return higher != (parameter_of(metric) > 0);
    return higher;
}

bool needs_direction(const RobustnessMetric& metric) {
    const bool symmetric = metric.summary == RobustnessSummary::mean || metric.summary == RobustnessSummary::peakedness;
    return metric.of != RobustnessOf::outcome || !symmetric;
}

std::string metric_trouble(const RobustnessMetric& metric) {
    const double parameter = parameter_of(metric);
    switch (metric.summary) {
        case RobustnessSummary::hurwicz:
            return in_unit_range(parameter) ? "" : fmt::format("The weight of the worst world must lie in 0 to 1, not be {}.", parameter);
        case RobustnessSummary::percentile:
        case RobustnessSummary::tail_mean:
            return in_unit_range(parameter) ? "" : fmt::format("The share of worlds must lie in 0 to 1, not be {}.", parameter);
        case RobustnessSummary::mean_less_deviation:
            return parameter >= 0 && std::isfinite(parameter)
                       ? ""
                       : fmt::format("The number of standard deviations must not be negative, as {} is.", parameter);
        case RobustnessSummary::skewness:
            return parameter == 1 || parameter == -1 ? "" : fmt::format("Skewness is judged by 1 or -1, not by {}.", parameter);
        default:
            return "";
    }
}

}  // namespace enclosure
