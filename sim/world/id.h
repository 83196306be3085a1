// Row of a table, typed by the table, so that a firm's row is never passed where a model's slot is meant.
#pragma once

#include <cstddef>
#include <cstdint>

namespace enclosure {

template <class Table>
struct Id {
    std::int32_t row = -1;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t r) : row(static_cast<std::int32_t>(r)) {}
    constexpr explicit operator bool() const { return row >= 0; }
    constexpr std::size_t at() const { return static_cast<std::size_t>(row); }  ///< only if it names a row
    friend constexpr bool operator==(Id, Id) = default;
};

}  // namespace enclosure
