// Where in the plane of two parameters a model has two futures: because runs from one start end in two places, or because runs from a low
// and from a high start end differently. Invariant: a cell is judged by its own runs alone.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/replicates/mean_interval.h"
#include "analysis/tipping/bimodality.h"
#include "analysis/tipping/parameter_cells.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// A cell of runs from one start.
struct BimodalCell {
    std::size_t n = 0;  ///< runs with a finite outcome; below `fewest_bimodal_runs` nothing is judged
    std::size_t dropped = 0;
    double dip = not_defined, p = not_defined;
    double separation = not_defined;   ///< Ashman's D
    bool bimodal = false;              ///< as Bimodality says
    double upper_share = not_defined;  ///< of a bimodal cell: share of runs above the border, half-way between the components' means
};

/// Runs of a cell from which on it is judged.
inline constexpr std::size_t fewest_bimodal_runs = 10;

struct BimodalityMap {
    ParameterCells cells = {};
    std::vector<BimodalCell> of_cell = {};
    double share = not_defined;  ///< of the judged cells that are bimodal; 1 - confidence of the others may be so by chance
    std::vector<std::string> warnings = {};
};

/// Final outcomes of each cell's runs. Throws AnalysisError if columns differ in length or no cell can be judged; and as parameter_cells
/// does.
BimodalityMap bimodality_map(const InputColumn& x, const InputColumn& y, const OutcomeColumn& outcome, const BimodalityOptions& options,
                             const Threads& threads, CellBins bins = {});

/// A cell of pairs of runs: the same world, begun low and begun high.
struct TwoStartCell {
    std::size_t n = 0;  ///< pairs of which both outcomes are finite
    std::size_t dropped = 0;
    std::size_t different = 0;     ///< pairs that differ by more than the tolerance
    double share = not_defined;    ///< of these
    Interval interval = {};        ///< of the share, Wilson's
    MeanInterval difference = {};  ///< high start less low start
    bool bistable = false;         ///< more than half of the pairs differ
    bool settled = false;          ///< the interval does not hold one half
};

struct TwoStartMap {
    ParameterCells cells = {};
    std::vector<TwoStartCell> of_cell = {};
    double share = not_defined;  ///< of the cells with pairs that are bistable
    std::vector<std::string> warnings = {};
};

/// Row i of both columns is one world, at one place in the plane. `tolerance` >= 0, in the outcome's unit: what no one would call another
/// future. Throws AnalysisError if columns differ in length, the tolerance is none or no pair is defined; and as parameter_cells does.
TwoStartMap two_start_map(const InputColumn& x, const InputColumn& y, const OutcomeColumn& from_low, const OutcomeColumn& from_high,
                          double tolerance, double confidence = 0.95, CellBins bins = {});

}  // namespace enclosure
