// A study as analyses see it: points of a design, runs at them, metrics of the runs. From a merged study file, or from a table of inputs
// and outputs that something else made (csv_data.h).
//
// Invariant: runs are sorted by point, then replicate, then arm, whatever the order in the file; so no result depends on it. Of a table,
// points are sorted by their values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/data/columns.h"

namespace enclosure {

/// A factor over the points of the design: the column, and what else an analysis asks about it.
struct FactorColumn {
    InputColumn column;  ///< a value for each point
    std::string path = {};
    std::string group = {};
    bool lever = false;  ///< somebody's choice; otherwise an uncertainty
    double low = 0;      ///< ends of what it was varied over; of categories 0 and levels - 1
    double high = 0;
};

/// How the points were laid out, if by one design.
struct DesignFacts {
    std::string kind = "none";              ///< as in [design], "joined", "none", or "table"
    std::vector<std::size_t> factors = {};  ///< that it varies, in its order
    std::vector<std::size_t> group = {};    ///< of each of these, numbered from 0
    bool second_order = false;
    std::size_t scrambles = 1;
    std::string walk = "trajectories";
    std::size_t groups() const;
};

struct FailedRuns {
    std::size_t count = 0;
    std::vector<std::string> examples = {};  ///< stage, message and settings of some
};

/// What a sweep did: the lever's level while a hold lasts.
struct SweepHold {
    double level = 0;
    bool up = true;             ///< on the way up; the turning level counts to it
    double begin = 0, end = 0;  ///< days since 2023-01-01
};

/// What a point of a search is.
struct SearchedPoint {
    std::uint64_t candidate = 0;
    std::uint32_t generation = 0;  ///< in which the candidate was made
    bool fresh = false;            ///< in worlds that the search has not seen
};

struct StudyData {
    std::string id, title, question, model;
    std::string source;  ///< the file it was read from
    std::int64_t seed = 1;
    std::vector<FactorColumn> factors;
    std::vector<std::uint64_t> block;   ///< of each point
    std::vector<std::uint64_t> stream;  ///< of each point
    DesignFacts design;
    std::vector<std::string> arms;  ///< ids; the first is what the others are compared with
    std::vector<std::string> arm_titles;
    std::vector<std::uint32_t> point, arm, replicate;  ///< of each run
    std::vector<std::uint8_t> failed;                  ///< of each run
    std::vector<OutcomeColumn> metrics;                ///< a value for each run
    std::vector<std::string> series;                   ///< names of those that were kept over time
    std::vector<double> time;                          ///< days since 2023-01-01 of their values
    std::vector<SweepHold> sweep;
    std::string sweep_path;
    std::string sweep_unit = "1";
    std::vector<SearchedPoint> search;  ///< of each point, of a study that searched
    FailedRuns failures;
    std::size_t missing = 0;                    ///< runs that were planned and not made
    std::vector<std::string> missing_examples;  ///< "point 3, arm baseline, replicate 0"
    std::vector<std::string> texts;             ///< the study file, of a study

    std::size_t points() const { return block.size(); }
    std::size_t runs() const { return point.size(); }
};

/// Reads DIR/study.h5, or the file itself; series stay in the file. Throws OutputError; if DIR is no merged study, with what to
/// do.
StudyData read_study(const std::filesystem::path& file_or_folder);

/// A series of all runs.
struct KeptSeries {
    std::string unit;
    std::vector<double> values;  ///< run × time, in the order of the runs
};

/// Reads one series. Throws AnalysisError with the nearest name if it was not kept.
KeptSeries read_series(const StudyData& study, std::string_view name);

/// Numbers the groups of the design's factors by their names.
void number_groups(StudyData& study);

/// What the design moves: a group's name, or the id of a factor that is moved alone.
std::vector<std::string> group_names(const StudyData& study);

/// Number of the metric, arm or factor of that name. Throws AnalysisError with the nearest name if there is none.
std::size_t metric_named(const StudyData& study, std::string_view id);
std::size_t arm_named(const StudyData& study, std::string_view id);
std::size_t factor_named(const StudyData& study, std::string_view id);

}  // namespace enclosure
