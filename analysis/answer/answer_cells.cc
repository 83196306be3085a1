#include "analysis/answer/answer_cells.h"

#include <algorithm>

#include "analysis/chart/number.h"

namespace enclosure {

std::string heading_of(const AnswerColumn& column) {
    std::string words = column.name;
    std::replace(words.begin(), words.end(), '_', ' ');
    const std::string unit = unit_words(column.unit);
    return unit.empty() ? words : words + ", " + unit;
}

bool is_number_column(const AnswerTable& table, std::size_t column) {
    return std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) { return std::holds_alternative<double>(row[column]); });
}

std::string cell_text(const AnswerTable& table, std::size_t row, std::size_t column) {
    const AnswerCell& cell = table.rows[row][column];
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    return number_text(std::get<double>(cell), {.digits = table.columns[column].digits});
}

}  // namespace enclosure
