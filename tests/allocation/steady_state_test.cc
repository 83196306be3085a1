// A step after the first asks the heap for nothing: what phases work with lies in the memory of the step (sim/base/step_memory.h), and the
// state has room for what it will hold (sim/run/make_room.cc).
//
// Counted is every operator new of the program and of the C++ libraries that it uses, in all threads, from the begin of a step to its end:
// phases, and what Simulation::step does around them. Not counted is malloc itself: oneTBB takes the tasks of parallel loops from pools of
// its own. Writing of files and indicators lie outside a step.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "sim/phases/pipeline.h"
#include "tests/worlds.h"

namespace {

std::atomic<long> allocations{0};

void* allocated(std::size_t bytes, std::size_t alignment) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    const std::size_t whole = (bytes + alignment - 1) / alignment * alignment;
    void* at = std::aligned_alloc(alignment, whole > 0 ? whole : alignment);
    if (!at) throw std::bad_alloc();
    return at;
}

}  // namespace

// The forms of the standard library that are not replaced here call these. Not inline, or the compiler takes free() for the wrong partner.
[[gnu::noinline]] void* operator new(std::size_t bytes) {
    return allocated(bytes, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
}
[[gnu::noinline]] void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return allocated(bytes, static_cast<std::size_t>(alignment));
}
[[gnu::noinline]] void operator delete(void* at) noexcept {
    std::free(at);
}
[[gnu::noinline]] void operator delete(void* at, std::size_t) noexcept {
    std::free(at);
}
[[gnu::noinline]] void operator delete(void* at, std::align_val_t) noexcept {
    std::free(at);
}
[[gnu::noinline]] void operator delete(void* at, std::size_t, std::align_val_t) noexcept {
    std::free(at);
}

namespace enclosure::test {
namespace {

// Allocations of the steps after the first, by phase in the order of the pipeline; last, those that no phase made.
struct Counted {
    std::vector<long> by_phase;
    long all = 0;

    std::string table() const {
        std::string text;
        for (std::size_t i = 0; i < by_phase.size(); ++i) {
            const std::string name = i < pipeline().size() ? pipeline()[i].facts.name : "outside of phases";
            if (by_phase[i] != 0) text += "  " + std::to_string(by_phase[i]) + "  " + name + "\n";
        }
        return text;
    }
};

Counted count_steps(const Scenario& scenario, int threads) {
    Simulation simulation(scenario, {.threads = threads});
    const std::size_t phases = pipeline().size();
    Counted counted;
    counted.by_phase.resize(phases + 1);
    std::size_t now = phases;
    long since = 0;
    const auto book = [&](std::size_t next) {
        const long n = allocations.load(std::memory_order_relaxed);
        counted.by_phase[now] += n - since;
        since = n;
        now = next;
    };
    const BeforePhase before = [&](std::string_view, const World&) { book(now == phases ? 0 : now + 1); };
    simulation.step();
    since = allocations.load(std::memory_order_relaxed);
    const long begin = since;
    // A phase's count goes on to the next one's begin; the last one's holds the end of the step.
    while (!simulation.done()) {
        simulation.step(before);
        book(phases);
    }
    counted.all = allocations.load(std::memory_order_relaxed) - begin;
    return counted;
}

TEST(Allocation, IsCounted) {
    const long before = allocations.load();
    std::vector<double> three(3, 1.0);
    three.reserve(1000);
    const std::string text(100, 'x');
    EXPECT_EQ(allocations.load() - before, 3) << three.size() << text;
}

class SteadyState : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Threads, SteadyState, testing::Values(1, 2));

TEST_P(SteadyState, OfTheBaselineAllocatesNothing) {
    const Counted counted = count_steps(small_baseline(), GetParam());
    EXPECT_EQ(counted.all, 0) << "allocations in the steps after the first, by phase:\n" << counted.table();
}

TEST_P(SteadyState, OfUsersWithPeersOfTheirOwnAllocatesNothing) {
    Scenario scenario = small_baseline(2);
    scenario.parameters.network.kind = NetworkKind::small_world;
    const Counted counted = count_steps(scenario, GetParam());
    EXPECT_EQ(counted.all, 0) << "allocations in the steps after the first, by phase:\n" << counted.table();
}

}  // namespace
}  // namespace enclosure::test
