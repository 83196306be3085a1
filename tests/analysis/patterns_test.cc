#include "analysis/patterns/patterns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "analysis/patterns/period.h"
#include "sim/base/calendar.h"

namespace enclosure {
namespace {

const std::filesystem::path data = std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "data";

double day(const char* date) {
    return static_cast<double>(parse_date(date)->time_since_epoch().count());
}

Dataset column(std::string name, std::vector<double> values) {
    return {.name = std::move(name), .units = "1", .long_name = "", .dims = {"time"}, .values = std::move(values), .attributes = {}};
}

/// Monthly rows from January 2023, with these series.
RunFile monthly_run(int months, std::vector<Dataset> series) {
    std::vector<double> days;
    const Date start = *parse_date("2023-01-01");
    for (int i = 0; i < months; ++i) days.push_back(static_cast<double>((date_after(start, i / 12.0) - start).count()));
    RunFile run;
    run.scales = {{.name = "time", .units = "days since 2023-01-01", .long_name = "", .dims = {"time"}, .values = days, .attributes = {}}};
    run.groups = {{.path = "series", .datasets = std::move(series)}};
    return run;
}

PatternRow only(const RunFile& run, const std::string& name, const std::string& when, double lo, double hi) {
    const std::vector<PatternRow> rows = compare_patterns(run, {{1, name, when, lo, hi, "1"}});
    EXPECT_EQ(rows.size(), 1U);
    return rows.front();
}

TEST(Period, OfEveryWayOfSayingWhen) {
    const auto is = [](const char* when, const char* from, const char* until) {
        const std::optional<Period> p = period_of(when);
        ASSERT_TRUE(p) << when;
        EXPECT_EQ(p->from, day(from)) << when;
        EXPECT_EQ(p->until, day(until)) << when;
    };
    is("2023-H2", "2023-07-01", "2024-01-01");
    is("2025-H1", "2025-01-01", "2025-07-01");
    is("2024-12", "2024-12-01", "2025-01-01");
    is("2025", "2025-01-01", "2026-01-01");
    is("2023 to 2024", "2023-01-01", "2025-01-01");
    is("23 months", "2023-05-01", "2025-04-01");
    is("16 months", "2023-12-01", "2025-04-01");
    is("whole run", "2023-07-01", "2026-01-01");
    for (const char* when : {"", "24", "2024-13", "2024-H3", "2024-1", "2025 to 2024", "some day"}) EXPECT_FALSE(period_of(when)) << when;
}

TEST(SawtoothCount, OfASeriesByHand) {
    // Up 20, down 10 and 10 (a fall of 20 without a change of 18), up 30, down 30.
    const Sawtooth s = sawtooth({0, 20, 10, 0, 30, 0}, 18);
    EXPECT_EQ(s.rises, 2);
    EXPECT_EQ(s.falls, 1);
    EXPECT_EQ(s.lower_turns, 2);
    EXPECT_EQ(s.upper_turns, 2);
    const Sawtooth flat = sawtooth({5, 10, 5, 10}, 18);
    EXPECT_EQ(flat.rises + flat.falls + flat.lower_turns + flat.upper_turns, 0);
}

// The bands of pattern 2 come from this table: its month-ends rise by 18 points 7 times and fall so 6 times (5 after the first month).
TEST(SawtoothCount, OfTheArenaIsWhatTheBandsCameFrom) {
    std::ifstream in(data / "arena_gap.csv");
    std::map<std::string, double> by_month;
    for (std::string line; std::getline(in, line);) {
        std::istringstream row(line);
        std::string series, date, value;
        std::getline(row, series, ',');
        std::getline(row, date, ',');
        std::getline(row, value, ',');
        if (series == "gap_points") by_month[date.substr(0, 7)] = std::stod(value);
    }
    std::vector<double> gap;
    for (const auto& [month, value] : by_month) gap.push_back(value);
    ASSERT_EQ(gap.size(), 23U);
    const Sawtooth s = sawtooth(gap, 18);
    EXPECT_EQ(s.rises, 7);
    EXPECT_EQ(s.falls, 6);
    EXPECT_EQ(s.upper_turns, 4);
    EXPECT_EQ(s.lower_turns, 4);
}

TEST(Patterns, MeansAreOfTheirTimeAndJudgedByTheBand) {
    std::vector<double> gap(12, 100.0);
    for (std::size_t i = 6; i < 12; ++i) gap[i] = 110 + static_cast<double>(i);
    const RunFile run = monthly_run(12, {column("gap_points", gap)});
    const PatternRow row = only(run, "mean_gap", "2023-H2", 90, 135);
    EXPECT_NEAR(row.value, 118.5, 1e-9);
    EXPECT_EQ(row.verdict, Verdict::inside);
    EXPECT_EQ(only(run, "mean_gap", "2023-H2", 90, 118).verdict, Verdict::outside);
    EXPECT_EQ(only(run, "mean_gap", "2024-H1", 90, 135).verdict, Verdict::no_data) << "the run ends before";
    EXPECT_EQ(only(run, "mean_open_lag", "2023-H2", 3, 6).verdict, Verdict::no_data) << "no such series";
    EXPECT_EQ(only(run, "no_such_pattern", "2023-H2", 3, 6).verdict, Verdict::no_data);
    EXPECT_EQ(only(run, "mean_gap", "one day", 3, 6).verdict, Verdict::no_data);
}

TEST(Patterns, SlopesAreGrowthAYear) {
    std::vector<double> price, cost;
    for (int i = 0; i < 36; ++i) {
        price.push_back(20 * std::pow(0.7, i / 12.0));
        cost.push_back(7e7 * std::pow(2.4, i / 12.0));
    }
    const RunFile run =
        monthly_run(36, {column("flagship_price", price), column("frontier_run_cost", cost), column("fixed_quality_price", price)});
    EXPECT_NEAR(only(run, "flagship_list_price_change", "whole run", -40, 40).value, -30, 0.1);
    EXPECT_NEAR(only(run, "frontier_cost_growth", "whole run", 2, 3.1).value, 2.4, 0.01);
    EXPECT_NEAR(only(run, "fixed_quality_price_fall", "whole run", 9, 100).value, 1 / 0.7, 0.01);
}

TEST(Patterns, LagIsTakenAtRecordsOnly) {
    // Records of released weights in months 0, 8 and 20; a rise of half a point is none.
    std::vector<double> open(36, 1000.0), months(36, 99.0);
    for (std::size_t i = 8; i < 36; ++i) open[i] = i < 20 ? 1050 : 1090;
    for (std::size_t i = 30; i < 36; ++i) open[i] = 1090.5;
    months[0] = 50, months[8] = 4, months[20] = 7;
    const RunFile run = monthly_run(36, {column("open_frontier", open), column("gap_months", months)});
    EXPECT_NEAR(only(run, "mean_open_lag", "at open records", 3, 6).value, 5.5, 1e-9) << "month 0 is before the evidence";
}

TEST(Patterns, LeadersAreMakersOfTheBestModelAtMonthEnds) {
    RunFile run = monthly_run(36, {});
    run.scales.push_back({.name = "firm",
                          .units = "1",
                          .long_name = "",
                          .dims = {"firm"},
                          .values = std::vector<std::string>{"a", "b", "c"},
                          .attributes = {}});
    std::vector<double> score;
    for (int i = 0; i < 36; ++i) {
        // a leads, b from month 14 to 17, a again from 18.
        score.insert(score.end(), {1200.0, i >= 14 && i < 18 ? 1300.0 : 1100.0, std::nan("")});
    }
    run.groups.push_back(
        {.path = "firms",
         .datasets = {{.name = "capability", .units = "1", .long_name = "", .dims = {"time", "firm"}, .values = score, .attributes = {}}}});
    EXPECT_EQ(only(run, "lasting_changes_of_leader", "16 months", 3, 8).value, 2);
    EXPECT_EQ(only(run, "firms_that_led", "16 months", 3, 5).value, 2);
}

TEST(Patterns, TableSaysHowManyAreIn) {
    const RunFile run = monthly_run(12, {column("gap_points", std::vector<double>(12, 100.0))});
    const std::vector<PatternRow> rows = compare_patterns(run, {{1, "mean_gap", "2023-H2", 90, 135, "point"},
                                                                {1, "mean_gap", "2023-H1", 0, 50, "point"},
                                                                {3, "mean_open_lag", "2023-H1", 3, 6, "month"}});
    const std::string table = pattern_table(rows);
    EXPECT_THAT(table, testing::HasSubstr("1 of 2 in band; 1 without data"));
    EXPECT_THAT(table, testing::HasSubstr("no data"));
    EXPECT_THAT(table, testing::ContainsRegex("mean gap +2023-H1 +100 +0 to 50 +point +out"));
}

TEST(Patterns, EveryRowOfTheEvidenceHasARule) {
    const std::vector<PatternBand> bands = read_pattern_bands(data / "patterns.csv");
    EXPECT_GE(bands.size(), 28U);
    for (const PatternBand& band : bands) {
        EXPECT_TRUE(period_of(band.when)) << band.when;
        EXPECT_LE(band.lo, band.hi);
    }
    // A run without any series has no data for any of them, and a band has a part only if the program knows it.
    const std::vector<PatternRow> rows = compare_patterns(monthly_run(36, {}), bands);
    EXPECT_EQ(rows.size(), bands.size() + 1) << "prices at equal quality are two rows";
    for (const PatternRow& row : rows) EXPECT_EQ(row.verdict, Verdict::no_data) << row.band.name;
}

}  // namespace
}  // namespace enclosure
