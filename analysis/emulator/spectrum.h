// Frequencies of a kernel, for functions that have it as their covariance: Σ_f amplitude_f (v_f cos + v'_f sin)(2π turns_f(x)), v and v'
// normal.
//
// Where an emulator is sure of the mean outcome, all that is left of its doubt is in frequencies that few draws would meet. So they are
// drawn in strata of the largest frequency, each with half the probability of the one below, and weighted by how much of it a draw stands
// for.
//
// Invariant: over draws the sum has the kernel times the variance as its covariance; at any point it has exactly the variance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/emulator/dense_matrix.h"
#include "analysis/emulator/process.h"

namespace enclosure {

struct KernelSpectrum {
    std::size_t inputs = 0;
    std::size_t count = 0;                 ///< frequencies
    std::vector<double> amplitude = {};    ///< of each; their squares add up to the variance
    std::vector<double> turns = {};        ///< frequency × input: turns in one scaled unit; of a category not used
    std::vector<std::size_t> levels = {};  ///< of each input; 0: numbers
    std::vector<double> level_turns = {};  ///< frequency × (levels of all categories): turns that a level stands for
};

struct SpectrumSize {
    std::size_t frequencies = 1024;  ///< about so many
    double unknown_share = 1;        ///< of the variance, that data leave open: says in which strata more frequencies are worth while
};

/// Spectra: of each input by itself, normal (squared exponential) or Student's t with 5 degrees of
/// freedom (product of Matérn 5/2); of all inputs together, multivariate t (Matérn 5/2; Rasmussen and Williams 2006, eq. 4.15). A level is
/// a coordinate of its own, which puts any two of a category 1 / length apart.
KernelSpectrum draw_spectrum(const ProcessData& data, const ProcessParameters& parameters, std::span<const std::size_t> levels,
                             const SpectrumSize& size, std::uint64_t seed);

/// amplitude cos(2π turns), then amplitude sin, of all frequencies at points: (2 × frequencies) × point.
DenseMatrix spectrum_features(const KernelSpectrum& spectrum, std::span<const double> coordinates);

}  // namespace enclosure
