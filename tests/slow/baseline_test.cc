// The whole baseline, ten seeds: what it must not do, degenerate.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "sim/indicators/indicator.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr int seeds = 10;

// What is asked of a seed's run.
struct Outcome {
    std::vector<double> adopters;  // by segment, at the end
    double open_seats = 0;
    double closed_seats = 0;
    std::vector<double> half_yearly_gap;
    std::string not_finite;  // series and step, the first
};

Outcome run_baseline(int seed) {
    Simulation simulation(baseline(seed), {.threads = 2});
    Outcome outcome;
    const Indicator* gap = find_indicator("gap_points");
    while (!simulation.done()) {
        simulation.step();
        const World& w = simulation.world();
        // Every series of the world is a number but those of what there may not be: a side without users, a lag never made up for.
        for (const char* name : {"open_share_users", "open_share_tokens", "open_share_revenue", "hhi", "adoption", "aware", "revenue",
                                 "use", "research", "profit", "funding", "consumer_surplus", "harm_cost", "migration_cost", "welfare"}) {
            const double value = find_indicator(name)->value(w);
            if (!std::isfinite(value) && outcome.not_finite.empty()) {
                outcome.not_finite = std::string(name) + " in step " + std::to_string(simulation.steps_made());
            }
        }
        for (const double cash : w.firms.cash) {
            if (!std::isfinite(cash) && outcome.not_finite.empty()) outcome.not_finite = "cash of a firm";
        }
        if (simulation.steps_made() % 6 == 0) outcome.half_yearly_gap.push_back(gap->value(w));
    }
    const World& w = simulation.world();
    const std::size_t slots = w.catalogue.size();
    outcome.adopters.assign(w.rules.segment.size(), 0.0);
    for (std::size_t g = 0; g < w.rules.segment.size(); ++g) {
        for (std::size_t m = 0; m < slots; ++m) outcome.adopters[g] += w.market.seats[g * slots + m];
    }
    for (std::size_t m = 0; m < slots; ++m)
        (w.catalogue.open[m] != 0 ? outcome.open_seats : outcome.closed_seats) += w.market.slot_seats[m];
    return outcome;
}

int changes_of_direction(const std::vector<double>& series) {
    int changes = 0;
    double last = 0;
    for (std::size_t i = 1; i < series.size(); ++i) {
        const double move = series[i] - series[i - 1];
        if (move * last < 0) ++changes;
        if (move != 0) last = move;
    }
    return changes;
}

TEST(Baseline, DoesNotDegenerateInTenSeeds) {
    int both = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const Outcome outcome = run_baseline(seed);
        EXPECT_EQ(outcome.not_finite, "");
        for (std::size_t g = 0; g < outcome.adopters.size(); ++g) EXPECT_GT(outcome.adopters[g], 0.0) << "segment " << g;
        both += outcome.open_seats > 0 && outcome.closed_seats > 0 ? 1 : 0;
        ASSERT_EQ(outcome.half_yearly_gap.size(), 24U);
        // Nine years, after the first: the sawtooth of releases by turns.
        const std::vector<double> points(outcome.half_yearly_gap.begin() + 2, outcome.half_yearly_gap.begin() + 20);
        EXPECT_GE(changes_of_direction(points), 4) << "of the gap in 18 half-years";
        RecordProperty("seed_" + std::to_string(seed) + "_open_share_of_seats",
                       std::to_string(outcome.open_seats / (outcome.open_seats + outcome.closed_seats)));
    }
    EXPECT_GE(both, 8) << "seeds of " << seeds << " in which open and closed models are both in use";
}

TEST(Baseline, ChangesOfDirectionAreCounted) {
    EXPECT_EQ(changes_of_direction({1, 2, 3, 4}), 0);
    EXPECT_EQ(changes_of_direction({1, 2, 2, 1, 3}), 2);
}

// The program itself in a process of its own, so that no other test's memory counts.
TEST(Baseline, TakesLessThan300Megabytes) {
    const std::string program = std::string(ENCLOSURE_BINARY_DIR) + "/bin/enclosure";
    const auto begun = std::chrono::steady_clock::now();
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        if (std::freopen("/dev/null", "w", stdout) == nullptr) _exit(126);
        execl(program.c_str(), program.c_str(), "run", "--quiet", "--json", static_cast<char*>(nullptr));
        _exit(127);
    }
    int status = 0;
    rusage used{};
    ASSERT_EQ(wait4(child, &status, 0, &used), child);
    ASSERT_TRUE(WIFEXITED(status));
    ASSERT_EQ(WEXITSTATUS(status), 0) << program;
    const double megabytes = static_cast<double>(used.ru_maxrss) / 1024;  // Linux counts in KiB
    EXPECT_LT(megabytes, 300);
    // Time is for bench/ to judge: a loaded machine is slow, not wrong.
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    RecordProperty("megabytes", std::to_string(megabytes));
    std::printf("peak memory %.0f MB, %.1f s\n", megabytes, seconds);
}

}  // namespace
}  // namespace enclosure::test
