// What trees are grown from: the rows of a study whose outcome is defined, with their inputs, outcome and weights, checked once.
// Invariant: every input is finite or a level that there is, every weight is positive, outcomes are finite; rows keep their order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"

namespace enclosure {

/// How trees read an outcome: as a number, or as classes, each distinct value being one (0 and 1 of a yes-or-no outcome, say).
enum class TreeOutcome : std::uint8_t { number, classes };

/// An outcome of more distinct values than this is no outcome of classes.
inline constexpr std::size_t most_tree_classes = 64;

/// Rows that count, of all inputs and one outcome.
struct TreeTable {
    std::vector<InputColumn> inputs = {};  ///< values of these rows
    std::string outcome_id = {};
    TreeOutcome kind = TreeOutcome::number;
    std::vector<double> outcome = {};    ///< numbers, or for each row an index into `classes`
    std::vector<double> classes = {};    ///< distinct outcomes, ascending; empty for numbers
    std::vector<double> weights = {};    ///< of each row; 1 unless given
    double weight = 0;                   ///< their sum, the same in whatever order the rows stand
    std::vector<std::size_t> rows = {};  ///< where each row stands in the columns that were given
    std::size_t undefined = 0;           ///< rows left out since their outcome is NaN
    std::size_t weightless = 0;          ///< rows left out since they weigh 0
    bool constant = false;               ///< the outcome is the same in every row
    std::size_t size() const { return outcome.size(); }
};

/// The table of these columns. `weights` is empty (every row weighs 1) or has a number for each row. Throws AnalysisError, all reasons at
/// once: no inputs, columns of different lengths, inputs that are not finite or no level, infinite outcomes, weights that are
/// negated_losses or not finite, more than most_tree_classes classes, fewer rows than `fewest` with an outcome.
TreeTable tree_table(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, TreeOutcome kind, std::span<const double> weights,
                     std::size_t fewest);

}  // namespace enclosure
