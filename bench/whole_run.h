// How long a whole run takes, phase by phase. A run is stepped here as Simulation steps it, with a clock around every phase.
// Invariant: the run is the one that Simulation makes (tests/unit/whole_run_test.cc compares state hashes) and every phase of the pipeline
// has a row. Header only, so that the test needs no more than the benchmark does.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "sim/phases/pipeline.h"
#include "sim/run/set_up.h"
#include "sim/run/simulation.h"

namespace enclosure::bench {

struct PhaseTime {
    std::string name;
    double median = 0;  ///< s per step
    double total = 0;   ///< s over all steps
};

struct WholeRun {
    int threads = 0;
    std::size_t users = 0;
    std::size_t steps = 0;
    double set_up = 0;          ///< s
    double stepping = 0;        ///< s over all steps
    double bytes_per_user = 0;  ///< of the users' columns
    double peak_memory = 0;     ///< bytes resident at most, set-up included
    std::uint64_t state_hash = 0;
    std::vector<PhaseTime> phases;  ///< in the pipeline's order

    double steps_per_second() const { return stepping > 0 ? static_cast<double>(steps) / stepping : 0.0; }
    double user_steps() const { return static_cast<double>(users) * static_cast<double>(steps); }
    double user_steps_per_second() const { return stepping > 0 ? user_steps() / stepping : 0.0; }
};

/// Middle value, the mean of the two middle ones of an even number; 0 of none.
inline double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 != 0 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

/// Forgets the peak that peak_memory() reports; it is then that of the process since now. Needs Linux 4.0; without it, since its start.
inline void forget_peak_memory() {
    std::ofstream("/proc/self/clear_refs") << "5\n";
}

/// Bytes that the process had resident at most; 0 where /proc does not tell.
inline double peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        constexpr std::string_view key = "VmHWM:";
        if (line.rfind(key, 0) == 0) return 1024 * std::stod(line.substr(key.size()));
    }
    return 0;
}

/// Runs the scenario to its end, or for `most` steps, on `threads` threads (0: one per processor).
inline WholeRun time_run(const Scenario& scenario, int threads, std::size_t most = std::numeric_limits<std::size_t>::max()) {
    using Clock = std::chrono::steady_clock;
    const auto seconds = [](Clock::time_point begin, Clock::time_point end) { return std::chrono::duration<double>(end - begin).count(); };
    forget_peak_memory();
    const Threads pool(threads);
    WholeRun run;
    run.threads = pool.count();
    run.steps = std::min(step_count(scenario.time), most);
    const Clock::time_point begin = Clock::now();
    World world = set_up(scenario, pool);
    run.set_up = seconds(begin, Clock::now());
    run.users = world.users.size();

    const std::vector<Phase>& phases = pipeline();
    std::vector<std::vector<double>> times(phases.size());
    for (std::size_t k = 0; k < run.steps; ++k) {
        const Step step = next_step(scenario, k, pool);
        world.step = step;
        world.chronicle.clear();
        for (std::size_t i = 0; i < phases.size(); ++i) {
            const Clock::time_point from = Clock::now();
            phases[i].run(world, step);
            times[i].push_back(seconds(from, Clock::now()));
        }
        pool.clear_memory();
    }
    for (std::size_t i = 0; i < phases.size(); ++i) {
        double total = 0;
        for (const double time : times[i]) total += time;
        run.phases.push_back({phases[i].facts.name, median(std::move(times[i])), total});
        run.stepping += total;
    }
    run.peak_memory = peak_memory();
    run.bytes_per_user = bytes_per_user(world);
    run.state_hash = state_hash(world, pool);
    return run;
}

/// A heading line with the figures of the run, then a row per phase.
inline std::string run_table(const WholeRun& run) {
    std::string text = fmt::format(
        "{} users, {} steps, threads: {}\n"
        "  {:.1f} steps/s, {:.3g} user-steps/s, set-up {:.3f} s, {:.1f} bytes per user, peak memory {:.1f} MB\n"
        "  state hash {:016x}\n\n"
        "  {:<20} {:>14} {:>10} {:>14}\n",
        run.users, run.steps, run.threads, run.steps_per_second(), run.user_steps_per_second(), run.set_up, run.bytes_per_user,
        run.peak_memory / 1e6, run.state_hash, "phase", "us/step median", "% of step", "ns/user-step");
    for (const PhaseTime& phase : run.phases) {
        fmt::format_to(std::back_inserter(text), "  {:<20} {:>14.1f} {:>10.2f} {:>14.3f}\n", phase.name, 1e6 * phase.median,
                       run.stepping > 0 ? 100 * phase.total / run.stepping : 0.0,
                       run.user_steps() > 0 ? 1e9 * phase.total / run.user_steps() : 0.0);
    }
    return text;
}

/// The same as one JSON object; times in seconds, memory in bytes.
inline std::string run_json(const WholeRun& run) {
    std::string text = fmt::format(
        "{{\"threads\": {}, \"users\": {}, \"steps\": {}, \"set_up\": {}, \"stepping\": {}, \"steps_per_second\": {}, "
        "\"user_steps_per_second\": {}, \"bytes_per_user\": {}, \"peak_memory\": {}, \"state_hash\": \"{:016x}\", \"phases\": [",
        run.threads, run.users, run.steps, run.set_up, run.stepping, run.steps_per_second(), run.user_steps_per_second(),
        run.bytes_per_user, run.peak_memory, run.state_hash);
    for (std::size_t i = 0; i < run.phases.size(); ++i) {
        const PhaseTime& phase = run.phases[i];
        fmt::format_to(std::back_inserter(text), "{}{{\"name\": \"{}\", \"median\": {}, \"share\": {}, \"per_user_step\": {}}}",
                       i == 0 ? "" : ", ", phase.name, phase.median, run.stepping > 0 ? phase.total / run.stepping : 0.0,
                       run.user_steps() > 0 ? phase.total / run.user_steps() : 0.0);
    }
    return text + "]}";
}

}  // namespace enclosure::bench
