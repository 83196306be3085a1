// A row of a table drawn by weight: an exponential race, each row with an arrival of its own, keyed by the row's id. The first to arrive at
// rate `weight` wins with probability weight/total, and a row that is added draws only to itself.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sim/base/draws.h"
#include "sim/base/hash.h"

namespace enclosure {

/// Key of a row in races of one table: 32 bits of the hash of its id, which do not depend on where it stands.
inline std::uint32_t row_key(std::string_view id) {
    return static_cast<std::uint32_t>(serial_of(id) >> 32);
}

/// Index of the row that the draws (seed, purpose, serial, step) choose by `weight`; rows without weight never win. 0 if none has any.
template <class Row>
std::size_t row_race(const std::vector<Row>& rows, double Row::*weight, std::uint64_t seed, Purpose purpose, std::uint64_t serial,
                     std::uint32_t step) {
    std::size_t first = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!(rows[i].*weight > 0)) continue;
        const double arrival = Draws(seed, purpose, serial, step, row_key(rows[i].id)).exponential() / (rows[i].*weight);
        if (!(arrival < least)) continue;
        least = arrival;
        first = i;
    }
    return first;
}

}  // namespace enclosure
