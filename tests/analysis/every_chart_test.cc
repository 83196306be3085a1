// What holds for every kind of chart beyond lines and stacks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/chart/box_chart.h"
#include "analysis/chart/chart_csv.h"
#include "analysis/chart/fan_chart.h"
#include "analysis/chart/heat_map.h"
#include "analysis/chart/histogram.h"
#include "analysis/chart/index_chart.h"
#include "analysis/chart/interval_points.h"
#include "analysis/chart/loop_chart.h"
#include "analysis/chart/parallel_chart.h"
#include "analysis/chart/pareto_chart.h"
#include "analysis/chart/scatter_chart.h"
#include "analysis/chart/step_chart.h"
#include "analysis/chart/tornado_chart.h"
#include "analysis/chart/trajectory_chart.h"
#include "analysis/chart/tree_chart.h"
#include "tests/analysis/svg_reading.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A chart with how it is drawn, at any width and with any title.
struct DrawnKind {
    std::string name;
    std::function<std::string(double, const std::string&, bool)> draw;
    std::function<std::string()> csv;
    std::function<std::string()> draw_empty;
};

template <typename C>
DrawnKind drawn_kind(const std::string& name, const C& sample, std::string (*draw)(const C&)) {
    return {name,
            [=](double width, const std::string& title, bool standalone) {
                C chart = sample;
                chart.id = "it";
                chart.width = width;
                chart.title = title;
                chart.standalone = standalone;
                return draw(chart);
            },
            [=] { return csv_of(sample); },
            [=] {
                C chart;
                chart.title = "Nothing";
                return draw(chart);
            }};
}

const std::vector<std::string>& long_names() {
    static const std::vector<std::string> names{"Imitation lag, months",
                                                "Network effect",
                                                "Share of open laboratories at the start of the run",
                                                "Cost of compute <US dollars> & \"energy\"",
                                                "Elasticity",
                                                "Trust"};
    return names;
}

double wave(std::size_t i) {
    return static_cast<double>((i * 37 + 11) % 101) / 101;  // even, and the same everywhere
}

FanChart sample_fan() {
    FanChart c;
    c.source = "A source";
    c.events = {{20100, "First <event>"}, {20200, "Second event with a long name"}};
    for (std::size_t s = 0; s < 2; ++s) {
        FanSeries series{.name = s == 0 ? "No policy" : "Subsidy & more", .colour = static_cast<int>(s), .dash = static_cast<int>(s)};
        series.bands = {{.share = 0.5}, {.share = 0.95}};
        for (std::size_t i = 0; i < 24; ++i) {
            if (s == 0) c.at.push_back(20000 + 30 * static_cast<double>(i));
            const double middle = i == 10 ? nan : wave(i) + static_cast<double>(s);
            series.middle.push_back(middle);
            for (std::size_t b = 0; b < 2; ++b) {
                series.bands[b].low.push_back(middle - 0.1 * static_cast<double>(b + 1));
                series.bands[b].high.push_back(middle + 0.1 * static_cast<double>(b + 1));
            }
        }
        series.runs = {series.middle};
        c.series.push_back(series);
    }
    return c;
}

ScatterChart sample_scatter(std::size_t n) {
    ScatterChart c;
    c.x.title = "Across <unit>";
    c.y.title = "Up";
    c.classes = {{"of interest", 1}, {"others", rest_colour, -1, true}};
    c.boxes = {{"the box & its name", {0.4, nan}, {nan, 0.7}}};
    c.guides = {{"y = x", 0, 1}};
    c.trend = {"trend", {0, 1}, {0.2, 0.8}, {0.1, 0.7}, {0.3, 0.9}};
    for (std::size_t i = 0; i < n; ++i) {
        c.at_x.push_back(i == 3 ? nan : wave(i));
        c.at_y.push_back(wave(i * i + 7));
        c.class_of.push_back(i % 3 == 0 ? 0 : 1);
        if (n <= 30) c.labels.push_back(long_names()[i % long_names().size()]);
    }
    return c;
}

HeatMap sample_heat(bool classes) {
    HeatMap c;
    c.value_title = "Value";
    c.along.names = long_names();
    c.across.names = {"Open share", "Concentration", "Welfare of everybody", "Lag"};
    if (classes) {
        c.classes = {{"Commons", 0}, {"Enclosure <closed>", 1}};
        c.along = {.title = "Up", .values = {1, 2, 3, 4, 5, 6}};
    }
    for (std::size_t i = 0; i < 24; ++i) {
        c.cells.push_back(i == 5 ? nan : classes ? static_cast<double>(i % 2) : wave(i));
        c.shares.push_back(wave(i));
    }
    if (!classes) c.shares.clear();
    return c;
}

ParallelChart sample_parallel() {
    ParallelChart c;
    c.classes = {{"of interest", 1}, {"others", rest_colour, -1, true}};
    for (std::size_t a = 0; a < 5; ++a) {
        ParallelAxis axis{.title = long_names()[a]};
        for (std::size_t i = 0; i < 60; ++i) axis.values.push_back(a == 2 ? static_cast<double>(i % 3) : i == 7 ? nan : wave(i * (a + 1)));
        c.axes.push_back(axis);
    }
    c.axes[2].levels = {"closed", "weights & code", "open"};
    c.axes[2].kept = {1, 0, 1};
    c.axes[0].box = {0.25, 0.75};
    for (std::size_t i = 0; i < 60; ++i) c.class_of.push_back(i % 2);
    c.most_lines = 40;
    return c;
}

std::vector<DrawnKind> drawn_kinds() {
    std::vector<DrawnKind> out;
    out.push_back(drawn_kind("fan", sample_fan(), fan_chart));

    TornadoChart tornado;
    tornado.base = 1;
    IndexChart index;
    IntervalPoints points;
    points.series = {{"all", 0}, {"in the box <&>", 1}};
    points.reference = 0;
    points.reference_name = "no effect";
    for (std::size_t i = 0; i < long_names().size(); ++i) {
        const double w = wave(i);
        tornado.rows.push_back({long_names()[i], 1 - w, 1 + w / 2, "3 months", "36 months"});
        index.rows.push_back({long_names()[i], {{w / 2, {w / 2 - 0.1, w / 2 + 0.1}}, {w, {}}}});
        points.rows.push_back({long_names()[i], {{w - 0.5, {w - 0.7, w - 0.2}}, {i == 2 ? nan : -w, {}}}});
    }
    out.push_back(drawn_kind("tornado", tornado, tornado_chart));
    out.push_back(drawn_kind("index", index, index_chart));
    out.push_back(drawn_kind("interval points", points, interval_points));
    out.push_back(drawn_kind("heat map", sample_heat(false), heat_map));
    out.push_back(drawn_kind("class map", sample_heat(true), heat_map));
    out.push_back(drawn_kind("scatter", sample_scatter(30), scatter_chart));
    out.push_back(drawn_kind("dense scatter", sample_scatter(2500), scatter_chart));
    out.push_back(drawn_kind("parallel", sample_parallel(), parallel_chart));

    TrajectoryChart trajectory;
    for (std::size_t i = 0; i <= 20; ++i) {
        const double t = static_cast<double>(i) / 20;
        trajectory.points.push_back({1 - t * t * 0.5, 0.1 + 0.8 * t, i / 6});
    }
    trajectory.chosen = 14;
    trajectory.base_density = 0.1;
    out.push_back(drawn_kind("trajectory", trajectory, trajectory_chart));

    BoxChart box;
    box.inputs = {{.title = long_names()[3], .full = {0, 10}, .limits = {2.5, nan}, .quasi_p = 0.0002},
                  {.title = long_names()[1], .full = {1, 1000}, .limits = {100, 110}, .quasi_p = 0.03},
                  {.title = "Licence", .levels = {"closed", "weights & code", "open"}, .kept = {1, 0, 1}}};
    out.push_back(drawn_kind("box", box, box_chart));

    ParetoChart pareto;
    pareto.x.title = "Welfare";
    pareto.y.title = "Concentration";
    for (std::size_t i = 0; i < 8; ++i) {
        const double w = wave(i);
        pareto.points.push_back({long_names()[i % 6], w, wave(i + 40), {w - 0.05, w + 0.05}, {}, i % 2 == 0});
    }
    out.push_back(drawn_kind("pareto", pareto, pareto_chart));

    LoopChart loop;
    loop.x.title = "Subsidy";
    loop.thresholds = {{0.3, "falls back <here>"}, {0.6, "tips"}};
    for (std::size_t i = 0; i <= 20; ++i) {
        const double x = static_cast<double>(i) / 20;
        loop.at.push_back(x);
        loop.rising.values.push_back(x < 0.6 ? 0.2 : 0.8);
        loop.falling.values.push_back(x < 0.3 ? 0.2 : 0.8);
    }
    out.push_back(drawn_kind("loop", loop, loop_chart));

    HistogramChart histogram;
    HistogramSeries values{.name = "No policy"};
    for (std::size_t i = 0; i < 400; ++i) values.values.push_back(wave(i) + wave(i * 7));
    histogram.series = {values};
    histogram.marks = {{1, "a mark <&>"}};
    out.push_back(drawn_kind("histogram", histogram, histogram_chart));

    StepChart steps;
    steps.series = {distribution_of("No policy", values.values, 0), distribution_of("Subsidy <&>", {1, 2, 3}, 1)};
    steps.series[0].censored = {0.5};
    out.push_back(drawn_kind("steps", steps, step_chart));

    TreeChart tree;
    tree.nodes = {{"lag < 18 months", "n = 100", 0.3, 1, 2},
                  {"", "n = 40", 0.05},
                  {long_names()[3] + " in {a, b}", "n = 60", 0.5, 3, 4},
                  {"", "n = 20", 0.2},
                  {"", "n = 40", 0.65}};
    out.push_back(drawn_kind("tree", tree, tree_chart));
    return out;
}

TEST(EveryChart, IsWellFormedWhateverItsTextsSay) {
    const std::string nasty = "<script>alert('a & b')</script> \"]]>\x01";
    for (const DrawnKind& kind : drawn_kinds())
        for (const bool standalone : {false, true}) {
            SCOPED_TRACE(kind.name);
            const std::string svg = kind.draw(420, nasty, standalone);
            EXPECT_EQ(test::xml_fault(svg), "");
            EXPECT_THAT(svg, Not(HasSubstr("<script")));
            EXPECT_THAT(svg, HasSubstr("&lt;script&gt;alert(&#39;a &amp; b&#39;)"));
            EXPECT_EQ(svg.find('\x01'), std::string::npos);
        }
    EXPECT_NE(test::xml_fault("<svg><a></svg>"), "");
    EXPECT_NE(test::xml_fault("<svg>a & b</svg>"), "");
    EXPECT_NE(test::xml_fault("<svg a=\"1\" a=\"2\"></svg>"), "");
}

TEST(EveryChart, HasATitleADescriptionAndNoNonsense) {
    for (const DrawnKind& kind : drawn_kinds()) {
        SCOPED_TRACE(kind.name);
        const std::string svg = kind.draw(420, "The title", false);
        EXPECT_THAT(svg, HasSubstr("role=\"img\" aria-labelledby=\"it-t it-d\""));
        EXPECT_THAT(svg, HasSubstr("<title id=\"it-t\">The title</title>"));
        EXPECT_GT(test::described(svg).size(), 20U);
        for (const char* nonsense : {"nan", "inf\"", "-0\"", "infinity"}) EXPECT_THAT(svg, Not(HasSubstr(nonsense)));
    }
}

TEST(EveryChart, ItsTextsNeitherOverlapNorLeaveTheDrawing) {
    for (const DrawnKind& kind : drawn_kinds())
        for (const double width : {420.0, 520.0, 640.0, 860.0}) {
            SCOPED_TRACE(kind.name + " " + std::to_string(width));
            EXPECT_THAT(test::misplaced_texts(kind.draw(width, "A title that is rather long and may need another line of its own", false)),
                        IsEmpty());
        }
}

TEST(EveryChart, CarriesItsStyleIfItStandsAlone) {
    for (const DrawnKind& kind : drawn_kinds()) {
        SCOPED_TRACE(kind.name);
        EXPECT_EQ(test::times(kind.draw(420, "", false), "<style>"), 0U);
        EXPECT_EQ(test::times(kind.draw(420, "", true), "<style>"), 1U);
        EXPECT_THAT(kind.draw(420, "", true), HasSubstr("prefers-color-scheme:dark"));
    }
}

TEST(EveryChart, SaysSoIfThereIsNothingToShow) {
    for (const DrawnKind& kind : drawn_kinds()) {
        SCOPED_TRACE(kind.name);
        EXPECT_THAT(kind.draw_empty(), HasSubstr("No values to show."));
        EXPECT_EQ(test::xml_fault(kind.draw_empty()), "");
    }
}

TEST(EveryChart, IsTheSameBytesInEveryLocale) {
    const std::string old = std::setlocale(LC_ALL, nullptr);
    for (const DrawnKind& kind : drawn_kinds()) {
        SCOPED_TRACE(kind.name);
        const std::string svg = kind.draw(420, "", false), csv = kind.csv();
        for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8"}) std::setlocale(LC_ALL, name);
        EXPECT_EQ(kind.draw(420, "", false), svg);
        EXPECT_EQ(kind.csv(), csv);
        std::setlocale(LC_ALL, old.c_str());
    }
}

TEST(EveryChart, HandsOutItsDataAsATable) {
    for (const DrawnKind& kind : drawn_kinds()) {
        SCOPED_TRACE(kind.name);
        const auto rows = test::csv_cells(kind.csv());
        EXPECT_GT(rows.size(), 2U);
        for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
        for (const std::string& name : rows[0]) EXPECT_NE(name, "");
        EXPECT_THAT(kind.csv(), Not(HasSubstr("nan")));
    }
}

TEST(EveryChart, ColourIsNeverTheOnlySign) {
    for (const DrawnKind& kind : drawn_kinds()) {
        if (kind.name != "scatter" && kind.name != "interval points" && kind.name != "class map") continue;
        SCOPED_TRACE(kind.name);
        const std::string svg = kind.draw(420, "", false);
        // The colour and the number of corners of each mark: the first two classes are circles and triangles.
        std::vector<std::pair<std::string, bool>> pairs;
        const std::regex mark("class=\"(?:point|pale) (s[0-9r])\" d=\"([^\"]*)\"");
        for (std::sregex_iterator it(svg.begin(), svg.end(), mark), end; it != end; ++it)
            pairs.emplace_back((*it)[1], (*it)[2].str().find('a') != std::string::npos);
        ASSERT_GT(pairs.size(), 1U);
        for (const auto& a : pairs)
            for (const auto& b : pairs) EXPECT_EQ(a.first == b.first, a.second == b.second);
    }
}

}  // namespace
}  // namespace enclosure
