// A run's file while the run goes on: rewritten whole every few seconds, so that a reader always finds a closed file and a kill costs
// at most the last interval.
// Invariant: nothing is written before the constructor has found that the file can be.
#pragma once

#include <chrono>
#include <filesystem>

#include "sim/output/run_file.h"

namespace enclosure {

class FileOutput {
  public:
    /// Throws OutputError if `file` exists and `force` is false, or if it cannot be written; it is not touched yet.
    FileOutput(std::filesystem::path file, bool force, std::chrono::milliseconds interval = std::chrono::seconds{10});

    /// Writes make() if the last writing, or the construction, is an interval ago. Throws OutputError.
    template <class Make>
    void refresh(Make make) {
        if (due()) write(make());
    }

    /// Writes now, as at the end of a run. Throws OutputError.
    void write(const RunFile& run);

    const std::filesystem::path& name() const { return file_; }

  private:
    bool due() const;

    std::filesystem::path file_;
    std::chrono::milliseconds interval_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace enclosure
