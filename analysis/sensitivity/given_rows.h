// Rows that an analysis of given data may use: whole blocks of which no outcome is missing.
// Invariant: rows keep their order; a block is used as a whole or not at all.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"

namespace enclosure {

struct GivenRows {
    std::vector<std::uint32_t> row = {};    ///< rows that are used
    std::vector<std::uint32_t> block = {};  ///< of each, its block, numbered from 0 in the order in which they first occur
    std::size_t blocks = 0;                 ///< used
    std::size_t dropped_rows = 0;
    std::size_t dropped_blocks = 0;

    std::size_t size() const { return row.size(); }
};

/// The rows whose `missing` flag is 0 in every row of their block. `block` has a number for each row, or is empty: then each row is a
/// block.
GivenRows given_rows(std::span<const std::uint8_t> missing, std::span<const std::uint64_t> block);

/// Flags of the rows that have no finite outcome.
std::vector<std::uint8_t> missing_outcomes(const OutcomeColumn& outcome);

/// How often a resample of blocks takes each used row.
std::vector<std::uint32_t> resampled_rows(const GivenRows& rows, std::uint64_t seed, std::size_t resample);

/// Adds a sentence for everything that keeps inputs from being analysed: none at all, lengths that differ from `rows`, values that are
/// not finite, categories that are no index of a level; and blocks that are not as many as rows.
void check_columns(std::span<const InputColumn> inputs, std::size_t rows, std::span<const std::uint64_t> block,
                   std::vector<std::string>& reasons);

/// Adds a sentence unless at least `least` rows are left.
void check_row_count(const GivenRows& rows, std::size_t least, const std::string& outcome, std::vector<std::string>& reasons);

/// What a column is called in a sentence: its title, or its id.
std::string shown_name(const InputColumn& input);
std::string shown_name(const OutcomeColumn& outcome);

}  // namespace enclosure
