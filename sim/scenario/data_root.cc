#include <cstdlib>
#include <system_error>

#include "sim/scenario/load.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

bool holds_scenarios(const fs::path& folder) {
    std::error_code error;
    return fs::is_directory(folder / "scenarios", error);
}

}  // namespace

fs::path data_root() {
    if (const char* given = std::getenv("ENCLOSURE_DATA"); given && *given) return given;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed = (program.parent_path() / ".." / "share" / "enclosure").lexically_normal();
    if (holds_scenarios(installed)) return installed;
#ifdef ENCLOSURE_SOURCE_DIR
    if (holds_scenarios(ENCLOSURE_SOURCE_DIR)) return ENCLOSURE_SOURCE_DIR;
#endif
    // A program of a build tree inside the source tree: build/<preset>/bin/enclosure.
    for (fs::path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
        if (holds_scenarios(folder) && fs::exists(folder / "CMakePresets.json", error)) return folder;
    }
    return installed;
}

}  // namespace enclosure
