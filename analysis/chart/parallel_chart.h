// Parallel coordinates: an upright axis for each quantity, a line for each row across all of them; limits of a box as bars on the axes.
// Invariant: every axis has its own scale; a value that is not defined breaks its line. More rows than `most_lines` are thinned to an even
// sample of each class, the same for the same rows, and the caption says so.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/marks.h"
#include "analysis/chart/number.h"
#include "analysis/chart/picture.h"
#include "analysis/chart/scale.h"
#include "sim/base/paired.h"

namespace enclosure {

struct ParallelAxis {
    std::string title = {};
    Form form = {};
    ScaleKind kind = ScaleKind::linear;
    std::vector<double> values = {};       ///< one for each row; indices into levels if there are any
    std::vector<std::string> levels = {};  ///< categories, the first at the bottom
    Extent range = {};                     ///< empty: from the values
    bool downwards = false;                ///< low values at the top: for what is better when low
    Interval box = {};                     ///< limits; a side that is not finite is open. Both: no bar
    std::vector<char> kept = {};           ///< levels inside the box; empty: no bar
};

struct ParallelChart : Picture {
    std::vector<ParallelAxis> axes = {};
    std::vector<std::size_t> class_of = {};  ///< one for each row; empty: all 0
    std::vector<ChartClass> classes = {ChartClass{}};
    std::size_t most_lines = 400;
    double height = 340;
};

/// The chart as an `<svg>` element.
std::string parallel_chart(const ParallelChart& chart);

/// The rows that are drawn: all, or of each class an even sample, in rising order; every class that has rows has at least one.
std::vector<std::size_t> drawn_rows(const ParallelChart& chart);

/// Its data: a row for each line, all of them: the axes, and the class.
std::string csv_of(const ParallelChart& chart);

}  // namespace enclosure
