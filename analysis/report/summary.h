// The run in one table, for a reader who decides: where each headline number began, where it ended, how far it moved.
// Invariant: a row is there exactly if its series is in the file and has a finite value; its numbers are those of the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/output/run_file.h"

namespace enclosure {

struct SummaryRow {
    std::string section = {};     ///< heading under which the row stands
    std::string label = {};       ///< what it is; a member of a set (a segment) for the rows of level 1
    int level = 0;                ///< 1 for the parts of the row above
    std::string group = {};       ///< of the run file: "series", "segments"
    std::string series = {};      ///< name in the run file
    std::string unit = {};        ///< in words: "of users", "points", "US dollars per million tokens"
    std::string definition = {};  ///< long_name of the series
    bool averaged = false;        ///< start and end are means of the first and of the last twelve months
    double start = 0;             ///< in the unit of the file
    double end = 0;
    std::string start_text = {};
    std::string end_text = {};
    std::string change = {};  ///< "+12.3 pp" (percentage points), "−20", "×4.1", "−23%"
};

/// The rows that the file allows, in reading order. Flows and gaps, which jump from month to month, are averaged over twelve months, or
/// over half the run if it is shorter than two years.
std::vector<SummaryRow> summarise(const RunFile& run);

/// Names of the series a full summary would show and the file lacks, as "segments/adoption".
std::vector<std::string> missing_from_summary(const RunFile& run);

/// The table as text for a terminal, up to 100 columns, with its footnotes.
std::string summary_table(const RunFile& run);

/// Difference of two shares as "+12.3 pp".
std::string points_change(double start, double end);

/// Ratio as "×4.1" from doubling on, "+34%" or "−23%" below, "÷430" when less than a hundredth is left; an en dash unless both are
/// positive.
std::string ratio_change(double start, double end);

}  // namespace enclosure
