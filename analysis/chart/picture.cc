#include "analysis/chart/picture.h"

#include <fmt/format.h>

#include <cmath>

#include "analysis/chart/labels.h"
#include "analysis/chart/svg.h"

namespace enclosure {
namespace {

constexpr double caption_gap = 8;

std::string whole_caption(const Picture& picture, const Sheet& sheet) {
    std::string out = picture.source;
    for (const std::string& note : sheet.notes) {
        if (!out.empty() && out.back() != '.') out += '.';
        out += (out.empty() ? "" : " ") + note;
    }
    return out;
}

std::vector<std::string> lines_of_caption(const Picture& picture, const Sheet& sheet) {
    return wrapped(whole_caption(picture, sheet), small_size, picture.width - 2 * chart_margin);
}

}  // namespace

Sheet open_sheet(const Picture& picture) {
    Sheet sheet{.y = chart_margin - 4};
    sheet.svg = heading(picture.title, picture.unit, picture.width, sheet.y);
    return sheet;
}

double caption_height(const Picture& picture, const Sheet& sheet) {
    const std::size_t lines = lines_of_caption(picture, sheet).size();
    return chart_margin + (lines == 0 ? 0 : caption_gap + static_cast<double>(lines) * (small_size + 3));
}

std::string close_sheet(const Picture& picture, const Sheet& sheet, std::string_view described) {
    const double height = sheet.y + caption_height(picture, sheet);
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" id=\"{0}\" viewBox=\"0 0 {1} {2}\" role=\"img\" "
        "aria-labelledby=\"{0}-t {0}-d\">\n<title id=\"{0}-t\">{3}</title>\n<desc id=\"{0}-d\">{4}</desc>\n",
        escape(picture.id), coordinate(picture.width), coordinate(height), escape(picture.title),
        escape(picture.description.empty() ? described : std::string_view(picture.description)));
    if (picture.standalone)
        out += fmt::format("<style>{}</style>\n<rect width=\"{}\" height=\"{}\" fill=\"var(--ground)\"/>\n", chart_style(),
                           coordinate(picture.width), coordinate(height));
    out += sheet.svg;
    double y = sheet.y + caption_gap;
    for (const std::string& line : lines_of_caption(picture, sheet)) {
        y += small_size + 3;
        out += text_at({chart_margin, y - 3}, "small", "start", fitted(line, small_size, picture.width - 2 * chart_margin));
    }
    return out + "</svg>\n";
}

std::string empty_picture(const Picture& picture) {
    Sheet sheet = open_sheet(picture);
    sheet.svg += text_at({picture.width / 2, sheet.y + 40}, "quiet", "middle", "No values to show.");
    sheet.y += 60;
    return close_sheet(picture, sheet, "No values to show.");
}

std::string range_text(double low, double high, const Form& form) {
    if (!std::isfinite(low) || !std::isfinite(high)) return {};
    return fmt::format("{} to {}", number_text(low, form), number_text(high, form));
}

std::string count_text(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", fixed_text(static_cast<double>(count), 0), count == 1 ? one : many);
}

}  // namespace enclosure
