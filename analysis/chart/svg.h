// The few pieces of SVG that charts are made of. Invariant: text is escaped here and nowhere else, coordinates have at most two
// decimals and are finite, so the same chart is the same bytes everywhere.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace enclosure {

struct Point {
    double x = 0;
    double y = 0;
};

/// Text for element content and for quoted attributes: & < > " ' become entities; control characters, which XML forbids, are left out.
std::string escape(std::string_view text);

/// A coordinate such as "12.5"; "0" if it is not finite.
std::string coordinate(double value);

/// Path data through the points. A point that is not finite breaks the line; a point alone between breaks becomes a dot.
std::string line_path(std::span<const Point> points);

/// Closed areas between two rows of points of equal length; a break in either breaks the area.
std::string area_path(std::span<const Point> above, std::span<const Point> below);

/// `<text>` with a class of chart_style(); `anchor` is start, middle or end. The content is escaped.
std::string text_at(Point at, std::string_view classes, std::string_view anchor, std::string_view content);

/// `<path>` with a class; nothing if the data is empty.
std::string path_of(std::string_view data, std::string_view classes);

/// The class of a colour index: "s3", or "sr" for the rest.
std::string series_class(int colour);

/// The style sheet of all charts: colours for light, for dark by prefers-color-scheme, and light for print. A page holds it once.
std::string chart_style();

}  // namespace enclosure
