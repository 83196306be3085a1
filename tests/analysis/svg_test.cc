#include "analysis/chart/svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <regex>
#include <string>
#include <vector>

#include "analysis/chart/line_chart.h"
#include "analysis/chart/stacked_chart.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

using testing::HasSubstr;
using testing::Not;

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
    return n;
}

Chart small_chart() {
    Chart chart;
    chart.title = "Title";
    chart.x = {19358, 19389, 19417, 19448};
    chart.lines = {{.name = "Open", .values = {1, 2, 3, 4}, .colour = open_colour},
                   {.name = "Closed", .values = {1, 2, 3, 4}, .colour = closed_colour}};
    return chart;
}

/// Vertical places of the names at the ends of the lines.
std::vector<double> name_places(const std::string& svg) {
    std::vector<double> out;
    const std::regex pattern("<text x=\"[0-9.]+\" y=\"([0-9.]+)\" class=\"name");
    for (std::sregex_iterator it(svg.begin(), svg.end(), pattern), end; it != end; ++it) out.push_back(std::stod((*it)[1]));
    return out;
}

TEST(Svg, EscapesWhatMarkupWouldRead) {
    EXPECT_EQ(escape("a<b> & \"c\" 'd'"), "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
    EXPECT_EQ(escape(std::string("a\0b\x1b\tc", 6)), "ab\tc");
    EXPECT_EQ(text_at({1, 2}, "tick", "end", "<&>"), "<text x=\"1\" y=\"2\" class=\"tick\" text-anchor=\"end\">&lt;&amp;&gt;</text>\n");
}

TEST(Svg, CoordinatesAreShortAndFinite) {
    EXPECT_EQ(coordinate(12.5), "12.5");
    EXPECT_EQ(coordinate(12.345678), "12.35");
    EXPECT_EQ(coordinate(-0.001), "0");
    EXPECT_EQ(coordinate(300), "300");
    EXPECT_EQ(coordinate(nan), "0");
}

TEST(Svg, GapsBreakLinesAndAreas) {
    const std::vector<Point> points{{0, 0}, {1, 1}, {2, nan}, {3, 3}, {4, nan}, {5, 5}, {6, 6}};
    EXPECT_EQ(line_path(points), "M0 0L1 1M3 3h0M5 5L6 6");
    const std::vector<Point> below{{0, 9}, {1, 9}, {2, 9}, {3, 9}, {4, 9}, {5, 9}, {6, nan}};
    EXPECT_EQ(area_path(points, below), "M0 0L1 1L1 9L0 9Z");
    EXPECT_EQ(line_path({}), "");
}

TEST(LineChart, HasATitleADescriptionAndItsNames) {
    Chart chart = small_chart();
    chart.title = "Prices <& more>";
    const std::string svg = line_chart(chart);
    EXPECT_THAT(svg, HasSubstr("role=\"img\" aria-labelledby=\"chart-t chart-d\""));
    EXPECT_THAT(svg, HasSubstr("<title id=\"chart-t\">Prices &lt;&amp; more&gt;</title>"));
    EXPECT_THAT(svg, HasSubstr("Open: 1 in Jan 2023, 4 in Apr 2023."));
    EXPECT_EQ(count(svg, "class=\"line s0\""), 1U);
    EXPECT_EQ(count(svg, "class=\"line s1\""), 1U);
}

TEST(LineChart, NamesOfLinesThatEndTogetherStandApart) {
    const std::vector<double> places = name_places(line_chart(small_chart()));
    ASSERT_EQ(places.size(), 2U);
    EXPECT_GE(std::abs(places[0] - places[1]), 15 - 0.02);
}

TEST(LineChart, AGapInTheValuesIsAGapInTheLine) {
    Chart chart = small_chart();
    chart.lines.resize(1);
    chart.lines[0].values = {1, nan, 3, 4};
    const std::string svg = line_chart(chart);
    const std::size_t start = svg.find("class=\"line s0\" d=\"");
    ASSERT_NE(start, std::string::npos);
    const std::string path = svg.substr(start, svg.find("/>", start) - start);
    EXPECT_EQ(count(path, "M"), 2U);
    EXPECT_THAT(path, HasSubstr("h0"));
}

TEST(LineChart, ConstantAndEmptySeriesAreDrawnWithoutNonsense) {
    Chart chart = small_chart();
    for (Line& line : chart.lines) line.values = {5, 5, 5, 5};
    EXPECT_THAT(line_chart(chart), Not(HasSubstr("nan")));
    EXPECT_EQ(count(line_chart(chart), "class=\"line"), 2U);
    for (Line& line : chart.lines) line.values = {nan, nan, nan, nan};
    EXPECT_EQ(has_values(chart), false);
    EXPECT_THAT(line_chart(chart), HasSubstr("No values to show."));
    chart.x.clear();
    chart.lines.clear();
    EXPECT_THAT(line_chart(chart), HasSubstr("No values to show."));
    EXPECT_THAT(stacked_chart(chart), HasSubstr("No values to show."));
}

TEST(LineChart, ALogarithmicAxisLeavesOutZeros) {
    Chart chart = small_chart();
    chart.y_kind = ScaleKind::log;
    chart.lines.resize(1);
    chart.lines[0].values = {0, 1, 10, 100};
    const std::string svg = line_chart(chart);
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
    EXPECT_THAT(svg, HasSubstr(">100</text>"));
}

TEST(LineChart, EventsAreMarkedAndOnesOutsideAreNot) {
    Chart chart = small_chart();
    chart.events = {{19400, "Subsidy"}, {99999, "Far away"}};
    const std::string svg = line_chart(chart);
    EXPECT_EQ(count(svg, "class=\"event\""), 1U);
    EXPECT_THAT(svg, HasSubstr(">Subsidy</text>"));
    EXPECT_THAT(svg, Not(HasSubstr("Far away")));
}

TEST(LineChart, TheBytesDoNotDependOnTheLocale) {
    Chart chart = small_chart();
    chart.lines[0].values = {1.25, 2.5, 1234.5, 4};
    const std::string before = line_chart(chart);
    const std::string old = std::setlocale(LC_ALL, nullptr);
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8"}) std::setlocale(LC_ALL, name);
    const std::string after = line_chart(chart);
    std::setlocale(LC_ALL, old.c_str());
    EXPECT_EQ(before, after);
}

TEST(LineChart, BandAndStyleAreThereWhenAsked) {
    Chart chart = small_chart();
    EXPECT_EQ(count(line_chart(chart), "band"), 0U);
    chart.lines[0].low = {0, 1, 2, 3};
    chart.lines[0].high = {2, 3, 4, 5};
    EXPECT_EQ(count(line_chart(chart), "class=\"band s0\""), 1U);
    EXPECT_EQ(count(line_chart(chart), "<style>"), 0U);
    chart.standalone = true;
    EXPECT_THAT(line_chart(chart), HasSubstr("prefers-color-scheme:dark"));
}

TEST(StackedChart, LayersAddUpToTheTotal) {
    Chart chart = small_chart();
    chart.y_range = {0, 1};
    chart.lines[0].values = {0.25, 0.25, 0.25, 0.25};
    chart.lines[1].values = {0.75, nan, 0.75, 0.75};
    const std::string svg = stacked_chart(chart);
    EXPECT_EQ(count(svg, "class=\"layer"), 2U);
    // The axis ends at 1, so the second layer touches the top of the plot, where the grid line of 1 is.
    std::smatch top, layer;
    ASSERT_EQ(std::regex_search(svg, top, std::regex("V[0-9.]+\" data-left")), true);
    ASSERT_EQ(std::regex_search(svg, layer, std::regex("layer s1\" d=\"M[0-9.]+ ([0-9.]+)")), true);
    std::smatch guide;
    ASSERT_EQ(std::regex_search(svg, guide, std::regex("class=\"guide\" d=\"M0 ([0-9.]+)V")), true);
    EXPECT_EQ(layer[1].str(), guide[1].str());
}

TEST(StackedChart, NamesAPartThatIsGoneInsideItsArea) {
    Chart chart = small_chart();
    chart.lines[1] = {.name = "Old", .values = {9, 9, 0, 0}, .colour = 1};
    const std::string svg = stacked_chart(chart);
    EXPECT_EQ(name_places(svg).size(), 1U);
    EXPECT_THAT(svg, HasSubstr("class=\"inside\" text-anchor=\"middle\">Old</text>"));
}

}  // namespace
}  // namespace enclosure
