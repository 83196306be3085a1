// Whether runs end in one place or in two: every measure of it, and the shares of runs that end in each basin.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/tipping/dip.h"
#include "analysis/tipping/kernel_modes.h"
#include "analysis/tipping/two_components.h"

namespace enclosure {

struct BimodalityOptions {
    double confidence = 0.95;         ///< the dip's p must lie below 1 - confidence
    double least_separation = 2;      ///< and Ashman's D above this
    double least_rise = 0.05;         ///< of a peak over the valley beside it, in parts of the highest density
    double resolution = 0;            ///< of an outcome whose values are multiples of it (1 for counts): they are spread; 0: it has none
    std::size_t null_samples = 1000;  ///< of the dip's law
    std::uint64_t seed = 0;
};

struct Bimodality {
    DipTest dip = {};
    SampleShape shape = {};
    TwoComponents components = {};
    KernelModes modes = {};
    /// The dip is not that of one mode, two components fit better than one (their BIC), and they are clearly apart: none alone is enough.
    bool bimodal = false;
    std::vector<std::string> warnings = {};
};

/// Throws AnalysisError, naming the column, if fewer than four of its values are finite. Values that are all equal have one mode, with a
/// warning; so have those that are few and different, unless a resolution is stated.
Bimodality bimodality(const OutcomeColumn& column, const BimodalityOptions& options, const Threads& threads);

/// How the interval of a share is made.
enum class ShareInterval : std::uint8_t { wilson, clopper_pearson };

struct Basin {
    double low = not_defined;   ///< values from here, inclusive; minus infinity for the first
    double high = not_defined;  ///< to below here; infinity for the last
    std::size_t runs = 0;
    double share = not_defined;
    Interval interval = {};     ///< of the share
    double mean = not_defined;  ///< of the values within
};

struct Basins {
    std::size_t n = 0;
    std::size_t dropped = 0;
    std::vector<Basin> basins = {};  ///< one more than borders
};

/// Shares of runs in each basin. `borders` rise: those of kernel_modes(values).antimodes, or given ones. Throws AnalysisError if they do
/// not rise or no value is finite.
Basins basin_shares(std::span<const double> values, std::span<const double> borders, double confidence = 0.95,
                    ShareInterval how = ShareInterval::wilson);

/// The interval of one share, either way.
Interval share_interval(std::size_t successes, std::size_t n, double confidence = 0.95, ShareInterval how = ShareInterval::wilson);

}  // namespace enclosure
