// What an exported file says of where it comes from: scenario, seed, version.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/chart/number.h"
#include "viz/kit/canvas.h"

namespace enclosure::viz {

struct Stamp {
    std::string scenario;  ///< name under which it was opened
    std::uint64_t seed = 0;
    std::string state;  ///< "Mar 2027, step 50"; what else a reader must know to repeat it
};

/// "lib:baseline, seed 7, Mar 2027, step 50. Enclosure 0.1.0 (3fa2b1c)".
std::string stamp_line(const Stamp& stamp);

/// The same in lines no wider than `room` pixels, broken between words.
std::vector<std::string> stamp_lines(const Canvas& canvas, const Stamp& stamp, Font font, float room);

/// "# unit: USD/yr": a line of a CSV file. What a chart shows in percent is a part of 1 there.
std::string unit_line(std::string_view unit, const Form& form);

}  // namespace enclosure::viz
