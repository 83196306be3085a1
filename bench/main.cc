// enclosure-bench: all benchmarks of the project; `enclosure-bench --benchmark_filter=gumbel` runs those whose name matches,
// `enclosure-bench --model` times whole runs instead, phase by phase.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string_view>

#include "bench/model.h"

int main(int argc, char** argv) {
    if (std::any_of(argv, argv + argc, [](const char* argument) { return std::string_view(argument) == "--model"; })) {
        return enclosure::bench::time_model(argc, argv);
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
