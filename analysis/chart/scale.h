// From numbers to places on a chart and back. Free of drawing: pages and the viewer use the same scales.
// Invariant: a scale always has low < high (and low > 0 if logarithmic), so place() is finite for every finite number it accepts.
#pragma once

#include <span>

namespace enclosure {

/// Time is linear in days; it differs from linear in its ticks and labels.
enum class ScaleKind { linear, log, time };

/// A closed range of numbers; empty while low > high.
struct Extent {
    double low = 1;
    double high = 0;
};

bool empty(Extent range);

/// The smallest range with both.
Extent join(Extent a, Extent b);

/// The range of the finite numbers; of the finite positive ones if the scale is logarithmic. Empty if there is none.
Extent extent(std::span<const double> values, ScaleKind kind = ScaleKind::linear);

/// Where numbers go: `low` at place `from`, `high` at place `to` (pixels; `from` may exceed `to`, as on a vertical axis).
struct Scale {
    ScaleKind kind = ScaleKind::linear;
    double low = 0;
    double high = 1;
    double from = 0;
    double to = 1;
};

/// A scale over `range`. An empty or single-valued range is widened so that the value lies inside; a logarithmic scale that would
/// reach zero or below starts at a thousandth of its end instead.
Scale make_scale(ScaleKind kind, Extent range, double from, double to);

/// Place of a value; NaN for what the scale cannot show (NaN, infinities, zero and below on a logarithmic scale).
double place(const Scale& scale, double value);

/// The value at a place.
double value_at(const Scale& scale, double where);

}  // namespace enclosure
