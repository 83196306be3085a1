// The keys of a chart: a sample of each sign with its name, in rows above the plot.
// Invariant: rows are no wider than the drawing; every sign that a chart uses for more than one class has a key.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analysis/chart/marks.h"
#include "analysis/chart/picture.h"

namespace enclosure {

struct ChartKey {
    std::string sample = {};  ///< SVG within 0 to sample_width and -6 to 6
    double sample_width = 12;
    std::string text = {};
};

/// The keys at the sheet's place, which moves below them. Keys without a text are left out.
void add_keys(Sheet& sheet, const Picture& picture, std::span<const ChartKey> keys);

/// A point of a class.
ChartKey point_key(const ChartClass& what, std::size_t place, std::string_view text);

/// A line of a class with its dashes.
ChartKey line_key(int colour, int dash, std::string_view text, bool faint = false);

/// A patch of an area with classes of the style sheet.
ChartKey patch_key(std::string_view classes, std::string_view text);

}  // namespace enclosure
