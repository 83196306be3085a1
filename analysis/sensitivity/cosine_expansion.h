// How much of an outcome's variance a smooth function of one input explains.
// Invariant: ties do not matter: the outcomes of equal inputs are replaced by their mean.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/sensitivity/input_classes.h"

namespace enclosure {

/// Cosines cos(π k (c + 1/2) / cells) for k = 1 … harmonics over cells c.
struct CosineTable {
    CosineTable(std::size_t cells, std::size_t harmonics);
    std::span<const double> row(std::size_t harmonic) const { return std::span(values).subspan((harmonic - 1) * cells, cells); }
    std::size_t cells;
    std::size_t harmonics;
    std::vector<double> values;
};

/// Cells for n rows: n, at most 1024, beyond which a cell holds several neighbouring ranks (the loss for harmonic k is below (k/1000)²).
std::size_t cosine_cells(std::size_t rows);

/// Harmonics that n rows can bear: no more than a quarter of them.
std::size_t usable_harmonics(std::size_t wanted, std::size_t rows);

/// Share of the variance of y in the first `harmonics` cosines over the ranks of the input: Σ a_k² / 2 / Var y, with a_k = 2/n Σ y cos(π k
/// (r - 1/2) / n) (Plischke, Risk Analysis 32, 2012: COSI; the same as EASI with M harmonics, Reliability Engineering and System Safety 95,
/// 2010, up to 1/n). Not corrected for bias. `y` and `weight` stand in the order of the input; y has weighted mean 0 and `variance` over n.
double cosine_share(const SortedInput& input, std::span<const double> y, std::span<const std::uint32_t> weight, double variance,
                    const CosineTable& table, std::vector<double>& scratch);

}  // namespace enclosure
