// Distributions of the distances of Kolmogorov, Smirnov and Kuiper when both samples come from one law.
// Invariant: sums of positive terms alone, so that small probabilities keep their relative accuracy down to 1e-300.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace enclosure {

/// P(K > λ) for Kolmogorov's limit law: 2 Σ (-1)^(k-1) exp(-2 k² λ²) (Kolmogorov, Giornale dell'Istituto Italiano degli Attuari 4, 1933),
/// by the theta function's other series where λ is small. 1 for λ <= 0.
double kolmogorov_above(double lambda);

/// P(K > λ) for Kuiper's limit law: 2 Σ (4 k² λ² - 1) exp(-2 k² λ²) (Kuiper, Proc. Koninklijke Nederlandse Akademie A 63, 1960).
double kuiper_above(double lambda);

/// Exact P(max |i m - j n| >= h) over the orders in which n values of one sample and m of another may come, all as likely: lattice paths
/// from (0, 0) to (n, m) that leave the band (Hodges, Arkiv för Matematik 3, 1958). h / (n m) is Smirnov's distance D. `group_ends`, if not
/// empty, has n + m flags: only after values with one is a path looked at, as where the last of some tied values stands; the probability
/// is then that of D given the ties (Schröer and Trenkler, Computational Statistics and Data Analysis 20, 1995).
/// Needs n, m > 0. Costs about D n m steps, n m with flags.
double smirnov_at_least(std::size_t n, std::size_t m, std::uint64_t h, std::span<const std::uint8_t> group_ends = {});

}  // namespace enclosure
