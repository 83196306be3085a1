// Checkpoints on disk: replaced whole, never changed in place; read, never written, by who goes on from one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "sim/base/version.h"
#include "sim/output/output_error.h"
#include "sim/output/recorder.h"
#include "sim/run/checkpoint.h"

namespace enclosure {

class Simulation;

/// Writes the run as it stands, with what was recorded of it, beside `file` and renames it to `file`. Throws OutputError; then `file` is as
/// it was.
void write_checkpoint(const std::filesystem::path& file, const Simulation& simulation, const RunRecorder& recorder,
                      const BuildInfo& program);

/// Throws OutputError, naming the file and why, if it cannot be read, is no checkpoint, damaged, or of another program.
Checkpoint read_checkpoint(const std::filesystem::path& file, const BuildInfo& program);

/// Gives the recorder what the checkpoint holds. Throws OutputError naming `file`.
void restore_results(const std::filesystem::path& file, const Checkpoint& checkpoint, RunRecorder& recorder);

/// A run's checkpoint while the run goes on.
/// Invariant: at any moment the file is whole, the latest or the one before.
class CheckpointOutput {
  public:
    /// One every `years`, but at most one a step. Throws OutputError if the file exists and `force` is false, or if it cannot be written.
    CheckpointOutput(std::filesystem::path file, double years, bool force);

    /// Writes if `years` have passed since the run began or the last one was due. Throws OutputError.
    void after_step(const Simulation& simulation, const RunRecorder& recorder);

    /// Writes now, unless this step's is written. Throws OutputError.
    void write(const Simulation& simulation, const RunRecorder& recorder);

    const std::filesystem::path& file() const { return file_; }

  private:
    std::filesystem::path file_;
    double years_;
    std::size_t written_ = 0;  ///< steps made at the last one, or 0
};

}  // namespace enclosure
