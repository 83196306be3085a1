// What an analysis answers, before it is written for a terminal, a page, a program or a spreadsheet: sentences, tables, figures, and what
// must be known to trust them. One value, four writers.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "analysis/chart/number.h"

namespace enclosure {

/// A cell of a table: a number, NaN where it is not defined; or text.
using AnswerCell = std::variant<double, std::string>;

struct AnswerColumn {
    std::string name = {};  ///< stable key: letters, digits, underscores
    std::string unit = {};  ///< empty: text, or a number without unit
    std::string doc = {};   ///< what it is, in words
    int digits = 4;         ///< significant ones, for people; programs get all
};

struct AnswerTable {
    std::string id = {};
    std::string title = {};
    std::vector<AnswerColumn> columns = {};
    std::vector<std::vector<AnswerCell>> rows = {};
    std::size_t shown = 40;  ///< rows that people see; programs get all
};

struct AnswerFigure {
    std::string id = {};
    std::string svg = {};  ///< standalone
    std::string csv = {};  ///< the data behind it
};

struct Answer {
    std::string analysis = {};                                       ///< "sobol"
    std::string title = {};                                          ///< of the section on a page
    std::vector<std::string> sentences = {};                         ///< the answer in words, made from the numbers
    std::vector<std::pair<std::string, std::string>> settings = {};  ///< what was asked, and by which method: "estimator", "Jansen 1999"
    std::vector<AnswerTable> tables = {};
    std::vector<AnswerFigure> figures = {};
    std::vector<std::string> warnings = {};
    std::string script = {};  ///< what else a writer may show as it is: a region in words, rules
};

/// For a terminal.
std::string answer_text(const Answer& answer);

/// One object with stable keys: analysis, sentences, settings, tables (of each an object of columns with unit and doc, and rows as
/// objects), warnings. Figures are left out.
std::string answer_json(const std::vector<Answer>& answers);

/// A section of a page: headings, sentences, figures with their data to download, tables with theirs.
std::string answer_section(const Answer& answer, int heading_level);

/// A table as CSV: a line of names, then the rows, numbers as the shortest text that reads back as the same.
std::string table_csv(const AnswerTable& table);

}  // namespace enclosure
