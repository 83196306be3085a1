#include "sim/run/simulation.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>

#include "sim/phases/pipeline.h"
#include "sim/run/audit.h"
#include "sim/run/set_up.h"

namespace enclosure {

std::size_t step_count(const TimeSpan& time) {
    const double steps = years_between(time.start, time.end) / time.step;
    return static_cast<std::size_t>(std::max(std::floor(steps + 1e-3), 0.0));
}

std::size_t step_count(const TimeSpan& time, std::optional<Date> until) {
    std::size_t steps = step_count(time);
    while (until && steps > 0 && date_after(time.start, static_cast<double>(steps - 1) * time.step) >= *until) --steps;
    return steps;
}

Step next_step(const Scenario& scenario, std::size_t made, const Threads& threads) {
    Step step;
    step.seed = static_cast<std::uint64_t>(scenario.seed);
    step.index = static_cast<std::uint32_t>(made);
    step.dt = scenario.time.step;
    step.t = static_cast<double>(made) * step.dt;
    step.threads = &threads;
    return step;
}

Simulation::Simulation(Scenario scenario, RunOptions options)
    : options_(std::move(options)),
      threads_(std::make_unique<Threads>(options_.threads)),
      total_(step_count(scenario.time, options_.until)) {
    choose_phases();
    world_ = set_up(scenario, *threads_);
}

Simulation::Simulation(World world, std::size_t made, RunOptions options)
    : options_(std::move(options)),
      threads_(std::make_unique<Threads>(options_.threads)),
      world_(std::move(world)),
      made_(made),
      total_(std::max(made, step_count(world_.scenario.time, options_.until))) {
    choose_phases();
    world_.step.threads = threads_.get();
    make_room(world_);
}

void Simulation::choose_phases() {
    for (const std::string& name : options_.leave_out) {
        const auto& all = pipeline();
        if (std::none_of(all.begin(), all.end(), [&](const Phase& p) { return p.facts.name == name; })) {
            throw std::invalid_argument("no phase is called '" + name + "'");
        }
    }
    for (const Phase& phase : pipeline()) {
        const auto& out = options_.leave_out;
        if (std::find(out.begin(), out.end(), phase.facts.name) == out.end()) phases_.push_back(phase);
    }
}

void Simulation::step() {
    step({});
}

void Simulation::step(const BeforePhase& before) {
    if (done()) return;
    const Step step = next_step(scenario(), made_, *threads_);
    world_.step = step;
    world_.chronicle.clear();
    std::optional<Audit> audit;
    if (options_.audit) audit.emplace(world_);
    for (const Phase& phase : phases_) {
        if (before) before(phase.facts.name, world_);
        phase.run(world_, step);
        if (audit) audit->after(phase.facts.name, world_);
    }
    threads_->clear_memory();
    ++made_;
}

Date Simulation::step_date(std::size_t k) const {
    return date_after(scenario().time.start, static_cast<double>(k) * scenario().time.step);
}

std::uint64_t Simulation::state_hash() const {
    return enclosure::state_hash(world_, *threads_);
}

}  // namespace enclosure
