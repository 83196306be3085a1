// Modes of a smoothed density: how many there are, where, and how many a sample really has.
// Invariant: with the Gaussian kernel the number of modes never rises with the bandwidth (Silverman 1981), so that one bandwidth parts k
// modes from more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/base/paired.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// A density on evenly spaced points.
struct SmoothedDensity {
    double from = 0;
    double step = 0;
    std::vector<double> density = {};
};

struct KernelModes {
    std::size_t n = 0;                   ///< finite values
    std::size_t dropped = 0;             ///< values that are not
    double bandwidth = not_defined;      ///< standard deviation of the kernel, in the values' unit
    std::vector<double> modes = {};      ///< where density peaks, ascending; one if all values are equal
    std::vector<double> heights = {};    ///< density there
    std::vector<double> antimodes = {};  ///< where density is least between two modes: one fewer; the middle of a gap without density
    SmoothedDensity curve = {};          ///< empty if all values are equal
};

/// Silverman's rule of thumb, 0.9 min(sd, IQR / 1.34) n^(-1/5) (Density Estimation for Statistics and Data Analysis, 1986, formula 3.31;
/// nrd0 in R), with the standard deviation alone where the quartiles are equal. 0 if all values are equal.
double rule_of_thumb_bandwidth(std::span<const double> values);

/// Peaks of the Gaussian kernel density. `bandwidth`: the rule of thumb if not given. A peak counts if it rises above the higher of the
/// valleys beside it by `least_rise` of the highest density; smaller ones are taken as part of their neighbour, the smallest first. Throws
/// AnalysisError for a bandwidth that is not above 0.
KernelModes kernel_modes(std::span<const double> values, std::optional<double> bandwidth = {}, double least_rise = 0.05);

/// Smallest bandwidth at which the density has at most `modes` peaks, however low. Needs two values that differ.
double critical_bandwidth(std::span<const double> values, std::size_t modes);

struct ModeTest {
    std::size_t modes = 0;           ///< the hypothesis: no more than these
    double bandwidth = not_defined;  ///< critical
    double p = not_defined;
};

/// Silverman's test (Journal of the Royal Statistical Society B 43, 1981): the share of samples from the density at the critical bandwidth,
/// shrunk to the sample's variance, that have more than `modes` peaks at that bandwidth; the observed one counts among them. It errs on the
/// side of few modes (Hall and York, Statistica Sinica 11, 2001).
ModeTest silverman_test(std::span<const double> values, std::size_t modes, std::uint64_t seed, std::size_t samples, const Threads& threads);

/// Tests of 1, 2, … modes up to the first that is not rejected at level alpha, whose number is the answer; `most` if all are rejected.
std::vector<ModeTest> count_modes(std::span<const double> values, std::uint64_t seed, std::size_t samples, const Threads& threads,
                                  double alpha = 0.05, std::size_t most = 5);

}  // namespace enclosure
