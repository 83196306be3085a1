// A box of scenario discovery in the inputs' own units: for each restricted input, the part of its range that is inside.
// Invariant: limits are written as numbers; categories inside are filled and ticked, those outside are empty.
#pragma once

#include <string>
#include <vector>

#include "analysis/chart/number.h"
#include "analysis/chart/picture.h"
#include "analysis/chart/scale.h"
#include "sim/base/paired.h"

namespace enclosure {

struct BoxInput {
    std::string title = {};  ///< with its unit in words
    Form form = {};
    ScaleKind kind = ScaleKind::linear;
    Extent full = {};                      ///< the range that was explored
    Interval limits = {};                  ///< of the box; a side that is not finite is not restricted
    std::vector<std::string> levels = {};  ///< categories
    std::vector<char> kept = {};           ///< those inside the box, one for each level
    double quasi_p = not_defined;          ///< of the restriction (Bryant and Lempert 2010); NaN: not written
};

struct BoxChart : Picture {
    std::vector<BoxInput> inputs = {};  ///< restricted ones, the most telling first
    int colour = 0;
};

/// The chart as an `<svg>` element, as high as its inputs need.
std::string box_chart(const BoxChart& chart);

/// Its data: input, level, low and high of the full range, low and high of the box (empty: open), inside, quasi-p; a row for each number
/// and for each category.
std::string csv_of(const BoxChart& chart);

}  // namespace enclosure
