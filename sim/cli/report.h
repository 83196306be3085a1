// `enclosure report`: a run file as one self-contained page.
#pragma once

#include <optional>
#include <string>

namespace enclosure::cli {

struct ReportCommand {
    std::string file = {};
    std::optional<std::string> output = {};  ///< none: the run file's name with .html, beside it
    bool force = false;
};

/// Writes the page and prints its name. Throws FileError, OutputError.
int report(const ReportCommand& command);

}  // namespace enclosure::cli
