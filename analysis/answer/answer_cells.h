// Cells and headings of an answer's tables as people read them.
#pragma once

#include <cstddef>
#include <string>

#include "analysis/answer/answer.h"

namespace enclosure {

/// "total_low" with its unit: "total low, yr".
std::string heading_of(const AnswerColumn& column);

/// Whether every cell of the column is a number.
bool is_number_column(const AnswerTable& table, std::size_t column);

/// The cell with as many significant digits as its column says; an en dash for what is not defined.
std::string cell_text(const AnswerTable& table, std::size_t row, std::size_t column);

}  // namespace enclosure
