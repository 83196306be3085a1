#include "analysis/chart/heat_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/chart/heading.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/svg.h"

namespace enclosure {
namespace {

constexpr double no_share = std::numeric_limits<double>::quiet_NaN();
constexpr double least_number_cell = 1.5;  // narrower columns are drawn as one
constexpr double least_class_cell = 8;     // room for a sign
constexpr double most_cells = 12000;       // in one drawing, at 30 bytes each
constexpr std::size_t single_cells = 900;  // up to so many, each cell is an element that tells its value when pointed at

std::size_t class_index(double value) {
    return static_cast<std::size_t>(value);
}

/// Adds the cell that stands for some: the mean of their numbers, or their most frequent class, the first of equals, with its mean share.
void put_together(HeatGrid& grid, const HeatMap& chart, const std::vector<std::size_t>& from) {
    if (from.empty()) {
        grid.cells.push_back(no_share);
        grid.shares.push_back(no_share);
        return;
    }
    double sum = 0, count = 0;
    if (chart.classes.empty()) {
        for (const std::size_t i : from) sum += chart.cells[i];
        grid.cells.push_back(sum / static_cast<double>(from.size()));
        grid.shares.push_back(no_share);
        return;
    }
    std::vector<std::size_t> often(chart.classes.size(), 0);
    for (const std::size_t i : from) ++often[class_index(chart.cells[i])];
    const auto most = static_cast<std::size_t>(std::max_element(often.begin(), often.end()) - often.begin());
    for (const std::size_t i : from) {
        if (chart.shares.empty() || class_index(chart.cells[i]) != most || !std::isfinite(chart.shares[i])) continue;
        sum += chart.shares[i];
        count += 1;
    }
    grid.cells.push_back(static_cast<double>(most));
    grid.shares.push_back(count > 0 ? sum / count : no_share);
}

void fill_grid(HeatGrid& grid, const HeatMap& chart) {
    const std::size_t all = chart.across.size();
    for (std::size_t r = 0; r < grid.rows; ++r)
        for (std::size_t c = 0; c < grid.columns; ++c) {
            std::vector<std::size_t> from;
            bool blank = true;
            const std::size_t end = std::min(all, (c + 1) * grid.merged);
            for (std::size_t k = r * all + c * grid.merged; k < r * all + end; ++k) {
                if (is_blank(chart, k)) continue;
                blank = false;
                if (!std::isnan(chart.cells[k])) from.push_back(k);
            }
            put_together(grid, chart, from);
            grid.blank.push_back(blank ? 1 : 0);
        }
}

double height_of_cells(const HeatMap& chart, const HeatGrid& grid) {
    if (chart.cell_height > 0) return chart.cell_height;
    if (chart.along.names.empty()) {  // numbers both ways: near a square plot
        const double all = grid.wide * static_cast<double>(grid.columns) * 0.8;
        return std::clamp(all / static_cast<double>(grid.rows), chart.classes.empty() ? 2.0 : least_class_cell, 60.0);
    }
    for (const std::string& name : chart.along.names)
        if (text_width(name, tick_size) > chart.width * row_name_share) return 30;  // room for two lines
    return std::clamp(grid.wide, 22.0, 30.0);
}

/// One path for all cells of a class of the style sheet: cells of a row that follow one another are one rectangle.
std::string cells_as_paths(const HeatMap& chart, const HeatGrid& grid, const std::vector<std::string>& classes) {
    std::vector<std::string> order, paths;
    for (std::size_t r = 0; r < grid.rows; ++r)
        for (std::size_t c = 0; c < grid.columns;) {
            const std::string& what = classes[r * grid.columns + c];
            std::size_t end = c + 1;
            while (end < grid.columns && classes[r * grid.columns + end] == what) ++end;
            if (!what.empty()) {
                const auto k = static_cast<std::size_t>(std::find(order.begin(), order.end(), what) - order.begin());
                if (k == order.size()) {
                    order.push_back(what);
                    paths.emplace_back();
                }
                paths[k] += fmt::format("M{} {}H{}V{}H{}z", coordinate(grid.x(c)), coordinate(grid.y(r)), coordinate(grid.x(end)),
                                        coordinate(grid.y(r) + grid.high), coordinate(grid.x(c)));
            }
            c = end;
        }
    std::string out;
    for (std::size_t k = 0; k < order.size(); ++k) {
        const std::string fill = order[k] == "none" ? fmt::format(" fill=\"url(#{}-none)\"", escape(chart.id)) : std::string();
        out += fmt::format("<path class=\"{}\"{} d=\"{}\"/>\n", order[k], fill, paths[k]);
    }
    return out;
}

std::string whole_per_cent(double share) {
    return number_text(share, {.factor = 100, .suffix = "%", .most_decimals = 0});
}

/// The shape of a cell's class, its area the share, and below it the share in words where there is room.
std::string sign_in_cell(const HeatMap& chart, const HeatGrid& grid, std::size_t r, std::size_t c) {
    const std::size_t cell = r * grid.columns + c, k = class_index(grid.cells[cell]);
    const double share = grid.shares[cell], room = std::min(grid.wide, grid.high), most = std::min(room * 0.62, 22.0);
    const bool words = std::isfinite(share) && room >= 38;
    const double size = std::isfinite(share) ? most * std::sqrt(std::clamp(share, 0.02, 1.0)) : most * 0.75;
    const Point at{grid.x(c) + grid.wide / 2, grid.y(r) + grid.high / 2 - (words ? 7 : 0)};
    std::string out = path_of(shape_path(shape_of(chart.classes[k], k), at, size), "point " + series_class(chart.classes[k].colour));
    if (words) out += text_at({at.x, grid.y(r) + grid.high - 5}, "ontint", "middle", whole_per_cent(share));
    return out;
}

/// Decimals that all numbers in the cells share: those that show the form's digits of the largest.
int decimals_in_cells(const HeatMap& chart, const HeatGrid& grid) {
    double largest = 0;
    for (const double v : grid.cells)
        if (std::isfinite(v)) largest = std::max(largest, std::abs(v * chart.form.factor));
    if (largest == 0) return 0;
    const int before = static_cast<int>(std::floor(std::log10(largest))) + 1;
    return std::clamp(chart.form.digits - before, 0, chart.form.most_decimals);
}

/// The number in a cell; as elsewhere where a number needs a word or a power.
std::string number_in_cell(const HeatMap& chart, double value, int decimals) {
    const double shown = value * chart.form.factor;
    if (!(std::abs(shown) < 1e4) || (shown != 0 && decimals >= chart.form.digits + 3)) return number_text(value, chart.form);
    const std::string text = fixed_text(std::abs(shown), decimals);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return (shown < 0 && !zero ? "\u2212" : "") + chart.form.prefix + text + chart.form.suffix;
}

bool numbers_fit(const HeatMap& chart, const HeatGrid& grid, int decimals) {
    if (!chart.numbers || !chart.classes.empty() || grid.merged > 1 || grid.high < 16) return false;
    return std::all_of(grid.cells.begin(), grid.cells.end(), [&](double v) {
        return std::isnan(v) || text_width(number_in_cell(chart, v, decimals), small_size) + 5 <= grid.wide;
    });
}

std::string single_cell(const HeatMap& chart, const HeatGrid& grid, std::size_t r, std::size_t c, const std::string& classes) {
    const std::size_t i = r * grid.columns + c;
    const std::string share =
        std::isfinite(grid.shares[i]) ? fmt::format(", {} {}", chart.share_title, whole_per_cent(grid.shares[i])) : std::string();
    const std::string column = grid.merged == 1 ? cell_name(chart.across, c) : fmt::format("group {}", c + 1);
    return fmt::format("<title>{}, {}: {}{}</title><rect class=\"{}\"{} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
                       escape(cell_name(chart.along, r)), escape(column), escape(cell_text(chart, grid.cells[i])), escape(share), classes,
                       classes == "none" ? fmt::format(" fill=\"url(#{}-none)\"", escape(chart.id)) : std::string(), coordinate(grid.x(c)),
                       coordinate(grid.y(r)), coordinate(grid.wide), coordinate(grid.high));
}

}  // namespace

std::string cell_name(const HeatAxis& axis, std::size_t i) {
    if (!axis.names.empty()) return axis.names[i];
    if (!axis.values.empty()) return number_text(axis.values[i], axis.form);
    return fmt::format("{}", i + 1);
}

bool is_blank(const HeatMap& chart, std::size_t cell) {
    return !chart.blank.empty() && chart.blank[cell] != 0;
}

std::string cell_text(const HeatMap& chart, double value) {
    if (std::isnan(value)) return "no data";
    return chart.classes.empty() ? number_text(value, chart.form) : chart.classes[class_index(value)].name;
}

HeatGrid heat_grid(const HeatMap& chart, double left, double right) {
    HeatGrid grid;
    grid.left = left;
    grid.rows = chart.along.size();
    grid.upwards = !chart.along.values.empty() && chart.along.names.empty();
    const double columns = static_cast<double>(chart.across.size());
    const double most = std::min((right - left) / (chart.classes.empty() ? least_number_cell : least_class_cell),
                                 std::max(1.0, most_cells / static_cast<double>(grid.rows)));
    grid.merged = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(columns / most - 1e-9)));
    grid.columns = (chart.across.size() + grid.merged - 1) / grid.merged;
    grid.wide = (right - left) / static_cast<double>(grid.columns);
    grid.high = height_of_cells(chart, grid);
    fill_grid(grid, chart);
    return grid;
}

std::string draw_cells(const HeatMap& chart, const HeatGrid& grid, const ColourScale& scale) {
    std::vector<std::string> classes(grid.cells.size());
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (grid.blank[i] != 0) continue;
        if (std::isnan(grid.cells[i]))
            classes[i] = "none";
        else if (!chart.classes.empty())
            classes[i] = "tint " + series_class(chart.classes[class_index(grid.cells[i])].colour);
        else if (const std::size_t step = colour_step(scale, grid.cells[i]); step < colour_steps)
            classes[i] = "cell " + step_class(scale, step);
        else
            classes[i] = "none";  // what a logarithmic scale cannot show
    }
    const int decimals = decimals_in_cells(chart, grid);
    const bool written = numbers_fit(chart, grid, decimals), single = grid.cells.size() <= single_cells || written;
    std::string out = single ? std::string() : cells_as_paths(chart, grid, classes);
    for (std::size_t r = 0; r < grid.rows; ++r)
        for (std::size_t c = 0; c < grid.columns; ++c) {
            const std::size_t i = r * grid.columns + c;
            if (classes[i].empty()) continue;
            const double value = grid.cells[i];
            if (single) out += "<g>" + single_cell(chart, grid, r, c, classes[i]);
            if (!std::isnan(value) && !chart.classes.empty()) out += sign_in_cell(chart, grid, r, c);
            if (!std::isnan(value) && written)
                out += text_at({grid.x(c) + grid.wide / 2, grid.y(r) + grid.high / 2 + small_size * 0.36},
                               classes[i] == "none" ? "ontint" : "on" + classes[i], "middle", number_in_cell(chart, value, decimals));
            if (single) out += "</g>\n";
        }
    return out;
}

}  // namespace enclosure
