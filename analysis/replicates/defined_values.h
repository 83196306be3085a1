// What of a column counts: values that are numbers. A run that failed has none, and one that ran away to infinity has no place on a scale.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace enclosure {

struct DefinedValues {
    std::vector<double> values = {};  ///< those that are finite, in their order
    std::size_t dropped = 0;          ///< NaN and infinite ones
};

/// The finite values of a column, and how many are left out.
inline DefinedValues defined_values(std::span<const double> column) {
    DefinedValues out;
    out.values.reserve(column.size());
    for (const double v : column) {
        if (std::isfinite(v)) out.values.push_back(v);
    }
    out.dropped = column.size() - out.values.size();
    return out;
}

}  // namespace enclosure
