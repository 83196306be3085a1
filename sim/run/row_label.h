// Names of the rows of the state, for people.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/world/world.h"

namespace enclosure {

/// "consumer/europe/general".
std::string cell_name(const World& world, std::size_t cell);

/// Whose an account of the ledger is: "users of segment consumer", "firm Closed lab A".
std::string account_name(const World& world, std::size_t account);

/// What stands at `index` of a column of that part: a firm by its name, a user by cell, a slot by maker, a table by its members; empty for
/// a single number. `size` is the column's number of values.
std::string row_label(const World& world, std::string_view part, const ColumnFacts& facts, std::size_t index, std::size_t size);

/// What a number of the state names, where its unit says that it is a slot, a firm or a strategy; empty where it is a plain number.
std::string value_label(const World& world, const ColumnFacts& facts, double value);

}  // namespace enclosure
