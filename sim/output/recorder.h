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
#include "sim/scenario/load.h"

namespace enclosure {

class Simulation;

class RunRecorder {
  public:
    /// Throws ScenarioError if `[output] series` names an indicator that there is not.
    RunRecorder(const LoadedScenario& loaded, RunProvenance provenance);

    /// Takes the step just made. Of [output] stride n, every n-th step is kept, from the first on; events of all steps are.
    void observe(const Simulation& simulation);

    /// What was observed so far; `state` is "running", "interrupted" or "complete".
    RunFile image(std::string_view state) const;

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

    void record(Table& table, std::size_t members, const World& world);
    void record_serials(const World& world, std::size_t slots_before);
    void record_events(const World& world);
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
};

}  // namespace enclosure
