#include "sim/study/paired_paths.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "sim/base/paired.h"

namespace enclosure {

void RunningMoments::add(std::size_t column, double value) {
    if (std::isnan(value)) return;
    const double n = ++count_[column];
    const double gap = value - mean_[column];
    mean_[column] += gap / n;
    square_[column] += gap * (value - mean_[column]);
}

double RunningMoments::mean(std::size_t column) const {
    return count_[column] > 0 ? mean_[column] : not_defined;
}

double RunningMoments::sd(std::size_t column) const {
    return count_[column] > 1 ? std::sqrt(square_[column] / (count_[column] - 1)) : not_defined;
}

PairedPaths::PairedPaths(std::size_t steps, std::size_t metrics, std::size_t arms)
    : steps_(steps), metrics_(metrics), arms_(arms), kept_levels_(arms), kept_differences_(arms) {
    const std::size_t kept = std::min(steps, most_dates);
    for (std::size_t k = 1; k <= kept; ++k) kept_steps_.push_back(k * steps / kept - 1);
    for (std::size_t arm = 0; arm < arms; ++arm) {
        levels_.emplace_back(steps * metrics);
        differences_.emplace_back(arm == 0 ? 0 : steps * metrics);
    }
}

void PairedPaths::add(const MeasuredRun& run) {
    assert(run.path.size() == steps_ * metrics_ && run.record.run.arm == pending_.size());
    pending_.push_back(run.path);
    if (pending_.size() == arms_) fold_world();
}

void PairedPaths::fold_world() {
    for (std::size_t arm = 0; arm < arms_; ++arm) {
        RunPath& path = pending_[arm];
        for (std::size_t i = 0; i < path.size(); ++i) levels_[arm].add(i, path[i]);
        if (worlds_ < most_worlds) keep(kept_levels_[arm], path);
        if (arm == 0) continue;
        const RunPath& baseline = pending_.front();
        for (std::size_t i = 0; i < path.size(); ++i) {
            path[i] = path[i] == baseline[i] ? 0 : path[i] - baseline[i];
            differences_[arm].add(i, path[i]);
        }
        if (worlds_ < most_worlds) keep(kept_differences_[arm], path);
    }
    pending_.clear();
    ++worlds_;
}

void PairedPaths::keep(Kept& kept, std::span<const double> path) const {
    for (const std::size_t step : kept_steps_) {
        for (std::size_t m = 0; m < metrics_; ++m) kept.push_back(static_cast<float>(path[column(step, m)]));
    }
}

double PairedPaths::kept_quantile(const Kept& kept, std::size_t at, std::size_t metric, double probability) const {
    const std::size_t per_world = kept_steps_.size() * metrics_;
    std::vector<double> values;
    for (std::size_t i = at * metrics_ + metric; i < kept.size(); i += per_world) values.push_back(static_cast<double>(kept[i]));
    return quantile(std::move(values), probability);
}

double PairedPaths::band(std::size_t arm, std::size_t kept, std::size_t metric, double probability) const {
    return kept_quantile(kept_levels_[arm], kept, metric, probability);
}

double PairedPaths::difference_band(std::size_t arm, std::size_t kept, std::size_t metric, double probability) const {
    return kept_quantile(kept_differences_[arm], kept, metric, probability);
}

}  // namespace enclosure
