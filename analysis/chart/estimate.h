// A number with its interval, as charts of estimates take it.
#pragma once

#include <string>

#include "analysis/chart/number.h"
#include "sim/base/paired.h"

namespace enclosure {

struct DotEstimate {
    double value = not_defined;
    Interval interval = {};  ///< not defined: none
};

/// "0.31 (0.28 to 0.35)"; without an interval the number alone.
std::string estimate_text(const DotEstimate& estimate, const Form& form);

/// A series of estimates in rows: its name, colour and shape.
struct EstimateSeries {
    std::string name = {};
    int colour = 0;
};

}  // namespace enclosure
