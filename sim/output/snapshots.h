// Columns of agents as they stood on some dates, for the run file's group `snapshots`.
// Memory: what is chosen times the number of dates, refused above snapshot_memory before the run begins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/bytes.h"
#include "sim/base/calendar.h"
#include "sim/base/describe.h"
#include "sim/output/run_file.h"
#include "sim/scenario/load.h"

namespace enclosure {

class Simulation;
struct World;

/// Bytes that the snapshots of one run may take in memory.
inline constexpr double snapshot_memory = 1024.0 * 1024 * 1024;

class SnapshotRecorder {
  public:
    /// Throws ScenarioError if `[output] snapshot_columns` names a column that there is not, or if it all would take too much memory.
    explicit SnapshotRecorder(const LoadedScenario& loaded);

    /// Keeps the agents if a date that was asked for has come since the last call. Call it before the first step and after each.
    void observe(const Simulation& simulation);

    /// Scales and groups for the run file; none if no snapshot was asked for. The scales `firm`, `slot` and `segment` are the recorder's.
    std::vector<Dataset> scales() const;
    std::vector<Group> groups() const;

    /// Writes what was kept, and reads it again into a recorder of the same scenario. Throws BytesError.
    void save(ByteWriter& out) const;
    void restore(ByteReader& in);

  private:
    /// One column: snapshot × row × width.
    struct Kept {
        std::string population;
        ColumnFacts facts;
        std::string agent;      ///< name of the scale of its rows
        std::size_t width = 1;  ///< values per row
        std::size_t rows = 0;   ///< so far; earlier snapshots are filled up
        Values values;
    };

    void choose(const LoadedScenario& loaded);
    void look_at(const World& world, bool take);
    void note_cells(const World& world);

    std::vector<Date> due_;
    std::size_t next_ = 0;  ///< of due_
    std::vector<Kept> kept_;
    std::vector<double> days_;  ///< of each snapshot, since the epoch of `time`
    // whose cell a user is in, and what that cell is
    std::vector<std::uint32_t> cell_of_user_;
    std::vector<std::string> segment_, region_, domain_;  ///< by cell
    std::vector<std::string> domains_;                    ///< of the scenario
    std::size_t developers_ = 0;
};

}  // namespace enclosure
