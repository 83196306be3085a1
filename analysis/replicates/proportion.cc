#include "analysis/replicates/proportion.h"

#include <fmt/format.h>

#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/mean_interval.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

void check_share(std::size_t successes, std::size_t n, double confidence) {
    check_interval_confidence(confidence);
    if (successes > n) throw AnalysisError(fmt::format("{} of {} is no share: count again.", successes, n));
}

// The x below which a beta variable lies with probability p, by halving until neighbouring numbers are left.
double beta_quantile_by_halving(double p, double a, double b) {
    double low = 0, high = 1;
    for (int i = 0; i < 1100; ++i) {
        const double middle = low + (high - low) / 2;
        if (middle == low || middle == high) break;
        (incomplete_beta(a, b, middle) < p ? low : high) = middle;
    }
    return high;
}

}  // namespace

Interval wilson_interval(std::size_t successes, std::size_t n, double confidence) {
    check_share(successes, n, confidence);
    if (n == 0) return {};
    const auto count = static_cast<double>(n);
    const double share = static_cast<double>(successes) / count;
    const double z = math::normal_quantile(0.5 + confidence / 2);
    const double scale = 1 + z * z / count;
    const double centre = (share + z * z / (2 * count)) / scale;
    const double half = z / scale * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
    return {successes == 0 ? 0 : centre - half, successes == n ? 1 : centre + half};
}

Interval clopper_pearson_interval(std::size_t successes, std::size_t n, double confidence) {
    check_share(successes, n, confidence);
    if (n == 0) return {};
    const double tail = (1 - confidence) / 2;
    const auto yes = static_cast<double>(successes);
    const auto no = static_cast<double>(n - successes);
    return {successes == 0 ? 0 : beta_quantile_by_halving(tail, yes, no + 1),
            successes == n ? 1 : beta_quantile_by_halving(1 - tail, yes + 1, no)};
}

}  // namespace enclosure
