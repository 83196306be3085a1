#include "analysis/replicates/comparison_tests.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/mean_interval.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

void fill_in_t(DifferenceTest& test, double confidence) {
    test.interval = t_interval(test.difference, test.error, test.freedom, confidence);
    if (!(test.error > 0)) return;
    test.t = test.difference / test.error;
    test.p = 2 * student_probability(-std::fabs(test.t), test.freedom);
}

double covariance_of_pairs(std::span<const double> a, double mean_a, std::span<const double> b, double mean_b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
    return sum / static_cast<double>(a.size() - 1);
}

// Probability that a difference at least `above` over what is claimed comes about by chance; nothing is uncertain without an error.
double one_sided_p(double above, double error, double freedom) {
    if (error == 0) return above > 0 ? 0 : 1;
    return student_probability(-above / error, freedom);
}

}  // namespace

PairedTest paired_test(std::span<const double> baseline, std::span<const double> treated, double confidence) {
    check_interval_confidence(confidence);
    if (baseline.size() != treated.size()) {
        throw AnalysisError(fmt::format("Pairs need as many values in both arms: {} and {} are none. Give each world's value in both.",
                                        baseline.size(), treated.size()));
    }
    std::vector<double> before, after, differences;
    for (std::size_t i = 0; i < baseline.size(); ++i) {
        if (!std::isfinite(baseline[i]) || !std::isfinite(treated[i])) continue;
        before.push_back(baseline[i]);
        after.push_back(treated[i]);
        differences.push_back(treated[i] - baseline[i]);
    }
    PairedTest out;
    out.n = before.size();
    out.dropped = baseline.size() - out.n;
    const MeanInterval change = mean_interval(differences, confidence);
    out.difference = change.mean;
    if (out.n < 2) return out;
    out.sd = change.sd;
    out.error = change.error;
    out.freedom = static_cast<double>(out.n - 1);
    fill_in_t(out, confidence);
    const MeanInterval a = mean_interval(before), b = mean_interval(after);
    if (a.sd > 0 && b.sd > 0) out.correlation = std::clamp(covariance_of_pairs(before, a.mean, after, b.mean) / (a.sd * b.sd), -1.0, 1.0);
    const double independent = a.sd * a.sd + b.sd * b.sd;
    if (out.sd > 0) {
        out.effect_size = out.difference / out.sd;
        out.variance_reduction = independent / (out.sd * out.sd);
    } else {
        if (out.difference == 0) out.effect_size = 0;
        if (independent > 0) out.variance_reduction = std::numeric_limits<double>::infinity();
    }
    return out;
}

WelchTest welch_test(std::span<const double> baseline, std::span<const double> treated, double confidence) {
    const MeanInterval a = mean_interval(baseline, confidence), b = mean_interval(treated, confidence);
    WelchTest out;
    out.n_baseline = a.n;
    out.n_treated = b.n;
    out.dropped_baseline = a.dropped;
    out.dropped_treated = b.dropped;
    if (a.n == 0 || b.n == 0) return out;
    out.difference = b.mean - a.mean;
    if (a.n < 2 || b.n < 2) return out;
    const double of_a = a.error * a.error, of_b = b.error * b.error;
    out.error = std::sqrt(of_a + of_b);
    if (out.error > 0) {
        const double both = of_a + of_b;
        out.freedom = both * both / (of_a * of_a / static_cast<double>(a.n - 1) + of_b * of_b / static_cast<double>(b.n - 1));
    }
    fill_in_t(out, confidence);
    return out;
}

EquivalenceTest equivalence_test(const DifferenceTest& test, Interval margins, double alpha) {
    if (!(alpha > 0 && alpha < 0.5)) {
        throw AnalysisError(fmt::format("Equivalence at level {} cannot be tested: state a share between 0 and 1/2, such as 0.05.", alpha));
    }
    if (!(margins.low < margins.high)) {
        throw AnalysisError(
            fmt::format("Margins from {} to {} hold nothing: the lower one must be below the higher one.", margins.low, margins.high));
    }
    EquivalenceTest out{.margins = margins};
    if (std::isnan(test.error)) return out;
    out.p_low = one_sided_p(test.difference - margins.low, test.error, test.freedom);
    out.p_high = one_sided_p(margins.high - test.difference, test.error, test.freedom);
    out.p = std::max(out.p_low, out.p_high);
    out.interval = t_interval(test.difference, test.error, test.freedom, 1 - 2 * alpha);
    out.equivalent = out.p < alpha;
    return out;
}

}  // namespace enclosure
