#include "analysis/chart/trajectory_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/colour_scale.h"
#include "analysis/chart/csv.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/marks.h"
#include "analysis/chart/point_labels.h"

namespace enclosure {
namespace {

std::string box_words(const TrajectoryPoint& p) {
    return fmt::format("coverage {}, density {}, {}", number_text(p.coverage, percent_form()), number_text(p.density, percent_form()),
                       count_text(p.restricted, "input restricted", "inputs restricted"));
}

std::string trajectory_description(const TrajectoryChart& chart) {
    std::string out = count_text(chart.points.size(), "box", "boxes");
    out += ": from " + box_words(chart.points.front()) + ", to " + box_words(chart.points.back()) + ".";
    if (chart.chosen < chart.points.size()) out += " Chosen: " + box_words(chart.points[chart.chosen]) + ".";
    return out;
}

}  // namespace

std::string trajectory_chart(const TrajectoryChart& chart) {
    if (chart.points.empty()) return empty_picture(chart);
    const Form percent{.factor = 100, .suffix = "%"};
    const ChartAxis coverage{.title = "Coverage: share of the cases of interest inside the box", .form = percent, .range = {0, 1}};
    const ChartAxis density{.title = "Density: share of the box that is of interest", .form = percent, .range = {0, 1}};
    Sheet sheet = open_sheet(chart);
    if (chart.chosen < chart.points.size()) sheet.notes.push_back("Ring, the chosen box: " + box_words(chart.points[chart.chosen]) + ".");
    sheet.notes.emplace_back("Numbers: inputs that the box restricts.");
    AxesRoom room = room_below(chart, sheet, chart.height);
    room.both_grids = true;
    const Frame frame = open_axes(coverage, {0, 1}, density, {0, 1}, room);
    sheet.svg += frame.svg;

    std::vector<Point> places;
    std::size_t most = 1;
    for (const TrajectoryPoint& p : chart.points) {
        Point at{place(frame.x, p.coverage), place(frame.y, p.density)};
        if (!inside(frame, at)) at.y = not_defined;
        places.push_back(at);
        most = std::max(most, p.restricted);
    }
    std::vector<PointLabel> labels;
    std::vector<Point> taken = places;  // where names should not stand
    const double base = place(frame.y, chart.base_density);
    if (inside(frame, {frame.left, base})) {
        sheet.svg += path_of(fmt::format("M{} {}H{}", coordinate(frame.left), coordinate(base), coordinate(frame.right)), "reference");
        const std::string text = "all runs: " + number_text(chart.base_density, percent_form());
        labels.push_back({{frame.left + 4 + text_width(text, small_size) / 2, base - 8}, text, true});
        for (double x = frame.left; x < frame.right; x += 8) taken.push_back({x, base});
    }
    sheet.svg += path_of(line_path(places), "guideline");
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!std::isfinite(places[i].y)) continue;
        // The palest steps would be lost on the ground, so no restriction begins above them.
        const double part = static_cast<double>(chart.points[i].restricted) / static_cast<double>(most);
        const std::string step = fmt::format("q{}", 6 + static_cast<int>(std::lround(part * 14)));
        sheet.svg += fmt::format("<g><title>Box {}: {}</title>{}</g>\n", i + 1, box_words(chart.points[i]),
                                 path_of(shape_path(0, places[i], 7), "point " + step));
    }
    if (chart.chosen < places.size() && inside(frame, places[chart.chosen])) {
        sheet.svg += path_of(shape_path(0, places[chart.chosen], 15), "ring");
        labels.push_back({places[chart.chosen], fmt::format("chosen: {}", chart.points[chart.chosen].restricted)});
    }
    for (std::size_t i = 0; i < places.size(); ++i)
        if (i != chart.chosen && (i == 0 || chart.points[i].restricted != chart.points[i - 1].restricted))
            labels.push_back({places[i], fmt::format("{}", chart.points[i].restricted)});
    sheet.svg += point_labels(labels, taken, {frame.left, frame.right + 4}, {frame.top, frame.bottom}, 10);
    sheet.y = room.bottom;
    return close_sheet(chart, sheet, trajectory_description(chart));
}

std::string csv_of(const TrajectoryChart& chart) {
    std::string out = csv_line({"box", "coverage", "density", "restricted inputs", "chosen"});
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
        const TrajectoryPoint& p = chart.points[i];
        out += csv_line({fmt::format("{}", i + 1), csv_cell(p.coverage), csv_cell(p.density), fmt::format("{}", p.restricted),
                         i == chart.chosen ? "1" : "0"});
    }
    return out;
}

}  // namespace enclosure
