#include "viz/plot/plot_files.h"

#include "analysis/chart/csv.h"
#include "viz/plot/svg_canvas.h"

namespace enclosure::viz {

std::string plot_svg(const Plot& plot, const PlotFrame& frame, const Theme& theme, float width, float height, const Stamp& stamp,
                     const Canvas* metrics) {
    // Lines of the stamp beyond the first make the picture higher, not the chart smaller.
    const SvgCanvas trial({0, 0, width, height}, theme, metrics);
    const std::vector<std::string> lines = stamp_lines(trial, stamp, Font::tiny, width - 2 * theme.px(12));
    const float line = trial.height_of(Font::tiny);
    const auto count = static_cast<float>(lines.size());
    const Rect whole{0, 0, width, height + (count - 1) * line};
    SvgCanvas canvas(whole, theme, metrics);
    canvas.fill(whole, theme.colour(Tone::card));
    Rect room = whole.inset(theme.px(12), theme.px(10));
    Rect foot = room.take_bottom(count * line, theme.px(6));
    for (const std::string& words : lines) {
        const Rect row = foot.take_top(line);
        canvas.text({row.x, row.y}, words, Font::tiny, theme.colour(Tone::faint));
    }
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
    return "# " + stamp_line(stamp) + "\n" + unit_line(plot.unit, plot.form) + (plot.note.empty() ? "" : "# " + plot.note + "\n") +
           columns.text();
}

}  // namespace enclosure::viz
