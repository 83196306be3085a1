#include "sim/cli/report.h"

#include <fmt/format.h>

#include <filesystem>

#include "analysis/report/run_page.h"
#include "analysis/report/study_page.h"
#include "sim/cli/analyze/analyze.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/say.h"
#include "sim/cli/shell_word.h"
#include "sim/output/run_file.h"

namespace enclosure::cli {

namespace {

namespace fs = std::filesystem;

bool is_of_a_study(const fs::path& file) {
    std::error_code none;
    if (fs::is_directory(file, none) || file.extension() == ".csv") return true;
    try {
        read_study_file(file, [](std::string_view) { return false; });
        return true;
    } catch (const OutputError&) {
        return false;
    }
}

int report_study(const ReportCommand& command) {
    std::error_code none;
    const fs::path given = command.file;
    const fs::path page = command.output                  ? fs::path(*command.output)
                          : fs::is_directory(given, none) ? given / "report.html"
                                                          : fs::path(given).replace_extension(".html");
    check_output(page, command.force);
    const StudyData study = study_to_analyze(command.file, {}, command.partial);
    const Threads threads(command.threads);
    const StudyReport answered = study_report(study, {.confidence = command.confidence}, threads);
    write_text(page, study_page(study, answered, fmt::format("enclosure report {}", shell_word(command.file))));
    print_result(fmt::format("{}\n", page.string()));
    return exit_done;
}

}  // namespace

int report(const ReportCommand& command) {
    if (is_of_a_study(command.file)) return report_study(command);
    const std::filesystem::path file = command.file;
    const std::filesystem::path page =
        command.output ? std::filesystem::path(*command.output) : std::filesystem::path(file).replace_extension(".html");
    std::error_code error;
    if (std::filesystem::equivalent(page, file, error)) throw UsageError(fmt::format("-o {} is the run file itself", page.string()));
    const RunFile run = read_run_file(file);
    check_output(page, command.force);
    write_text(page, run_page(run));
    print_result(fmt::format("{}\n", page.string()));
    return exit_done;
}

}  // namespace enclosure::cli
