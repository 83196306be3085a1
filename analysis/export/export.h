// A study for other tools: tidy tables, and two layouts that policy dashboards read.
// Invariant: every row says which run or runs it is of. A number that is not defined is an empty cell; a run that failed is there, and says
// so.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/data/study_data.h"

namespace enclosure {

/// runs: a row for each run, with factors and metrics. long: a row for each run and metric. series: a row for each run, series and time.
/// hubverse: rows of samples, whose output_type_id is shared by all rows of one world, so that trajectories stay joint
/// (hubverse.io, model output). iamc: model, scenario, region, variable, unit, and a column for each year, as pyam reads it.
enum class ExportLayout : std::uint8_t { runs, long_runs, series, hubverse, iamc };

constexpr std::array<std::string_view, 5> names_of(ExportLayout) {
    return {"csv", "long", "series", "hubverse", "iamc"};
}

/// More rows than this, the header counted, a common spreadsheet drops without a word.
inline constexpr std::size_t most_spreadsheet_rows = 1'048'576;

/// Writes the table piece by piece; returns its rows without the header. Throws AnalysisError if a layout over time is asked of a study
/// that kept no series.
std::size_t export_study(const StudyData& study, ExportLayout layout, const std::function<void(std::string_view piece)>& write);

}  // namespace enclosure
