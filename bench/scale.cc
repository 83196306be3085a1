#include "bench/scale.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>
#include <vector>

#include "bench/command.h"
#include "bench/whole_run.h"
#include "sim/scenario/load.h"

namespace enclosure::bench {

namespace {

// Of one network and size: medians of rounds.
struct Scaled {
    std::string network;
    WholeRun run;                   // the last round's
    std::vector<double> user_step;  // s, by round
    std::vector<double> relative;   // to the smallest size in the same round
    std::vector<double> set_up;     // steps' time, by round

    std::string row() const {
        return fmt::format("  {:<12} {:>11} {:>10.2f} {:>10.2f} {:>12.1f} {:>10.1f} {:>10.1f}\n", network, run.users,
                           1e9 * median(user_step), median(relative), median(set_up), run.bytes_per_user,
                           run.peak_memory / static_cast<double>(run.users));
    }
    std::string json() const {
        return fmt::format(
            "{{\"network\": \"{}\", \"users\": {}, \"threads\": {}, \"steps\": {}, \"user_step\": {}, \"relative\": {}, "
            "\"set_up_steps\": {}, \"bytes_per_user\": {}, \"peak_memory\": {}, \"state_hash\": \"{:016x}\"}}",
            network, run.users, run.threads, run.steps, median(user_step), median(relative), median(set_up), run.bytes_per_user,
            run.peak_memory, run.state_hash);
    }
};

}  // namespace

int time_scale(int argc, char** argv) {
    CLI::App app("Times the first steps of a scenario with more and more users.", "enclosure-bench --scale");
    std::string file = "lib:baseline";
    std::vector<long> users = {100000, 1000000, 10000000};
    std::vector<std::string> networks = {"cells", "small_world"};
    std::vector<std::string> settings;
    int threads = 0;
    int steps = 12;
    int rounds = 3;
    bool json = false;
    bool scale = true;
    app.add_flag("--scale", scale, "This benchmark")->group("");
    app.add_option("SCENARIO", file, "Scenario, in place of the baseline");
    app.add_option("--users", users, "Numbers of users, smallest first")->delimiter(',')->check(CLI::Range(1000L, 4000000000L));
    app.add_option("--networks", networks, "Networks, as in network.kind")->delimiter(',');
    app.add_option("--threads", threads, "Threads; one per processor if not given")->check(CLI::Range(0, 1024));
    app.add_option("--steps", steps, "Steps of a run")->check(CLI::Range(1, 100000));
    app.add_option("--rounds", rounds, "Times that all sizes are run in turn")->check(CLI::Range(1, 100));
    app.add_option("--set", settings, "path=value: as in `enclosure run`")->allow_extra_args(false);
    app.add_flag("--json", json, "Print one JSON array");
    return command(app, argc, argv, [&] {
        std::vector<Scaled> all;
        for (const std::string& network : networks) {
            const std::size_t first = all.size();
            for (int round = 0; round < rounds; ++round) {
                for (std::size_t k = 0; k < users.size(); ++k) {
                    std::vector<Override> overrides;
                    for (const std::string& setting : settings) overrides.push_back(parse_override(setting));
                    overrides.push_back(parse_override(fmt::format("population.users={}", users[k])));
                    overrides.push_back(parse_override("network.kind=" + network));
                    if (round == 0) all.emplace_back();
                    Scaled& scaled = all[first + k];
                    scaled.network = network;
                    scaled.run = time_run(load_scenario(file, overrides).scenario, threads, static_cast<std::size_t>(steps));
                    const WholeRun& run = scaled.run;
                    scaled.user_step.push_back(run.stepping / run.user_steps());
                    scaled.relative.push_back(scaled.user_step.back() / all[first].user_step.back());
                    scaled.set_up.push_back(run.set_up * static_cast<double>(run.steps) / run.stepping);
                }
            }
        }
        std::string text =
            json ? "["
                 : fmt::format("{} threads, {} steps, medians of {} rounds\n  {:<12} {:>11} {:>10} {:>10} {:>12} {:>10} {:>10}\n",
                               all.front().run.threads, steps, rounds, "network", "users", "ns/u-step", "relative", "set-up/step",
                               "bytes/user", "peak/user");
        for (std::size_t k = 0; k < all.size(); ++k) text += json ? (k == 0 ? "" : ",\n ") + all[k].json() : all[k].row();
        std::fputs((text + (json ? "]\n" : "")).c_str(), stdout);
    });
}

}  // namespace enclosure::bench
