// What happened, when and where: lines of DIR/log, of each process its own file. No result depends on them; that one cannot be written
// stops nothing.
#pragma once

#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>

#include "sim/study/store/run_key.h"

namespace enclosure {

inline constexpr const char* log_folder = "log";

class StudyLog {
  public:
    /// `what` is how the process works: "2 jobs", "rank 3 of 8".
    StudyLog(const std::filesystem::path& folder, std::string_view what);
    ~StudyLog();
    StudyLog(const StudyLog&) = delete;
    StudyLog& operator=(const StudyLog&) = delete;

    /// "2026-01-31T12:00:00Z text". Any thread may call it.
    void say(std::string_view text);

    /// "… run KEY 0.412 s", or "… run KEY 0.412 s failed".
    void run(const RunKey& key, double seconds, bool failed);

  private:
    std::mutex mutex_;
    int descriptor_ = -1;
};

/// What the logs of a study tell of its pace.
struct StudyPace {
    double runs_per_second = 0;  ///< of all processes, over the last minutes in which runs ended; 0 if none has
    double seconds_per_run = 0;  ///< mean time that a run takes one process
    std::size_t starts = 0;      ///< of processes
};

StudyPace pace_of(const std::filesystem::path& folder);

}  // namespace enclosure
