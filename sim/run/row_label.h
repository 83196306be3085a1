// Names of the rows of the state, for people.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/world/world.h"

namespace enclosure {

/// What stands at `index` of a column of that part: a firm by its name, a user by cell, a slot by maker, a table by its members; empty for
/// a single number. `size` is the column's number of values.
std::string row_label(const World& world, std::string_view part, const ColumnFacts& facts, std::size_t index, std::size_t size);

/// A number of the state as a text; where the unit says that it names a slot, a firm or another row, with what is there.
std::string value_label(const World& world, const ColumnFacts& facts, double value);

}  // namespace enclosure
