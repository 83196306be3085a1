// A slice of rows off one end of a column: what a peel takes and what a paste adds.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "analysis/discovery/prim_sample.h"

namespace enclosure {

/// The rows from one end up to a quantile, with all that tie there.
struct PrimSlice {
    PrimWeight taken = {};
    std::uint32_t last = 0;  ///< rank of the last value taken
    std::uint32_t next = 0;  ///< rank of the next value
    bool whole = false;      ///< there is no next value: all rows tie or were taken
};

/// Walks the rows [first, end) of weight `all`, which are sorted by rank, from one end: `ascending` from the lowest value to position
/// floor((n - 1) alpha) of the sorted rows, else from the highest one to ceil((n - 1) (1 - alpha)); and on to where the value changes.
/// Position p of weighted rows is the first one up to which more than p have passed.
template <class Iterator>
PrimSlice prim_slice(Iterator first, Iterator end, const PrimColumn& column, const PrimRows& rows, std::int64_t all, double alpha,
                     bool ascending) {
    const double steps = std::max(rows.number(all) - 1, 0.0);
    const double position = ascending ? std::floor(steps * alpha) : std::ceil(steps * (1 - alpha));
    const auto sought = static_cast<std::int64_t>(std::ldexp(position, rows.scale));
    PrimSlice slice;
    bool reached = false;
    for (; first != end; ++first) {
        const std::uint32_t row = *first;
        const std::uint32_t rank = column.rank[row];
        if (reached && rank != slice.last) {
            slice.next = rank;
            return slice;
        }
        slice.taken += rows.weight[row];
        slice.last = rank;
        if (!reached) reached = ascending ? slice.taken.n > sought : all - slice.taken.n <= sought;
    }
    slice.whole = true;
    return slice;
}

/// Limit between the value inside and the one outside it: the midpoint, or the one inside if all are whole.
inline double prim_limit_between(const PrimColumn& column, std::uint32_t inside, std::uint32_t outside) {
    const double in = column.values[inside];
    const double out = column.values[outside];
    if (column.whole) return in;
    const double middle = std::isfinite(in + out) ? (in + out) / 2 : in / 2 + out / 2;
    return middle == out ? in : middle;  // neighbouring doubles have no number between them
}

}  // namespace enclosure
