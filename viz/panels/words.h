// Small texts that panels make: names as words, and searching them.
#pragma once

#include <string>
#include <string_view>

namespace enclosure::viz {

/// "markup_max" as "Markup max".
std::string in_words(std::string_view name);

/// "Rules of the market" as "rules_of_the_market", for names of widgets.
std::string in_one_word(std::string_view title);

/// Whether the text holds every one of the words, whatever their case (of ASCII letters).
bool holds_words(std::string_view text, std::string_view words);

/// "1 month", "3 months".
std::string counted(std::size_t count, std::string_view one);

/// "month", or "step" where steps are of another length (in years).
std::string step_name(double step);

/// "412 kB", "4.1 MB".
std::string bytes_words(std::size_t bytes);

}  // namespace enclosure::viz
