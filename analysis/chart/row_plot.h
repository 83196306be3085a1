// Charts that have a row for each thing and one axis below: names at the left, numbers at the right.
// Invariant: names and numbers have rooms of their own, so that marks never cover them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/chart/axes.h"

namespace enclosure {

struct RowPlot {
    Scale x = {};
    double left = 0, right = 0, top = 0, bottom = 0;
    double name_room = 0;
    double row_height = 22;
    double middle(std::size_t row) const { return top + row_height * (static_cast<double>(row) + 0.5); }
};

/// What the rows need.
struct RowWishes {
    std::span<const std::string> names = {};
    double value_room = 0;  ///< of what is written at the right
    double row_height = 22;
    Extent data = {};
    double end_room = 0;          ///< left free at both ends of the axis, for texts beyond the longest bars
    bool reference_name = false;  ///< room for the name of a reference line above the rows
};

/// Lays out the rows below the sheet's place, which moves to where the caption begins, and draws grid, ticks, the axis' title and names.
RowPlot add_rows(Sheet& sheet, const Picture& picture, const ChartAxis& axis, const RowWishes& wishes);

/// A name in at most two lines, each of which fits into the room.
std::vector<std::string> two_lines(const std::string& name, double size, double room);

/// Place of a value on the axis of the rows, at its ends for values beyond them; NaN for what it cannot show.
double row_place(const RowPlot& plot, double value);

/// Text at the right end of a row.
std::string row_value(const RowPlot& plot, const Picture& picture, std::size_t row, std::string_view text);

/// A dashed upright across all rows at a value, with its name above the rows if it has one; nothing outside the axis.
std::string reference_line(const RowPlot& plot, const Picture& picture, double value, std::string_view name);

}  // namespace enclosure
