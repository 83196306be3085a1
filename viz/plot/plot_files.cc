#include "viz/plot/plot_files.h"

#include "analysis/chart/csv.h"
#include "viz/plot/svg_canvas.h"

namespace enclosure::viz {

std::string plot_svg(const Plot& plot, const PlotFrame& frame, const Theme& theme, float width, float height, const Stamp& stamp,
                     const Canvas* metrics) {
    const Rect whole{0, 0, width, height};
    SvgCanvas canvas(whole, theme, metrics);
    canvas.fill(whole, theme.colour(Tone::card));
    Rect room = whole.inset(theme.px(12), theme.px(10));
    const Rect foot = room.take_bottom(canvas.height_of(Font::tiny), theme.px(6));
    canvas.text({foot.x, foot.y}, stamp_line(stamp), Font::tiny, theme.colour(Tone::faint));
    draw_plot(canvas, theme, lay_out_plot(canvas, theme, room, plot, frame), plot);
    return canvas.file(plot.title, stamp_line(stamp));
}

std::string plot_csv(const Plot& plot, const Stamp& stamp) {
    CsvColumns columns;
    columns.add("date", plot.x, ScaleKind::time);
    for (const PlotLayer& layer : plot.layers)
        columns.add(layer.group.empty() ? layer.name : layer.group + ": " + layer.name, layer.values);
    for (const PlotLine& line : plot.lines) {
        columns.add(line.name, line.values);
        if (line.low.empty()) continue;
        columns.add(line.name + ", low", line.low);
        columns.add(line.name + ", high", line.high);
    }
    return "# " + stamp_line(stamp) + "\n" + columns.text();
}

}  // namespace enclosure::viz
