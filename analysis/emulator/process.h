// A Gaussian process and what data say of it: outcome = trend + process + noise. Numbers are in standard units: inputs scaled to [0, 1],
// outcome less its mean over its standard deviation.
//
// With n points and p trend terms, covariance K = variance × (R + jitter I) + diag(noise), R the correlations, F the trend's terms (n × p):
//   β = (FᵀK⁻¹F)⁻¹ FᵀK⁻¹y                                              generalised least squares
//   P = K⁻¹ - K⁻¹F(FᵀK⁻¹F)⁻¹FᵀK⁻¹,  α = P y = K⁻¹(y - Fβ)
//   ln L = -½ ((n-p) ln 2π + ln|K| + ln|FᵀK⁻¹F| - ln|FᵀF| + yᵀα)       restricted likelihood (Patterson and Thompson, Biometrika 58, 1971)
//   ln L = -½ (n ln 2π + ln|K| + yᵀα)                                  likelihood
//   ∂ ln L / ∂φ = -½ Σ_ij (P - ααᵀ)_ij ∂K_ij/∂φ                        with K⁻¹ in place of P for the second
// (Rasmussen and Williams 2006, sections 2.7, 5.4.1). Noise known beforehand is stochastic kriging (Ankenman, Nelson and Staum, Oper. Res.
// 58, 2010); estimated noise has variance τ² / runs at each point, and the spread of runs at the points, which is chi-square, is in ln L.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/emulator/dense_matrix.h"
#include "analysis/emulator/emulator_kernel.h"

namespace enclosure {

struct ProcessData {
    EmulatorKernel kernel = EmulatorKernel::matern_5_2_product;
    std::vector<std::uint8_t> categorical = {};  ///< a mark for each input
    std::vector<double> points = {};             ///< point × input
    DenseMatrix trend = {};                      ///< F
    std::vector<double> outcome = {};            ///< y
    std::vector<double> known_noise = {};        ///< variance of each mean
    std::vector<double> replicates = {};         ///< runs at each point
    bool estimate_noise = false;                 ///< adds τ² / runs to known_noise
    double squares = 0;                          ///< Σ (run - mean of its point)²
    double freedom = 0;                          ///< of squares: runs - points
    bool restricted = true;

    std::size_t size() const { return outcome.size(); }
    std::size_t inputs() const { return categorical.size(); }
};

struct ProcessParameters {
    std::vector<double> lengths = {};
    double variance = 1;
    double noise = 0;  ///< τ², of one run
};

/// The parameters as logarithms: lengths, variance, and τ² if it is estimated; and back.
std::vector<double> logarithms_of(const ProcessParameters& parameters, bool estimate_noise);
ProcessParameters parameters_of_logarithms(std::span<const double> logarithms, std::size_t inputs, bool estimate_noise);

EmulatorCorrelation correlation_of(const ProcessData& data, const ProcessParameters& parameters);

/// Variance of the noise in each mean.
std::vector<double> noise_of_means(const ProcessData& data, const ProcessParameters& parameters);

/// The process given the data.
struct ProcessFit {
    DenseMatrix factor = {};        ///< L with L Lᵀ = K
    DenseMatrix white_trend = {};   ///< L⁻¹F
    DenseMatrix trend_factor = {};  ///< Cholesky's factor of FᵀK⁻¹F
    std::vector<double> beta = {};
    std::vector<double> weights = {};  ///< α
    double log_likelihood = 0;
    double jitter = 0;  ///< share of the variance added to the diagonal
};

/// Shares of the variance that are added to the diagonal so that the covariance is positive definite in double precision: the first that
/// does of one to begin with, ten times that, … up to most_jitter. While the likelihood is searched, `search_jitter`, which keeps its
/// gradient free of rounding; of what is kept, `final_jitter`, which meets means without noise to better than 1e-6 of their spread.
inline constexpr double search_jitter = 1e-10;
inline constexpr double final_jitter = 1e-14;
inline constexpr double most_jitter = 1e-6;

/// Nothing if the covariance is not positive definite even with most_jitter, or the trend's terms cannot be told apart.
std::optional<ProcessFit> fit_process(const ProcessData& data, const ProcessParameters& parameters, double first_jitter = final_jitter);

/// ln L at the parameters whose logarithms these are, and its gradient by them; -infinity where there is no fit. With
/// search_jitter. Blocks of the gradient are worked on in parallel.
double log_likelihood(const ProcessData& data, std::span<const double> logarithms, std::span<double> gradient, const Threads& threads);

/// P a.
DenseMatrix projected(const ProcessFit& fit, const DenseMatrix& a);

/// P, its lower triangle alone. Its diagonal is exactly 0 where a point alone fixes a term of the trend.
DenseMatrix projector_of(const ProcessFit& fit, const Threads& threads);

}  // namespace enclosure
