#include "analysis/chart/keys.h"

#include <fmt/format.h>

#include "analysis/chart/labels.h"
#include "analysis/chart/svg.h"

namespace enclosure {

void add_keys(Sheet& sheet, const Picture& picture, std::span<const ChartKey> keys) {
    constexpr double row = 18, apart = 16;
    const double right = picture.width - chart_margin;
    double x = chart_margin;
    bool any = false;
    for (const ChartKey& key : keys) {
        if (key.text.empty()) continue;
        const std::string text = fitted(key.text, tick_size, right - chart_margin - key.sample_width - 6);
        const double wide = key.sample_width + 6 + text_width(text, tick_size);
        if (!any || x + wide > right) {
            sheet.y += row;
            x = chart_margin;
        }
        any = true;
        sheet.svg += fmt::format("<g transform=\"translate({} {})\">{}</g>\n", coordinate(x), coordinate(sheet.y - 4), key.sample);
        sheet.svg += text_at({x + key.sample_width + 6, sheet.y}, "tick", "start", text);
        x += wide + apart;
    }
    if (any) sheet.y += 4;
}

ChartKey point_key(const ChartClass& what, std::size_t place, std::string_view text) {
    return {path_of(shape_path(shape_of(what, place), {5, 0}, 8),
                    fmt::format("{} {}", what.faint ? "pale" : "point", series_class(what.colour))),
            10, std::string(text)};
}

ChartKey line_key(int colour, int dash, std::string_view text, bool faint) {
    const std::string dashes = dash_class(dash);
    return {path_of("M0 0H26", fmt::format("{} {}{}{}", faint ? "run" : "line", series_class(colour), dashes.empty() ? "" : " ", dashes)),
            26, std::string(text)};
}

ChartKey patch_key(std::string_view classes, std::string_view text) {
    return {fmt::format("<rect class=\"{}\" y=\"-6\" width=\"16\" height=\"12\"/>", classes), 16, std::string(text)};
}

}  // namespace enclosure
