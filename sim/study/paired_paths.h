// Courses over time of a paired study, folded world by world into sums, so that memory does not grow with the number of worlds: mean and
// variance of each arm and of each paired difference at every step, and, for quantile bands, the values of the first worlds at a few dates.
// Invariant: worlds are added in their order, so sums are equal to the bit for any number of threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/study/run_record.h"

namespace enclosure {

/// Running mean and variance of many columns (Welford, Technometrics 4, 1962); NaN does not count.
class RunningMoments {
  public:
    explicit RunningMoments(std::size_t columns = 0) : count_(columns, 0), mean_(columns, 0), square_(columns, 0) {}
    void add(std::size_t column, double value);
    std::size_t count(std::size_t column) const { return count_[column]; }
    double mean(std::size_t column) const;  ///< NaN if nothing was added
    double sd(std::size_t column) const;    ///< NaN below two values

  private:
    std::vector<std::uint32_t> count_;
    std::vector<double> mean_;
    std::vector<double> square_;
};

/// Probabilities of the bands.
inline constexpr std::array<double, 5> band_quantiles{0.05, 0.25, 0.5, 0.75, 0.95};

class PairedPaths {
  public:
    static constexpr std::size_t most_dates = 50;    ///< at which values are kept
    static constexpr std::size_t most_worlds = 256;  ///< whose values are kept; the first, which are as good a sample as any

    PairedPaths(std::size_t steps, std::size_t metrics, std::size_t arms);

    /// Takes the next run, in the order world by world and arm by arm. A world counts when its last arm is in.
    void add(const MeasuredRun& run);

    std::size_t worlds() const { return worlds_; }
    std::size_t steps() const { return steps_; }
    std::size_t metrics() const { return metrics_; }
    std::size_t arms() const { return arms_; }

    /// Steps at which values are kept: evenly spread, the last among them.
    const std::vector<std::size_t>& kept_steps() const { return kept_steps_; }

    /// Mean and standard deviation over worlds of an arm's metric at a step, and of its difference to the baseline; arm 0 differs by 0.
    double mean(std::size_t arm, std::size_t step, std::size_t metric) const { return levels_[arm].mean(column(step, metric)); }
    double sd(std::size_t arm, std::size_t step, std::size_t metric) const { return levels_[arm].sd(column(step, metric)); }
    double difference_mean(std::size_t arm, std::size_t step, std::size_t metric) const {
        return differences_[arm].mean(column(step, metric));
    }
    double difference_sd(std::size_t arm, std::size_t step, std::size_t metric) const { return differences_[arm].sd(column(step, metric)); }
    std::size_t difference_count(std::size_t arm, std::size_t step, std::size_t metric) const {
        return differences_[arm].count(column(step, metric));
    }

    /// The quantile over worlds of that probability at one of the kept steps (by its place in kept_steps()).
    double band(std::size_t arm, std::size_t kept, std::size_t metric, double probability) const;
    double difference_band(std::size_t arm, std::size_t kept, std::size_t metric, double probability) const;

  private:
    using Kept = std::vector<float>;  // world × kept step × metric

    std::size_t column(std::size_t step, std::size_t metric) const { return step * metrics_ + metric; }
    void fold_world();
    void keep(Kept& kept, std::span<const double> path) const;
    double kept_quantile(const Kept& kept, std::size_t at, std::size_t metric, double probability) const;

    std::size_t steps_, metrics_, arms_;
    std::size_t worlds_ = 0;
    std::vector<std::size_t> kept_steps_;
    std::vector<RunPath> pending_;  // of the arms of the world that is not complete
    std::vector<RunningMoments> levels_, differences_;
    std::vector<Kept> kept_levels_, kept_differences_;
};

}  // namespace enclosure
