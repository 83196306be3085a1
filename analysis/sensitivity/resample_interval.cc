#include "analysis/sensitivity/resample_interval.h"

#include <cmath>
#include <vector>

#include "sim/base/math.h"

namespace enclosure {

EstimateSpread spread_of_estimates(std::span<const double> estimates) {
    EstimateSpread out;
    double sum = 0;
    for (const double e : estimates) {
        if (std::isnan(e)) continue;
        ++out.n;
        sum += e;
    }
    if (out.n == 0) return out;
    out.mean = sum / static_cast<double>(out.n);
    if (out.n < 2) return out;
    double square = 0;
    for (const double e : estimates) {
        if (!std::isnan(e)) square += (e - out.mean) * (e - out.mean);
    }
    out.sd = std::sqrt(square / static_cast<double>(out.n - 1));
    return out;
}

Interval normal_interval(double value, double sd, double confidence) {
    const double half = math::normal_quantile(0.5 + confidence / 2) * sd;
    return {value - half, value + half};
}

Interval percentile_interval(std::span<const double> estimates, double confidence) {
    const std::vector<double> all(estimates.begin(), estimates.end());
    return {quantile(all, 0.5 - confidence / 2), quantile(all, 0.5 + confidence / 2)};
}

}  // namespace enclosure
