// Everything a run is a function of, besides the program: a value, complete after loading, never changed by a run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/describe.h"
#include "sim/scenario/parameters.h"
#include "sim/scenario/rows/domain.h"
#include "sim/scenario/rows/firm.h"
#include "sim/scenario/rows/policy.h"
#include "sim/scenario/rows/region.h"
#include "sim/scenario/rows/segment.h"
#include "sim/scenario/rows/strategy.h"

namespace enclosure {

/// The version of the scenario format that this program writes and reads.
inline constexpr int scenario_schema_version = 1;

/// `[time]`
struct TimeSpan {
    Date start = time_epoch;
    Date end = Date{std::chrono::days{23741}};  // 2035-01-01
    double step = 1.0 / 12;

    template <class R = TimeSpan>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::start, {.name = "start", .doc = "First day of the run.", .source = "identity"}),
            field(&R::end, {.name = "end", .doc = "Day on which the run ends; no step begins on it or later.", .source = "identity"}),
            field(&R::step, {.name = "step",
                             .unit = "yr",
                             .legal = {1.0 / 400, 1},
                             .usual = {1.0 / 60, 0.25},
                             .doc = "Length of a step.",
                             .source = "identity"}),
        };
    }
};

/// `[population]`
struct PopulationSize {
    std::int64_t users = 200'000;
    std::int64_t developers = 20'000;
    std::int64_t slots = 128;

    template <class R = PopulationSize>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::users, {.name = "users",
                              .unit = "person",
                              .legal = {1e3, 1e9},
                              .usual = {1e4, 1e7},
                              .doc = "Records of users; the results' noise falls with their square root.",
                              .source = "identity"}),
            field(&R::developers, {.name = "developers",
                                   .unit = "person",
                                   .legal = {100, 1e7},
                                   .usual = {1e3, 1e6},
                                   .doc = "Records of developers.",
                                   .source = "identity"}),
            field(&R::slots, {.name = "slots",
                              .legal = {16, 250},
                              .usual = {64, 250},
                              .doc = "Models that the catalogue holds at a time.",
                              .source = "identity"}),
        };
    }
};

/// `[output]`
struct OutputChoice {
    std::vector<std::string> series;
    std::int64_t stride = 1;
    std::vector<std::string> snapshots;
    std::vector<std::string> snapshot_columns;

    template <class R = OutputChoice>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::series, {.name = "series", .doc = "Indicators to write; none named means all.", .source = "identity"}),
            field(&R::stride, {.name = "stride",
                               .legal = {1, 1e6},
                               .usual = {1, 52},
                               .doc = "Steps between two rows of the output.",
                               .source = "identity"}),
            field(&R::snapshots,
                  {.name = "snapshots",
                   .doc = "When the agents themselves are kept: dates, or one length of time, such as 1 yr, to keep them that "
                          "often from the start on; none named means never.",
                   .source = "identity"}),
            field(&R::snapshot_columns, {.name = "snapshot_columns",
                                         .doc = "What is kept of them: users, developers, firms, models, or one column, such as "
                                                "users.choice; none named means all four.",
                                         .source = "identity"}),
        };
    }
};

/// The values of a scenario; Scenario adds nothing but where its copying is compiled.
struct ScenarioValues {
    std::int64_t schema_version = scenario_schema_version;
    std::string id;
    std::string title;
    std::string question;
    std::int64_t seed = 1;
    TimeSpan time;
    PopulationSize population;
    OutputChoice output;
    std::vector<Region> region;
    std::vector<Segment> segment;
    std::vector<Domain> domain;
    std::vector<StrategyRow> strategy;
    std::vector<FirmRow> firm;
    std::vector<PolicyRow> policy;
    std::vector<PolicyRow> shock;
    Parameters parameters;

    /// The keys of a scenario file, besides one table per parameter group (Parameters::groups()) and `extends`.
    template <class R = ScenarioValues>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::schema_version, {.name = "schema_version",
                                       .legal = {1, scenario_schema_version},
                                       .usual = {1, scenario_schema_version},
                                       .doc = "Version of the format that the file is written in.",
                                       .source = "identity"}),
            field(&R::id, {.name = "id", .doc = "Short name.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "Name in tables and pictures.", .source = "identity"}),
            field(&R::question, {.name = "question", .doc = "The question that the scenario is meant to answer.", .source = "identity"}),
            field(&R::seed, {.name = "seed", .legal = {0, 9e15}, .usual = {0, 1e6}, .doc = "Seed of every draw.", .source = "identity"}),
            field(&R::time, {.name = "time", .doc = "Span and step.", .source = "identity"}),
            field(&R::population, {.name = "population", .doc = "Numbers of records.", .source = "identity"}),
            field(&R::output, {.name = "output", .doc = "What is written.", .source = "identity"}),
            field(&R::region, {.name = "region", .doc = "Regions.", .source = "identity"}),
            field(&R::segment, {.name = "segment", .doc = "Segments of users.", .source = "identity"}),
            field(&R::domain, {.name = "domain", .doc = "Domains of use.", .source = "identity"}),
            field(&R::strategy, {.name = "strategy", .doc = "Strategies that firms can follow.", .source = "identity"}),
            field(&R::firm, {.name = "firm", .doc = "Firms at the start.", .source = "identity"}),
            field(&R::policy, {.name = "policy", .doc = "Policies in force.", .source = "identity"}),
            field(&R::shock, {.name = "shock", .doc = "Shocks that strike.", .source = "identity"}),
            field(&R::parameters, {.name = "parameters", .doc = "Parameter groups, each a table of its own.", .source = "identity"}),
        };
    }
};

/// A scenario. Copied, moved and destroyed out of line: hundreds of values, which every file would else compile anew.
struct Scenario : ScenarioValues {
    Scenario();
    Scenario(const Scenario&);
    Scenario(Scenario&&) noexcept;
    Scenario& operator=(const Scenario&);
    Scenario& operator=(Scenario&&) noexcept;
    ~Scenario();
};

}  // namespace enclosure
