// Text as one word of a command line.
#pragma once

#include <string>

namespace enclosure::cli {

/// The text, in single quotes if a shell would take it for more or less than one word.
std::string shell_word(const std::string& text);

}  // namespace enclosure::cli
