// Would another sample have given the same box? PRIM is run again on parts of the rows, and the inputs that it limits are counted (Bryant
// and Lempert 2010; sdtoolkit and the EMA Workbench have the same test).
//
// Invariant: resample r is a function of the seed, r and the rows' order; the first resamples of many are those of few.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/discovery/prim_search.h"

namespace enclosure {

struct PrimResampling {
    std::size_t resamples = 10;  ///< 0: none
    double share = 0.5;          ///< of the rows that a resample takes without repetition, in (0, 1)
    bool bootstrap = false;      ///< instead, as many rows as there are, with repetition
    std::uint64_t seed = 0;
    std::uint64_t serial = 0;  ///< tells the resamples of several boxes apart
};

/// Shares of the resamples that were used, one for each input.
struct PrimReproducibility {
    std::size_t used = 0;  ///< resamples with some but not only cases of interest
    std::vector<double> at_coverage =
        {};  ///< limited in the box of the resample's trajectory whose coverage is nearest; NaN if none was used
    std::vector<double> at_density = {};  ///< … whose density is nearest
};

/// `like`: the box; coverages are compared as shares of the cases among `rows`, so that those of a second box are comparable too. Of boxes
/// equally near in coverage the densest counts, of those equally near in density the one with the highest coverage; then the earlier one.
PrimReproducibility prim_reproducibility(const PrimPoint& like, std::span<const PrimColumn> columns, const PrimRows& rows,
                                         const PrimOptions& options, const PrimResampling& how, const Threads& threads = Threads(1));

/// The rows of resample `r`, with their masses and coverages relative to the resample.
PrimRows prim_resample(const PrimRows& rows, const PrimResampling& how, std::size_t r);

std::vector<std::string> prim_resampling_reasons(const PrimResampling& how);

}  // namespace enclosure
