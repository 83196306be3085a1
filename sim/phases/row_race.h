// A row of a table drawn by weight: an exponential race (race.h) with the rows' ids as keys, so that a row that is added draws only to
// itself.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/race.h"

namespace enclosure {

/// Key of a row in races of one table: 32 bits of the hash of its id, which do not depend on where it stands.
inline std::uint32_t row_key(std::string_view id) {
    return static_cast<std::uint32_t>(serial_of(id) >> 32);
}

/// The rows of a table as they race; what they take lies in `memory`.
template <class Row>
Runners table_runners(const std::vector<Row>& rows, double Row::*weight,
                      std::pmr::memory_resource* memory = std::pmr::get_default_resource()) {
    Runners runners(memory);
    runners.reserve(rows.size());
    for (const Row& row : rows) runners.add(row_key(row.id), row.*weight);
    return runners;
}

/// Index of the row that arrives first for that agent; 0 if none has any weight.
inline std::size_t first_row(const Runners& runners, std::uint64_t seed, Purpose purpose, std::uint64_t agent, std::uint32_t step) {
    const std::size_t first = runners.first(seed, purpose, agent, step);
    return first < runners.size() ? first : 0;
}

/// The same for a single agent: rows without weight never win.
template <class Row>
std::size_t row_race(const std::vector<Row>& rows, double Row::*weight, std::uint64_t seed, Purpose purpose, std::uint64_t agent,
                     std::uint32_t step, std::pmr::memory_resource* memory = std::pmr::get_default_resource()) {
    return first_row(table_runners(rows, weight, memory), seed, purpose, agent, step);
}

}  // namespace enclosure
