#include "bench/adoption_kernel.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "bench/adoption_kernel/engine.h"
#include "bench/adoption_kernel/naive.h"
#include "bench/adoption_kernel/reference.h"
#include "bench/command.h"
#include "bench/whole_run.h"
#include "sim/base/vector_target.h"

namespace enclosure::bench {

namespace {

namespace kernel = adoption_kernel;

struct Plan {
    std::vector<std::size_t> users = {10000, 100000, 1000000, 10000000};
    std::vector<int> threads = {1, 2};
    int rounds = 5;
    double seconds = 0.1;  ///< of each implementation in a round
};

/// One implementation of the kernel, ready to tick.
struct Contender {
    const char* name;  ///< key in the JSON
    std::function<void()> tick;
    std::vector<double> rates = {};  ///< user-updates per second, a number per round
};

/// Of one size and number of threads.
struct Comparison {
    std::size_t users = 0;
    int threads = 0;
    double bytes_per_user = 0;  ///< of the reference
    double engine_bytes_per_user = 0;
    std::vector<Contender> contenders;
};

// Prices and qualities drift; rounds x ticks stays in the range of single precision.
constexpr int most_ticks = 100;
constexpr int most_rounds = 50;

double ticks_per_second(const std::function<void()>& tick, double seconds) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begin = Clock::now();
    double spent = 0;
    int ticks = 0;
    for (; ticks == 0 || (spent < seconds && ticks < most_ticks); ++ticks) {
        tick();
        spent = std::chrono::duration<double>(Clock::now() - begin).count();
    }
    return ticks / spent;
}

// Rounds in which each takes its turn: what slows the machine for a while slows all of them, so ratios within a round are steadier than
// times.
Comparison compare(std::size_t users, int threads, const Plan& plan) {
    const Threads pool(threads);
    kernel::Naive naive(users, 1, pool);
    kernel::Reference one_uniform(users, 1, kernel::Drawing::one_uniform, pool);
    kernel::Reference keyed(users, 1, kernel::Drawing::keyed, pool);
    kernel::Engine engine(users, 1, kernel::Drawing::one_uniform, pool);
    kernel::Engine engine_keyed(users, 1, kernel::Drawing::keyed, pool);
    Comparison found{users, threads, one_uniform.bytes_per_user(), engine.bytes_per_user(), {}};
    found.contenders = {{"naive", [&naive] { naive.tick(); }},
                        {"reference", [&one_uniform] { one_uniform.tick(); }},
                        {"reference_keyed", [&keyed] { keyed.tick(); }},
                        {"engine", [&engine] { engine.tick(); }},
                        {"engine_keyed", [&engine_keyed] { engine_keyed.tick(); }}};
    for (Contender& one : found.contenders) one.tick();
    for (int round = 0; round < plan.rounds; ++round) {
        for (Contender& one : found.contenders) {
            one.rates.push_back(static_cast<double>(users) * ticks_per_second(one.tick, plan.seconds));
        }
    }
    return found;
}

/// Middle of the ratios of rounds.
double ratio(const Contender& of, const Contender& to) {
    std::vector<double> ratios;
    for (std::size_t k = 0; k < of.rates.size(); ++k) ratios.push_back(of.rates[k] / to.rates[k]);
    return median(ratios);
}

enum Place : std::size_t { naive, reference, reference_keyed, engine, engine_keyed };

std::string row(const Comparison& found) {
    const auto& c = found.contenders;
    const auto rate = [&](Place place) { return median(c[place].rates) / 1e6; };
    return fmt::format(
        "{:>10} {:>8} {:>10.2f} {:>10.1f} {:>10.1f} {:>10.1f} {:>10.1f} {:>12.1f} {:>12.2f} {:>12.2f} {:>12.2f} {:>8.1f} {:>8.1f}\n",
        found.users, found.threads, rate(naive), rate(reference), rate(reference_keyed), rate(engine), rate(engine_keyed),
        ratio(c[reference], c[naive]), ratio(c[engine], c[reference]), ratio(c[engine_keyed], c[reference_keyed]),
        ratio(c[engine], c[engine_keyed]), found.bytes_per_user, found.engine_bytes_per_user);
}

std::string object(const Comparison& found) {
    const auto& c = found.contenders;
    std::string text =
        fmt::format("{{\"users\": {}, \"threads\": {}, \"vector_target\": \"{}\", \"bytes_per_user\": {}, \"engine_bytes_per_user\": {}",
                    found.users, found.threads, vector_target(), found.bytes_per_user, found.engine_bytes_per_user);
    for (const Contender& one : c) text += fmt::format(", \"{}_updates_per_s\": {}", one.name, median(one.rates));
    for (std::size_t k = reference; k < c.size(); ++k) text += fmt::format(", \"{}_by_naive\": {}", c[k].name, ratio(c[k], c[naive]));
    text += fmt::format(", \"engine_by_reference\": {}, \"engine_keyed_by_reference_keyed\": {}", ratio(c[engine], c[reference]),
                        ratio(c[engine_keyed], c[reference_keyed]));
    return text + "}";
}

}  // namespace

int time_adoption_kernel(int argc, char** argv) {
    CLI::App app(
        "Times the adoption kernel: naive, as the vectorised reference and by the engine, these with one uniform per user and with a draw "
        "per "
        "alternative.",
        "enclosure-bench --adoption-kernel");
    Plan plan;
    std::string target;
    bool json = false;
    bool adoption_kernel = true;
    app.add_flag("--adoption-kernel", adoption_kernel, "This benchmark")->group("");
    app.add_option("--users", plan.users, "Numbers of users, as in --users 10000,1000000")
        ->delimiter(',')
        ->check(CLI::Range(kernel::fewest_users_of_engine, std::size_t{1000000000}));
    app.add_option("--threads", plan.threads, "Numbers of threads, as in --threads 1,2")->delimiter(',')->check(CLI::Range(1, 1024));
    app.add_option("--rounds", plan.rounds, "Rounds in which each implementation takes its turn")->check(CLI::Range(1, most_rounds));
    app.add_option("--seconds", plan.seconds, "Time of each in a round, in seconds; 1 to 100 ticks")->check(CLI::Range(0.0, 100.0));
    app.add_option("--vectors", target, "Vector instructions in place of the best")->check(CLI::IsMember(vector_targets()));
    app.add_flag("--json", json, "Print one JSON array");
    return command(app, argc, argv, [&] {
        force_vector_target(target);
        if (!json) {
            fmt::print("Million user-updates per second, medians of {} rounds; ratios are medians of rounds' ratios. Vectors: {}.\n\n",
                       plan.rounds, vector_target());
            fmt::print("{:>10} {:>8} {:>10} {:>10} {:>10} {:>10} {:>10} {:>12} {:>12} {:>12} {:>12} {:>8} {:>8}\n", "users", "threads",
                       "naive", "reference", "ref.keyed", "engine", "eng.keyed", "ref./naive", "eng./ref.", "e.k./r.k.", "eng./e.k.",
                       "ref. B", "eng. B");
        }
        std::string separator = "[";
        for (const std::size_t users : plan.users) {
            for (const int threads : plan.threads) {
                const Comparison found = compare(users, threads, plan);
                const std::string text = json ? separator + object(found) : row(found);
                std::fputs(text.c_str(), stdout);
                std::fflush(stdout);
                separator = ",\n ";
            }
        }
        if (json) std::fputs("]\n", stdout);
    });
}

}  // namespace enclosure::bench
