// Which limits of a box matter: quasi-p values (Bryant and Lempert, Technological Forecasting and Social Change 77, 2010; sdtoolkit), and
// the box without those that do not.
//
// Invariant: values are a function of the box and the rows; they are called quasi because the box was fitted to the same rows, and because
// replicates of one world are not independent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/discovery/prim_search.h"

namespace enclosure {

/// Of one limited input: with the n rows and k cases of the box, and n', k' of the box without the limit, the probability that at least k
/// of n rows are cases if each is one with probability k' / n' (one-sided binomial test). For sums that are not whole, as of shares, the
/// binomial is continued by the incomplete beta function. Shares vary less than cases, so that theirs are on the safe side.
struct PrimSignificance {
    std::size_t input = 0;
    double p = not_defined;       ///< all limits of the input dropped (Bryant and Lempert)
    double p_low = not_defined;   ///< only the lower limit of numbers (the EMA Workbench's qp values); not defined if there is none
    double p_high = not_defined;  ///< only the upper limit
    double n_without = 0;         ///< rows of the box without all limits of the input
    double k_without = 0;
    double coverage_without = 0;  ///< share of the whole sample's cases
    double density_without = not_defined;
};

/// One for each limit of the box, in its order.
std::vector<PrimSignificance> prim_significance(const PrimBox& box, std::span<const PrimColumn> columns, const PrimRows& rows,
                                                const Threads& threads = Threads(1));

/// Probability of at least k successes in n trials of probability p.
double binomial_at_least(double k, double n, double p);

enum class PrimSide : std::uint8_t { low, high, levels };

/// A limit that was dropped, and the box that was left.
struct PrimDropped {
    std::size_t input = 0;
    PrimSide side = PrimSide::low;
    double p = not_defined;  ///< in the box that still had it
    PrimPoint after = {};
};

/// Drops limits one after the other, each time the one with the largest quasi-p value above `significance`, which is computed anew after
/// each. Of equal ones the last. The last limit of a box goes too if it does not matter. What was dropped, in order; nothing if all limits
/// matter.
std::vector<PrimDropped> drop_insignificant_limits(const PrimBox& box, std::span<const PrimColumn> columns, const PrimRows& rows,
                                                   double significance = 0.05, const Threads& threads = Threads(1));

}  // namespace enclosure
