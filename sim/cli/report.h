// `enclosure report`: a run file, or a study, as one self-contained page.
#pragma once

#include <optional>
#include <string>

namespace enclosure::cli {

struct ReportCommand {
    std::string file = {};
    std::optional<std::string> output = {};  ///< none: the file's name with .html, beside it; report.html in a study's folder
    bool force = false;
    bool partial = false;  ///< of a study with runs that are missing
    double confidence = 0.95;
    int threads = 0;
};

/// Writes the page and prints its name. Throws FileError, OutputError, AnalysisError.
int report(const ReportCommand& command);

}  // namespace enclosure::cli
