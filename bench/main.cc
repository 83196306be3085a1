// enclosure-bench: all benchmarks of the project; `enclosure-bench --benchmark_filter=gumbel` runs those whose name matches.
#include <benchmark/benchmark.h>

BENCHMARK_MAIN();
