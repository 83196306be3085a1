#include "analysis/replicates/mean_interval.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/defined_values.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

// The x below which χ² with that many degrees of freedom lies with probability p, by halving: the lower tail keeps its accuracy.
double chi_square_quantile_by_halving(double p, double freedom) {
    double high = freedom + 1;
    while (incomplete_gamma(freedom / 2, high / 2) < p) high *= 2;
    double low = 0;
    for (int i = 0; i < 200 && low < high; ++i) {
        const double middle = low + (high - low) / 2;
        if (middle == low || middle == high) break;
        (incomplete_gamma(freedom / 2, middle / 2) < p ? low : high) = middle;
    }
    return high;
}

void check_wanted_half_width(double half_width) {
    if (!(half_width > 0)) {
        throw AnalysisError(
            fmt::format("A half-width of {} cannot be reached: state one above 0, in the unit of the outcome.", half_width));
    }
}

}  // namespace

void check_interval_confidence(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
        throw AnalysisError(fmt::format("A confidence of {} is none: state a share between 0 and 1, such as 0.95.", confidence));
    }
}

Interval t_interval(double estimate, double error, double freedom, double confidence) {
    check_interval_confidence(confidence);
    const double half = error == 0 ? 0 : student_quantile(0.5 + confidence / 2, freedom) * error;
    return {estimate - half, estimate + half};
}

MeanInterval mean_interval(std::span<const double> values, double confidence) {
    check_interval_confidence(confidence);
    const DefinedValues defined = defined_values(values);
    const std::vector<double>& v = defined.values;
    MeanInterval out{.n = v.size(), .dropped = defined.dropped};
    if (v.empty()) return out;
    const auto n = static_cast<double>(v.size());
    const bool equal = std::all_of(v.begin(), v.end(), [&](double x) { return x == v.front(); });
    double sum = 0;
    for (const double x : v) sum += x;
    out.mean = equal ? v.front() : sum / n;
    if (v.size() < 2) return out;
    double square = 0;
    for (const double x : v) square += (x - out.mean) * (x - out.mean);
    out.sd = equal ? 0 : std::sqrt(square / (n - 1));
    out.error = out.sd / std::sqrt(n);
    out.interval = t_interval(out.mean, out.error, n - 1, confidence);
    return out;
}

double interval_half_width(double sd, std::uint64_t n, double confidence) {
    check_interval_confidence(confidence);
    if (n < 2 || !(sd >= 0)) return not_defined;
    if (sd == 0) return 0;
    const auto count = static_cast<double>(n);
    return student_quantile(0.5 + confidence / 2, count - 1) * sd / std::sqrt(count);
}

Interval sd_interval(double sd, std::uint64_t n, double confidence) {
    check_interval_confidence(confidence);
    if (n < 2 || !(sd >= 0)) return {};
    const auto freedom = static_cast<double>(n - 1);
    const double tail = (1 - confidence) / 2;
    return {sd * std::sqrt(freedom / chi_square_quantile_by_halving(1 - tail, freedom)),
            sd * std::sqrt(freedom / chi_square_quantile_by_halving(tail, freedom))};
}

std::optional<std::uint64_t> runs_for_half_width(double sd, double half_width, double confidence) {
    check_interval_confidence(confidence);
    check_wanted_half_width(half_width);
    if (!(sd >= 0)) return std::nullopt;
    // Half-widths fall as n rises: double until one is small enough, then halve the bracket.
    std::uint64_t high = 2;
    while (interval_half_width(sd, high, confidence) > half_width) {
        if (high >= most_advised_runs) return std::nullopt;
        high = std::min(2 * high, most_advised_runs);
    }
    std::uint64_t low = high == 2 ? 1 : high / 2;  // known to be too few
    while (high - low > 1) {
        const std::uint64_t middle = low + (high - low) / 2;
        (interval_half_width(sd, middle, confidence) > half_width ? low : high) = middle;
    }
    return high;
}

double normal_runs_for_half_width(double sd, double half_width, double confidence) {
    check_interval_confidence(confidence);
    check_wanted_half_width(half_width);
    const double root = math::normal_quantile(0.5 + confidence / 2) * sd / half_width;
    return root * root;
}

}  // namespace enclosure
