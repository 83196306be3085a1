#include "sim/run/session_repeat.h"

#include <fmt/format.h>

#include <utility>

#include "sim/run/branch.h"

namespace enclosure {

SessionRepeat::SessionRepeat(const SessionLog& log, const std::string& name) : changes_(log.changes), hashes_(log.hashes) {
    rules_.push_back(load_scenario_text(log.scenario, name + " (scenario)"));
    const std::size_t total = step_count(rules_.front().scenario.time);
    if (hashes_.size() - 1 > total) {
        throw one_mistake(name, fmt::format("has {} steps, its scenario {}: the file was changed", hashes_.size() - 1, total));
    }
    for (std::size_t i = 0; i < changes_.size(); ++i) {
        try {
            rules_.push_back(apply_change(rules_.back(), changes_[i]));
        } catch (const ScenarioError& error) {
            std::vector<Diagnostic> diagnostics = error.diagnostics;
            for (Diagnostic& d : diagnostics) d.place.file = fmt::format("{} (change {}, {})", name, i + 1, d.place.file);
            throw ScenarioError(std::move(diagnostics));
        }
    }
}

void SessionRepeat::begin(RunOptions options) {
    options_ = std::move(options);
    const TimeSpan& time = rules_.front().scenario.time;
    const std::size_t steps = hashes_.size() - 1;
    if (steps < step_count(time)) options_.until = date_after(time.start, static_cast<double>(steps) * time.step);
    simulation_ = std::make_unique<Simulation>(rules_.front().scenario, options_);
    compare();
}

void SessionRepeat::step() {
    if (done()) return;
    const std::size_t made = simulation_->steps_made();
    const std::size_t before = applied_;
    while (applied_ < changes_.size() && changes_[applied_].step <= made) ++applied_;
    if (applied_ != before) {
        World world = simulation_->world();
        rebase(world, rules_[applied_].scenario);
        simulation_ = std::make_unique<Simulation>(std::move(world), made, options_);
    }
    simulation_->step();
    compare();
}

void SessionRepeat::compare() {
    const std::size_t made = simulation_->steps_made();
    if (!parted_ && simulation_->state_hash() != hashes_[made]) parted_ = made;
}

}  // namespace enclosure
