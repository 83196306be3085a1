// What stands above a chart, and the sizes of its text, which all kinds of charts share.
#pragma once

#include <string>

namespace enclosure {

inline constexpr double chart_margin = 8;  ///< to each side, in units of the drawing
inline constexpr double title_size = 16, text_size = 13, tick_size = 12, small_size = 11.5;

/// Title and unit at the top left of a drawing of that width; moves `y` below them.
std::string heading(const std::string& title, const std::string& unit, double width, double& y);

}  // namespace enclosure
