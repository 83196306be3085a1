// Early warnings of a tipping point: near one, a system comes back from disturbances ever more slowly, so that its memory and its spread
// grow (Scheffer et al., Nature 461, 2009). A trend in either is held against series of the same memory that have none. Invariant: a result
// is a function of the series, the options and the number of the run; more surrogates begin with the fewer ones.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/replicates/mean_interval.h"
#include "analysis/tipping/rolling_window.h"
#include "analysis/tipping/surrogates.h"
#include "sim/base/paired.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// What is followed over the windows.
enum class WarningIndicator : std::uint8_t {
    ar1,   ///< first-order autoregressive coefficient, by least squares
    acf1,  ///< autocorrelation at lag 1
    variance,
    skewness,       ///< signed: either direction may be the one towards a threshold
    return_rate,    ///< 1 / ar1, as Dakos et al. define it; falls as a threshold comes near; not defined where ar1 is 0
    recovery_rate,  ///< -ln(ar1) per step, the rate at which disturbances decay; not defined where ar1 is not above 0
};
inline constexpr std::size_t warning_indicators = 6;
constexpr std::array<std::string_view, warning_indicators> names_of(WarningIndicator) {
    return {"ar1", "acf1", "variance", "skewness", "return_rate", "recovery_rate"};
}

/// The defaults are those of Dakos et al. (PLoS ONE 7(7) e41010, 2012).
struct WarningOptions {
    Detrending detrending = Detrending::gaussian;
    double bandwidth = 0.1;  ///< of the Gaussian kernel, in parts of the series; rounded to whole steps
    KernelWidth kernel_width = KernelWidth::quartiles;
    double window = 0.5;            ///< in parts of the series; rounded to whole values, halves to even
    std::size_t surrogates = 1000;  ///< 0: no p
    std::size_t most_order = 1;     ///< of the null autoregression: AR(1), or above 1 the order with the least AIC
    double confidence = 0.95;       ///< of intervals over runs; a trend counts if its p lies below 1 - confidence
    std::uint64_t seed = 0;
};

struct WarningTrend {
    std::vector<double> values = {};  ///< by window
    double tau = not_defined;         ///< Kendall's τ_b over time
    double p_rising = not_defined;    ///< share of surrogates whose τ is at least as high, with the observed one among them
    double p_falling = not_defined;   ///< at least as low
};

struct EarlyWarning {
    std::size_t n = 0;                 ///< finite values
    std::size_t dropped = 0;           ///< values that are not: the others are taken as neighbours
    std::size_t window = 0;            ///< values in a window
    std::vector<std::size_t> at = {};  ///< by window: place of its last value among the finite ones
    std::vector<double> trend = {};    ///< what was taken out; empty for differences
    std::vector<double> residual = {};
    std::array<WarningTrend, warning_indicators> indicators = {};
    Autoregression null = {};
    std::vector<std::string> warnings = {};
    const WarningTrend& of(WarningIndicator which) const { return indicators[static_cast<std::size_t>(which)]; }
};

/// Of one series, which ends where the tipping point is or might be: what comes after it must be cut off by the caller. The null is an
/// autoregression fitted to the whole residual, and surrogates are not detrended again. `run` tells surrogates of different runs apart;
/// `name` stands in messages. Throws AnalysisError if fewer than ten values are finite, the series is constant, or an option is out of
/// range.
EarlyWarning early_warning(std::span<const double> series, const WarningOptions& options, const Threads& threads, std::uint64_t run = 0,
                           std::string_view name = "The series");

/// Of several runs: each as above, and over them for each indicator the mean τ and the shares whose trend is significant (Wilson's
/// intervals).
struct EarlyWarningsOfRuns {
    struct Share {
        MeanInterval tau = {};
        double rising = not_defined, falling = not_defined;
        Interval rising_interval = {}, falling_interval = {};
    };
    std::vector<EarlyWarning> runs = {};
    std::array<Share, warning_indicators> indicators = {};
    std::vector<std::string> warnings = {};
    const Share& of(WarningIndicator which) const { return indicators[static_cast<std::size_t>(which)]; }
};

/// A run that cannot be analysed is left out with a warning. Throws AnalysisError if none can.
EarlyWarningsOfRuns early_warnings_of_runs(std::span<const std::vector<double>> runs, const WarningOptions& options, const Threads& threads,
                                           std::string_view name = "The series");

}  // namespace enclosure
