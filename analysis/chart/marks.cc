#include "analysis/chart/marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "analysis/chart/colour_scale.h"

namespace enclosure {
namespace {

constexpr std::array<std::string_view, shape_count> shape_names{"circle", "triangle",          "square", "diamond",
                                                                "plus",   "inverted triangle", "cross",  "star"};

double tenth(double value) {
    return std::round(value * 10) / 10;
}

/// A closed polygon around a point. Moves between corners are in tenths, so that thousands of points stay a small file.
std::string polygon(Point at, const std::vector<Point>& corners) {
    std::string out = fmt::format("M{} {}", coordinate(at.x + corners[0].x), coordinate(at.y + corners[0].y));
    for (std::size_t i = 1; i < corners.size(); ++i) {
        const std::string x = coordinate(tenth(corners[i].x) - tenth(corners[i - 1].x)),
                          y = coordinate(tenth(corners[i].y) - tenth(corners[i - 1].y));
        out += i == 1 ? "l" : x[0] == '-' ? "" : " ";
        out += x + (y[0] == '-' ? "" : " ") + y;
    }
    return out + "z";
}

/// A plus with arms as wide as `arm`, turned by `sine` and `cosine` of an angle.
std::vector<Point> plus_corners(double reach, double arm, double sine, double cosine) {
    const double h = arm / 2;
    const std::array<Point, 12> straight{{{-h, -reach},
                                          {h, -reach},
                                          {h, -h},
                                          {reach, -h},
                                          {reach, h},
                                          {h, h},
                                          {h, reach},
                                          {-h, reach},
                                          {-h, h},
                                          {-reach, h},
                                          {-reach, -h},
                                          {-h, -h}}};
    std::vector<Point> out;
    for (const Point& p : straight) out.push_back({p.x * cosine - p.y * sine, p.x * sine + p.y * cosine});
    return out;
}

std::vector<Point> star_corners(double reach) {
    // Sines of multiples of 36 degrees, so that no library's sine decides about a byte.
    constexpr std::array<double, 10> sine{0, 0.587785252292,  0.951056516295,  0.951056516295,  0.587785252292,
                                          0, -0.587785252292, -0.951056516295, -0.951056516295, -0.587785252292};
    constexpr std::array<double, 10> cosine{1,  0.809016994375,  0.309016994375,  -0.309016994375, -0.809016994375,
                                            -1, -0.809016994375, -0.309016994375, 0.309016994375,  0.809016994375};
    std::vector<Point> out;
    for (std::size_t i = 0; i < 10; ++i) {
        const double r = i % 2 == 0 ? reach : reach * 0.45;
        out.push_back({r * sine[i], -r * cosine[i]});
    }
    return out;
}

}  // namespace

std::string shape_path(int shape, Point at, double size) {
    const double r = size / 2;
    constexpr double root_half = 0.70710678;
    switch (((shape % shape_count) + shape_count) % shape_count) {
        case 0: {
            const std::string radius = coordinate(r), across = coordinate(size), back = coordinate(-size);
            return fmt::format("M{0} {1}a{2} {2} 0 1 0 {3} 0a{2} {2} 0 1 0 {4} 0z", coordinate(at.x - r), coordinate(at.y), radius, across,
                               back);
        }
        case 1:
            return polygon(at, {{0, -1.3 * r}, {1.2 * r, 0.85 * r}, {-1.2 * r, 0.85 * r}});
        case 2:
            return polygon(at, {{-0.9 * r, -0.9 * r}, {0.9 * r, -0.9 * r}, {0.9 * r, 0.9 * r}, {-0.9 * r, 0.9 * r}});
        case 3:
            return polygon(at, {{0, -1.35 * r}, {1.15 * r, 0}, {0, 1.35 * r}, {-1.15 * r, 0}});
        case 4:
            return polygon(at, plus_corners(1.25 * r, 0.75 * r, 0, 1));
        case 5:
            return polygon(at, {{0, 1.3 * r}, {-1.2 * r, -0.85 * r}, {1.2 * r, -0.85 * r}});
        case 6:
            return polygon(at, plus_corners(1.35 * r, 0.7 * r, root_half, root_half));
        default:
            return polygon(at, star_corners(1.5 * r));
    }
}

int shape_of(const ChartClass& what, std::size_t place) {
    if (what.shape >= 0) return what.shape % shape_count;
    constexpr std::size_t n = shape_count;
    return static_cast<int>((place + place / n) % n);  // moves on by one with each round of the palette
}

std::string_view shape_name(int shape) {
    return shape_names[static_cast<std::size_t>(((shape % shape_count) + shape_count) % shape_count)];
}

std::string dash_class(int shape) {
    const int dash = shape < 0 ? 0 : shape % 4;
    return dash == 0 ? std::string() : fmt::format("dash{}", dash);
}

std::string range_mark(Point low, Point high, std::string_view classes, double end) {
    for (const double v : {low.x, low.y, high.x, high.y})
        if (!std::isfinite(v)) return {};
    const bool across = low.y == high.y;
    if (across)
        return path_of(fmt::format("M{0} {2}H{1}M{0} {3}v{4}M{1} {3}v{4}", coordinate(low.x), coordinate(high.x), coordinate(low.y),
                                   coordinate(low.y - end), coordinate(2 * end)),
                       classes);
    return path_of(fmt::format("M{2} {0}V{1}M{3} {0}h{4}M{3} {1}h{4}", coordinate(low.y), coordinate(high.y), coordinate(low.x),
                               coordinate(low.x - end), coordinate(2 * end)),
                   classes);
}

std::string arrow_head(Point at, Point towards, double size, std::string_view classes) {
    const double dx = towards.x - at.x, dy = towards.y - at.y;
    const double length = std::sqrt(dx * dx + dy * dy);
    if (!(length > 0) || !std::isfinite(length)) return {};
    const double ux = dx / length, uy = dy / length;
    return path_of(polygon(at, {{ux * size, uy * size},
                                {-ux * size * 0.6 - uy * size * 0.75, -uy * size * 0.6 + ux * size * 0.75},
                                {-ux * size * 0.6 + uy * size * 0.75, -uy * size * 0.6 - ux * size * 0.75}}),
                   classes);
}

std::string mark_style() {
    return colour_scale_rules(false) + "@media screen and (prefers-color-scheme:dark){" + colour_scale_rules(true) +
           "}\n"
           ".chart .cell{fill:var(--c);shape-rendering:crispEdges}\n"
           ".chart .tint{fill:var(--c);fill-opacity:.3;shape-rendering:crispEdges}\n"
           ".chart text.ontint{font-size:11.5px}\n"
           ".chart text.oncell{fill:var(--i);font-size:11.5px}\n"
           ".chart .hatch{stroke:var(--quiet);stroke-width:1;stroke-opacity:.7;fill:none}\n"
           ".chart .none{stroke:var(--grid);stroke-width:.8}\n"
           ".chart .point{fill:var(--c);fill-opacity:.8;stroke:var(--ground);stroke-width:.6}\n"
           ".chart .pale{fill:var(--c);fill-opacity:.4}\n"
           ".chart .hollow{fill:var(--ground);stroke:var(--c);stroke-width:1.8}\n"
           ".chart .ring{fill:none;stroke:var(--text);stroke-width:2}\n"
           ".chart .outline{fill:none;stroke:var(--text);stroke-width:1.6}\n"
           ".chart .striped{fill:var(--c);fill-opacity:.28;stroke:var(--c);stroke-width:1.4}\n"
           ".chart .error{fill:none;stroke:var(--c);stroke-width:1.6}\n"
           ".chart .error.thin{stroke-width:1;stroke-opacity:.7}\n"
           ".chart .square{stroke-linejoin:miter;stroke-linecap:butt;stroke-width:1.8}\n"
           ".chart .run{fill:none;stroke:var(--c);stroke-width:.8;stroke-opacity:.4}\n"
           ".chart .thread{fill:none;stroke:var(--c);stroke-width:1.1;stroke-opacity:.7}\n"
           ".chart .track{fill:none;stroke:var(--rail,var(--grid));stroke-width:6;stroke-linecap:round}\n"
           ".chart .limits{fill:none;stroke:var(--c);stroke-width:9}\n"
           ".chart .chip{fill:none;stroke:var(--quiet);stroke-width:1}\n"
           ".chart .chip.kept{fill:var(--c);stroke:var(--c)}\n"
           ".chart .tickmark{fill:none;stroke:var(--i);stroke-width:1.8}\n"
           ".chart .reference{stroke:var(--text);stroke-width:1;stroke-dasharray:5 3;fill:none}\n"
           ".chart .guideline{stroke:var(--quiet);stroke-width:1;stroke-dasharray:2 3;fill:none}\n"
           ".chart .knot{fill:var(--ground);stroke:var(--text);stroke-width:1.6}\n"
           ".chart .branch{stroke:var(--quiet);stroke-width:1.2;fill:none}\n"
           ".chart .dash1{stroke-dasharray:7 4}\n"
           ".chart .dash2{stroke-dasharray:2 4}\n"
           ".chart .dash3{stroke-dasharray:9 3 2 3}\n"
           ".chart text.beside{font-size:11.5px;paint-order:stroke;stroke:var(--ground);stroke-width:3px;stroke-linejoin:round}\n"
           ".chart text.strong{font-weight:600}\n"
           ".download{font-size:.85rem;color:var(--quiet)}\n"
           "@media print{.download{display:none}}\n";
}

}  // namespace enclosure
