// enclosure-bench: all benchmarks of the project; `enclosure-bench --benchmark_filter=gumbel` runs those whose name matches,
// `enclosure-bench --model` times whole runs instead, phase by phase, `enclosure-bench --adoption-kernel` a small model of choice that
// every framework can express, `enclosure-bench --scale` the baseline with more and more users, `enclosure-bench --study` sweeps.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string_view>

#include "bench/adoption_kernel.h"
#include "bench/model.h"
#include "bench/scale.h"
#include "bench/study.h"

int main(int argc, char** argv) {
    const auto given = [argc, argv](std::string_view option) {
        return std::any_of(argv, argv + argc, [option](const char* argument) { return argument == option; });
    };
    if (given("--model")) return enclosure::bench::time_model(argc, argv);
    if (given("--adoption-kernel")) return enclosure::bench::time_adoption_kernel(argc, argv);
    if (given("--scale")) return enclosure::bench::time_scale(argc, argv);
    if (given("--study")) return enclosure::bench::time_study(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
