#include "viz/studies/read_result.h"

#include <system_error>

#include "analysis/data/analysis_error.h"
#include "viz/panels/presets.h"

namespace enclosure::viz {

ReadResult read_result(const std::string& path) {
    ReadResult read{.path = path};
    try {
        std::error_code unreadable;
        const bool hdf5 = std::filesystem::is_regular_file(path, unreadable) && is_hdf5_file(path);
        if (hdf5 && kind_of_result(path) == ResultKind::run) {
            read.run = read_opened_run(path);
            return read;
        }
        if (!hdf5) {
            if (std::string other = other_than_scenario(path); !other.empty()) throw AnalysisError(std::move(other));
        }
        read.study = read_opened_study(path);
    } catch (...) {
        read.mistakes = lines_of_failure();
    }
    return read;
}

ReadResult read_run_again(const OpenedStudy& study, std::size_t run) {
    ReadResult read{.path = study.data.source};
    try {
        read.again = run_again(study, run);
    } catch (...) {
        read.mistakes = lines_of_failure();
    }
    return read;
}

}  // namespace enclosure::viz
