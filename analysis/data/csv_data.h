// A table of inputs and outcomes in place of a study: made by another model, or by another tool.
// Invariant: the same rows in another order are the same data.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/data/study_data.h"

namespace enclosure {

/// What the columns of a table are. Columns named `arm` (or `policy`), `replicate`, `point` (or `world`) and `block` are what these are in
/// a merged study, unless they are asked for as inputs or outcomes.
struct CsvRoles {
    std::vector<std::string> outcomes = {};    ///< empty: the column y, or all from the first of y1, y2, …; else an error says so
    std::vector<std::string> inputs = {};      ///< empty: all other columns
    std::vector<std::string> categories = {};  ///< inputs of numbers that are names all the same
    std::map<std::string, std::pair<double, double>> ranges = {};  ///< of inputs; else from the smallest to the largest value
    std::map<std::string, std::string> groups = {};                ///< of inputs
    std::vector<std::string> levers = {};                          ///< inputs that somebody chooses
    std::map<std::string, Better> better = {};                     ///< of outcomes
    std::map<std::string, double> satisficing = {};                ///< of outcomes
    std::string design = {};                                       ///< "saltelli", "morris", or empty: rows are a sample
    bool second_order = false;                                     ///< of saltelli
};

/// Reads the table. A column is of numbers if all its cells are (an empty cell, NaN or NA in an outcome is a run that failed; in an input a
/// mistake); of two levels if all are true or false; else of names. Rows of a Saltelli design may stand in any order that keeps a base row
/// together or, as no coordinate of A and B is the same, in any at all; those of a Morris design keep a trajectory together, or say in
/// `block` which they belong to. Throws AnalysisError with all mistakes, by line.
StudyData read_csv_data(const std::filesystem::path& file, const CsvRoles& roles);

}  // namespace enclosure
