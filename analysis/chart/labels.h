// Where names stand beside the ends of lines, without covering one another. Free of drawing.
// Invariant: the order from top to bottom is the order of the wanted places.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure {

/// Places as near as can be to the wanted ones (least squares), at least `gap` apart and within [low, high]. If they do not fit, they
/// are spread evenly over it. Equal wishes keep their order; a wish that is NaN is placed last.
std::vector<double> spread(std::span<const double> wanted, double gap, double low, double high);

/// Width of a text in a sans-serif font of that size, in the same unit; an estimate on the safe side. UTF-8.
double text_width(std::string_view text, double size);

/// The text, shortened with an ellipsis if it would be wider than `room`.
std::string fitted(std::string_view text, double size, double room);

/// The text broken at spaces into lines no wider than `room`; a longer word has a line of its own.
std::vector<std::string> wrapped(std::string_view text, double size, double room);

}  // namespace enclosure
