#include "bench/model.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>
#include <vector>

#include "bench/command.h"
#include "bench/whole_run.h"
#include "sim/scenario/load.h"

namespace enclosure::bench {

int time_model(int argc, char** argv) {
    CLI::App app("Times whole runs of a scenario, phase by phase.", "enclosure-bench --model");
    std::string file = "lib:baseline";
    std::vector<int> threads = {1, 2};
    std::vector<std::string> settings;
    bool json = false;
    bool model = true;
    app.add_flag("--model", model, "This benchmark")->group("");
    app.add_option("SCENARIO", file, "Scenario, in place of the baseline");
    app.add_option("--threads", threads, "Numbers of threads, a run for each, as in --threads 1,2")
        ->delimiter(',')
        ->check(CLI::Range(1, 1024));
    app.add_option("--set", settings, "path=value: as in `enclosure run`")->allow_extra_args(false);
    app.add_flag("--json", json, "Print one JSON array");
    return command(app, argc, argv, [&] {
        std::vector<Override> overrides;
        for (const std::string& setting : settings) overrides.push_back(parse_override(setting));
        const Scenario scenario = load_scenario(file, overrides).scenario;
        std::string separator = "[";
        for (const int count : threads) {
            const WholeRun run = time_run(scenario, count);
            const std::string text = json ? separator + run_json(run) : run_table(run) + "\n";
            std::fputs(text.c_str(), stdout);
            separator = ",\n ";
        }
        if (json) std::fputs("]\n", stdout);
    });
}

}  // namespace enclosure::bench
