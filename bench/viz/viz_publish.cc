// What a run costs beside the model: recording its series, and a session that hands all to a reader who drops what he gets.
//
//   viz_publish [--users N] [--rounds R] [--threads T] [--wall]
//
// Each round makes the same run three times, in an order that rotates: alone, with records, in a session at full speed. What counts is the
// time of the thread of the steps on a processor, so that a busy machine does not matter; with --wall the time that passes. Printed are
// medians over the rounds of ratios within a round. Exits with 1 if a session has other states than the run alone.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

#include "sim/run/simulation.h"
#include "viz/session/observe.h"
#include "viz/session/session.h"

namespace {

using namespace enclosure;
using namespace enclosure::viz;

struct Wanted {
    std::string users = "200000";
    int rounds = 5;
    int threads = 1;
    bool wall = false;
};

double now(const Wanted& wanted) {
    timespec time{};
    clock_gettime(wanted.wall ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

struct Cost {
    double seconds = 0;
    std::uint64_t hash = 0;
};

Cost alone(const LoadedScenario& loaded, const Wanted& wanted) {
    Simulation simulation(loaded.scenario, {.threads = wanted.threads});
    const double begun = now(wanted);
    while (!simulation.done()) simulation.step();
    return {now(wanted) - begun, simulation.state_hash()};
}

Cost with_records(const LoadedScenario& loaded, const Wanted& wanted) {
    Simulation simulation(loaded.scenario, {.threads = wanted.threads});
    std::vector<StepRecord> records;
    records.reserve(simulation.steps_total());
    const double begun = now(wanted);
    while (!simulation.done()) {
        simulation.step();
        records.push_back(record_of(simulation.world(), simulation.steps_made(), simulation.date(), simulation.state_hash()));
    }
    return {now(wanted) - begun, records.back().hash};
}

Cost in_a_session(const LoadedScenario& loaded, const Wanted& wanted) {
    Cost cost;
    double begun = 0;
    std::size_t steps = step_count(loaded.scenario.time);
    SessionOptions options;
    options.threads = wanted.threads;
    // Called by the thread of the steps, also where the last step has been made: a step more would come.
    options.before_step = [&](std::size_t made) {
        if (made == 0) begun = now(wanted);
        if (made + 1 == steps) cost.seconds = now(wanted) - begun;
    };
    Session session(options);
    session.open(loaded, "bench");
    session.set_speed({.max = true});
    session.run();
    std::size_t looks = 0;
    while (session.status().state == RunState::running) {
        if (session.pump() && session.latest_agents()) ++looks;
        std::this_thread::sleep_for(std::chrono::milliseconds(16));
    }
    cost.hash = session.track()->last().hash;
    cost.seconds *= static_cast<double>(steps) / static_cast<double>(steps - 1);  // the last step is not among them
    return cost;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

Wanted read(int argc, char** argv) {
    Wanted wanted;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const char* value = i + 1 < argc ? argv[i + 1] : "";
        if (word == "--wall") wanted.wall = true;
        if (word == "--users") wanted.users = value;
        if (word == "--rounds") wanted.rounds = std::atoi(value);
        if (word == "--threads") wanted.threads = std::atoi(value);
    }
    return wanted;
}

}  // namespace

int main(int argc, char** argv) {
    const Wanted wanted = read(argc, argv);
    const LoadedScenario loaded = load_scenario("lib:baseline", std::vector<Override>{{"population.users", wanted.users}});
    std::vector<double> records, session, model;
    bool same = true;
    for (int round = 0; round < wanted.rounds; ++round) {
        Cost costs[3];
        for (int k = 0; k < 3; ++k) {
            const int which = (round + k) % 3;
            costs[which] = which == 0 ? alone(loaded, wanted) : which == 1 ? with_records(loaded, wanted) : in_a_session(loaded, wanted);
        }
        same = same && costs[0].hash == costs[1].hash && costs[0].hash == costs[2].hash;
        records.push_back(costs[1].seconds / costs[0].seconds);
        session.push_back(costs[2].seconds / costs[1].seconds);
        model.push_back(costs[0].seconds);
    }
    fmt::print(
        "{} users, {} rounds, {} thread(s), {}\n  the model alone            {:.3f} s\n  records over the model     {:.4f}\n"
        "  session over records       {:.4f}\n  states {}\n",
        wanted.users, wanted.rounds, wanted.threads, wanted.wall ? "time passed" : "time on a processor", median(model), median(records),
        median(session), same ? "equal" : "NOT EQUAL");
    return same ? 0 : 1;
}
