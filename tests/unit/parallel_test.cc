// sim/base/parallel.h: every row once, equal bits for any number of threads, exceptions. Built for both backends.
#include "sim/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <bit>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "sim/base/hash.h"

namespace {

using namespace enclosure;

constexpr int thread_counts[] = {1, 2, 3, 8, 16};

/// A sum that comes out differently in nearly every other order: terms of both signs over 60 orders of magnitude.
double delicate_sum(const Threads& threads, std::size_t n) {
    return threads.sum(n, 0.0, [](std::size_t begin, std::size_t end) {
        double part = 0;
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint64_t h = mix(i + 1);
            const double term = std::bit_cast<double>((std::uint64_t{1000} + h % 200) << 52) * static_cast<double>(h >> 40);
            part += h % 2 == 0 ? term : -term;
        }
        return part;
    });
}

TEST(Parallel, BlockEdgesAreAFunctionOfTheSize) {
    EXPECT_EQ(block_count(0), 0u);
    EXPECT_EQ(block_count(1), 1u);
    EXPECT_EQ(block_count(4096), 1u);
    EXPECT_EQ(block_count(4097), 2u);
    EXPECT_EQ(block_count(~std::size_t{0}), (~std::size_t{0} >> 12) + 1);
}

TEST(Parallel, EveryRowIsVisitedOnceInItsBlock) {
    for (const int count : thread_counts) {
        SCOPED_TRACE(count);
        const Threads threads(count);
        EXPECT_EQ(threads.count(), count);
        for (const std::size_t n : {std::size_t{1}, block_size, 3 * block_size + 17, 40 * block_size}) {
            std::vector<int> visits(n, 0);
            std::vector<std::pair<std::size_t, std::size_t>> edges(block_count(n));
            threads.for_blocks(n, [&visits, &edges](std::size_t begin, std::size_t end, std::size_t block) {
                edges[block] = {begin, end};
                for (std::size_t i = begin; i < end; ++i) ++visits[i];
            });
            EXPECT_EQ(visits, std::vector<int>(n, 1));
            for (std::size_t b = 0; b < edges.size(); ++b) {
                EXPECT_EQ(edges[b], std::make_pair(b * block_size, std::min(n, (b + 1) * block_size)));
            }
        }
    }
}

TEST(Parallel, NothingToDo) {
    const Threads threads(3);
    int calls = 0;
    threads.for_blocks(0, [&calls](std::size_t, std::size_t, std::size_t) { ++calls; });
    EXPECT_EQ(calls, 0);
    EXPECT_EQ(threads.sum(0, 2.5, [](std::size_t, std::size_t) { return 1.0; }), 2.5);
}

TEST(Parallel, SumsAreEqualToTheBitForAnyNumberOfThreads) {
    const std::size_t n = 200 * block_size + 99;
    const auto expected = std::bit_cast<std::uint64_t>(delicate_sum(Threads(1), n));
    for (const int count : thread_counts) {
        SCOPED_TRACE(count);
        const Threads threads(count);
        for (int repeat = 0; repeat < 20; ++repeat) EXPECT_EQ(std::bit_cast<std::uint64_t>(delicate_sum(threads, n)), expected);
    }
}

TEST(Parallel, ManySumsAtOnceAreThoseOfEachToTheBit) {
    const std::size_t n = 30 * block_size + 99;
    const auto term = [](std::size_t k, std::size_t i) {
        const std::uint64_t h = mix(5 * i + k);
        const double size = std::bit_cast<double>((std::uint64_t{1000} + h % 60) << 52) * static_cast<double>(h >> 40);
        return h % 2 == 0 ? size : -size;
    };
    for (const int count : thread_counts) {
        SCOPED_TRACE(count);
        const Threads threads(count);
        std::vector<double> sums{0, 1, -2.5, 0, 0};
        const std::vector<double> zero = sums;
        threads.add_up(n, std::span(sums), [&term](std::size_t begin, std::size_t end, std::span<double> part) {
            for (std::size_t i = begin; i < end; ++i) {
                for (std::size_t k = 0; k < part.size(); ++k) part[k] += term(k, i);
            }
        });
        for (std::size_t k = 0; k < sums.size(); ++k) {
            const double alone = threads.sum(n, zero[k], [&term, k](std::size_t begin, std::size_t end) {
                double part = 0;
                for (std::size_t i = begin; i < end; ++i) part += term(k, i);
                return part;
            });
            EXPECT_EQ(std::bit_cast<std::uint64_t>(sums[k]), std::bit_cast<std::uint64_t>(alone)) << k;
        }
    }
}

TEST(Parallel, TheDelicateSumTellsOrdersApart) {
    // The control of the test above: folding the same blocks backwards gives another number.
    const Threads one(1);
    std::vector<double> parts;
    one.for_blocks(200 * block_size,
                   [&parts, &one](std::size_t, std::size_t end, std::size_t) { parts.push_back(delicate_sum(one, end)); });
    double forwards = 0;
    double backwards = 0;
    for (std::size_t b = 0; b < parts.size(); ++b) {
        forwards += parts[b];
        backwards += parts[parts.size() - 1 - b];
    }
    EXPECT_NE(std::bit_cast<std::uint64_t>(forwards), std::bit_cast<std::uint64_t>(backwards));
}

TEST(Parallel, SumFoldsInBlockOrderOverAnyTypeWithPlus) {
    const std::string letters = Threads(8).sum(26 * block_size, std::string("> "), [](std::size_t begin, std::size_t) {
        return std::string(1, static_cast<char>('a' + begin / block_size));
    });
    EXPECT_EQ(letters.substr(letters.size() - 26), "abcdefghijklmnopqrstuvwxyz");
    EXPECT_EQ(letters, "> abcdefghijklmnopqrstuvwxyz");
}

TEST(Parallel, ThreadsWorkAtTheSameTime) {
    // Two blocks that wait for each other can only end on two threads.
    const Threads threads(2);
    for (int attempt = 0; attempt < 3; ++attempt) {
        std::atomic<int> arrived = 0;
        std::atomic<int> met = 0;
        threads.for_blocks(2 * block_size, [&arrived, &met](std::size_t, std::size_t, std::size_t) {
            ++arrived;
            const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
            while (arrived < 2 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
            if (arrived == 2) ++met;
        });
        ASSERT_EQ(met, 2);
    }
}

TEST(Parallel, NoMoreThreadsThanAsked) {
    for (const int count : {1, 2, 3}) {
        std::mutex mutex;
        std::set<std::thread::id> ids;
        Threads(count).for_blocks(300 * block_size, [&mutex, &ids](std::size_t, std::size_t, std::size_t) {
            const std::lock_guard lock(mutex);
            ids.insert(std::this_thread::get_id());
        });
        EXPECT_LE(ids.size(), static_cast<std::size_t>(count));
        EXPECT_GE(ids.size(), 1u);
    }
}

TEST(Parallel, TheFirstBlocksExceptionIsRethrownAndTheOthersStillRun) {
    for (const int count : thread_counts) {
        SCOPED_TRACE(count);
        const Threads threads(count);
        std::atomic<int> ran = 0;
        try {
            threads.for_blocks(50 * block_size, [&ran](std::size_t, std::size_t, std::size_t block) {
                ++ran;
                if (block >= 7 && block % 2 == 1) throw std::runtime_error("block " + std::to_string(block));
            });
            ADD_FAILURE() << "nothing was thrown";
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "block 7");
        }
        EXPECT_EQ(ran, 50);
        // And the pool is as good as new.
        EXPECT_EQ(threads.sum(10 * block_size, 0, [](std::size_t, std::size_t) { return 1; }), 10);
    }
}

TEST(Parallel, CallsMayBeNestedAndShared) {
    const Threads threads(3);
    const auto total = [&threads] {
        return threads.sum(8 * block_size, 0, [&threads](std::size_t, std::size_t) {
            return threads.sum(5 * block_size, 0, [](std::size_t, std::size_t) { return 1; });
        });
    };
    EXPECT_EQ(total(), 40);
    int here = 0;
    int there = 0;
    {
        const std::jthread other([&there, &total] {
            for (int i = 0; i < 50; ++i) there += total();
        });
        for (int i = 0; i < 50; ++i) here += total();
    }
    EXPECT_EQ(here, 2000);
    EXPECT_EQ(there, 2000);
}

TEST(Parallel, MovesAndDefaults) {
    Threads a(2);
    Threads b = std::move(a);
    EXPECT_EQ(b.count(), 2);
    b = Threads(3);
    EXPECT_EQ(b.sum(6 * block_size, 0, [](std::size_t, std::size_t) { return 1; }), 6);
    EXPECT_GE(Threads().count(), 1);
    EXPECT_LE(Threads().count(), static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace
