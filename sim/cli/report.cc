#include "sim/cli/report.h"

#include <fmt/format.h>

#include <filesystem>

#include "analysis/report/run_page.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/output/run_file.h"

namespace enclosure::cli {

int report(const ReportCommand& command) {
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
