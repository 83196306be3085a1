// Signs that tell classes apart beside their colour: shapes of points and dashes of lines.
// Invariant: classes 0 to 7 have eight shapes of about one area, in the order of the palette's colours; from 8 on, no pair of shape and
// colour comes again before the 64th.
#pragma once

#include <string>
#include <string_view>

#include "analysis/chart/colour.h"
#include "analysis/chart/svg.h"

namespace enclosure {

/// A class of rows: points or lines that belong together.
struct ChartClass {
    std::string name = {};
    int colour = 0;      ///< index into the palette, or rest_colour
    int shape = -1;      ///< of its points, and dash of its lines; -1: by its place among the classes
    bool faint = false;  ///< background: small, thin, pale, and under the others
};

inline constexpr int shape_count = 8;

/// Path data of a shape around a point: circle, triangle, square, diamond, plus, triangle on its tip, cross, star. `size` is the diameter
/// of the circle; the others cover about as much.
std::string shape_path(int shape, Point at, double size);

/// The shape of a class: its own, or one by its place.
int shape_of(const ChartClass& what, std::size_t place);

/// Name of a shape, for descriptions: "circle".
std::string_view shape_name(int shape);

/// Class of the style sheet for a line's dashes: "" (solid), "dash1" … "dash3".
std::string dash_class(int shape);

/// A range across a point: a line with ends, along x or along y; nothing if it is not finite.
std::string range_mark(Point low, Point high, std::string_view classes, double end = 4);

/// An arrow head at a point, in the direction of `towards` from there.
std::string arrow_head(Point at, Point towards, double size, std::string_view classes);

/// The rules that the charts beyond lines and stacks add to chart_style().
std::string mark_style();

}  // namespace enclosure
