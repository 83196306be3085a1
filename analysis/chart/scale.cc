#include "analysis/chart/scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace enclosure {

bool empty(Extent range) {
    return !(range.low <= range.high);
}

Extent join(Extent a, Extent b) {
    if (empty(a)) return b;
    if (empty(b)) return a;
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

Extent extent(std::span<const double> values, ScaleKind kind) {
    Extent range;
    for (const double v : values) {
        if (!std::isfinite(v) || (kind == ScaleKind::log && v <= 0)) continue;
        range = join(range, {v, v});
    }
    return range;
}

Scale make_scale(ScaleKind kind, Extent range, double from, double to) {
    if (empty(range)) range = kind == ScaleKind::log ? Extent{1, 10} : Extent{0, 1};
    if (kind == ScaleKind::log) {
        if (range.high <= 0) range = {1, 10};
        if (range.low <= 0) range.low = range.high / 1000;
        if (range.low == range.high) range = {range.low / 2, range.high * 2};
    } else if (range.low == range.high) {
        const double half = kind == ScaleKind::time ? 1 : std::max(std::abs(range.low) / 2, 1e-9);
        range = range.low == 0 && kind == ScaleKind::linear ? Extent{0, 1} : Extent{range.low - half, range.high + half};
    }
    return {kind, range.low, range.high, from, to};
}

double place(const Scale& scale, double value) {
    constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
    if (!std::isfinite(value)) return nowhere;
    if (scale.kind == ScaleKind::log) {
        if (value <= 0) return nowhere;
        const double low = std::log10(scale.low), high = std::log10(scale.high);
        return scale.from + (scale.to - scale.from) * ((std::log10(value) - low) / (high - low));
    }
    // Halved so that the difference of two huge numbers of opposite sign stays finite.
    return scale.from + (scale.to - scale.from) * ((value / 2 - scale.low / 2) / (scale.high / 2 - scale.low / 2));
}

double value_at(const Scale& scale, double where) {
    const double part = (where - scale.from) / (scale.to - scale.from);
    if (scale.kind == ScaleKind::log) return scale.low * std::pow(scale.high / scale.low, part);
    return scale.low + (scale.high - scale.low) * part;
}

}  // namespace enclosure
