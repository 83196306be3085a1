// sim/base/step_memory.h: what is allocated does not overlap, is there until clear(), and takes nothing from the heap once the block is
// large enough.
#include "sim/base/step_memory.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "sim/base/parallel.h"
#include "sim/world/world.h"

namespace enclosure {
namespace {

TEST(StepMemory, GivesLinesOfTheirOwn) {
    StepMemory memory;
    for (int step = 0; step < 3; ++step) {
        std::vector<std::pair<unsigned char*, std::size_t>> given;
        for (const std::size_t bytes : {1u, 64u, 65u, 1000u, 8u, 100000u}) {
            auto* at = static_cast<unsigned char*>(memory.allocate(bytes, 8));
            EXPECT_EQ(reinterpret_cast<std::uintptr_t>(at) % 64, 0U);
            std::memset(at, static_cast<int>(given.size() + 1), bytes);
            given.emplace_back(at, bytes);
        }
        for (std::size_t k = 0; k < given.size(); ++k) {
            for (std::size_t i = 0; i < given[k].second; ++i) ASSERT_EQ(given[k].first[i], k + 1) << "something else wrote there";
        }
        memory.clear();
    }
}

TEST(StepMemory, ReusesABlockThatFitsAStepSeveralTimesTheFirst) {
    StepMemory memory;
    ASSERT_EQ(memory.size(), 0U);
    StepVector<double>(1000, 1.0, &memory);
    EXPECT_GE(memory.used(), 8000U);
    memory.clear();
    EXPECT_EQ(memory.used(), 0U);
    const std::size_t block = memory.size();
    EXPECT_GE(block, 10 * 8000U);
    const void* const first = memory.allocate(8);
    for (int step = 0; step < 3; ++step) {
        memory.clear();
        EXPECT_EQ(memory.allocate(40000), first) << "the same block from its begin";
        EXPECT_EQ(memory.size(), block);
    }
}

TEST(StepMemory, GrowsWhenAStepNeedsMore) {
    StepMemory memory;
    StepVector<char>(100, &memory);
    memory.clear();
    const std::size_t block = memory.size();
    StepVector<double> large(block, 2.0, &memory);  // eight times as many bytes
    for (const double x : large) ASSERT_EQ(x, 2.0);
    EXPECT_EQ(memory.size(), block) << "what lies in the block must stay there until the step's end";
    memory.clear();
    EXPECT_GT(memory.size(), 8 * block);
}

TEST(StepMemory, HasNoMoreRoomThanTablesNeed) {
    StepMemory memory;
    constexpr std::size_t list = std::size_t{1} << 26;  // of many users: sixteen times that may be more than there is
    EXPECT_NE(memory.allocate(list), nullptr);
    memory.clear();
    EXPECT_GE(memory.size(), list);
    EXPECT_LE(memory.size(), list + (std::size_t{1} << 28)) << "sixteen times that";
}

TEST(StepMemory, HoldsAListsLists) {
    StepMemory memory;
    StepVector<StepVector<int>> lists(3, &memory);
    lists.emplace_back(5);
    for (const auto& list : lists) EXPECT_EQ(list.get_allocator().resource(), &memory);
    const StepVector<StepVector<int>> kept(lists);
    EXPECT_NE(kept.get_allocator().resource(), &memory) << "a copy may outlive the step";
    EXPECT_NE(kept.back().get_allocator().resource(), &memory);
}

TEST(StepMemory, ServesManyThreads) {
    const Threads threads(8);
    for (int step = 0; step < 20; ++step) {
        std::vector<int> wrong(2000, 0);
        threads.for_each(wrong.size(), [&](std::size_t i) {
            StepVector<std::size_t> own(1 + i % 200, i, threads.memory());
            own.push_back(i);
            for (const std::size_t x : own) wrong[i] += x != i ? 1 : 0;
        });
        EXPECT_EQ(wrong, std::vector<int>(2000, 0));
        threads.clear_memory();
    }
}

TEST(StepMemory, OfAStepWithoutThreadsIsTheHeap) {
    const Threads threads(1);
    EXPECT_EQ(Step{.threads = &threads}.memory(), threads.memory());
    EXPECT_EQ(Step{}.memory(), std::pmr::get_default_resource());
}

}  // namespace
}  // namespace enclosure
