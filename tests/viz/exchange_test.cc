// What two threads exchange without a lock: values whole, in order, none twice.
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <thread>

#include "viz/session/command_ring.h"
#include "viz/session/triple_buffer.h"

namespace enclosure::viz {
namespace {

TEST(TripleBuffer, HandsTheNewestOverWholeAndForwards) {
    using Value = std::array<std::uint64_t, 256>;
    constexpr std::uint64_t last = 20'000;
    TripleBuffer<Value> buffer;
    EXPECT_FALSE(buffer.take()) << "nothing was published";
    std::thread writer([&] {
        for (std::uint64_t n = 1; n <= last; ++n) {
            buffer.back().fill(n);
            buffer.publish();
        }
    });
    std::uint64_t before = 0, taken = 0;
    while (before != last) {
        if (!buffer.take()) {
            std::this_thread::yield();
            continue;
        }
        const Value& value = buffer.front();
        const std::uint64_t n = value.front();
        bool whole = true;
        for (const std::uint64_t part : value) whole = whole && part == n;
        ASSERT_TRUE(whole) << n;
        ASSERT_GT(n, before) << "what was taken is not new, or older";
        before = n;
        ++taken;
    }
    writer.join();
    EXPECT_FALSE(buffer.take()) << "what was taken is taken";
    EXPECT_EQ(buffer.front().front(), last);
    EXPECT_LE(taken, last);
}

TEST(CommandRing, KeepsTheOrderAndLosesNothing) {
    constexpr int last = 5'000;
    CommandRing<int> ring;
    std::thread writer([&] {
        for (int n = 1; n <= last; ++n) {
            while (!ring.push(n)) std::this_thread::yield();
        }
    });
    for (int expected = 1; expected <= last;) {
        int value = 0;
        if (!ring.pop(value)) {
            std::this_thread::yield();
            continue;
        }
        ASSERT_EQ(value, expected++);
    }
    writer.join();
    int none = 0;
    EXPECT_FALSE(ring.pop(none));
}

TEST(CommandRing, SaysWhenItIsFull) {
    CommandRing<int, 2> ring;
    EXPECT_TRUE(ring.push(1));
    EXPECT_TRUE(ring.push(2));
    EXPECT_FALSE(ring.push(3));
    int value = 0;
    EXPECT_TRUE(ring.pop(value));
    EXPECT_EQ(value, 1);
    EXPECT_TRUE(ring.push(3));
}

}  // namespace
}  // namespace enclosure::viz
