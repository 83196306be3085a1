// Functions that an emulator holds possible: drawn whole, so that any number that is computed of a function can be computed of each, and
// its spread over them is what the emulator does not know of it.
//
// By Matheron's rule (Journel and Huijbregts, Mining Geostatistics, 1978, "conditioning by kriging"; Wilson et al., J. Mach. Learn. Res.
// 22, 2021): draw a function of the prior law, and the noise that its means would have; take off what the emulator would predict from
// these; add it to the emulator's mean. Prior functions are sums of cosines (Rahimi and Recht, NIPS 2007) with frequencies that all
// realisations of a set share (spectrum.h) and normal weights of their own.
//
// Invariant: over sets, realisations have the mean and the covariance that the emulator says, trend coefficients included. The first
// realisations of many are those of few.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "analysis/emulator/emulator.h"
#include "analysis/emulator/spectrum.h"

namespace enclosure {

/// Functions by their parts, in standard units: Σ_q term_q(x) c_q + Σ_i covariance(x, point_i) w_i + Σ_f feature_f(x) v_f.
struct EmulatorRealisations {
    KernelSpectrum spectrum = {};
    DenseMatrix trend_weights = {};    ///< c: trend term × (realisations, then the emulator's mean)
    DenseMatrix point_weights = {};    ///< w: training point × the same
    DenseMatrix feature_weights = {};  ///< v: feature × the same
    std::size_t count = 0;             ///< realisations, without the mean
};

/// Frequencies by which realisations are drawn, unless told otherwise: their variance is then right to about a tenth.
inline constexpr std::size_t usual_frequencies = 1024;

/// Time ~ count × points². Throws AnalysisError if count or frequencies is 0.
EmulatorRealisations draw_realisations(const Emulator& emulator, std::size_t count, std::uint64_t seed, const Threads& threads,
                                       std::size_t frequencies = usual_frequencies);

/// Values at scaled coordinates, in the outcome's unit: point × (realisations, then the emulator's mean). Time ~ points × (training points
/// + 2 frequencies) × realisations.
DenseMatrix realised(const Emulator& emulator, const EmulatorRealisations& realisations, std::span<const double> coordinates);

}  // namespace enclosure
