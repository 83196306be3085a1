#include "analysis/chart/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "analysis/chart/chart_csv.h"
#include "tests/analysis/svg_reading.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

using testing::ElementsAre;

TEST(Csv, QuotesWhatWouldBreakARow) {
    EXPECT_EQ(csv_cell("plain"), "plain");
    EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_cell("say \"yes\""), "\"say \"\"yes\"\"\"");
    EXPECT_EQ(csv_cell("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(csv_cell(" edge"), "\" edge\"");
    EXPECT_EQ(csv_cell(""), "");
    EXPECT_EQ(csv_line({"a", csv_cell("b,c")}), "a,\"b,c\"\n");
}

TEST(Csv, NumbersReadBackToTheSameBits) {
    for (const double v : {0.1, 1.0 / 3, -2.5e-300, 6.02214076e23, 0.0, std::numeric_limits<double>::denorm_min(), 123456789.125})
        EXPECT_EQ(std::strtod(csv_cell(v).c_str(), nullptr), v);
    EXPECT_EQ(csv_cell(0.1), "0.1");
    EXPECT_EQ(csv_cell(nan), "");
    EXPECT_EQ(csv_cell(-std::numeric_limits<double>::infinity()), "-inf");
}

TEST(Csv, TimesAreDates) {
    EXPECT_EQ(csv_cell(19358, ScaleKind::time), "2023-01-01");
    EXPECT_EQ(csv_cell(19389.7, ScaleKind::time), "2023-02-01");
    EXPECT_EQ(csv_cell(-1, ScaleKind::time), "1969-12-31");
    EXPECT_EQ(csv_cell(nan, ScaleKind::time), "");
    EXPECT_EQ(csv_cell(2.5, ScaleKind::log), "2.5");
}

TEST(Csv, ColumnsOfUnequalLengthGetEmptyCells) {
    CsvColumns table;
    table.add("x, in years", std::vector<double>{1, nan, 3});
    table.add("name", std::vector<std::string>{"a \"b\"", "c,d"});
    const auto rows = test::csv_cells(table.text());
    EXPECT_THAT(rows,
                ElementsAre(ElementsAre("x, in years", "name"), ElementsAre("1", "a \"b\""), ElementsAre("", "c,d"), ElementsAre("3", "")));
}

TEST(Csv, LinesAndBarsHaveTheirDataToo) {
    Chart chart;
    chart.x = {19358, 19389};
    chart.lines = {{.name = "Open", .values = {0.25, nan}, .low = {0, 1}, .high = {1, 2}}, {.values = {3, 4}}};
    EXPECT_EQ(csv_of(chart), "date,Open,Open low,Open high,line 2\n2023-01-01,0.25,0,1,3\n2023-02-01,,1,2,4\n");
    chart.x_kind = ScaleKind::linear;
    chart.x_title = "Generation";
    chart.lines.resize(1);
    EXPECT_EQ(csv_of(chart), "Generation,Open,Open low,Open high\n19358,0.25,0,1\n19389,,1,2\n");
    IntervalChart bars;
    bars.rows = {{.name = "a, b", .value = 1.5, .low = nan, .high = 2, .note = "n"}};
    EXPECT_EQ(csv_of(bars), "name,value,low,high,note\n\"a, b\",1.5,,2,n\n");
}

}  // namespace
}  // namespace enclosure
