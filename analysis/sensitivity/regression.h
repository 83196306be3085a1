// Sensitivity from straight lines: regression, correlation, partial correlation, of the values and of their ranks.
// Invariant: coefficients are those of standardised columns, so units do not matter. They say something as far as the line fits: R² tells.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/statistics/bootstrap.h"

namespace enclosure {

struct RegressionOptions {
    BootstrapOptions bootstrap = {};  ///< over blocks; ranks stay those of the sample
    double enough = 0.7;              ///< an R² below which a warning says that the line misses too much
};

/// One coefficient.
struct LinearIndex {
    double value = not_defined;
    double sd = not_defined;  ///< of the bootstrap
    Interval interval = {};
    double p = not_defined;  ///< of at least as large a one by chance, two-sided, by Student's t
};

/// What regression says about one input. A category of two levels counts as 0 and 1; one of more has indicators for its levels, of which
/// all but the first that occurs take part: it has no coefficient, but a `share`.
struct RegressionInput {
    std::string id = {};
    LinearIndex src = {};       ///< standardised regression coefficient β sd(x) / sd(y) (Saltelli et al. 2008, 1.2.5)
    LinearIndex srrc = {};      ///< the same of ranks
    LinearIndex pearson = {};   ///< correlation
    LinearIndex spearman = {};  ///< correlation of ranks, mean ranks for ties
    LinearIndex pcc = {};       ///< partial correlation: of what the other inputs leave unexplained of both
    LinearIndex prcc = {};  ///< the same of ranks (Iman and Helton, Risk Analysis 8, 1988; Marino et al., J. Theoretical Biology 254, 2008)
    double share = not_defined;       ///< of the variance that is explained only with this input: R² less that without it
    double rank_share = not_defined;  ///< the same of ranks
};

struct RegressionIndices {
    std::size_t rows = 0;  ///< used
    std::size_t blocks = 0;
    std::size_t dropped_rows = 0;
    std::size_t dropped_blocks = 0;
    double r2 = not_defined;  ///< share of the variance of the outcome that the line explains
    Interval r2_interval = {};
    double adjusted_r2 = not_defined;  ///< 1 - (1 - R²)(n - 1) / (n - 1 - columns)
    double rank_r2 = not_defined;
    Interval rank_r2_interval = {};
    std::vector<RegressionInput> inputs = {};
    std::vector<std::string> warnings = {};
};

/// Least squares with a constant. Inputs of which one is a linear function of others have no coefficients, and a warning names them. An
/// outcome that is the same everywhere gives zeros and a warning, an input with one value zero and a warning. Throws AnalysisError for
/// fewer rows than columns + 3, no inputs, columns of different lengths, or options out of range. p-values take rows as independent and
/// errors as normal.
RegressionIndices regression_indices(std::span<const InputColumn> inputs, const OutcomeColumn& outcome,
                                     std::span<const std::uint64_t> block, const RegressionOptions& options, const Threads& threads);

}  // namespace enclosure
