// The values of one input in ascending order, and their partition into classes, within which the input is held to be the same.
// Invariant: equal values are in one class, so a partition does not depend on the order of rows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/sensitivity/given_rows.h"

namespace enclosure {

/// Rows (numbered as in GivenRows) by the value of an input.
struct SortedInput {
    std::vector<std::uint32_t> order = {};   ///< ascending; equal values in the order of rows
    std::vector<std::uint32_t> starts = {};  ///< where each distinct value begins in `order`, and at the end its size
    bool categorical = false;

    std::size_t distinct() const { return starts.empty() ? 0 : starts.size() - 1; }
};

SortedInput sorted_input(const InputColumn& input, const GivenRows& rows);

/// Classes that Plischke, Borgonovo and Smith (European J. of Operational Research 226, 2013) use for n rows:
/// min(⌈n^(2 / (7 + tanh((1500 - n) / 500)))⌉, 48).
std::size_t class_count(std::size_t rows);

/// Edges of classes in `order`, where rows count `weight` times (in that order): class c is [edges[c], edges[c + 1]). As many as there are
/// distinct values if the input is categorical or has no more of them than `classes`; else `classes` with nearly as many rows in each: a
/// value of mean rank r among n is in class ⌈classes r / n⌉, from 1 (SALib's rule where no values are equal). A class may be empty.
void class_edges(const SortedInput& input, std::span<const std::uint32_t> weight, std::size_t classes, std::vector<std::uint32_t>& edges);

}  // namespace enclosure
