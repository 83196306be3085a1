#include "sim/output/file_output.h"

#include <utility>

#include "sim/output/replace_file.h"

namespace enclosure {

FileOutput::FileOutput(std::filesystem::path file, bool force, std::chrono::milliseconds interval)
    : file_{std::move(file)}, interval_{interval}, last_{std::chrono::steady_clock::now()} {
    check_replaceable(file_);
    std::error_code error;
    if (!force && std::filesystem::exists(file_, error)) {
        throw OutputError(file_.string() + ": cannot be written: it exists; --force replaces it");
    }
}

void FileOutput::write(const RunFile& run) {
    write_run_file(file_, run);
    last_ = std::chrono::steady_clock::now();
}

bool FileOutput::due() const {
    return std::chrono::steady_clock::now() - last_ >= interval_;
}

}  // namespace enclosure
