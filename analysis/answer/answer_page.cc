#include "analysis/answer/answer_page.h"

#include <fmt/format.h>

#include "analysis/chart/svg.h"
#include "analysis/report/page_style.h"

namespace enclosure {

std::string page_around(const std::string& title, const std::string& body) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,"
        "initial-scale=1\">\n<title>{}</title>\n<style>\n{}{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
        escape(title), chart_style(), page_style, body);
}

std::string answer_page(const std::string& title, const std::vector<Answer>& answers) {
    std::string body = fmt::format("<header>\n<h1>{}</h1>\n</header>\n<main>\n", escape(title));
    for (const Answer& answer : answers) body += answer_section(answer, 2);
    return page_around(title, body + "</main>\n");
}

}  // namespace enclosure
