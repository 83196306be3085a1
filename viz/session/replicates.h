// The scenarios of both worlds again, with other seeds, in the background: bands of every indicator, and the table of paired differences.
// Invariant: a replicate is the run of the scenario with that seed, as `enclosure run` makes it. B is made from A's state at the fork,
// until which they are the same run.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "sim/run/simulation.h"
#include "sim/scenario/load.h"
#include "viz/session/session.h"

namespace enclosure::viz {

class Replicates {
  public:
    /// Without a thread if `synchronous`. `tell` is called after each pair.
    Replicates(bool synchronous, std::function<void()> tell);
    ~Replicates();
    Replicates(const Replicates&) = delete;
    Replicates& operator=(const Replicates&) = delete;

    /// Begins anew. `b` is null where there is one world.
    void start(std::shared_ptr<const LoadedScenario> a, std::shared_ptr<const LoadedScenario> b, std::size_t forked_at, std::size_t count);
    /// Stops; what was made stays.
    void cancel();
    /// Stops and drops all.
    void forget();

    /// If synchronous and one is missing.
    void make_one_pair();

    ReplicateStatus status() const;
    std::vector<PairedRow> table() const;
    ReplicateBand band(WorldId world, std::size_t indicator) const;

  private:
    /// Values of all indicators after each step: step × indicator.
    using Series = std::vector<double>;
    struct Pair {
        Series a, b;
    };
    struct Plan {
        std::shared_ptr<const LoadedScenario> a, b;
        std::size_t forked_at = 0;
        std::size_t steps = 0;
        std::size_t count = 0;
    };

    std::optional<Pair> make(std::size_t replicate) const;
    bool go_to(Simulation& simulation, std::size_t step, Series& series) const;
    void make_all();
    void add(std::optional<Pair> pair, const std::string& failure);

    const bool synchronous_;
    const std::function<void()> tell_;
    Plan plan_;  ///< stays while the thread runs
    std::atomic<bool> stop_{false};
    std::atomic<bool> running_{false};
    std::thread thread_;

    mutable std::mutex mutex_;
    std::vector<Pair> pairs_;
    std::string failure_;
    struct Sorted {
        std::size_t made = 0;
        std::vector<ReplicateBand> bands;  ///< by world and indicator; empty where nobody has asked
        std::vector<PairedRow> table;
    };
    mutable Sorted sorted_;  ///< worked out of so many pairs
};

}  // namespace enclosure::viz
