#include "analysis/chart/svg.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>

#include "analysis/chart/colour.h"
#include "analysis/chart/marks.h"

namespace enclosure {
namespace {

bool finite(Point p) {
    return std::isfinite(p.x) && std::isfinite(p.y);
}

std::string variables(bool dark) {
    const auto shade = [dark](const Ink& i) { return hex(dark ? i.on_dark : i.on_light); };
    std::string out = fmt::format("--ground:{};--text:{};--quiet:{};--grid:{};--cr:{};", shade(ground), shade(text_ink), shade(quiet_ink),
                                  shade(grid_ink), shade(rest_ink));
    for (std::size_t i = 0; i < palette.size(); ++i) out += fmt::format("--c{}:{};", i, shade(palette[i]));
    return out;
}

}  // namespace

std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

std::string coordinate(double value) {
    if (!std::isfinite(value)) return "0";
    std::string text = fmt::format("{:.2f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string line_path(std::span<const Point> points) {
    std::string out;
    bool drawing = false;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!finite(points[i])) {
            drawing = false;
            continue;
        }
        out += fmt::format("{}{} {}", drawing ? "L" : "M", coordinate(points[i].x), coordinate(points[i].y));
        const bool alone = !drawing && (i + 1 == points.size() || !finite(points[i + 1]));
        if (alone) out += "h0";
        drawing = true;
    }
    return out;
}

std::string area_path(std::span<const Point> above, std::span<const Point> below) {
    assert(above.size() == below.size());
    std::string out;
    std::size_t i = 0;
    while (i < above.size()) {
        std::size_t end = i;
        while (end < above.size() && finite(above[end]) && finite(below[end])) ++end;
        if (end > i + 1) {
            out += line_path(above.subspan(i, end - i));
            for (std::size_t k = end; k > i; --k) out += fmt::format("L{} {}", coordinate(below[k - 1].x), coordinate(below[k - 1].y));
            out += "Z";
        }
        i = end + (end == i ? 1 : 0);
    }
    return out;
}

std::string text_at(Point at, std::string_view classes, std::string_view anchor, std::string_view content) {
    return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\"{}>{}</text>\n", coordinate(at.x), coordinate(at.y), classes,
                       anchor == "start" ? std::string() : fmt::format(" text-anchor=\"{}\"", anchor), escape(content));
}

std::string path_of(std::string_view data, std::string_view classes) {
    return data.empty() ? std::string() : fmt::format("<path class=\"{}\" d=\"{}\"/>\n", classes, data);
}

std::string series_class(int colour) {
    return colour < 0 ? "sr" : fmt::format("s{}", static_cast<std::size_t>(colour) % palette.size());
}

std::string chart_style() {
    std::string out = fmt::format(":root{{color-scheme:light dark;{}}}\n", variables(false));
    out += fmt::format("@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n", variables(true));
    out +=
        ".chart{background:var(--ground);font-family:system-ui,\"Segoe UI\",\"Noto Sans\",\"DejaVu Sans\",sans-serif;font-size:13px}\n"
        ".chart text{fill:var(--text)}\n"
        ".chart .title{font-size:16px;font-weight:600}\n"
        ".chart .quiet,.chart .tick{fill:var(--quiet)}\n"
        ".chart .tick{font-size:12px}\n"
        ".chart .small{font-size:11.5px;fill:var(--quiet)}\n"
        ".chart .inside{font-size:12px;fill:var(--ground)}\n"
        ".chart .grid{stroke:var(--grid);stroke-width:1;fill:none}\n"
        ".chart .axis{stroke:var(--quiet);stroke-width:1;fill:none}\n"
        ".chart .event{stroke:var(--quiet);stroke-width:1;stroke-dasharray:2 3;fill:none}\n"
        ".chart .guide{stroke:var(--text);stroke-width:1;visibility:hidden}\n"
        ".chart .line{fill:none;stroke:var(--c);stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}\n"
        ".chart .dashed{stroke-dasharray:6 4}\n"
        ".chart .faint{stroke-width:1;stroke-opacity:.4}\n"
        ".chart .leader{fill:none;stroke:var(--c);stroke-width:.8;stroke-opacity:.7}\n"
        ".chart .band{fill:var(--c);fill-opacity:.18}\n"
        ".chart .layer{fill:var(--c);stroke:var(--ground);stroke-width:.8}\n"
        ".chart .dot{fill:var(--c)}\n"
        ".chart .bar{fill:var(--c);fill-opacity:.75}\n"
        ".chart .whisker{stroke:var(--text);stroke-width:1.4;fill:none}\n"
        ".chart text.name{fill:var(--c);fill:color-mix(in srgb,var(--c) 65%,var(--text));font-weight:600}\n";
    for (std::size_t i = 0; i < palette.size(); ++i) out += fmt::format(".s{0}{{--c:var(--c{0})}}", i);
    out += ".sr{--c:var(--cr)}\n";
    return out + mark_style();
}

}  // namespace enclosure
