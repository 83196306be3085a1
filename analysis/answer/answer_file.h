// An answer as files.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/answer/answer.h"

namespace enclosure {

/// The answer in one file: ".json", ".csv" (the first table), ".svg" (the first figure), ".html" (a page). Throws AnalysisError if it has
/// no figure.
std::string answer_file(const Answer& answer, std::string_view extension);

/// Every table as CSV, every figure as SVG with its data as CSV, and all as JSON and as a page: names and contents.
std::vector<std::pair<std::string, std::string>> answer_files(const Answer& answer);

/// A figure with its own style sheet, as a file of its own.
std::string standalone_figure(const AnswerFigure& figure);

}  // namespace enclosure
