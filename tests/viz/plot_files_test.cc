// Files hold what the window shows: pictures, and numbers that read back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/chart/colour.h"
#include "sim/base/csv.h"
#include "sim/base/version.h"
#include "tests/analysis/svg_reading.h"
#include "tests/viz/plot_example.h"
#include "viz/plot/plot_files.h"
#include "viz/plot/svg_canvas.h"

namespace enclosure::viz {
namespace {

using test::times;
using testing::HasSubstr;

TEST(SvgCanvas, WritesWhatTheWindowDraws) {
    const Plot plot = example();
    NotingCanvas window;
    const Rect room{0, 0, 640, 280};
    const PlotLayout layout = lay_out_plot(window, usual_theme, room, plot, whole(plot));
    draw_plot(window, usual_theme, layout, plot, plot.x[30]);
    SvgCanvas svg(room, usual_theme, &window);
    draw_plot(svg, usual_theme, layout, plot, plot.x[30]);
    const std::string file = svg.file(plot.title, "a <description>");
    EXPECT_EQ(test::xml_fault(file), "");
    EXPECT_EQ(times(file, "<path "), window.count("line") + window.count("area") + window.count("shade") + window.count("shape"));
    EXPECT_EQ(times(file, "<circle "), window.count("disc") + window.count("ring"));
    EXPECT_EQ(times(file, "<rect ") - times(file, "<clipPath "), window.count("fill") + window.count("outline"));
    EXPECT_EQ(times(file, "stroke-dasharray"),
              static_cast<std::size_t>(
                  std::count_if(window.drawn.begin(), window.drawn.end(), [](const auto& d) { return d.dash != Dash::solid; })));
    // The same texts in the same order.
    std::size_t at = 0;
    for (const std::string& text : window.texts()) {
        std::string escaped;
        for (const char c : text) escaped += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
        at = file.find(">" + escaped + "</text>", at);
        ASSERT_NE(at, std::string::npos) << text;
    }
    EXPECT_EQ(times(file, "<text "), window.count("text"));
    EXPECT_THAT(file, HasSubstr("stroke=\"" + hex({10, 20, 30}) + "\""));
    EXPECT_EQ(file, [&] {
        SvgCanvas again(room, usual_theme, &window);
        draw_plot(again, usual_theme, layout, plot, plot.x[30]);
        return again.file(plot.title, "a <description>");
    }());
}

TEST(SvgCanvas, ClipsThatWereLeftOpenAreClosed) {
    SvgCanvas svg({0, 0, 10, 10}, usual_theme);
    svg.pop_clip();
    svg.push_clip({0, 0, 5, 5});
    svg.fill({0, 0, 1, 1}, {255, 0, 0, 128});
    const std::string file = svg.file("t", "d");
    EXPECT_EQ(test::xml_fault(file), "");
    EXPECT_THAT(file, HasSubstr("fill-opacity=\"0.5\""));
}

TEST(PlotFiles, ThePictureSaysWhereItComesFrom) {
    const Plot plot = example();
    const std::string file = plot_svg(plot, whole(plot), usual_theme, 640, 320, {"lib:baseline", 7, "Mar 2027, step 38"});
    EXPECT_EQ(test::xml_fault(file), "");
    EXPECT_THAT(file, HasSubstr("lib:baseline, seed 7, Mar 2027, step 38. Enclosure " + std::string(build_info().version)));
    EXPECT_THAT(file, HasSubstr(">Share &amp; &lt;price&gt;<"));
}

TEST(PlotFiles, TheNumbersReadBack) {
    const Plot plot = example();
    const std::string text = plot_csv(plot, {"lib:baseline", 7, {}});
    ASSERT_EQ(text.rfind("# lib:baseline, seed 7. Enclosure ", 0), 0U);
    EXPECT_NE(text.find("\n# unit: "), std::string::npos);
    std::string_view rows = text;
    while (rows.starts_with('#')) rows.remove_prefix(rows.find('\n') + 1);
    CsvReader reader(rows);
    EXPECT_THAT(reader.next(), testing::ElementsAre("date", "Closed: Lab, one", "Open: Hub", "A", "A, low", "A, high", "B", "Events"));
    for (std::size_t k = 0; k < plot.x.size(); ++k) {
        const std::vector<std::string> cells = reader.next();
        ASSERT_EQ(cells.size(), 8U);
        EXPECT_EQ(static_cast<double>(parse_date(cells[0])->time_since_epoch().count()), plot.x[k]);
        EXPECT_EQ(std::stod(cells[1]), plot.layers[0].values[k]);
        if (k == 60) {
            EXPECT_EQ(cells[3], "");
        } else {
            EXPECT_EQ(std::stod(cells[3]), plot.lines[0].values[k]);
            EXPECT_EQ(std::stod(cells[5]), plot.lines[0].high[k]);
        }
    }
    EXPECT_TRUE(reader.done());
}

}  // namespace
}  // namespace enclosure::viz
