// What early warnings are made of: a series without its trend, and its memory and spread in a window that moves along.
// Invariant: values are taken as equally spaced in time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace enclosure {

/// How the slow course of a series is taken out.
enum class Detrending : std::uint8_t { none, gaussian, linear, first_difference };

/// What the bandwidth of the Gaussian kernel is: the width between whose quarters the kernel's quartiles lie (standard deviation 0.3706506
/// of it: R's ksmooth, which Dakos et al. use), or the standard deviation itself.
enum class KernelWidth : std::uint8_t { quartiles, standard_deviation };

/// Running mean with Gaussian weights, cut off at four standard deviations (Nadaraya 1964, Watson 1964). `bandwidth` in steps of the
/// series, above 0.
std::vector<double> gaussian_trend(std::span<const double> series, double bandwidth, KernelWidth width = KernelWidth::quartiles);

/// Least squares line.
std::vector<double> linear_trend(std::span<const double> series);

/// Of one window of w values x with mean m.
struct WindowMoments {
    double ar1 = 0;       ///< Σ (x_t - m)(x_{t-1} - m) / Σ_{t<w} (x_t - m)²: least squares, as ar.ols with a mean taken out
    double acf1 = 0;      ///< the same sum over Σ (x_t - m)² of all: the moment estimate, as R's acf
    double variance = 0;  ///< with w - 1
    double skewness = 0;  ///< g1 = m3 / m2^1.5, signed
};

/// Of each window of `window` >= 3 values, from the first on: n - window + 1 of them; NaN where a window has no spread. O(n) but for a
/// fresh start every 32 windows, so that rounding errors do not add up.
std::vector<WindowMoments> rolling_moments(std::span<const double> series, std::size_t window);

}  // namespace enclosure
