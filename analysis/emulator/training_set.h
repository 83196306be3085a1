// What an emulator learns from: at each point of a design the mean outcome, of how many runs, and how much they differed.
// Invariant: none; prepared_set.h has the checks.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"

namespace enclosure {

/// One input of an emulator. Numbers lie between low and high, which are scaled to 0 and 1: the range over which indices are taken and new
/// points looked for. Categories are indices into levels.
struct EmulatorInput {
    std::string id = {};
    double low = 0;
    double high = 1;
    std::vector<std::string> levels = {};  ///< empty: numbers
    bool categorical() const { return !levels.empty(); }
};

/// Inputs as the columns are, each number from its least to its largest value.
std::vector<EmulatorInput> emulator_inputs(std::span<const InputColumn> columns);

/// Points and what came out there. Noise is taken as independent from point to point: where points share their worlds, that is wrong for
/// it, and what is said of single runs and of the level as a whole is too sure (Chen, Ankenman and Nelson, ACM TOMACS 22, 2012).
struct TrainingSet {
    std::vector<EmulatorInput> inputs = {};
    std::string outcome = {};                  ///< its name, for messages
    std::vector<double> x = {};                ///< point × input, in the inputs' own units
    std::vector<double> mean = {};             ///< of the runs at each point; not finite: the point is dropped
    std::vector<std::size_t> replicates = {};  ///< runs at each point; empty: one each
    std::vector<double> variance = {};         ///< s² of the runs at each point, divisor runs - 1; not read where there is one run
    std::size_t failed_runs = 0;               ///< runs that do not count, being not finite; for the report
    std::size_t size() const { return mean.size(); }
};

/// Runs with equal inputs become one point. Runs of which the outcome is not finite do not count; a point with no other is left out. Points
/// stand in the order of their first runs. Throws AnalysisError if columns differ in length or in number from the inputs.
TrainingSet training_set(std::span<const EmulatorInput> inputs, std::span<const InputColumn> columns, const OutcomeColumn& outcome);

/// Points that are all different, in the order in which they first occur.
struct DifferentPoints {
    std::vector<std::size_t> row = {};  ///< of the first point of its place
    std::vector<double> mean = {};
    std::vector<double> replicates = {};
    std::vector<double> squares = {};  ///< Σ (run - mean)²
};

/// Puts the runs of equal points together, which loses nothing that a process with noise could learn (Binois, Gramacy and Ludkovski, J.
/// Comput. Graph. Stat. 27, 2018). `points` is point × input; the others have an entry for each point.
DifferentPoints different_points(std::span<const double> points, std::size_t inputs, std::span<const double> mean,
                                 std::span<const double> replicates, std::span<const double> squares);

}  // namespace enclosure
