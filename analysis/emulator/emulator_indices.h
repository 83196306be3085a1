// Sobol' indices of an emulated outcome, with what the emulator does not know and what the sample does not show (Le Gratiet, Cannamela and
// Iooss, SIAM/ASA J. Uncertain. Quantif. 2, 2014, algorithm 1).
//
// Invariant: indices are of the mean outcome as a function of the inputs; noise is no part of the variance and is reported beside it. They
// are not clipped: one near 0 may be estimated a little below.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/emulator/emulator.h"
#include "analysis/emulator/input_measure.h"

namespace enclosure {

struct EmulatorIndicesSettings {
    std::size_t base_rows =
        4096;  ///< of the sample: base_rows × (inputs + 2) points, with second order base_rows × (2 inputs + 2); best a power of 2
    std::size_t realisations = 100;  ///< functions that the emulator holds possible
    std::size_t resamples = 100;     ///< bootstrap resamples of base rows, for each realisation
    bool second_order = false;
    double confidence = 0.95;
    std::uint64_t seed = 0;
    InputMeasure measure = {};
};

struct EmulatorIndex {
    double value = 0;        ///< mean over realisations
    double of_mean = 0;      ///< of the emulator's mean alone
    double emulator_sd = 0;  ///< over realisations, all with one sample: what more or better points would lower
    double sample_sd = 0;    ///< over resamples, averaged over realisations: what more base rows would lower. Too large, as Sobol's points
                             ///< are more even than the independent ones of the bootstrap
    Interval interval = {};  ///< percentiles over realisations × resamples, so that it holds both
};

struct EmulatorIndices {
    std::vector<EmulatorIndex> first = {};   ///< of each input: share of variance that it makes alone
    std::vector<EmulatorIndex> total = {};   ///< with all interactions
    std::vector<EmulatorIndex> second = {};  ///< of each pair of inputs (0,1), (0,2), …, (1,2), …: of their interaction alone
    double variance = 0;                     ///< of the mean outcome over the inputs, mean over realisations
    double mean = 0;
    double unknown_share = 0;  ///< of the variance, that realisations differ by at a point, on average. Counts in each of them as
                               ///< interaction of all inputs, so that totals are too high, and first orders too low, by up to about as much
    double noise = 0;          ///< variance of a run about its mean, over the inputs
    double confidence = 0.95;
    std::size_t points = 0;  ///< at which each realisation was evaluated
    std::vector<std::string> warnings = {};
};

/// First order by Saltelli et al. (Comput. Phys. Commun. 181, 2010), mean of B (AB_k - A) over the variance; total by Jansen (Comput. Phys.
/// Commun. 117, 1999); second order by Saltelli (Comput. Phys. Commun. 145, 2002), mean of BA_j AB_k - A B over the variance, less both
/// first orders. A and B are the halves of Sobol's points, Owen scrambled; outcomes are taken from their mean first. An emulator that is
/// constant has indices 0 and a warning. Warns if the unknown share is above 0.05. Memory 8 bytes × points × (realisations + 1). Throws
/// AnalysisError if that is more than 4 GB, or for sizes of 0 or a confidence that is none.
EmulatorIndices emulator_indices(const Emulator& emulator, const EmulatorIndicesSettings& how, const Threads& threads);

}  // namespace enclosure
