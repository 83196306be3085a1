// A chart over time as a value: what it shows, apart from where and on what it is drawn. The window, the SVG file and the CSV file are made
// from the same value, so that what is exported is what is shown. Invariant: scales, ticks and numbers are those of analysis/chart; values
// stand one for each x, NaN where there is none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/chart/number.h"
#include "analysis/chart/scale.h"
#include "analysis/chart/ticks.h"
#include "viz/kit/canvas.h"
#include "viz/kit/geometry.h"
#include "viz/theme/theme.h"

namespace enclosure::viz {

enum class PlotMark : std::uint8_t { line, line_over_area, bars };

struct PlotLine {
    std::string name;
    std::vector<double> values;
    Colour colour{};
    PlotMark mark = PlotMark::line;
    Dash dash = Dash::solid;
    float width = 2;                          ///< points
    bool ghost = false;                       ///< another world's: drawn behind, no dot at the shown step
    std::vector<double> low = {}, high = {};  ///< a band around it; empty: none
};

/// An area of a stack; the first lies lowest. Layers of one group have one tag, at its middle.
struct PlotLayer {
    std::string name;
    std::string group = {};
    std::vector<double> values;  ///< NaN takes no room
    Colour colour{};
};

/// The area between two lines.
struct PlotBetween {
    std::size_t upper = 0, lower = 0;  ///< rows of Plot::lines
    Colour colour{};
};

/// A text at the right end, beside the value that it names.
struct PlotTag {
    double value = 0;
    std::string text;
    Colour colour{};
};

/// A vertical line with a name: a policy, an event.
struct PlotUpright {
    double x = 0;
    std::string text;
    Colour colour{};
    Dash dash = Dash::dashed;
};

/// A length of time measured on the chart: a bracket from `from` to `to` at a value, with a text below.
struct PlotMeasure {
    double from = 0, to = 0, value = 0;
    std::string text;
};

struct Plot {
    std::string id;  ///< name of the file that it is exported to
    std::string title;
    std::string unit;   ///< beside the title
    std::string value;  ///< at the header's right end
    bool value_of_crosshair = false;
    std::vector<double> x;  ///< days since 1970-01-01
    ScaleKind y_kind = ScaleKind::linear;
    Form form = {};
    bool from_zero = false;
    std::optional<Extent> y_range = {};  ///< instead of one that fits
    std::vector<PlotLayer> layers = {};
    std::vector<PlotBetween> between = {};
    std::vector<PlotLine> lines = {};
    std::vector<PlotTag> tags = {};
    std::vector<PlotUpright> uprights = {};
    std::optional<PlotMeasure> measure = {};
    std::optional<double> shown = {};  ///< day that the rest of the window shows; what comes later is dimmed
    std::string ghost_name = {};       ///< what dashed lines are, for the key in the header
    std::string note = {};             ///< what a reader of its numbers must know besides the stamp
};

/// Where a chart's parts are. A function of the plot, the room and the sizes of text.
struct PlotLayout {
    Rect room;
    Rect plot;  ///< what the axes enclose
    Scale x, y;
    std::vector<Tick> x_ticks, y_ticks;
    std::vector<Rect> tags;  ///< one for each of Plot::tags
    float header_right = 0;  ///< where the header's text ends
    float gutter = 0;        ///< of the labels of the upright axis
};

struct PlotFrame {
    Extent x = {};          ///< days from the left to the right end
    float header_room = 0;  ///< pixels at the header's right end that are somebody else's
    float tag_width = -1;   ///< room for tags, so that charts in a column are aligned; below 0: as wide as they are
    float gutter = 0;       ///< least room for the labels of the upright axis, for the same reason
};

PlotLayout lay_out_plot(const Canvas& canvas, const Theme& theme, Rect room, const Plot& plot, const PlotFrame& frame);

/// Draws it; `crosshair` is a day.
void draw_plot(Canvas& canvas, const Theme& theme, const PlotLayout& layout, const Plot& plot, std::optional<double> crosshair = {});

/// Value of a row at a day: that of the last x that is not later. NaN before the first.
double value_on(const std::vector<double>& x, const std::vector<double>& values, double day);

/// Text in this colour can be read on a card.
Colour readable_tone(const Theme& theme, Colour colour);

}  // namespace enclosure::viz
