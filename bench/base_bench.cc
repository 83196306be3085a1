// What the hot loops are made of: one function over a column, one kind of draw over consecutive serials, hashing, one sum. Items are rows.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/draws.h"
#include "sim/base/hash.h"
#include "sim/base/math.h"
#include "sim/base/parallel.h"

namespace {

using namespace enclosure;

constexpr std::size_t rows = 4096;

void count_rows(benchmark::State& state, std::size_t n) {
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(n));
}

template <class Function>
void over_column(benchmark::State& state, Function function) {
    std::vector<double> in(rows);
    std::vector<double> out(rows);
    for (std::size_t i = 0; i < rows; ++i) in[i] = (static_cast<double>(i) + 0.5) / rows;
    for ([[maybe_unused]] auto step : state) {
        for (std::size_t i = 0; i < rows; ++i) out[i] = function(in[i]);
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    count_rows(state, rows);
}

template <class Kind>
void over_serials(benchmark::State& state, Kind kind) {
    std::uint32_t step = 0;
    for ([[maybe_unused]] auto pass : state) {
        double sum = 0;
        for (std::uint64_t serial = 0; serial < rows; ++serial) {
            Draws draw(42, Purpose::test, serial, step & 0xffffffu);
            sum += kind(draw);
        }
        ++step;
        benchmark::DoNotOptimize(sum);
    }
    count_rows(state, rows);
}

void hash_bytes_of_columns(benchmark::State& state) {
    const std::vector<std::uint64_t> column(1 << 17, 7);
    for ([[maybe_unused]] auto pass : state) benchmark::DoNotOptimize(hash_bytes(column.data(), 8 * column.size()));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(8 * column.size()));
}

void sum_of_column(benchmark::State& state) {
    const Threads threads(static_cast<int>(state.range(0)));
    const std::vector<double> column(200000, 1.5);
    for ([[maybe_unused]] auto pass : state) {
        benchmark::DoNotOptimize(threads.sum(column.size(), 0.0, [&column](std::size_t begin, std::size_t end) {
            double part = 0;
            for (std::size_t i = begin; i < end; ++i) part += math::exp(-column[i]);
            return part;
        }));
        threads.clear_memory();
    }
    count_rows(state, column.size());
}

BENCHMARK_CAPTURE(over_column, exp, [](double x) { return math::exp(x); });
BENCHMARK_CAPTURE(over_column, log, [](double x) { return math::log(x); });
BENCHMARK_CAPTURE(over_column, pow, [](double x) { return math::pow(x, 0.3); });
BENCHMARK_CAPTURE(over_column, tanh, [](double x) { return math::tanh(x); });
BENCHMARK_CAPTURE(over_column, fires, [](double x) { return math::fires(x, 1.0 / 12); });
BENCHMARK_CAPTURE(over_column, normal_quantile, [](double x) { return math::normal_quantile(x); });

BENCHMARK_CAPTURE(over_serials, uniform, [](Draws& draw) { return draw.uniform(); });
BENCHMARK_CAPTURE(over_serials, normal, [](Draws& draw) { return draw.normal(); });
BENCHMARK_CAPTURE(over_serials, exponential, [](Draws& draw) { return draw.exponential(); });
BENCHMARK_CAPTURE(over_serials, gumbel, [](Draws& draw) { return draw.gumbel(); });

BENCHMARK(hash_bytes_of_columns);
BENCHMARK(sum_of_column)->Arg(1)->Arg(2)->UseRealTime();

}  // namespace
