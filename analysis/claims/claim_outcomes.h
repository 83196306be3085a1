// What the runs of a claim came to: a number for each measure, cell and run, and the paths that are kept for its picture.
// Invariant: runs stand in the order of the sample, the same world in every cell, so that differences between cells are paired.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/claims/claim.h"
#include "analysis/claims/claim_runs.h"
#include "sim/study/store/record_index.h"

namespace enclosure {

struct ClaimOutcomes {
    std::size_t sample = 0;  ///< runs of a cell
    std::size_t cells = 0;
    std::vector<double> values;        ///< measure × cell × run; NaN where nothing is defined, the run failed, or it is missing
    std::size_t missing = 0;           ///< runs without a record
    std::size_t failed = 0;            ///< runs that failed, by what the model says
    std::vector<std::string> reasons;  ///< of some of these

    double of(std::size_t measure, std::size_t cell, std::size_t run) const { return values[(measure * cells + cell) * sample + run]; }
    /// All runs of a cell.
    std::vector<double> column(std::size_t measure, std::size_t cell) const;
};

/// Reads the records of the i-th of the claims that `runs` was made for.
ClaimOutcomes claim_outcomes(const Claim& claim, const ClaimRuns& runs, std::size_t i, const RecordIndex& index);

/// A series of one cell over time: mean and quantiles over its runs.
struct ClaimPath {
    std::vector<double> days;             ///< since 1970-01-01
    std::vector<double> mean, low, high;  ///< 5 % and 95 % quantiles
};

/// The path of a measure; empty if it was not kept.
ClaimPath claim_path(const Claim& claim, const ClaimRuns& runs, std::size_t i, std::size_t cell, std::size_t measure,
                     const RecordIndex& index);

/// The uncertain values of each run of a sample over worlds: factor by factor; of a factor that the claim sets itself none.
struct ClaimWorldTable {
    std::vector<Factor> factors;
    std::vector<std::vector<double>> values;  ///< of each factor, of each run
};
ClaimWorldTable claim_world_table(const ClaimRuns& runs, std::size_t i);

}  // namespace enclosure
