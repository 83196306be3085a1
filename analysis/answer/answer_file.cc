#include "analysis/answer/answer_file.h"

#include "analysis/answer/answer_page.h"
#include "analysis/chart/svg.h"
#include "analysis/data/analysis_error.h"

namespace enclosure {

std::string standalone_figure(const AnswerFigure& figure) {
    const std::size_t open_end = figure.svg.find('>');
    if (open_end == std::string::npos) return figure.svg;
    return figure.svg.substr(0, open_end + 1) + "\n<style>" + chart_style() + "</style>" + figure.svg.substr(open_end + 1);
}

std::string answer_file(const Answer& answer, std::string_view extension) {
    if (extension == ".json") return answer_json({answer});
    if (extension == ".html") return answer_page(answer.title, {answer});
    if (extension == ".csv" && !answer.tables.empty()) return table_csv(answer.tables.front());
    if (extension == ".svg" && !answer.figures.empty()) return standalone_figure(answer.figures.front());
    throw AnalysisError("The answer has nothing to write into a file of that kind");
}

std::vector<std::pair<std::string, std::string>> answer_files(const Answer& answer) {
    std::vector<std::pair<std::string, std::string>> files{{answer.analysis + ".json", answer_json({answer})},
                                                           {answer.analysis + ".html", answer_page(answer.title, {answer})}};
    for (const AnswerTable& table : answer.tables) files.emplace_back(answer.analysis + "-" + table.id + ".csv", table_csv(table));
    for (const AnswerFigure& figure : answer.figures) {
        files.emplace_back(figure.id + ".svg", standalone_figure(figure));
        files.emplace_back(figure.id + "-data.csv", figure.csv);
    }
    return files;
}

}  // namespace enclosure
