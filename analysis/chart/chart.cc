#include "analysis/chart/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/ticks.h"

namespace enclosure {

std::size_t last_shown(const std::vector<double>& values, ScaleKind kind) {
    for (std::size_t i = values.size(); i > 0; --i)
        if (std::isfinite(values[i - 1]) && (kind != ScaleKind::log || values[i - 1] > 0)) return i - 1;
    return values.size();
}

bool has_values(const Chart& chart) {
    return std::any_of(chart.lines.begin(), chart.lines.end(), [&](const Line& line) { return !empty(extent(line.values, chart.y_kind)); });
}

std::string describe(const Chart& chart) {
    std::string out = chart.unit.empty() ? std::string() : chart.unit + ". ";
    for (const Line& line : chart.lines) {
        if (line.name.empty()) continue;
        const std::size_t last = last_shown(line.values, chart.y_kind);
        if (last == line.values.size()) {
            out += line.name + ": no values. ";
            continue;
        }
        std::size_t first = 0;
        while (!std::isfinite(line.values[first])) ++first;
        const auto when = [&](std::size_t i) { return chart.x_kind == ScaleKind::time ? day_text(chart.x[i]) : number_text(chart.x[i]); };
        out += fmt::format("{}: {} in {}, {} in {}. ", line.name, number_text(line.values[first], chart.form), when(first),
                           number_text(line.values[last], chart.form), when(last));
    }
    if (!out.empty()) out.pop_back();
    return out;
}

}  // namespace enclosure
