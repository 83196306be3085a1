// What is analysed: inputs that were varied and outcomes that were measured, column by column.
// Invariant: all columns have one length. Rows stand in an order that their contents fix (see table.h), so that no result depends on the
// order in which they were made or written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure {

/// One input. Categories (names, switches) have no order: their values are indices into `levels`, as 0.0, 1.0, ….
struct InputColumn {
    std::string id = {};
    std::string title = {};
    std::string unit = "1";
    std::vector<std::string> levels = {};  ///< empty: numbers
    std::vector<double> values = {};       ///< never NaN
    bool categorical() const { return !levels.empty(); }
};

/// Which way an outcome is better.
enum class Better : std::uint8_t { unstated, higher, lower };

constexpr std::array<std::string_view, 3> names_of(Better) {
    return {"none", "higher", "lower"};
}

/// One outcome. NaN where the run failed or the number is not defined.
struct OutcomeColumn {
    std::string id = {};
    std::string title = {};
    std::string unit = "1";
    Better better = Better::unstated;
    std::optional<double> smallest_effect = {};  ///< below which a difference does not matter, in the unit
    std::optional<double> satisficing = {};      ///< level that is good enough, in the unit
    std::vector<double> values = {};
};

}  // namespace enclosure
