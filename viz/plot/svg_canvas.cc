#include "viz/plot/svg_canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/colour.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/svg.h"
#include "viz/kit/dashes.h"

namespace enclosure::viz {

namespace {

std::vector<Point> points_of(std::span<const Place> places) {
    std::vector<Point> points;
    points.reserve(places.size());
    for (const Place p : places) points.push_back({p.x, p.y});
    return points;
}

// `fill="#2fd3a4" fill-opacity="0.5"`.
std::string paint_of(std::string_view what, Colour c) {
    std::string out = fmt::format("{}=\"{}\"", what, hex({c.r, c.g, c.b}));
    if (c.a != 255) out += fmt::format(" {}-opacity=\"{}\"", what, coordinate(c.a / 255.0));
    return out;
}

std::string stroke_of(Colour colour, float width, Dash dash) {
    std::string out = fmt::format("fill=\"none\" {} stroke-width=\"{}\"", paint_of("stroke", colour), coordinate(width));
    if (dash != Dash::solid) {
        const DashLengths lengths = lengths_of(dash, width);
        out += fmt::format(" stroke-dasharray=\"{} {}\"", coordinate(lengths.on), coordinate(lengths.off));
    }
    return out;
}

// Families that the window uses, their size and base line as parts of the height of a line: from ascender to descender.
struct Face {
    std::string_view family;
    std::string_view weight;
    double em, base;
};

Face face_of(Font font) {
    switch (font) {
        case Font::number_small:
        case Font::number:
        case Font::number_large:
            return {"'JetBrains Mono',ui-monospace,monospace", font == Font::number_large ? "600" : "400", 1 / 1.32, 1.02 / 1.32};
        case Font::body_bold:
        case Font::title:
        case Font::heading:
            return {"Inter,system-ui,sans-serif", "600", 1 / 1.21, 0.969 / 1.21};
        default:
            return {"Inter,system-ui,sans-serif", "400", 1 / 1.21, 0.969 / 1.21};
    }
}

}  // namespace

SvgCanvas::SvgCanvas(Rect room, const Theme& theme, const Canvas* metrics) : room_(room), theme_(theme), metrics_(metrics) {}

void SvgCanvas::line(std::span<const Place> points, Colour colour, float width, Dash dash) {
    body_ += fmt::format("<path d=\"{}\" {} stroke-linejoin=\"round\"/>\n", line_path(points_of(points)), stroke_of(colour, width, dash));
}

void SvgCanvas::area(std::span<const Place> above, std::span<const Place> below, Colour colour) {
    body_ += fmt::format("<path d=\"{}\" {}/>\n", area_path(points_of(above), points_of(below)), paint_of("fill", colour));
}

void SvgCanvas::shade(std::span<const Place> above, float base, Colour top, Colour bottom) {
    float highest = base;
    std::vector<Place> below(above.begin(), above.end());
    for (Place& p : below) {
        if (std::isfinite(p.y)) highest = std::min(highest, p.y), p.y = base;
    }
    const auto stop = [](int offset, Colour c) {
        return fmt::format("<stop offset=\"{}\" stop-color=\"{}\" stop-opacity=\"{}\"/>", offset, hex({c.r, c.g, c.b}),
                           coordinate(c.a / 255.0));
    };
    body_ += fmt::format(
        "<linearGradient id=\"shade{0}\" gradientUnits=\"userSpaceOnUse\" x1=\"0\" x2=\"0\" y1=\"{1}\" y2=\"{2}\">{3}{4}</linearGradient>\n"
        "<path d=\"{5}\" fill=\"url(#shade{0})\"/>\n",
        shades_++, coordinate(highest), coordinate(base), stop(0, top), stop(1, bottom), area_path(points_of(above), points_of(below)));
}

void SvgCanvas::put_rect(Rect rect, float radius, std::string_view paint) {
    body_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", coordinate(rect.x), coordinate(rect.y),
                         coordinate(std::max(0.0F, rect.w)), coordinate(std::max(0.0F, rect.h)));
    if (radius > 0) body_ += fmt::format(" rx=\"{}\"", coordinate(radius));
    body_ += fmt::format(" {}/>\n", paint);
}

void SvgCanvas::fill(Rect rect, Colour colour, float radius) {
    put_rect(rect, radius, paint_of("fill", colour));
}

void SvgCanvas::outline(Rect rect, Colour colour, float radius, float width) {
    put_rect({rect.x + width / 2, rect.y + width / 2, rect.w - width, rect.h - width}, radius, stroke_of(colour, width, Dash::solid));
}

void SvgCanvas::disc(Place centre, float radius, Colour colour) {
    body_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>\n", coordinate(centre.x), coordinate(centre.y), coordinate(radius),
                         paint_of("fill", colour));
}

void SvgCanvas::ring(Place centre, float radius, Colour colour, float width, Dash dash) {
    body_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>\n", coordinate(centre.x), coordinate(centre.y), coordinate(radius),
                         stroke_of(colour, width, dash));
}

void SvgCanvas::shape(std::span<const Place> corners, Colour colour) {
    body_ += fmt::format("<path d=\"{}Z\" {}/>\n", line_path(points_of(corners)), paint_of("fill", colour));
}

void SvgCanvas::text(Place at, std::string_view text, Font font, Colour colour, Align align) {
    const Face face = face_of(font);
    const double height = height_of(font);
    const std::string_view anchor = align == Align::left ? "start" : align == Align::centre ? "middle" : "end";
    body_ += fmt::format("<text x=\"{}\" y=\"{}\" font-family=\"{}\" font-weight=\"{}\" font-size=\"{}\" text-anchor=\"{}\" {}>{}</text>\n",
                         coordinate(at.x), coordinate(at.y + height * face.base), face.family, face.weight, coordinate(height * face.em),
                         anchor, paint_of("fill", colour), escape(text));
}

float SvgCanvas::width_of(std::string_view text, Font font) const {
    if (metrics_ != nullptr) return metrics_->width_of(text, font);
    return static_cast<float>(text_width(text, height_of(font) * face_of(font).em));
}

float SvgCanvas::height_of(Font font) const {
    return metrics_ != nullptr ? metrics_->height_of(font) : theme_.line_height(font);
}

void SvgCanvas::push_clip(Rect rect) {
    body_ += fmt::format("<clipPath id=\"clip{}\">", clips_);
    put_rect(rect, 0, "fill=\"#000\"");
    body_.pop_back();
    body_ += fmt::format("</clipPath>\n<g clip-path=\"url(#clip{})\">\n", clips_++);
    ++open_clips_;
}

void SvgCanvas::pop_clip() {
    if (open_clips_ == 0) return;
    --open_clips_;
    body_ += "</g>\n";
}

std::string SvgCanvas::file(std::string_view title, std::string_view description) const {
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"{2} {3} {0} {1}\" role=\"img\">\n"
        "<title>{4}</title>\n<desc>{5}</desc>\n",
        coordinate(room_.w), coordinate(room_.h), coordinate(room_.x), coordinate(room_.y), escape(title), escape(description));
    out += body_;
    for (std::size_t i = 0; i < open_clips_; ++i) out += "</g>\n";
    return out + "</svg>\n";
}

}  // namespace enclosure::viz
