// A box: limits of some inputs, in their own units. What scenario discovery finds, what a chart draws and a sentence says.
//
// Invariant: only limited inputs are listed, in the order of the columns. A row is inside if it is within every limit; ends belong to the
// box. A category is limited to a set of levels; the set knows no order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/discovery/prim_sample.h"
#include "sim/base/paired.h"

namespace enclosure {

struct PrimLimit {
    std::size_t input = 0;
    double low = -std::numeric_limits<double>::infinity();  ///< of numbers; infinite: no limit on that side
    double high = std::numeric_limits<double>::infinity();
    std::vector<std::uint32_t> levels = {};  ///< of categories: those inside, ascending indices into the column's levels
    bool has_low() const { return low > -std::numeric_limits<double>::infinity(); }
    bool has_high() const { return high < std::numeric_limits<double>::infinity(); }
    bool operator==(const PrimLimit&) const = default;
};

struct PrimBox {
    std::vector<PrimLimit> limits = {};
    bool operator==(const PrimBox&) const = default;
};

/// Whether a value, or the index of a level, is within a limit.
bool inside(const PrimLimit& limit, double value);

/// Whether a row of the inputs is inside.
bool inside(const PrimBox& box, std::span<const InputColumn> inputs, std::size_t row);

/// Limit of numbers as shares of the input's range, for charts: 0 at its smallest value and 1 at its largest; 0 and 1 where there is no
/// limit. Of categories, 0 and the share of all levels that are inside.
Interval normalised_limit(const PrimLimit& limit, const InputColumn& input);

/// What of the rows is inside; and, for each limit, how much more would be without it: without the low one, the high one, or the set of
/// levels (counted as low).
struct PrimCounts {
    PrimWeight inside = {};
    std::vector<PrimWeight> beyond_low = {};
    std::vector<PrimWeight> beyond_high = {};
};
PrimCounts prim_counts(const PrimBox& box, std::span<const PrimColumn> columns, const PrimRows& rows, const Threads& threads = Threads(1));

/// "switching cost ≥ 12.3 USD and firms in {a, b}"; "everything" for a box without limits. Limits are rounded to as few digits as leave
/// every row of the inputs on its side, so that the words describe the same rows as the box. Inputs go by title, or by id if they have
/// none.
std::string prim_box_text(const PrimBox& box, std::span<const InputColumn> inputs);

/// The number with the fewest digits in (below, at], the nearest to `limit` among those with as few: a lower limit that keeps `at` and
/// leaves out `below`. For an upper limit that keeps `at` and leaves out `below` > at, the same in [at, below).
double rounded_limit(double limit, double below, double at);

}  // namespace enclosure
