#include "analysis/replicates/power.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/noncentral_t.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

void check_test_level(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
        throw AnalysisError(fmt::format("A test at level {} is none: state a share between 0 and 1, such as 0.05.", alpha));
    }
}

void check_wanted_power(double power, double alpha) {
    check_test_level(alpha);
    if (!(power > alpha && power < 1)) {
        throw AnalysisError(fmt::format("A power of {} cannot be asked for: it lies between the test's level, {}, and 1.", power, alpha));
    }
}

double two_sided_power(double shift, double freedom, double alpha) {
    const double limit = student_quantile(1 - alpha / 2, freedom);
    const double size = std::fabs(shift);
    return noncentral_t_probability(-limit, freedom, size) + noncentral_t_probability(-limit, freedom, -size);
}

// Power rises with n: double until it is enough, then halve the bracket.
template <class Power>
std::optional<std::uint64_t> fewest_with_power(Power power_of, double power) {
    std::uint64_t high = 2;
    while (!(power_of(high) >= power)) {
        if (high >= most_advised_runs) return std::nullopt;
        high = std::min(2 * high, most_advised_runs);
    }
    std::uint64_t low = high == 2 ? 1 : high / 2;
    while (high - low > 1) {
        const std::uint64_t middle = low + (high - low) / 2;
        (power_of(middle) >= power ? high : low) = middle;
    }
    return high;
}

}  // namespace

double paired_power(double effect, std::uint64_t n, double alpha) {
    check_test_level(alpha);
    if (n < 2) return not_defined;
    const auto count = static_cast<double>(n);
    return two_sided_power(effect * std::sqrt(count), count - 1, alpha);
}

double two_arm_power(double effect, std::uint64_t n, double alpha) {
    check_test_level(alpha);
    if (n < 2) return not_defined;
    const auto count = static_cast<double>(n);
    return two_sided_power(effect * std::sqrt(count / 2), 2 * count - 2, alpha);
}

std::optional<std::uint64_t> pairs_for_power(double effect, double power, double alpha) {
    check_wanted_power(power, alpha);
    if (!(std::fabs(effect) > 0)) return std::nullopt;
    return fewest_with_power([&](std::uint64_t n) { return paired_power(effect, n, alpha); }, power);
}

std::optional<std::uint64_t> runs_per_arm_for_power(double effect, double power, double alpha) {
    check_wanted_power(power, alpha);
    if (!(std::fabs(effect) > 0)) return std::nullopt;
    return fewest_with_power([&](std::uint64_t n) { return two_arm_power(effect, n, alpha); }, power);
}

double detectable_effect(std::uint64_t n, double power, double alpha) {
    check_wanted_power(power, alpha);
    if (n < 2) return not_defined;
    // As a normal quantile, power is nearly a straight line over the effect: chords find it in a few steps, halving if they do not.
    const double wanted = math::normal_quantile(power);
    const auto off = [&](double effect) {
        const double reached = std::clamp(paired_power(effect, n, alpha), 1e-300, 1 - 0x1p-53);
        return math::normal_quantile(reached) - wanted;
    };
    double high = 1 / std::sqrt(static_cast<double>(n));
    while (off(high) < 0) high *= 2;
    double low = 0;
    double off_low = off(low), off_high = off(high);
    for (int i = 0; i < 200 && high - low > 1e-15 * high && off_high > 1e-14; ++i) {
        const double chord = low - off_low * (high - low) / (off_high - off_low);
        const double next = i % 3 != 2 && chord > low && chord < high ? chord : low + (high - low) / 2;
        const double off_next = off(next);
        if (std::fabs(off_next) <= 1e-14) return next;
        (off_next < 0 ? low : high) = next;
        (off_next < 0 ? off_low : off_high) = off_next;
    }
    return high;
}

}  // namespace enclosure
