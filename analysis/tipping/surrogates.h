// Series that have a series's memory and spread but no trend in either: autoregressions fitted to it.
// Invariant: a fitted autoregression is stationary; a surrogate is a function of (model, seed, serial, length).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace enclosure {

/// x_t = Σ_k coefficient[k] x_{t-1-k} + innovation_sd × normal.
struct Autoregression {
    std::vector<double> coefficients = {};
    double innovation_sd = 0;
    double aic = 0;  ///< n ln(innovation variance) + 2 order
};

/// Yule and Walker's equations, solved by Levinson and Durbin's recursion, on the series less its mean. The order is 1 if `most_order` is;
/// else the one of 1 … most_order with the least AIC. No coefficients and sd 0 for a series without spread.
Autoregression fit_autoregression(std::span<const double> series, std::size_t most_order = 1);

/// A stationary path of that law with Gaussian innovations.
std::vector<double> surrogate_series(const Autoregression& model, std::size_t length, std::uint64_t seed, std::uint64_t serial);

}  // namespace enclosure
