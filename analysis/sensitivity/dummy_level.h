// How large an index is for an input that does nothing: what distances between distributions cannot fall below for want of rows.
// Invariant: found from orders that chance alone makes, with as many rows in each class as the input has.
#pragma once

#include <span>

#include "analysis/statistics/bootstrap.h"

namespace enclosure {

struct DummyLevel {
    double mean = not_defined;
    double high = not_defined;  ///< an input that does nothing lies below this with the chosen confidence
};

/// Level from the indices of some dummy factors; not defined without any.
DummyLevel dummy_level(std::span<const double> indices, double confidence);

}  // namespace enclosure
