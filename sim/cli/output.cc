#include "sim/cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <system_error>

#include "sim/cli/exit.h"
#include "sim/output/replace_file.h"

namespace enclosure::cli {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view why) {
    throw FileError(fmt::format("cannot write {}: {}", file.string(), why));
}

std::string reason(int error) {
    return std::generic_category().message(error);
}

}  // namespace

void print_result(std::string_view text) {
    errno = 0;
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!written || std::fflush(stdout) != 0) throw FileError("cannot write to standard output: " + reason(errno));
}

void check_output(const std::filesystem::path& file, bool force) {
    namespace fs = std::filesystem;
    if (file.empty()) throw UsageError("-o needs the name of a file");
    std::error_code error;
    const fs::file_status there = fs::status(file, error);
    if (fs::is_directory(there)) refuse(file, "it is a folder");
    if (fs::exists(there) && !fs::is_regular_file(there)) refuse(file, "it is no plain file");
    if (fs::exists(there) && !force) refuse(file, "it exists; --force overwrites it");
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const fs::file_status folder_there = fs::status(folder, error);
    if (!fs::exists(folder_there)) refuse(file, fmt::format("there is no folder {}", folder.string()));
    if (!fs::is_directory(folder_there)) refuse(file, fmt::format("{} is no folder", folder.string()));
    // Only a trial tells: permissions do not know of read-only mounts.
    std::string trial = (folder / ".enclosure-trial-XXXXXX").string();
    const int descriptor = mkstemp(trial.data());
    if (descriptor < 0) refuse(file, fmt::format("folder {} takes no new file: {}", folder.string(), reason(errno)));
    close(descriptor);
    unlink(trial.c_str());
}

void write_text(const std::filesystem::path& file, std::string_view text) {
    replace_file(file, std::as_bytes(std::span(text.data(), text.size())));
}

}  // namespace enclosure::cli
