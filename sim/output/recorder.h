// Collects every indicator step by step and makes a run file of what it has. Memory: 8 bytes a value; the baseline's decade takes
// about 5 MB.
// Invariant: each column has one value for each recorded step and member, so an image is whole after any step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/indicators/indicator.h"
#include "sim/output/provenance.h"
#include "sim/output/run_file.h"
#include "sim/output/snapshots.h"
#include "sim/scenario/load.h"

namespace enclosure {

class Simulation;

class RunRecorder {
  public:
    /// Throws ScenarioError if `[output]` names an indicator or a column that there is not, or snapshots too large for memory.
    RunRecorder(const LoadedScenario& loaded, RunProvenance provenance);

    /// Looks at the state before the first step: a snapshot of the start is taken here.
    void begin(const Simulation& simulation) { snapshots_.observe(simulation); }

    /// Takes the step just made. Of [output] stride n, every n-th step is kept, from the first on; events of all steps are.
    void observe(const Simulation& simulation);

    /// What was observed so far; `state` is "running", "interrupted" or "complete".
    RunFile image(std::string_view state) const;

    /// What was observed so far as bytes, for a checkpoint. restore() takes them into a recorder of a scenario with the same output, before
    /// it has observed anything, and keeps when the run began; it throws BytesError if they do not fit.
    std::vector<std::byte> save() const;
    void restore(std::span<const std::byte> bytes);

    /// When the event with that serial has begun by its condition, in years since the start.
    std::vector<double> begun(std::uint64_t serial) const;

    /// The scenario that is recorded.
    const LoadedScenario& loaded() const { return loaded_; }

  private:
    /// The series of one group's members: one column of (recorded step × member) for each indicator.
    struct Table {
        std::vector<MemberIndicator> indicators;
        std::size_t members = 0;
        std::vector<std::vector<double>> columns;
    };
    struct Events {
        std::vector<double> days;
        std::vector<std::string> kind, subject, text;
    };

    template <class Self, class Exchange>
    static void exchange(Self& self, Exchange&& exchange_value);

    static void widen_to(Table& table, std::size_t members);
    void record(Table& table, std::size_t members, const World& world);
    void record_serials(const World& world);
    void record_events(const World& world);
    void record_begins(const World& world);
    Group series_group() const;
    Group table_group(const Table& table, std::string path, std::string dim) const;
    Group events_group() const;
    std::vector<Dataset> scales() const;

    LoadedScenario loaded_;
    RunProvenance provenance_;
    std::size_t observed_ = 0;     ///< steps
    std::uint64_t last_hash_ = 0;  ///< of the last step observed
    std::string until_;            ///< date on which the run ends if nothing stops it
    std::vector<double> days_;     ///< of each recorded step's begin, since the epoch of `time`
    std::vector<std::uint64_t> hashes_;
    std::vector<Indicator> indicators_;
    std::vector<std::vector<double>> series_;
    Table segments_, regions_, firms_, models_;
    std::vector<std::uint64_t> serials_;  ///< recorded step × slot
    std::vector<std::string> firm_labels_;
    Events events_;
    struct Begins {
        std::vector<std::uint64_t> event;  ///< serial
        std::vector<double> time;
    };
    Begins begins_;  ///< of events with conditions, in the order of time
    SnapshotRecorder snapshots_;
};

}  // namespace enclosure
