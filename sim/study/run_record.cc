#include "sim/study/run_record.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/base/draws.h"
#include "sim/policy/agenda.h"
#include "sim/run/simulation.h"

namespace enclosure {

namespace {

constexpr std::uint64_t seeds = 9'000'000'000'000'000;  // of a scenario; exact as doubles

// Means of each column over the rows from `first` on, in the order of time.
void append_means(std::vector<double>& values, const RunPath& path, std::size_t columns, std::size_t first) {
    for (std::size_t m = 0; m < columns; ++m) {
        double sum = 0;
        double n = 0;
        for (std::size_t at = first * columns + m; at < path.size(); at += columns) {
            if (std::isnan(path[at])) continue;
            sum += path[at];
            n += 1;
        }
        values.push_back(n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN());
    }
}

}  // namespace

std::int64_t world_seed(std::int64_t study_seed, std::size_t world) {
    if (world == 0) return study_seed;
    Draws draws(static_cast<std::uint64_t>(study_seed), Purpose::study_world, world, 0);
    return static_cast<std::int64_t>(draws.bits() % seeds);
}

MeasuredRun measure_run(Scenario scenario, std::int64_t seed, StudyRun run, const std::vector<Metric>& metrics,
                        const std::function<bool()>& after_step, int threads) {
    scenario.seed = seed;
    MeasuredRun out;
    out.record.run = run;
    out.record.seed = seed;
    Simulation simulation(std::move(scenario), {.threads = threads});
    out.path.reserve(simulation.steps_total() * metrics.size());
    while (!simulation.done()) {
        simulation.step();
        for (const Metric& metric : metrics) out.path.push_back(measure(metric, simulation.world()));
        if (!after_step()) {
            out.whole = false;
            return out;
        }
    }
    const std::size_t steps = simulation.steps_made();
    const auto year = static_cast<std::size_t>(std::floor(1 / simulation.scenario().time.step + 0.5));
    for (const Average average : averages) {
        append_means(out.record.values, out.path, metrics.size(), average == Average::last_year ? steps - std::min(steps, year) : 0);
    }
    const World& world = simulation.world();
    for (const AgendaEvent* planned : conditional_events(*world.agenda)) {
        out.record.begins.push_back(times_begun(world.triggered, planned->serial));
    }
    out.record.state_hash = simulation.state_hash();
    return out;
}

}  // namespace enclosure
