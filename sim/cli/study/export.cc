#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "sim/cli/analyze/analyze.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/say.h"
#include "sim/cli/study/open.h"

namespace enclosure::cli {

int study_export(const StudyCommand& command) {
    namespace fs = std::filesystem;
    const fs::path file = *command.output;
    check_output(file, command.force);
    const StudyData study = study_to_analyze(command.what, {}, command.partial);
    const fs::path part = file.string() + ".part";
    std::size_t rows = 0;
    {
        std::ofstream out(part, std::ios::binary | std::ios::trunc);
        rows = export_study(study, command.layout,
                            [&](std::string_view piece) { out.write(piece.data(), static_cast<std::streamsize>(piece.size())); });
        out.close();
        if (!out) {
            fs::remove(part);
            throw FileError(fmt::format("{}: cannot be written: {}", file.string(), std::generic_category().message(errno)));
        }
    }
    fs::rename(part, file);
    if (rows + 1 > most_spreadsheet_rows)
        say("enclosure: {} rows are more than common spreadsheets read; they would drop the rest without a word\n", count_text(rows));
    print_result(fmt::format("{}\n", file.string()));
    return exit_done;
}

}  // namespace enclosure::cli
