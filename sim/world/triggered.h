// Events that began by a condition: the memory of hold, cooldown and max_times.
// Invariant: a row for each event that has begun at least once, in the order of their serials: one that never does leaves no trace, and the
// order of a file does not matter.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/base/describe.h"

namespace enclosure {

struct Triggered {
    std::vector<std::uint64_t> event;
    std::vector<std::uint8_t> in_force;
    std::vector<double> begun;
    std::vector<double> ended;
    std::vector<std::uint32_t> times;

    template <class T = Triggered>
    static constexpr auto columns() {
        return std::tuple{
            column(&T::event, {"event", "1", "Serial of the event: a hash of its policy and of all that it says."}),
            column(&T::in_force, {"in_force", "1", "1 while it is in force.", Width::one, {0, 1}}),
            column(&T::begun, {"begun", "yr", "When it last began."}),
            column(&T::ended, {"ended", "yr", "When it last ended; 0 if it never did."}),
            column(&T::times, {"times", "1", "How often it has begun.", Width::one, {1, 4294967295.0}}),
        };
    }

    std::size_t size() const { return event.size(); }
};

/// How often the event with that serial has begun.
inline std::uint32_t times_begun(const Triggered& triggered, std::uint64_t serial) {
    const auto found = std::lower_bound(triggered.event.begin(), triggered.event.end(), serial);
    if (found == triggered.event.end() || *found != serial) return 0;
    return triggered.times[static_cast<std::size_t>(found - triggered.event.begin())];
}

}  // namespace enclosure
