// Loops over blocks of users, piece by piece of a cell, and whole numbers counted from several blocks.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "sim/world/cells.h"

namespace enclosure {

/// The row of cells in which a user lies.
inline std::size_t cell_of(const Cells& cells, std::size_t user) {
    const auto next = std::upper_bound(cells.begin.begin(), cells.begin.end(), user);
    return static_cast<std::size_t>(next - cells.begin.begin()) - 1;
}

/// Calls visit(cell, first user, one past the last user) for the pieces of cells in [begin, end).
template <class Visit>
void for_each_piece(const Cells& cells, std::size_t begin, std::size_t end, Visit visit) {
    for (std::size_t c = cell_of(cells, begin), i = begin; i < end; ++c) {
        const std::size_t last = std::min<std::size_t>(cells.end[c], end);
        visit(c, i, last);
        i = last;
    }
}

/// Adds to a whole number that several blocks count: the order of additions does not matter.
inline void add_count(std::int64_t& total, std::int64_t n) {
    if (n != 0) std::atomic_ref<std::int64_t>(total).fetch_add(n, std::memory_order_relaxed);
}

}  // namespace enclosure
