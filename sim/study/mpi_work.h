// Work on a study by the ranks of an MPI job: rank 0 looks what is missing and hands out runs, the others make them, each with its own
// segments. Invariant: MPI carries numbers of runs and nothing else; records go to the disk as from any other process. The death of a rank
// ends the job (Open MPI 4 has no other way), and a new job goes on.
#pragma once

#include <filesystem>
#include <functional>

#include "sim/study/work.h"

namespace enclosure {

/// Whether the program was built with MPI.
bool has_mpi();

/// The ranks of the job, from its start to its end. Throws std::runtime_error if the program was built without MPI.
class MpiJob {
  public:
    MpiJob();
    ~MpiJob();
    MpiJob(const MpiJob&) = delete;
    MpiJob& operator=(const MpiJob&) = delete;

    int rank() const { return rank_; }
    int size() const { return size_; }

    /// Rank 0 hands out, the others work; alone, a rank works on its own. Every rank returns what all have made.
    WorkDone work(const Study& study, const std::filesystem::path& folder, const WorkOptions& options) const;

    /// What rank 0 says, on every rank.
    bool agree(bool good) const;

    /// Ends all ranks: for an error of one.
    void abort(int code) const;

  private:
    int rank_ = 0;
    int size_ = 1;
};

}  // namespace enclosure
