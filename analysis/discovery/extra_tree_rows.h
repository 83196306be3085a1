// The rows of a table as extra-trees read them: one after the other, so that a cut of all inputs at once reads memory in order.
// Invariant: outcomes are whole numbers, so that a sum of them is the same in whatever order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/discovery/tree_table.h"

namespace enclosure {

/// The rows of a table as extra-trees read them: inputs side by side.
class ExtraTreeRows {
  public:
    explicit ExtraTreeRows(const TreeTable& table);
    /// The same rows with as many inputs again, which have nothing to do with the outcome: those of row order[i] beside row i.
    ExtraTreeRows with_shuffled_inputs(std::span<const std::uint32_t> order) const;
    /// Only these of the rows.
    ExtraTreeRows only(std::span<const std::uint32_t> chosen) const;

    std::size_t size() const { return rows_; }
    std::size_t inputs() const { return levels_.size(); }
    /// Words of a row; even. The last two are for a tree's own use.
    std::size_t stride() const { return stride_; }
    std::span<const double> row(std::size_t i) const { return {words_.data() + i * stride_, stride_}; }
    /// Levels of an input, 0 for numbers.
    std::size_t levels(std::size_t input) const { return levels_[input]; }
    /// By row: the class, or the deviation from the middle of the outcome's range in a unit in which any sum over the rows stays below
    /// 2^61.
    const std::vector<std::int64_t>& outcome() const { return outcome_; }
    std::size_t classes() const { return classes_; }  ///< 0: numbers
    double number(double outcome) const { return middle_ + outcome * unit_; }

  private:
    std::size_t rows_;
    std::vector<std::size_t> levels_;
    std::size_t stride_;
    std::vector<double> words_;
    std::vector<std::int64_t> outcome_;
    std::size_t classes_;
    double middle_ = 0;
    double unit_ = 0;
};

}  // namespace enclosure
