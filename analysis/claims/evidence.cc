#include "analysis/claims/evidence.h"

#include <algorithm>
#include <cmath>

#include "analysis/discovery/prim_significance.h"
#include "analysis/replicates/mean_interval.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

double smaller(double a, double b) {
    return std::isnan(a) || std::isnan(b) ? not_defined : std::min(a, b);
}

double larger(double a, double b) {
    return std::isnan(a) || std::isnan(b) ? not_defined : std::max(a, b);
}

}  // namespace

TwoTests tests_of_mean(std::span<const double> excess) {
    const MeanInterval mean = mean_interval(excess);
    if (mean.n < 2) return {};
    if (!(mean.error > 0)) {
        if (mean.mean == 0) return {1, 1};
        return mean.mean > 0 ? TwoTests{0, 1} : TwoTests{1, 0};
    }
    const double t = mean.mean / mean.error;
    const auto freedom = static_cast<double>(mean.n - 1);
    return {student_probability(-t, freedom), student_probability(t, freedom)};
}

TwoTests tests_of_share(std::size_t successes, std::size_t n, double level, int direction) {
    if (n == 0) return {};
    const auto k = static_cast<double>(successes);
    const auto all = static_cast<double>(n);
    const double at_least = binomial_at_least(k, all, level);
    const double at_most = binomial_at_least(all - k, all, 1 - level);
    return direction > 0 ? TwoTests{at_least, at_most} : TwoTests{at_most, at_least};
}

TwoTests tests_of_any(std::span<const std::vector<TwoTests>> alternatives) {
    TwoTests any{1, 0};
    const auto count = static_cast<double>(alternatives.size());
    for (const std::vector<TwoTests>& things : alternatives) {
        TwoTests all{0, 1};
        for (const TwoTests& thing : things) {
            all.beyond = larger(all.beyond, thing.beyond);
            all.short_of = smaller(all.short_of, thing.short_of);
        }
        any.beyond = smaller(any.beyond, count * all.beyond);
        any.short_of = larger(any.short_of, std::min(1.0, static_cast<double>(things.size()) * all.short_of));
    }
    if (alternatives.empty()) return {};
    return {std::isnan(any.beyond) ? any.beyond : std::min(1.0, any.beyond), any.short_of};
}

std::vector<double> excess_of(std::span<const double> baseline, std::span<const double> treated, int direction, double smallest,
                              bool relative) {
    std::vector<double> excess;
    double sum = 0;
    for (const double value : baseline) sum += std::isfinite(value) ? value : 0;
    const double side = sum < 0 ? -1 : 1;
    for (std::size_t r = 0; r < baseline.size(); ++r) {
        const double margin = relative ? smallest * side * baseline[r] : smallest;
        const double value = direction * (treated[r] - baseline[r]) - margin;
        if (std::isfinite(value)) excess.push_back(value);
    }
    return excess;
}

}  // namespace enclosure
