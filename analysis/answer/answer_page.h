// A page of answers: one file that needs no network.
#pragma once

#include <string>
#include <vector>

#include "analysis/answer/answer.h"

namespace enclosure {

/// Head and body of a page around `body`, which is HTML; `title` is text.
std::string page_around(const std::string& title, const std::string& body);

/// A page with a section for each answer.
std::string answer_page(const std::string& title, const std::vector<Answer>& answers);

}  // namespace enclosure
