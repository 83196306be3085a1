#include "analysis/report/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analysis/report/figures.h"
#include "analysis/report/run_page.h"
#include "analysis/report/series.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

using testing::HasSubstr;
using testing::Not;

Dataset series(std::string name, std::string units, std::vector<double> values) {
    return {.name = std::move(name),
            .units = std::move(units),
            .long_name = "Doc <&>.",
            .dims = {"time"},
            .values = std::move(values),
            .attributes = {}};
}

/// `rows` steps of 30 days from 2023-01-01, with no series.
RunFile bare_run(int rows) {
    std::vector<double> days;
    for (int i = 0; i < rows; ++i) days.push_back(30.0 * i);
    RunFile run;
    run.attributes = {{"seed", std::uint64_t{7}}, {"state", std::string("complete")}, {"state_hash", std::string("00ff")}};
    run.scales = {{.name = "time", .units = "days since 2023-01-01", .long_name = "", .dims = {"time"}, .values = days, .attributes = {}},
                  {.name = "segment",
                   .units = "1",
                   .long_name = "",
                   .dims = {"segment"},
                   .values = std::vector<std::string>{"consumer", "builder"},
                   .attributes = {}}};
    run.groups = {{.path = "series", .datasets = {}}};
    return run;
}

TEST(Summary, ChangesReadAsPointsFactorsAndPerCent) {
    EXPECT_EQ(points_change(0.10, 0.223), "+12.3 pp");
    EXPECT_EQ(points_change(0.5, 0.45), "\u22125.0 pp");
    EXPECT_EQ(ratio_change(2, 8.2), "\u00d74.1");
    EXPECT_EQ(ratio_change(100, 134), "+34%");
    EXPECT_EQ(ratio_change(100, 77), "\u221223%");
    EXPECT_EQ(ratio_change(430, 1), "\u00f7430");
    EXPECT_EQ(ratio_change(0, 1), "\u2013");
    EXPECT_EQ(ratio_change(5, 5), "0%");
}

TEST(Summary, RowsCarryStartEndAndChange) {
    RunFile run = bare_run(3);
    run.groups[0].datasets = {series("open_share_users", "1", {0.1, 0.9, 0.25}), series("flagship_price", "USD/Mtok", {20, 11, 10})};
    const std::vector<SummaryRow> rows = summarise(run);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].label, "Users on open models");
    EXPECT_EQ(rows[0].start, 0.1);
    EXPECT_EQ(rows[0].end, 0.25);
    EXPECT_EQ(rows[0].start_text, "10.0%");
    EXPECT_EQ(rows[0].change, "+15.0 pp");
    EXPECT_EQ(rows[1].start_text, "$20");
    EXPECT_EQ(rows[1].change, "\u221250%");
    EXPECT_EQ(rows[1].unit, "per million tokens");
}

TEST(Summary, FlowsAreMeansOfTheFirstAndLastYear) {
    RunFile run = bare_run(48);
    std::vector<double> revenue(48, 1e9);
    for (std::size_t i = 24; i < 48; ++i) revenue[i] = 4e9;
    revenue[47] = 100e9;  // one month of 13 in the last year
    run.groups[0].datasets = {series("revenue", "USD/year", revenue)};
    const std::vector<SummaryRow> rows = summarise(run);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].averaged, true);
    EXPECT_DOUBLE_EQ(rows[0].start, 1e9);
    EXPECT_NEAR(rows[0].end, (12 * 4e9 + 100e9) / 13, 1);
    EXPECT_EQ(rows[0].unit, "per year");
}

TEST(Summary, PartsStandBelowTheirWhole) {
    RunFile run = bare_run(2);
    run.groups[0].datasets = {series("adoption", "1", {0.1, 0.2})};
    run.groups.push_back({.path = "segments",
                          .datasets = {{.name = "adoption",
                                        .units = "1",
                                        .long_name = "",
                                        .dims = {"time", "segment"},
                                        .values = std::vector<double>{0.1, 0.2, 0.3, 0.6},
                                        .attributes = {}}}});
    const std::vector<SummaryRow> rows = summarise(run);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].label, "Consumer");
    EXPECT_EQ(rows[1].level, 1);
    EXPECT_EQ(rows[1].end, 0.3);
    EXPECT_EQ(rows[2].label, "Builder");
    EXPECT_EQ(rows[2].change, "+40.0 pp");
}

TEST(Summary, MissingAndEmptySeriesLeaveTheirRowsOut) {
    RunFile run = bare_run(2);
    EXPECT_EQ(summarise(run).size(), 0U);
    EXPECT_EQ(summary_table(run), "No series of the summary is in this file.\n");
    run.groups[0].datasets = {series("hhi", "1", {nan, nan}), series("gap_points", "point", {nan, 40})};
    const std::vector<SummaryRow> rows = summarise(run);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].start_text, "\u2013");
    EXPECT_EQ(rows[0].change, "\u2013");
    EXPECT_EQ(summarise(RunFile{}).size(), 0U);
}

TEST(Summary, TheTextTableNamesItsDates) {
    RunFile run = bare_run(25);
    run.groups[0].datasets = {series("open_share_users", "1", std::vector<double>(25, 0.125))};
    const std::string table = summary_table(run);
    EXPECT_THAT(table, HasSubstr("Jan 2023   Dec 2024     change"));
    EXPECT_THAT(table, HasSubstr("  Users on open models                          12.5%      12.5%       0 pp  of users"));
}

TEST(Series, ReadsDatesInBothSpellings) {
    EXPECT_EQ(row_days(bare_run(2)), (std::vector<double>{19358, 19388}));
    EXPECT_EQ(days_of(10, "days since 2023-01-01", 0), 19368);
    EXPECT_EQ(days_of(2, "year", 100), 100 + 730.5);
    EXPECT_EQ(std::isnan(days_of(2, "point", 100)), true);
    EXPECT_EQ(readable("closed_lab_a"), "Closed lab a");
}

TEST(Figures, YearlyMeansBeginWhenTheYearIsFull) {
    std::vector<double> days, values(14, 12);
    for (int i = 0; i < 14; ++i) days.push_back(30.5 * i);
    values[12] = 24;
    const std::vector<double> means = yearly_means(values, days);
    EXPECT_EQ(std::isnan(means[10]), true);
    EXPECT_DOUBLE_EQ(means[11], 12);
    EXPECT_DOUBLE_EQ(means[12], 13);
}

TEST(RunPage, StandsAloneEscapesAndSaysWhatIsMissing) {
    RunFile run = bare_run(3);
    run.groups[0].datasets = {series("hhi", "1", {0.5, 0.4, 0.3})};
    run.groups.push_back({.path = "scenario",
                          .datasets = {{.name = "resolved",
                                        .units = "1",
                                        .long_name = "",
                                        .dims = {},
                                        .values = std::vector<std::string>{"title = \"A <b>\"\nquestion = \"Why & how?\"\n[time]\n"},
                                        .attributes = {}}}});
    const std::string page = run_page(run);
    EXPECT_THAT(page, HasSubstr("<h1>A &lt;b&gt;</h1>"));
    EXPECT_THAT(page, HasSubstr("Why &amp; how?"));
    EXPECT_THAT(page, HasSubstr("enclosure run scenario.toml --seed 7 -o run.h5"));
    EXPECT_THAT(page, HasSubstr("<code>00ff</code>"));
    EXPECT_THAT(page, HasSubstr("series/revenue"));
    EXPECT_THAT(page, HasSubstr("id=\"concentration\""));
    EXPECT_THAT(page, Not(HasSubstr("id=\"welfare\"")));
    EXPECT_THAT(page, Not(HasSubstr("src=")));
    EXPECT_THAT(page, Not(HasSubstr("href=")));
    EXPECT_THAT(page, Not(HasSubstr("@import")));
    EXPECT_EQ(page, run_page(run));
}

TEST(RunPage, AnEmptyFileStillGivesAPage) {
    const std::string page = run_page(RunFile{});
    EXPECT_THAT(page, HasSubstr("No series of the summary is in this file."));
    EXPECT_THAT(page, HasSubstr("</html>"));
}

TEST(RunPage, AnInterruptedRunSaysSo) {
    RunFile run = bare_run(3);
    run.attributes[1].value = std::string("interrupted");
    EXPECT_THAT(run_page(run), HasSubstr("was interrupted; the page shows what it had reached by Mar 2023"));
}

}  // namespace
}  // namespace enclosure
