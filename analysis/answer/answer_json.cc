#include <fmt/format.h>

#include "analysis/answer/answer.h"
#include "sim/base/json.h"

namespace enclosure {

namespace {

std::string cell_json(const AnswerCell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return json_string(*text);
    return json_number(std::get<double>(cell));
}

std::string table_json(const AnswerTable& table) {
    std::string columns;
    for (const AnswerColumn& column : table.columns) {
        columns += fmt::format("{}{{\"name\": {}, \"unit\": {}, \"doc\": {}}}", columns.empty() ? "" : ", ", json_string(column.name),
                               json_string(column.unit), json_string(column.doc));
    }
    std::string rows;
    for (const auto& row : table.rows) {
        std::string cells;
        for (std::size_t c = 0; c < row.size(); ++c) {
            cells += fmt::format("{}{}: {}", c == 0 ? "" : ", ", json_string(table.columns[c].name), cell_json(row[c]));
        }
        rows += fmt::format("{}\n        {{{}}}", rows.empty() ? "" : ",", cells);
    }
    return fmt::format("{}: {{\"title\": {},\n      \"columns\": [{}],\n      \"rows\": [{}]}}", json_string(table.id),
                       json_string(table.title), columns, rows);
}

std::string one_json(const Answer& answer) {
    std::string settings, tables;
    for (const auto& [name, value] : answer.settings)
        settings += fmt::format("{}{}: {}", settings.empty() ? "" : ", ", json_string(name), json_string(value));
    for (const AnswerTable& table : answer.tables) tables += (tables.empty() ? "\n      " : ",\n      ") + table_json(table);
    return fmt::format(
        "  {{\"analysis\": {}, \"title\": {},\n    \"sentences\": {},\n    \"settings\": {{{}}},\n    \"tables\": {{{}}},\n    \"rules\": "
        "{},\n    \"warnings\": {}}}",
        json_string(answer.analysis), json_string(answer.title), json_strings(answer.sentences), settings, tables,
        json_string(answer.script), json_strings(answer.warnings));
}

}  // namespace

std::string answer_json(const std::vector<Answer>& answers) {
    std::string out;
    for (const Answer& answer : answers) out += (out.empty() ? "" : ",\n") + one_json(answer);
    return "{\"answers\": [\n" + out + "\n]}\n";
}

}  // namespace enclosure
