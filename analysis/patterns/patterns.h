// A run held against the evidence: every row of data/patterns.csv, computed from the run's series. docs/patterns.md defines each.
// Invariant: a row without data (the run does not cover its time, or the file lacks a series) is neither in nor out of its band.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/output/run_file.h"

namespace enclosure {

/// A row of data/patterns.csv.
struct PatternBand {
    int pattern = 0;  ///< label of the pattern that the row belongs to
    std::string name = {};
    std::string when = {};  ///< "2023-H2", "2024-07", "2025", "2023 to 2024", "16 months", "23 months", "whole run", "at open records"
    double lo = 0;          ///< minus infinity if the band is open on that side
    double hi = 0;
    std::string unit = {};
};

enum class Verdict { inside, outside, no_data };

struct PatternRow {
    PatternBand band = {};
    std::string part = {};  ///< "lowest" and "highest" of a pattern that must hold throughout; else empty
    double value = 0;       ///< in the band's unit; NaN without data
    Verdict verdict = Verdict::no_data;
};

/// The bands of that file. Throws OutputError if it cannot be read or a row has another number of fields than the header.
std::vector<PatternBand> read_pattern_bands(const std::filesystem::path& file);

/// A row for each band, in their order; one for each part of a band that has parts. A band whose name is not known has no data.
std::vector<PatternRow> compare_patterns(const RunFile& run, const std::vector<PatternBand>& bands);

/// Whether the value lies in the band; no data if it is NaN.
Verdict judge(const PatternBand& band, double value);

/// "in", "out", "no data".
std::string_view verdict_text(Verdict verdict);

/// "[90, 135]", "at least 4", "at most 8".
std::string band_text(const PatternBand& band);

/// The rows as a table for a terminal, and how many are in their bands.
std::string pattern_table(const std::vector<PatternRow>& rows);

/// Names of the series that the patterns are computed from, as `[output] series` takes them.
std::vector<std::string> pattern_series();

/// Changes of a gap sampled by month. A rise or fall is a change of `size` or more from one month to the next; a turning point is a
/// value from which the gap then moves by `size` or more the other way, before it goes beyond that value.
struct Sawtooth {
    int rises = 0;
    int falls = 0;
    int upper_turns = 0;
    int lower_turns = 0;
};
Sawtooth sawtooth(const std::vector<double>& monthly_gap, double size);

}  // namespace enclosure
